//! Which files of the folder are what.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::ImportError;
use super::loader::{self, LoaderTable};
use super::progress::{Progress, Watched};
use super::report::Report;
use super::table::Format;

/// Names of the tables of the hemibrain's export, and of the male CNS's.
const NEURONS: &[&str] = &["neurons", "body-annotations"];
const TOTALS: &[&str] = &["total-connections", "connectome-weights"];
const PER_ROI: &[&str] = &["roi-connections"];

/// The tables of an export.
#[derive(Debug)]
pub(super) struct Exports {
    pub(super) neurons: PathBuf,
    /// `None` if there are only connections per ROI.
    pub(super) totals: Option<PathBuf>,
    pub(super) per_roi: Option<PathBuf>,
}

/// The tables to read.
#[derive(Debug)]
pub(super) enum Tables {
    Exports(Exports),
    Loader(Vec<LoaderTable>),
}

/// The files to read.
#[derive(Debug)]
pub(super) struct Sources {
    pub(super) tables: Tables,
    pub(super) meta: Option<PathBuf>,
    pub(super) skeletons: Vec<PathBuf>,
    pub(super) meshes: Vec<PathBuf>,
}

impl Sources {
    /// Looks through the folder and the folders in it.
    pub(super) fn find(folder: &Path, report: &mut Report) -> Result<Self, ImportError> {
        let (mut files, mut folders) = entries(folder)?;
        let tables = match loader::take(folder, &mut files, &mut folders, report)? {
            Some(tables) => Tables::Loader(tables),
            None => Tables::Exports(Exports::take(folder, &mut files)?),
        };
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
        Ok(Self { tables, meta, skeletons, meshes })
    }
}

impl Exports {
    fn take(folder: &Path, files: &mut Vec<PathBuf>) -> Result<Self, ImportError> {
        let neurons = take(files, "a table of neurons (traced-neurons.csv)", |name| is_table(name, NEURONS))?;
        let totals =
            take(files, "a table of connections (traced-total-connections.csv)", |name| is_table(name, TOTALS))?;
        let per_roi =
            take(files, "a table of connections per ROI (traced-roi-connections.csv)", |name| is_table(name, PER_ROI))?;
        let missing = |what| ImportError::Missing { folder: folder.to_owned(), what };
        let neurons = neurons.ok_or_else(|| missing("traced-neurons.csv"))?;
        if totals.is_none() && per_roi.is_none() {
            return Err(missing("traced-total-connections.csv and no traced-roi-connections.csv"));
        }
        Ok(Self { neurons, totals, per_roi })
    }
}

/// Files and folders in a folder, by name.
pub(super) fn entries(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), ImportError> {
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

/// `traced-neurons.csv`, `neurons.csv.gz`, `traced-neurons-v1.2.parquet`, `body-annotations-male-cns-v0.9.feather`.
fn is_table(name: &str, stems: &[&str]) -> bool {
    let stem = Format::of(name).map(|_| Format::stem(name));
    let stem = stem.map(|stem| stem.strip_prefix("traced-").unwrap_or(stem));
    stem.is_some_and(|stem| {
        let mut versions = stems.iter().filter_map(|known| stem.strip_prefix(known));
        versions.any(|version| version.is_empty() || version.starts_with('-'))
    })
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
    use super::{NEURONS, TOTALS, is_table};

    #[test]
    fn tables_are_known_by_name() {
        for name in [
            "traced-neurons.csv",
            "neurons.csv.gz",
            "traced-neurons-v1.2.csv.gz",
            "traced-neurons.feather",
            "neurons.parquet",
            "body-annotations-male-cns-v0.9-minconf-0.5.feather",
        ] {
            assert!(is_table(name, NEURONS), "{name}");
        }
        for name in ["neurons.txt", "neurons_types.csv", "traced-total-connections.csv", "neurons.csv.zip"] {
            assert!(!is_table(name, NEURONS), "{name}");
        }
        assert!(is_table("connectome-weights-male-cns-v0.9-minconf-0.5.feather", TOTALS));
    }
}
