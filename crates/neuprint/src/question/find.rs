//! Neurons that fit what a form says.

use super::field::{FieldError, count, lines};
use super::names::list;
use super::property::PropertyTest;
use super::set::existing;
use super::{Operator, Question};
use crate::body_id::BodyId;
use crate::body_ids::parse_body_ids;
use crate::criteria::{Criterion, Matches, NeuronCriteria};

/// The form "Find neurons". Its fields by name:
///
/// | field | holds |
/// |---|---|
/// | `type`, `instance` | names, or regular expressions, one a line, if `regex` is `1`; if both are given, either may fit |
/// | `ids` | body IDs in any form |
/// | `inputs`, `outputs` | ROIs, all of which the neuron must have inputs, or outputs, in |
/// | `mininputs`, `minoutputs` | at least so many in each of them |
/// | `status` | one of these |
/// | `minpre`, `maxpre`, `minpost`, `maxpost` | counts |
/// | `property`, `kind`, `operator`, `value` | a further property, what the schema says of it, the test's name, the value |
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FindNeurons {
    criteria: NeuronCriteria,
    /// The body IDs that were given.
    pub bodies: Vec<BodyId>,
    further: Vec<String>,
}

impl FindNeurons {
    /// Reads the fields; missing ones are empty.
    ///
    /// # Errors
    /// The first field that cannot be meant as it is.
    pub fn read(fields: impl Fn(&str) -> String) -> Result<Self, FieldError> {
        let regex = fields("regex") == "1";
        let names = |field| if regex { lines(&fields(field)) } else { list(&fields(field)) };
        let mut wanted: Vec<(&'static str, &'static str, Criterion)> = vec![("regex", "type", regex.into())];
        let mut want = |criterion, field, values: Vec<String>| {
            if !values.is_empty() {
                wanted.push((criterion, field, values.into()));
            }
        };
        want("type", "type", names("type"));
        want("instance", "instance", names("instance"));
        want("status", "status", list(&fields("status")));
        want("inputRois", "inputs", list(&fields("inputs")));
        want("outputRois", "outputs", list(&fields("outputs")));
        let bodies = bodies("ids", &fields("ids"))?;
        if !bodies.is_empty() {
            wanted.push(("bodyId", "ids", bodies.clone().into()));
        }
        for (criterion, field) in [
            ("minRoiInputs", "mininputs"),
            ("minRoiOutputs", "minoutputs"),
            ("minPre", "minpre"),
            ("minPost", "minpost"),
        ] {
            if let Some(least) = count(field, &fields(field))? {
                wanted.push((criterion, field, least.into()));
            }
        }
        let criteria = NeuronCriteria::of(wanted.iter().map(|(name, _, value)| (*name, value.clone())));
        let criteria = criteria.map_err(|error| {
            let field = wanted.iter().find(|(name, ..)| *name == error.field).map_or("type", |(_, field, _)| field);
            FieldError::new(field, format!("{error}."))
        })?;
        let mut further = Vec::new();
        for (property, field) in [("pre", "maxpre"), ("post", "maxpost")] {
            if let Some(most) = count(field, &fields(field))? {
                further.push(format!("n.{property} <= {most}"));
            }
        }
        let property = fields("property");
        if !property.is_empty() {
            let operator = Operator::named(&fields("operator")).unwrap_or(Operator::Present);
            let test = PropertyTest { property, kind: fields("kind"), operator, value: fields("value") };
            further.push(test.condition("value", "n")?);
        }
        Ok(Self { criteria, bodies, further })
    }

    /// The neurons in the order of their bodyIds, and their number.
    pub fn question(&self) -> Question {
        let matches = Matches(vec![("n", &self.criteria)]);
        let found =
            format!("{}MATCH {}\n{}", matches.with(&[]), self.criteria.pattern("n"), matches.conditions(&self.further));
        Question {
            cypher: format!(
                "{found}RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status, n.pre AS \
                 pre, n.post AS post\nORDER BY bodyId"
            ),
            count: Some(format!("{found}RETURN count(*) AS neurons")),
        }
    }

    /// Which of the given body IDs the dataset has, whatever else is asked; nothing if none were given.
    pub fn existing(&self) -> Option<String> {
        existing("Segment", &self.bodies)
    }
}

/// Pasted body IDs, all of them or none: one that was damaged on its way must not be left out without a word.
pub(super) fn bodies(field: &'static str, text: &str) -> Result<Vec<BodyId>, FieldError> {
    let pasted = parse_body_ids(text);
    let refused: Vec<String> = pasted.refused.iter().map(|word| format!("`{}` {}.", word.text, word.reason)).collect();
    if refused.is_empty() { Ok(pasted.bodies) } else { Err(FieldError::new(field, refused.join(" "))) }
}
