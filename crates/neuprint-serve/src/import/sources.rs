//! Which files of the folder are what.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::ImportError;
use super::progress::{Progress, Watched};
use super::report::Report;

/// The files to read.
#[derive(Debug)]
pub(super) struct Sources {
    pub(super) neurons: PathBuf,
    /// `None` if there are only connections per ROI.
    pub(super) totals: Option<PathBuf>,
    pub(super) per_roi: Option<PathBuf>,
    pub(super) meta: Option<PathBuf>,
    pub(super) skeletons: Vec<PathBuf>,
    pub(super) meshes: Vec<PathBuf>,
}

impl Sources {
    /// Looks through the folder and the folders in it.
    pub(super) fn find(folder: &Path, report: &mut Report) -> Result<Self, ImportError> {
        let (mut files, folders) = entries(folder)?;
        let tables = [
            ("a table of neurons (traced-neurons.csv)", "neurons"),
            ("a table of connections (traced-total-connections.csv)", "total-connections"),
            ("a table of connections per ROI (traced-roi-connections.csv)", "roi-connections"),
        ]
        .map(|(what, stem)| take(&mut files, what, |name| is_table(name, stem)));
        let [neurons, totals, per_roi] = tables;
        let (neurons, totals, per_roi) = (neurons?, totals?, per_roi?);
        let missing = |what| ImportError::Missing { folder: folder.to_owned(), what };
        let neurons = neurons.ok_or_else(|| missing("traced-neurons.csv"))?;
        if totals.is_none() && per_roi.is_none() {
            return Err(missing("traced-total-connections.csv and no traced-roi-connections.csv"));
        }
        let meta = take(&mut files, "meta.json", |name| name.eq_ignore_ascii_case("meta.json"))?;
        for folder in folders {
            files.extend(entries(&folder)?.0);
        }
        let ends = |path: &Path, with: &[&str]| with.iter().any(|end| file_name(path).ends_with(end));
        let (skeletons, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| ends(path, &[".swc"]));
        let (meshes, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| ends(path, &[".obj", ".obj.gz"]));
        for file in files {
            report.left_out(format!("{}: no file that this import knows", file.display()));
        }
        Ok(Self { neurons, totals, per_roi, meta, skeletons, meshes })
    }
}

/// Files and folders in a folder, by name.
fn entries(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), ImportError> {
    let wrong = |source| ImportError::Io { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        paths.push(entry.map_err(wrong)?.path());
    }
    paths.sort();
    let (folders, files) = paths.into_iter().partition(|path| path.is_dir());
    Ok((files, folders))
}

/// Takes the only file with such a name out of the list.
fn take(
    files: &mut Vec<PathBuf>,
    what: &'static str,
    is_it: impl Fn(&str) -> bool,
) -> Result<Option<PathBuf>, ImportError> {
    let mut found = files.extract_if(.., |path| is_it(&file_name(path)));
    match (found.next(), found.next()) {
        (Some(first), Some(second)) => Err(ImportError::Ambiguous { what, first, second }),
        (first, _) => Ok(first),
    }
}

/// `traced-neurons.csv`, `neurons.csv.gz`, `traced-neurons-v1.2.csv`.
fn is_table(name: &str, stem: &str) -> bool {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let name = name.strip_prefix("traced-").unwrap_or(name);
    let version = name.strip_suffix(".csv").and_then(|name| name.strip_prefix(stem));
    version.is_some_and(|version| version.is_empty() || version.starts_with('-'))
}

/// A file's name, as messages have it.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Opens a file, unpacked if its name says that it is packed.
pub(super) fn open(path: &Path, progress: &Rc<Progress>) -> Result<Box<dyn Read>, ImportError> {
    let wrong = |source| ImportError::Io { path: path.to_owned(), source };
    let inner = File::open(path).map_err(wrong)?;
    let size = inner.metadata().map_err(wrong)?.len();
    let name = file_name(path);
    let packed = name.ends_with(".gz");
    let watched = Watched { inner, progress: progress.clone(), name, done: 0, size };
    Ok(if packed { Box::new(MultiGzDecoder::new(watched)) } else { Box::new(watched) })
}

#[cfg(test)]
mod tests {
    use super::is_table;

    #[test]
    fn tables_are_known_by_name() {
        for name in ["traced-neurons.csv", "neurons.csv.gz", "traced-neurons-v1.2.csv.gz"] {
            assert!(is_table(name, "neurons"), "{name}");
        }
        for name in ["neurons.txt", "neurons_types.csv", "traced-total-connections.csv", "neurons.csv.zip"] {
            assert!(!is_table(name, "neurons"), "{name}");
        }
    }
}
