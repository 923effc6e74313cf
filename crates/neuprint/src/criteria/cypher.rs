//! Criteria in Cypher.
//!
//! A list of more than three values becomes a variable, which the query carries in its `WITH`: the plan is then the
//! same whatever is in the list, and Neo4j keeps it.

use neuprint_decimal::Plain;

use super::NeuronCriteria;
use super::neuron::{Test, Value, Wanted};
use crate::cypher::{name, quote};

/// Longer lists become variables.
const LONGEST_LITERAL: usize = 3;

/// Several criteria of one query: each has a variable.
pub(crate) struct Matches<'c>(pub(crate) Vec<(&'static str, &'c NeuronCriteria)>);

impl Matches<'_> {
    /// `WITH` for the variables of long lists, and what else is to be carried on; nothing if there is none.
    pub(crate) fn with(&self, carried: &[&str]) -> String {
        let mut items: Vec<String> = carried.iter().map(|&variable| variable.to_owned()).collect();
        for (variable, criteria) in &self.0 {
            items.extend(criteria.long_lists(variable).map(|(list, values)| format!("{values} AS {list}")));
        }
        if items.is_empty() { String::new() } else { format!("WITH {}\n", items.join(",\n     ")) }
    }

    /// The variables that a later `WITH` must carry on: the neurons' and the lists'.
    pub(crate) fn variables(&self) -> Vec<String> {
        let mut variables = Vec::new();
        for (variable, criteria) in &self.0 {
            variables.push((*variable).to_owned());
            variables.extend(criteria.long_lists(variable).map(|(list, _)| list));
        }
        variables
    }

    /// `WHERE` with everything that is wanted, and `further` conditions; nothing if there is none.
    pub(crate) fn conditions(&self, further: &[String]) -> String {
        let mut conditions: Vec<String> =
            self.0.iter().flat_map(|(variable, criteria)| criteria.conditions(variable)).collect();
        conditions.extend_from_slice(further);
        if conditions.is_empty() { String::new() } else { format!("WHERE {}\n", conditions.join("\n  AND ")) }
    }
}

impl NeuronCriteria {
    /// A pattern for `MATCH`.
    pub(crate) fn pattern(&self, variable: &str) -> String {
        format!("({variable}:{})", self.label())
    }

    /// The lists that are variables, with their values.
    fn long_lists<'a>(&'a self, variable: &'a str) -> impl Iterator<Item = (String, String)> + 'a {
        self.wanted.iter().filter_map(move |wanted| {
            let Test::OneOf { values, .. } = &wanted.test else { return None };
            wanted.is_long().then(|| (list_variable(variable, wanted.name), list(values)))
        })
    }

    /// All conditions, to be joined by `AND`. The cheap ones come first.
    pub(crate) fn conditions(&self, variable: &str) -> Vec<String> {
        let mut conditions = Vec::new();
        let mut names = Vec::new();
        for wanted in &self.wanted {
            let condition = wanted.condition(variable);
            let either = matches!(wanted.name, "type" | "instance");
            if either { &mut names } else { &mut conditions }.push(condition);
        }
        match names.len() {
            0 => {}
            1 => conditions.append(&mut names),
            _ => conditions.push(format!("({})", names.join(" OR "))),
        }
        for (property, least) in [("pre", self.min_pre), ("post", self.min_post)] {
            if least > 0 {
                conditions.push(format!("{variable}.{property} >= {least}"));
            }
        }
        if let Some(most) = self.max_landmark_distance {
            conditions.push(format!("{variable}.closestLandmarkDistanceMicrons <= {}", Plain::from(most)));
        }
        conditions.extend(self.rois.conditions(variable));
        conditions
    }
}

impl Wanted {
    fn is_long(&self) -> bool {
        matches!(&self.test, Test::OneOf { values, regex: false, .. } if values.len() > LONGEST_LITERAL)
    }

    fn condition(&self, variable: &str) -> String {
        let property = format!("{variable}.{}", name(self.name));
        match &self.test {
            Test::Present => format!("{property} IS NOT NULL"),
            Test::Flag(true) => property,
            Test::Flag(false) => format!("(NOT {property} OR {property} IS NULL)"),
            Test::OneOf { values, or_null, regex } => {
                let one_of = match values.as_slice() {
                    [] => return format!("{property} IS NULL"),
                    values if *regex => format!("{property} =~ {}", quote(&alternatives(values))),
                    [value] => format!("{property} = {}", literal(value)),
                    _ if self.is_long() => format!("{property} IN {}", list_variable(variable, self.name)),
                    values => format!("{property} IN {}", list(values)),
                };
                if *or_null { format!("({one_of} OR {property} IS NULL)") } else { one_of }
            }
        }
    }
}

fn list_variable(variable: &str, property: &str) -> String {
    format!("{variable}_search_{property}")
}

fn list(values: &[Value]) -> String {
    let literals: Vec<String> = values.iter().map(literal).collect();
    format!("[{}]", literals.join(", "))
}

fn literal(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => quote(text),
    }
}

/// One regular expression for several.
fn alternatives(values: &[Value]) -> String {
    let text = |value: &Value| match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    };
    match values {
        [one] => text(one),
        several => several.iter().map(|value| format!("({})", text(value))).collect::<Vec<_>>().join("|"),
    }
}
