//! Questions as people ask them in a form, and the Cypher that they become.
//!
//! ```
//! use neuprint::question::{FindNeurons, Question};
//!
//! let fields = |name: &str| match name {
//!     "type" => "DA1_lPN, lLN2T_a".to_owned(),
//!     "minpost" => "100".to_owned(),
//!     _ => String::new(),
//! };
//! let question: Question = FindNeurons::read(fields)?.question();
//! assert!(question.cypher.contains("n.type IN ['DA1_lPN', 'lLN2T_a']"));
//! # Ok::<(), neuprint::question::FieldError>(())
//! ```
//!
//! What was typed comes in as texts by the names of the form's fields; what cannot be meant is refused with the field and
//! the reason. Nothing is sent from here. What the answers to questions about partners say is in
//! [`analysis::partners`](crate::analysis::partners).

mod common_partners;
mod connections;
mod field;
mod find;
mod names;
mod near;
mod paths;
mod property;
mod set;
mod snippet;

pub use common_partners::CommonPartners;
pub use connections::PartnerQuestion;
pub use field::FieldError;
pub use find::FindNeurons;
pub use names::{NameAt, list};
pub use near::{NearLengths, NearPlace};
pub use paths::ShortestPaths;
pub use property::{Operator, PropertyTest};
pub use set::NeuronSet;
pub use snippet::{Language, Target, snippet};

/// A question in Cypher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Everything that is asked for.
    pub cypher: String,
    /// How many rows that has, in one row, where this can be asked without fetching them.
    pub count: Option<String>,
}

impl Question {
    /// The first rows only, where the answer can be cut; the whole question where all of it must be seen.
    pub fn preview(&self, rows: u32) -> String {
        match &self.count {
            Some(_) => format!("{}\nLIMIT {rows}", self.cypher),
            None => self.cypher.clone(),
        }
    }
}
