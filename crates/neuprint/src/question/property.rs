//! A test of any property that a dataset's neurons have.

use super::field::FieldError;
use super::names::list;
use crate::cypher::{float, name, quote};

/// How a property is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// It has this value.
    Is,
    /// It has another value, or none.
    IsNot,
    /// It has one of several values.
    IsOneOf,
    /// The text has this in it, upper and lower case alike; the list has this element.
    Contains,
    /// The text begins so.
    StartsWith,
    /// All of the text fits a regular expression.
    Matches,
    /// The number is at least this.
    AtLeast,
    /// The number is at most this.
    AtMost,
    /// It is there.
    Present,
    /// It is not there.
    Absent,
}

impl Operator {
    /// All of them: stable name, and what a form calls it.
    pub const ALL: [(Self, &'static str, &'static str); 10] = [
        (Self::Is, "is", "is"),
        (Self::IsNot, "is-not", "is not"),
        (Self::IsOneOf, "one-of", "is one of"),
        (Self::Contains, "contains", "contains"),
        (Self::StartsWith, "starts", "starts with"),
        (Self::Matches, "matches", "matches (regex)"),
        (Self::AtLeast, "min", "is at least"),
        (Self::AtMost, "max", "is at most"),
        (Self::Present, "present", "is there"),
        (Self::Absent, "absent", "is missing"),
    ];

    /// Those that make sense for a kind of values: `integer`, `float`, `text`, `boolean`, `list`, `map`, `point`, or
    /// nothing where that is not known.
    pub fn for_kind(kind: &str) -> &'static [Self] {
        use Operator::{Absent, AtLeast, AtMost, Contains, Is, IsNot, IsOneOf, Matches, Present, StartsWith};
        match kind {
            "integer" => &[Is, IsNot, IsOneOf, AtLeast, AtMost, Present, Absent],
            "float" => &[AtLeast, AtMost, Present, Absent],
            "boolean" => &[Is, IsNot, Present, Absent],
            "list" => &[Contains, Present, Absent],
            "map" | "point" => &[Present, Absent],
            _ => &[Is, IsNot, IsOneOf, Contains, StartsWith, Matches, Present, Absent],
        }
    }

    /// The operator of a stable name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(operator, ..)| operator)
    }

    /// Whether it compares with a value.
    pub fn takes_value(self) -> bool {
        !matches!(self, Self::Present | Self::Absent)
    }
}

/// What one property must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyTest {
    /// Its name.
    pub property: String,
    /// What its values are, as the dataset's schema says; empty if it does not.
    pub kind: String,
    /// How it is compared.
    pub operator: Operator,
    /// With what, as it was typed.
    pub value: String,
}

impl PropertyTest {
    /// The condition on a node of that name.
    ///
    /// # Errors
    /// A value that does not fit the property's kind, or is missing.
    pub(super) fn condition(&self, field: &'static str, node: &str) -> Result<String, FieldError> {
        let property = format!("{node}.{}", name(&self.property));
        if self.operator.takes_value() && self.value.trim().is_empty() {
            return Err(FieldError::new(field, format!("Say what `{}` is compared with.", self.property)));
        }
        let value = || self.literal(field, self.value.trim());
        Ok(match self.operator {
            Operator::Is => format!("{property} = {}", value()?),
            Operator::IsNot => format!("({property} <> {0} OR {property} IS NULL)", value()?),
            Operator::IsOneOf => {
                let values: Result<Vec<String>, FieldError> =
                    list(&self.value).iter().map(|one| self.literal(field, one)).collect();
                format!("{property} IN [{}]", values?.join(", "))
            }
            Operator::Contains if self.kind == "list" => format!("{} IN {property}", quote(self.value.trim())),
            Operator::Contains => {
                format!("toLower({property}) CONTAINS {}", quote(&self.value.trim().to_lowercase()))
            }
            Operator::StartsWith => format!("{property} STARTS WITH {}", quote(self.value.trim())),
            Operator::Matches => format!("{property} =~ {}", quote(self.value.trim())),
            Operator::AtLeast => format!("{property} >= {}", value()?),
            Operator::AtMost => format!("{property} <= {}", value()?),
            Operator::Present => format!("{property} IS NOT NULL"),
            Operator::Absent => format!("{property} IS NULL"),
        })
    }

    fn literal(&self, field: &'static str, text: &str) -> Result<String, FieldError> {
        let refused =
            |what: &str| FieldError::new(field, format!("`{}` is {what}, and `{text}` is not.", self.property));
        match self.kind.as_str() {
            "integer" => text.parse::<i64>().map(|number| number.to_string()).map_err(|_| refused("a whole number")),
            "float" => {
                let number = neuprint_decimal::parse_f64(text.as_bytes()).filter(|number| number.is_finite());
                number.map(float).ok_or_else(|| refused("a number"))
            }
            "boolean" => match text.to_ascii_lowercase().as_str() {
                word @ ("true" | "false") => Ok(word.to_owned()),
                _ => Err(refused("true or false")),
            },
            _ => Ok(quote(text)),
        }
    }
}
