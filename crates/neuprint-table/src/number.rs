//! Numbers of both kinds, compared by value.

use std::cmp::Ordering;
use std::fmt;

use crate::cell::Cell;

/// A number, as exact as it was written.
///
/// ```
/// use neuprint_table::Number;
///
/// let (whole, float) = (Number::parse("9007199254740993").unwrap(), Number::parse("9007199254740992.0").unwrap());
/// assert!(whole.order(float).is_gt());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An integer.
    Whole(i128),
    /// A float.
    Float(f64),
}

impl Number {
    /// Reads decimal text, an infinity (`inf`, `-inf`) or `NaN`; `None` if it is no number. What is no integer of at most
    /// 128 bits is the nearest float.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        text.parse().map(Self::Whole).ok().or_else(|| match text {
            // Only a float has a negative zero, but that is equal to zero.
            "NaN" => Some(Self::Float(f64::NAN)),
            "inf" => Some(Self::Float(f64::INFINITY)),
            "-inf" => Some(Self::Float(f64::NEG_INFINITY)),
            _ => neuprint_decimal::parse_f64(text.as_bytes()).map(Self::Float),
        })
    }

    /// Whether it is a float that is no number.
    pub fn is_nan(self) -> bool {
        matches!(self, Self::Float(value) if value.is_nan())
    }

    /// Compares by value, exactly. Zero equals minus zero; NaN is larger than every number, as in Cypher.
    pub fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => a.cmp(&b),
            (Self::Float(a), Self::Float(b)) => float_order(a, b),
            (Self::Whole(a), Self::Float(b)) => whole_and_float(a, b),
            (Self::Float(a), Self::Whole(b)) => whole_and_float(b, a).reverse(),
        }
    }

    /// The nearest float.
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Whole(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// How much larger than another it is: the distance of integers is rounded only once.
    pub(crate) fn minus(self, other: Self) -> f64 {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => {
                let distance = a.wrapping_sub(b);
                // The same float; of 64 bits a processor makes it itself.
                i64::try_from(distance).map_or(distance as f64, |distance| distance as f64)
            }
            (a, b) => a.to_f64() - b.to_f64(),
        }
    }

    /// The smallest integer that is not below this; `None` for NaN.
    pub(crate) fn ceil(self) -> Option<i128> {
        match self {
            Self::Whole(value) => Some(value),
            // The cast saturates.
            Self::Float(value) => (!value.is_nan()).then(|| value.ceil() as i128),
        }
    }

    /// The largest integer that is not above this; `None` for NaN.
    pub(crate) fn floor(self) -> Option<i128> {
        match self {
            Self::Whole(value) => Some(value),
            Self::Float(value) => (!value.is_nan()).then(|| value.floor() as i128),
        }
    }

    /// The smallest float that is not below this.
    pub(crate) fn float_from(self) -> f64 {
        match self {
            Self::Float(value) => value,
            Self::Whole(value) => {
                let near = value as f64;
                if whole_and_float(value, near).is_gt() { near.next_up() } else { near }
            }
        }
    }

    /// The largest float that is not above this.
    pub(crate) fn float_to(self) -> f64 {
        match self {
            Self::Float(value) => value,
            Self::Whole(value) => {
                let near = value as f64;
                if whole_and_float(value, near).is_lt() { near.next_down() } else { near }
            }
        }
    }
}

impl fmt::Display for Number {
    /// As a cell that holds it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(f),
            Self::Float(value) => Cell::Float(*value).fmt(f),
        }
    }
}

fn float_order(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

fn whole_and_float(whole: i128, float: f64) -> Ordering {
    if float.is_nan() {
        return Ordering::Less;
    }
    // The cast saturates, so floats beyond all integers stay beyond them; below that the integer part is exact.
    let floor = float.floor();
    whole.cmp(&(floor as i128)).then(if float > floor { Ordering::Less } else { Ordering::Equal })
}
