//! Which of the files are what.

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
use crate::options::ImportOptions;

/// Names of the tables of the hemibrain's export, and of the male CNS's.
const NEURONS: &[&str] = &["neurons", "body-annotations"];
const TOTALS: &[&str] = &["total-connections", "connectome-weights"];
const PER_ROI: &[&str] = &["roi-connections"];
/// Names of the two halves of a property graph.
const GRAPH_NODES: &[&str] = &["nodes"];
const GRAPH_RELATIONSHIPS: &[&str] = &["edges", "relationships"];

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
    /// A property graph, in one file or in several.
    Graph(Vec<PathBuf>),
}

/// The files to read.
#[derive(Debug)]
pub(super) struct Sources {
    pub(super) tables: Tables,
    pub(super) beside: Beside,
}

/// What there is beside the tables.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) meta: Option<PathBuf>,
    pub(super) skeletons: Vec<PathBuf>,
    pub(super) meshes: Vec<PathBuf>,
    /// In folders that are named like their instances.
    pub(super) key_values: Vec<PathBuf>,
}

impl Sources {
    /// Looks through the folder and the folders in it, or takes the files, and what the further folders hold.
    pub(super) fn find(options: &ImportOptions, report: &mut Report) -> Result<Self, ImportError> {
        let Self { tables, mut beside } = match options.sources.as_slice() {
            [folder] if folder.is_dir() => Self::in_folder(folder, report)?,
            files => Self::of_files(files)?,
        };
        if let Some(folder) = &options.skeletons {
            beside.skeletons.extend(files_of(folder, SKELETONS, report)?);
        }
        if let Some(folder) = &options.meshes {
            beside.meshes.extend(files_of(folder, MESHES, report)?);
        }
        if let Some(folder) = &options.keyvalues {
            let (files, instances) = entries(folder)?;
            for file in files {
                let told = format!("{}: a key stands in a folder that is named like its instance", file.display());
                report.left_out(told);
            }
            for instance in instances {
                beside.key_values.extend(entries(&instance)?.0);
            }
        }
        Ok(Self { tables, beside })
    }

    fn in_folder(folder: &Path, report: &mut Report) -> Result<Self, ImportError> {
        let (mut files, mut folders) = entries(folder)?;
        let tables = match graph_halves(&mut files) {
            Some(graph) => Tables::Graph(graph),
            None => match loader::take(folder, &mut files, &mut folders, report)? {
                Some(tables) => Tables::Loader(tables),
                None if !files.iter().any(|path| is_table(&file_name(path), NEURONS)) && has_lines(&files) => {
                    let lines = files.extract_if(.., |path| is_lines(&file_name(path)));
                    Tables::Graph(lines.collect())
                }
                None => Tables::Exports(Exports::take(folder, &mut files)?),
            },
        };
        let meta = take(&mut files, "meta.json", |name| name.eq_ignore_ascii_case("meta.json"))?;
        for folder in folders {
            files.extend(entries(&folder)?.0);
        }
        let (skeletons, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| ends(path, SKELETONS));
        let (meshes, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| ends(path, MESHES));
        for file in files {
            report.left_out(format!("{}: no file that this import knows", file.display()));
        }
        Ok(Self { tables, beside: Beside { meta, skeletons, meshes, key_values: Vec::new() } })
    }

    fn of_files(files: &[PathBuf]) -> Result<Self, ImportError> {
        for path in files {
            if !is_lines(&file_name(path)) {
                let reason = "is no folder, and no file with a property graph (.jsonl, .jsonl.gz)".to_owned();
                return Err(ImportError::Malformed { path: path.clone(), reason });
            }
        }
        Ok(Self { tables: Tables::Graph(files.to_vec()), beside: Beside::default() })
    }
}

/// How skeletons' and meshes' files end.
const SKELETONS: &[&str] = &[".swc", ".swc.gz"];
const MESHES: &[&str] = &[".obj", ".obj.gz"];

fn ends(path: &Path, with: &[&str]) -> bool {
    with.iter().any(|end| file_name(path).ends_with(end))
}

/// A folder's files that end so.
fn files_of(folder: &Path, with: &[&str], report: &mut Report) -> Result<Vec<PathBuf>, ImportError> {
    let (files, others): (Vec<_>, Vec<_>) = entries(folder)?.0.into_iter().partition(|path| ends(path, with));
    for file in others {
        report.left_out(format!("{}: its name does not end in {}", file.display(), with.join(" or ")));
    }
    Ok(files)
}

/// `nodes.jsonl.gz` and `edges.jsonl.gz`, taken out of the list if both are there.
fn graph_halves(files: &mut Vec<PathBuf>) -> Option<Vec<PathBuf>> {
    let is_half = |path: &Path, stems: &[&str]| {
        let name = file_name(path);
        lines_stem(&name).is_some_and(|stem| stems.contains(&stem))
    };
    let both = [GRAPH_NODES, GRAPH_RELATIONSHIPS];
    both.iter().all(|stems| files.iter().any(|path| is_half(path, stems))).then(|| {
        let halves = files.extract_if(.., |path| both.iter().any(|stems| is_half(path, stems)));
        halves.collect()
    })
}

/// A name without the ending of a file with JSON in lines.
fn lines_stem(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.strip_suffix(".jsonl").or_else(|| name.strip_suffix(".json"))
}

/// Whether a file may hold JSON in lines. Neo4j's own export is called `all.json`.
fn is_lines(name: &str) -> bool {
    lines_stem(name).is_some_and(|stem| !stem.eq_ignore_ascii_case("meta"))
}

fn has_lines(files: &[PathBuf]) -> bool {
    files.iter().any(|path| is_lines(&file_name(path)))
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
    let file = open_packed(path, progress)?;
    Ok(if file_name(path).ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { file })
}

/// Opens a file as it is.
pub(super) fn open_packed(path: &Path, progress: &Rc<Progress>) -> Result<Box<dyn Read>, ImportError> {
    let wrong = |source| ImportError::Io { path: path.to_owned(), source };
    let inner = File::open(path).map_err(wrong)?;
    let size = inner.metadata().map_err(wrong)?.len();
    Ok(Box::new(Watched { inner, progress: progress.clone(), name: file_name(path), done: 0, size }))
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
