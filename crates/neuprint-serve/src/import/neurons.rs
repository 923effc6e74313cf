//! The table of neurons.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use super::ImportError;
use super::progress::Progress;
use super::report::Report;
use super::rows::{self, positive};
use super::sources::file_name;

/// One neuron; what its row leaves empty is absent.
#[derive(Debug)]
pub(super) struct Neuron {
    pub(super) body: i64,
    pub(super) cell_type: Option<String>,
    pub(super) instance: Option<String>,
}

/// All neurons, in the order of the table.
#[derive(Debug)]
pub(super) struct Neurons {
    pub(super) all: Vec<Neuron>,
    pub(super) by_body: HashMap<i64, u32>,
    /// Whether the table is of traced neurons only.
    pub(super) traced: bool,
    pub(super) file: String,
}

impl Neurons {
    /// The neuron of a body.
    pub(super) fn find(&self, body: i64) -> Result<u32, String> {
        self.by_body.get(&body).copied().ok_or_else(|| format!("the body {body} is not in {}", self.file))
    }
}

/// Reads the table.
pub(super) fn read(path: &Path, progress: &Rc<Progress>, report: &mut Report) -> Result<Neurons, ImportError> {
    let file = file_name(path);
    let mut neurons = Neurons { all: Vec::new(), by_body: HashMap::new(), traced: file.starts_with("traced-"), file };
    let text = |field: &str| (!field.is_empty()).then(|| field.to_owned());
    rows::read(path, ["bodyId", "type", "instance"], progress, report, |[body, cell_type, instance], _| {
        let body = positive(body, "the body id")?;
        if neurons.by_body.contains_key(&body) {
            return Err(format!("the body {body} was there before"));
        }
        let at = u32::try_from(neurons.all.len()).map_err(|_| "there are more neurons than ids".to_owned())?;
        neurons.by_body.insert(body, at);
        neurons.all.push(Neuron { body, cell_type: text(cell_type), instance: text(instance) });
        Ok(())
    })?;
    if neurons.all.is_empty() {
        let reason = format!("there is no usable row; {} are wrong", report.wrong_in(&neurons.file));
        return Err(ImportError::Malformed { path: path.to_owned(), reason });
    }
    Ok(neurons)
}
