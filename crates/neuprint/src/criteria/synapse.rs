//! Which synapses to fetch.

use neuprint_decimal::Plain;
use serde_json::Value;

use super::neuron::{flag, texts};
use super::{CriteriaError, Criterion, check_rois, roi_marks};
use crate::cypher;
use crate::error::Error;
use crate::meta::Meta;

/// Which synapses. Checked when it is made; the default is all of those that the dataset counts as good.
///
/// ```
/// use neuprint::{Criterion, SynapseCriteria};
///
/// let good = SynapseCriteria::of([("type", Criterion::from("post")), ("rois", "LH(R)".into()), ("confidence", 0.9.into())])?;
/// assert_ne!(good, SynapseCriteria::default());
///
/// let mistake = SynapseCriteria::of([("confidence", Criterion::Number(90.0))]).unwrap_err();
/// assert_eq!(mistake.to_string(), "`confidence` cannot be 90: it is a number from 0 to 1");
/// # Ok::<(), neuprint::CriteriaError>(())
/// ```
///
/// **Confidence.** Without one of your own, synapses are left out whose confidence is not above the dataset's threshold
/// (Meta's `postHighAccuracyThreshold`), as in neuprint-python. Those are the synapses that a connection's `weight`
/// counts; a neuron's `pre` and `post` count all, so there may be fewer rows than they say.
#[derive(Debug, Clone, PartialEq)]
pub struct SynapseCriteria {
    rois: Vec<String>,
    side: Option<Side>,
    confidence: Option<f64>,
    primary_only: bool,
}

/// A side of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Pre,
    Post,
}

impl Default for SynapseCriteria {
    fn default() -> Self {
        Self { rois: Vec::new(), side: None, confidence: None, primary_only: true }
    }
}

impl SynapseCriteria {
    /// Criteria by their names:
    /// - `rois`: in at least one of these; that the dataset has them is checked by the query.
    /// - `type`: `pre` or `post`.
    /// - `confidence`: more than this, from 0 to 1; 0 is no limit. Without it, the dataset's threshold applies.
    /// - `primaryOnly`: whether only primary ROIs are named in the answer, each synapse once (the default), or all, with
    ///   a row for each. This leaves out no synapse.
    ///
    /// # Errors
    /// A name that is no criterion, a value that its criterion cannot have.
    pub fn of<'n>(fields: impl IntoIterator<Item = (&'n str, Criterion)>) -> Result<Self, CriteriaError> {
        let mut criteria = Self::default();
        for (name, value) in fields {
            let invalid = |reason: &str| Err(CriteriaError::value(name, &value, reason));
            match (name, &value) {
                ("rois", _) => criteria.rois = texts(name, &value)?,
                ("type", Criterion::Text(text)) if text == "pre" => criteria.side = Some(Side::Pre),
                ("type", Criterion::Text(text)) if text == "post" => criteria.side = Some(Side::Post),
                ("type", _) => return invalid("it is \"pre\" or \"post\""),
                ("confidence", Criterion::Integer(number @ 0..=1)) => criteria.confidence = Some(*number as f64),
                ("confidence", Criterion::Number(number)) if (0.0..=1.0).contains(number) => {
                    criteria.confidence = Some(*number);
                }
                ("confidence", _) => return invalid("it is a number from 0 to 1"),
                ("primaryOnly", _) => criteria.primary_only = flag(name, &value)?,
                _ => {
                    let names = ["rois", "type", "confidence", "primaryOnly"];
                    return Err(CriteriaError::unknown(name, "criterion", name, names));
                }
            }
        }
        Ok(criteria)
    }

    /// The same for one side of connections: ROIs belong to the postsynaptic side, as in a connection's `roiInfo`.
    pub(crate) fn of_side(&self, side: Side) -> Self {
        let rois = if side == Side::Post { self.rois.clone() } else { Vec::new() };
        Self { rois, side: Some(side), ..*self }
    }

    pub(crate) fn primary_only(&self) -> bool {
        self.primary_only
    }

    /// The ROIs that were asked for.
    pub(crate) fn rois(&self) -> &[String] {
        &self.rois
    }

    /// The ROIs that are named in the answer, if the dataset has what is asked for.
    pub(crate) fn shown_rois(&self, meta: &Meta) -> Result<Vec<String>, Error> {
        check_rois("rois", &self.rois, meta)?;
        if !self.primary_only {
            return Ok(meta.all_rois());
        }
        let primary = meta.primary_rois();
        match self.rois.iter().find(|roi| !primary.contains(roi)) {
            Some(other) => {
                let reason = "it is not a primary ROI; with `primaryOnly: false` all ROIs can be asked for";
                Err(CriteriaError::value("rois", &other.as_str().into(), reason).into())
            }
            None => Ok(primary),
        }
    }

    /// The criteria as conditions on a synapse of this name.
    pub(crate) fn conditions(&self, variable: &str, meta: &Meta) -> Vec<String> {
        let mut conditions: Vec<String> = roi_marks(variable, &self.rois, true).into_iter().collect();
        let threshold = self.confidence.or_else(|| meta.get("postHighAccuracyThreshold").and_then(Value::as_f64));
        // A threshold of 0 is none: it would leave out synapses without a confidence.
        if let Some(threshold) = threshold.filter(|threshold| *threshold > 0.0) {
            conditions.push(format!("{variable}.confidence > {}", Plain::from(threshold)));
        }
        if let Some(side) = self.side {
            let side = if side == Side::Pre { "pre" } else { "post" };
            conditions.push(format!("{variable}.type = {}", cypher::quote(side)));
        }
        conditions
    }
}
