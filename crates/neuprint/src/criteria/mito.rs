//! Which mitochondria to fetch.

use super::neuron::{count, flag, texts};
use super::{CriteriaError, Criterion, check_rois, roi_marks};
use crate::cypher;
use crate::error::Error;
use crate::meta::Meta;

/// Which mitochondria. Checked when it is made; the default is all.
///
/// ```
/// use neuprint::{Criterion, MitoCriteria};
///
/// let large = MitoCriteria::of([("mitoType", Criterion::from("dark")), ("size", 100_000.into()), ("rois", "FB".into())])?;
/// assert_ne!(large, MitoCriteria::default());
/// # Ok::<(), neuprint::CriteriaError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MitoCriteria {
    rois: Vec<String>,
    mito_type: Option<String>,
    size: i64,
    primary_only: bool,
}

impl Default for MitoCriteria {
    fn default() -> Self {
        Self { rois: Vec::new(), mito_type: None, size: 0, primary_only: true }
    }
}

impl MitoCriteria {
    /// Criteria by their names:
    /// - `rois`: in at least one of these; that the dataset has them is checked by the query.
    /// - `mitoType`: `dark`, `medium` or `light`.
    /// - `size`: at least this many voxels.
    /// - `primaryOnly`: whether only primary ROIs are named in the answer, each mitochondrion once (the default), or all,
    ///   with a row for each. This leaves out no mitochondrion.
    ///
    /// # Errors
    /// A name that is no criterion, a value that its criterion cannot have.
    pub fn of<'n>(fields: impl IntoIterator<Item = (&'n str, Criterion)>) -> Result<Self, CriteriaError> {
        let mut criteria = Self::default();
        for (name, value) in fields {
            match (name, &value) {
                ("rois", _) => criteria.rois = texts(name, &value)?,
                ("mitoType", Criterion::Text(text)) if matches!(text.as_str(), "dark" | "medium" | "light") => {
                    criteria.mito_type = Some(text.clone());
                }
                ("mitoType", _) => {
                    return Err(CriteriaError::value(name, &value, "it is \"dark\", \"medium\" or \"light\""));
                }
                ("size", _) => criteria.size = count(name, &value)?,
                ("primaryOnly", _) => criteria.primary_only = flag(name, &value)?,
                _ => {
                    let names = ["rois", "mitoType", "size", "primaryOnly"];
                    return Err(CriteriaError::unknown(name, "criterion", name, names));
                }
            }
        }
        Ok(criteria)
    }

    /// The ROIs that are named in the answer, if the dataset has what is asked for.
    pub(crate) fn shown_rois(&self, meta: &Meta) -> Result<Vec<String>, Error> {
        check_rois("rois", &self.rois, meta)?;
        Ok(if self.primary_only { meta.primary_rois() } else { meta.all_rois() })
    }

    /// The criteria as conditions on an element of this name.
    pub(crate) fn conditions(&self, variable: &str) -> Vec<String> {
        let mut conditions: Vec<String> = roi_marks(variable, &self.rois, true).into_iter().collect();
        if self.size > 0 {
            conditions.push(format!("{variable}.size >= {}", self.size));
        }
        if let Some(mito_type) = &self.mito_type {
            conditions.push(format!("{variable}.mitoType = {}", cypher::quote(mito_type)));
        }
        conditions
    }
}
