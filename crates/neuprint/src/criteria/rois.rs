//! Which ROIs neurons must reach.

use neuprint_table::sort_by;

use super::CriteriaError;
use crate::cypher::{name, quote};
use crate::error::Error;
use crate::meta::Meta;

/// ROI criteria: `rois` for any synapses, `inputRois` and `outputRois` for a direction.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RoiCriteria {
    pub(super) rois: Vec<String>,
    pub(super) inputs: Vec<String>,
    pub(super) outputs: Vec<String>,
    /// One of them is enough.
    pub(super) any: bool,
    pub(super) min_inputs: i64,
    pub(super) min_outputs: i64,
}

impl Default for RoiCriteria {
    fn default() -> Self {
        Self { rois: Vec::new(), inputs: Vec::new(), outputs: Vec::new(), any: false, min_inputs: 1, min_outputs: 1 }
    }
}

impl RoiCriteria {
    /// What cannot be wanted together is refused; `rois` takes in the directed ones.
    pub(super) fn checked(mut self) -> Result<Self, CriteriaError> {
        for (least, rois, minimum, needs) in [
            (self.min_inputs, &self.inputs, "minRoiInputs", "inputRois"),
            (self.min_outputs, &self.outputs, "minRoiOutputs", "outputRois"),
        ] {
            if least > 1 && rois.is_empty() {
                return Err(CriteriaError::field(minimum, format!("`{minimum}` needs `{needs}` to count in")));
            }
        }
        for (field, directed) in [("inputRois", &self.inputs), ("outputRois", &self.outputs)] {
            if let Some(roi) = directed.iter().find(|roi| !self.rois.is_empty() && !self.rois.contains(roi)) {
                return Err(CriteriaError::field(
                    field,
                    format!(
                        "`{field}` names `{roi}`, which `rois` leaves out: name it there too, or leave `rois` away"
                    ),
                ));
            }
        }
        self.rois.extend(self.inputs.iter().chain(&self.outputs).cloned());
        sort_by(&mut self.rois, &Ord::cmp);
        self.rois.dedup();
        Ok(self)
    }

    /// Conditions on a neuron. The ROIs' marks come first: they are cheap and leave few neurons to look into.
    pub(super) fn conditions(&self, variable: &str) -> Vec<String> {
        let mut conditions = Vec::new();
        conditions.extend(roi_marks(variable, &self.rois, self.any));
        let quantifier = if self.any { "any" } else { "all" };
        let directed: Vec<String> = [(&self.inputs, "post", self.min_inputs), (&self.outputs, "pre", self.min_outputs)]
            .into_iter()
            .filter(|(rois, ..)| !rois.is_empty())
            .map(|(rois, kind, least)| {
                let names: Vec<String> = rois.iter().map(|roi| quote(roi)).collect();
                format!("{quantifier}(roi IN [{}] WHERE info[roi].{kind} >= {least})", names.join(", "))
            })
            .collect();
        if !directed.is_empty() {
            // The list of one reads the JSON once per neuron.
            conditions.push(format!(
                "any(info IN [apoc.convert.fromJsonMap({variable}.roiInfo)] WHERE {})",
                directed.join(" AND ")
            ));
        }
        conditions
    }
}

/// That a node is marked as being in ROIs: in any of them, or in all.
pub(crate) fn roi_marks(variable: &str, rois: &[String], any: bool) -> Option<String> {
    let marks: Vec<String> = rois.iter().map(|roi| format!("{variable}.{}", name(roi))).collect();
    (!marks.is_empty()).then(|| format!("({})", marks.join(if any { " OR " } else { " AND " })))
}

/// Refuses a ROI that the dataset does not have, and names those that it may have been meant to be.
pub(crate) fn check_rois<'r>(
    field: &str,
    rois: impl IntoIterator<Item = &'r String>,
    meta: &Meta,
) -> Result<(), Error> {
    let known = meta.all_rois();
    match rois.into_iter().find(|roi| known.binary_search(roi).is_err()) {
        Some(roi) => {
            Err(CriteriaError::unknown(field, "ROI of the dataset", roi, known.iter().map(String::as_str)).into())
        }
        None => Ok(()),
    }
}
