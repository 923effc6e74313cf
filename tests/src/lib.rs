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

/// A folder for files of a test, which goes when the test ends.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A new, empty folder. The name is for who finds it.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn new(name: &str) -> Self {
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let path = std::env::temp_dir().join(format!("neuprint-{name}-{}", std::process::id()));
        if let Err(error) = std::fs::create_dir_all(&path) {
            panic!("{} cannot be made: {error}", path.display());
        }
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The tables of hemibrain's mushroom body and two of its skeletons, under the names that neuprint-python exports give
/// files. `None`, said with [`skipped`], if the recordings are not there.
///
/// # Panics
/// If a file cannot be copied.
pub fn mushroom_body_export(test: &str) -> Option<Folder> {
    let source = shared_data_or_skip(test, "hemibrain-mb")?;
    let folder = Folder::new(test);
    for (from, to) in [
        ("neurons_types.csv", "traced-neurons.csv"),
        ("connections_total.csv.gz", "traced-total-connections.csv.gz"),
        ("connections_per_roi.csv.gz", "traced-roi-connections.csv.gz"),
        ("skeletons/1734350788.swc", "1734350788.swc"),
        ("skeletons/754538881.swc", "754538881.swc"),
    ] {
        if let Err(error) = std::fs::copy(source.join(from), folder.path().join(to)) {
            panic!("{from} cannot be copied: {error}");
        }
    }
    Some(folder)
}
