//! What helps to write a query: the open dataset's schema, and what is wrong with a text.

use serde::{Deserialize, Serialize};

/// What a query can name. Where the dataset does not tell, lists are empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Labels as queries write them, without the dataset's prefix; those of other datasets come last.
    pub labels: Vec<String>,
    /// Relationship types.
    pub relationship_types: Vec<String>,
    /// ROI names, the primary ones first.
    pub rois: Vec<String>,
    /// Properties of labels and relationship types, ROIs' marks not among them.
    pub properties: Vec<PropertySummary>,
    /// Nanometres per voxel, if the dataset says it.
    pub voxel: Option<[f64; 3]>,
    /// Functions that are known here: name, signature, help in one line.
    pub functions: Vec<[String; 3]>,
}

/// A property of the nodes of one label or the relationships of one type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PropertySummary {
    /// The label or type.
    pub of: String,
    /// Its name, without backticks.
    pub name: String,
    /// What its values are: `integer`, `float`, `text`, `boolean`, `list`, `map`, `point`; empty if that is not known.
    pub kind: String,
    /// A value or two, as queries write them, shortened; empty if none is known.
    pub example: String,
}

/// A property of neurons whose values can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValuesOf {
    /// `type`
    Type,
    /// `instance`
    Instance,
    /// `status`
    Status,
}

impl ValuesOf {
    /// The property of that name, if it is one of these.
    pub fn named(property: &str) -> Option<Self> {
        [Self::Type, Self::Instance, Self::Status].into_iter().find(|of| of.name() == property)
    }

    /// What the property is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Instance => "instance",
            Self::Status => "status",
        }
    }
}
