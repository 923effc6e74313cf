//! Which neurons, synapses or mitochondria a query is about.
//!
//! ```
//! use neuprint::{Criterion, NeuronCriteria};
//!
//! let kenyon = NeuronCriteria::of([
//!     ("type", Criterion::from("KC.*")),
//!     ("status", vec!["Traced", "Anchor"].into()),
//!     ("somaLocation", Criterion::NotNull),
//!     ("inputRois", "CA(R)".into()),
//!     ("minPre", 10.into()),
//! ])?;
//! assert_ne!(kenyon, NeuronCriteria::default());
//!
//! let mistake = NeuronCriteria::of([("statuz", Criterion::from("Traced"))]).unwrap_err();
//! assert_eq!(mistake.to_string(), "`statuz` is no criterion; did you mean `status`?");
//! # Ok::<(), neuprint::CriteriaError>(())
//! ```
//!
//! The names are neuprint-python's in camel case. `type` or `instance` must match, and everything else. This module
//! sends nothing: queries turn criteria into Cypher, and check ROIs against the dataset.

mod cypher;
mod error;
mod fields;
mod mito;
mod neuron;
mod rois;
mod synapse;

pub(crate) use cypher::Matches;
pub use error::CriteriaError;
pub use mito::MitoCriteria;
pub use neuron::NeuronCriteria;
pub(crate) use rois::{check_rois, roi_marks};
pub(crate) use synapse::Side;
pub use synapse::SynapseCriteria;

use std::fmt;

use neuprint_decimal::Plain;

use crate::body_id::BodyId;

/// What one field must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Criterion {
    /// The property is not there.
    IsNull,
    /// The property is there, whatever it is.
    NotNull,
    /// A flag.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A text: exact, or a regular expression where the field takes one.
    Text(String),
    /// One of several.
    AnyOf(Vec<Criterion>),
}

impl fmt::Display for Criterion {
    /// As a user of JavaScript or Python would write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IsNull => f.write_str("IsNull"),
            Self::NotNull => f.write_str("NotNull"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => Plain::from(*number).fmt(f),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::AnyOf(values) => {
                f.write_str("[")?;
                for (at, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
        }
    }
}

impl From<&str> for Criterion {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Criterion {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Criterion {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Criterion {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Criterion {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<BodyId> for Criterion {
    fn from(body: BodyId) -> Self {
        // A BodyId is at most i64::MAX.
        Self::Integer(body.get().cast_signed())
    }
}

impl<V: Into<Criterion>> From<Option<V>> for Criterion {
    /// `None` is a property that is not there.
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::IsNull, Into::into)
    }
}

impl<V: Into<Criterion>> From<Vec<V>> for Criterion {
    fn from(values: Vec<V>) -> Self {
        Self::AnyOf(values.into_iter().map(Into::into).collect())
    }
}
