//! What the tests that span crates share: where the optional recordings are.

use std::path::{Path, PathBuf};

/// A file or folder of the optional recordings: below `NEUPRINT_TEST_DATA`, or else below `shared/data` beside the
/// project. `None` if it is not there; the test then says why it is skipped with [`skipped`].
pub fn shared_data(relative: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let root = std::env::var_os("NEUPRINT_TEST_DATA").map_or(beside, PathBuf::from);
    let path = root.join(relative);
    path.exists().then_some(path)
}

/// Says that a test was skipped, in a line that `cargo xtask test` counts.
///
/// # Panics
/// If `NEUPRINT_TEST_DATA_REQUIRED` is 1: where everything should be at hand, a skip is a failure.
pub fn skipped(test: &str, reason: &str) {
    let required = std::env::var("NEUPRINT_TEST_DATA_REQUIRED").is_ok_and(|value| value == "1");
    assert!(!required, "{test} must not be skipped here: {reason}");
    println!("SKIPPED {test}: {reason}");
}

/// [`shared_data`], with the skip announced if it is not there.
pub fn shared_data_or_skip(test: &str, relative: &str) -> Option<PathBuf> {
    let found = shared_data(relative);
    if found.is_none() {
        skipped(test, &format!("the recordings `{relative}` are not here (set NEUPRINT_TEST_DATA)"));
    }
    found
}
