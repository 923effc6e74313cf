//! What the engine tells: plain types, so that the worker needs nothing else of it.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// What the page shows of a dataset before it asks anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The name with the version, as requests name it.
    pub name: String,
    /// What is partial or derived in it, in plain sentences.
    pub caveats: Vec<String>,
    /// Bodies with a skeleton.
    pub bodies_with_skeleton: Vec<u64>,
    /// ROIs with a surface.
    pub rois_with_mesh: Vec<String>,
}

/// A file that is not in the dataset made of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its name.
    pub file: String,
    /// Why, as the end of a sentence.
    pub reason: String,
}

/// Where a text stops being a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

/// The end of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body, or the rest of it where some of it was taken before.
    pub body: Bytes,
}
