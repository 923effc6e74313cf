//! Partners that several neurons have in common.

use super::connections::direction;
use super::field::{FieldError, count};
use super::{NeuronSet, Question};
use crate::query::Direction;

/// The form "Common partners". Its fields by name: `of` (types and body IDs), `direction`, `minweight` (synapses of each
/// connection), `atleast` (of so many of the neurons; empty for all of them).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonPartners {
    set: NeuronSet,
    direction: Direction,
    min_weight: i64,
    at_least: Option<i64>,
}

impl CommonPartners {
    /// Reads the fields.
    ///
    /// # Errors
    /// The field that cannot be meant as it is.
    pub fn read(fields: impl Fn(&str) -> String) -> Result<Self, FieldError> {
        let at_least = count("atleast", &fields("atleast"))?;
        if at_least == Some(0) {
            return Err(FieldError::new("atleast", "A common partner has at least one connection."));
        }
        Ok(Self {
            set: NeuronSet::read("of", &fields("of"))?,
            direction: direction(&fields("direction")),
            min_weight: count("minweight", &fields("minweight"))?.unwrap_or(1).max(1),
            at_least,
        })
    }

    /// The partners, with how many of the neurons they are connected with.
    pub fn question(&self) -> Question {
        let arrow = match self.direction {
            Direction::Upstream => "<-[e:ConnectsTo]-",
            Direction::Downstream => "-[e:ConnectsTo]->",
        };
        let enough = self.at_least.map_or("size(cells)".to_owned(), |count| count.to_string());
        let found = format!(
            "MATCH (c:{})\nWHERE {}\nWITH collect(c.bodyId) AS cells\nMATCH (n:Segment){arrow}(m:Neuron)\nWHERE n.bodyId IN \
             cells AND e.weight >= {}\nWITH cells, m, count(DISTINCT n) AS connected, sum(e.weight) AS weight, min(e.weight) \
             AS weakest\nWHERE connected >= {enough}\n",
            self.set.label(),
            self.set.condition("c"),
            self.min_weight
        );
        Question {
            cypher: format!(
                "{found}RETURN m.bodyId AS bodyId, m.type AS type, m.instance AS instance, connected, weight, \
                 weakest\nORDER BY connected DESC, weight DESC, bodyId"
            ),
            count: Some(format!("{found}RETURN count(*) AS partners")),
        }
    }
}
