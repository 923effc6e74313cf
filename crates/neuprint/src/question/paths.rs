//! The shortest ways from one neuron to another.

use super::Question;
use super::field::{FieldError, count};
use super::find::bodies;
use crate::body_id::BodyId;
use crate::criteria::{CriteriaError, NeuronCriteria};
use crate::query::{PathOptions, paths_cypher};

/// The form "Shortest paths". Its fields by name: `from` and `to` (a body ID each), `minweight`, `between` (`all`, or Traced
/// neurons only).
#[derive(Debug, Clone, PartialEq)]
pub struct ShortestPaths {
    from: BodyId,
    to: BodyId,
    options: PathOptions,
}

impl ShortestPaths {
    /// Reads the fields.
    ///
    /// # Errors
    /// The field that cannot be meant as it is.
    pub fn read(fields: impl Fn(&str) -> String) -> Result<Self, FieldError> {
        let one = |field| match bodies(field, &fields(field))?.as_slice() {
            [body] => Ok(*body),
            [] => Err(FieldError::new(field, "A body ID is needed.")),
            _ => Err(FieldError::new(field, "One body ID is enough: paths lead from one neuron to one other.")),
        };
        let (from, to) = (one("from")?, one("to")?);
        if from == to {
            return Err(FieldError::new("to", "Paths lead to another neuron."));
        }
        let min_weight = count("minweight", &fields("minweight"))?.unwrap_or(1).max(1);
        let intermediate = (fields("between") == "all").then(NeuronCriteria::default);
        Ok(Self { from, to, options: PathOptions { min_weight, intermediate, ..PathOptions::default() } })
    }

    /// The paths: `path`, a list of body IDs and types, and `weights`. The last row is of nulls if the database got to the
    /// end in time; [`path_rows`](crate::query::path_rows) reads the answer.
    ///
    /// # Errors
    /// None that a form can bring about.
    pub fn question(&self) -> Result<Question, FieldError> {
        let cypher = paths_cypher(self.from, self.to, &self.options);
        let refused = |error: CriteriaError| FieldError::new("from", error.to_string());
        Ok(Question { cypher: cypher.map_err(refused)?, count: None })
    }
}
