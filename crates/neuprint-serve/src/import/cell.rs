//! What a cell holds: neo4j-admin's types of properties.

use std::fmt;

use neuprint_cypher::store::{Columns, Key};
use neuprint_cypher::{Point, Value};

/// What stands between the items of a list.
pub(super) const BETWEEN: char = ';';

/// The type of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Also what has a type that is not read, such as `datetime`.
    Text,
    Integer,
    Float,
    Boolean,
    Point,
    /// Of one of the others.
    List(Box<Kind>),
}

impl Kind {
    /// Reads a type as a header has it: `long`, `string[]`, `point{srid:9157}`. `None` if there is none of this name.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(item) = text.strip_suffix("[]") {
            return match Self::parse(item)? {
                Self::List(_) => None,
                item => Some(Self::List(Box::new(item))),
            };
        }
        let name = text.split('{').next().unwrap_or(text).to_ascii_lowercase();
        Some(match name.as_str() {
            "string" | "char" | "date" | "time" | "localtime" | "datetime" | "localdatetime" | "duration" => Self::Text,
            "int" | "long" | "short" | "byte" => Self::Integer,
            "float" | "double" => Self::Float,
            "boolean" => Self::Boolean,
            "point" => Self::Point,
            _ => return None,
        })
    }

    /// Reads a cell that is not empty.
    ///
    /// # Errors
    /// If it is nothing of this kind: the reason, as half a sentence.
    pub(super) fn value(&self, text: &str) -> Result<Value, String> {
        let wrong = || format!("`{}` is no {self}", shortened(text));
        match self {
            Self::Text => Ok(Value::text(text)),
            Self::Integer => text.parse().map(Value::Int).map_err(|_| wrong()),
            Self::Float => {
                text.parse().ok().filter(|value: &f64| value.is_finite()).map(Value::Float).ok_or_else(wrong)
            }
            Self::Boolean if text.eq_ignore_ascii_case("true") => Ok(Value::Bool(true)),
            Self::Boolean if text.eq_ignore_ascii_case("false") => Ok(Value::Bool(false)),
            Self::Boolean => Err(wrong()),
            Self::Point => point(text).map(Value::Point).ok_or_else(wrong),
            Self::List(item) => {
                let items = text.split(BETWEEN).map(|text| item.value(text.trim()));
                items.collect::<Result<Vec<_>, _>>().map(Value::list)
            }
        }
    }
}

/// Puts the cell of a table into a column; an empty one is no value.
///
/// # Errors
/// If it is nothing of this kind: the reason, as half a sentence.
pub(super) fn put_cell(columns: &mut Columns, key: Key, row: u32, kind: &Kind, text: &str) -> Result<(), String> {
    match kind {
        _ if text.is_empty() => {}
        Kind::Text => columns.put_text(key, row, text),
        kind => columns.put(key, row, kind.value(text)?),
    }
    Ok(())
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Integer => "whole number that 64 bits hold",
            Self::Float => "number",
            Self::Boolean => "`true` or `false`",
            Self::Point => "point such as {x:1, y:2, z:3}",
            Self::List(_) => "list",
        })
    }
}

/// `{x:1, y:2, z:3}`, and what annotations have for it: `[1, 2, 3]`, `1;2;3`.
fn point(text: &str) -> Option<Point> {
    let inner = text.trim_matches(|c: char| "[]{}()".contains(c) || c.is_whitespace());
    let mut axes = [None; 3];
    let mut count = 0;
    for part in inner.split([',', BETWEEN]) {
        let (place, number) = match part.split_once(':') {
            Some((axis, number)) => {
                let axis = axis.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
                match ["x", "y", "z"].iter().position(|known| *known == axis) {
                    Some(place) => (place, number),
                    // Which system the coordinates belong to; neuPrint's are voxels.
                    None if axis == "crs" || axis == "srid" => continue,
                    None => return None,
                }
            }
            None => (count, part),
        };
        let number: f64 = number.trim().parse().ok().filter(|value: &f64| value.is_finite())?;
        let axis = axes.get_mut(place)?;
        if axis.replace(number).is_some() {
            return None;
        }
        count += 1;
    }
    Some(Point::new(axes[0]?, axes[1]?, axes[2]?))
}

/// A whole number above zero: a body id, a weight.
pub(super) fn positive(text: &str, what: &str) -> Result<i64, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{what} `{}` is no whole number above 0 that 64 bits hold", shortened(text))),
    }
}

/// The beginning of a text, for messages.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
