//! The identifier of a neuron or segment.

use std::fmt;
use std::str::FromStr;

/// A neuPrint bodyId: 64 bits, never rounded. neuPrint stores it as a signed integer, so it is at most 2^63 − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct BodyId(u64);

/// A text or number that is no bodyId.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a bodyId: a whole number from 0 to 9223372036854775807 is needed")]
pub struct InvalidBodyId {
    /// What was given.
    pub text: String,
}

impl BodyId {
    /// From a number.
    ///
    /// # Errors
    /// If it is past 2^63 − 1.
    pub fn new(id: u64) -> Result<Self, InvalidBodyId> {
        if i64::try_from(id).is_ok() { Ok(Self(id)) } else { Err(InvalidBodyId { text: id.to_string() }) }
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl FromStr for BodyId {
    type Err = InvalidBodyId;

    /// Decimal digits only: no sign, no space, no exponent.
    fn from_str(text: &str) -> Result<Self, InvalidBodyId> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let id = digits.then(|| text.parse().ok()).flatten();
        id.and_then(|id| Self::new(id).ok()).ok_or_else(|| InvalidBodyId { text: text.into() })
    }
}

impl fmt::Display for BodyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
