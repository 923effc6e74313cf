//! The sample dataset, embedded in the program.

use crate::{Dataset, FormatError};

/// The file of the sample dataset. What it holds is told in `sample/DATA.md`.
pub const SAMPLE: &[u8] = include_bytes!("../sample/hemibrain-sample-v1.2.1.npdata");

/// The sample dataset `hemibrain-sample:v1.2.1`.
///
/// # Errors
/// None, unless the embedded file does not belong to this version of the program.
pub fn sample() -> Result<Dataset, FormatError> {
    Dataset::read(SAMPLE)
}
