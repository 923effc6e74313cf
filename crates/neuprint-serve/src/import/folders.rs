//! Skeletons, surfaces and keys: a file each.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bytes::Bytes;
use neuprint::Mesh;
use neuprint::path::unescape;
use neuprint::skeleton::Skeleton;
use neuprint_cypher::Graph;
use neuprint_local::{About, Dataset, KeyValues};

use super::cell::positive;
use super::progress::Progress;
use super::report::Report;
use super::sources::{Beside, file_name, open, open_packed};
use super::{ImportError, LARGEST_SECTION};

/// What is done with files that do not fit the rest of the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// They are left out: people put tables and skeletons together.
    LeftOut,
    /// They are kept and told: they come from a server, which answers with them, too.
    Kept,
}

/// The files of a dataset beside its graph.
pub(super) struct Files {
    skeletons: BTreeMap<u64, Bytes>,
    meshes: BTreeMap<String, Bytes>,
    key_values: KeyValues,
}

impl Files {
    /// Reads all of them. `known` tells whether a body is in the dataset, or why not.
    pub(super) fn read(
        beside: &Beside,
        odd: Odd,
        known: impl Fn(i64) -> Result<(), String>,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<Self, ImportError> {
        Ok(Self {
            skeletons: skeletons(&beside.skeletons, odd, known, progress, report)?,
            meshes: meshes(&beside.meshes, odd, progress, report)?,
            key_values: key_values(&beside.key_values, progress, report)?,
        })
    }

    /// The dataset of these files and a graph.
    pub(super) fn with(self, about: About, graph: Graph) -> Dataset {
        Dataset::new(about, graph, self.skeletons, self.meshes).with_key_values(self.key_values)
    }
}

/// SWC texts by body. The text is kept as it is, after it was seen to be SWC.
fn skeletons(
    files: &[PathBuf],
    odd: Odd,
    known: impl Fn(i64) -> Result<(), String>,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<BTreeMap<u64, Bytes>, ImportError> {
    read(files, Way { what: "skeletons", odd, unpacked: true }, progress, report, |path, text| {
        let name = file_name(path);
        let stem = name.strip_suffix(".gz").unwrap_or(&name);
        let body = positive(stem.strip_suffix(".swc").unwrap_or(stem), "the body id in the name")?;
        let fits = known(body).and_then(|()| Skeleton::parse(text).map(drop).map_err(|error| error.to_string()));
        Ok((body.unsigned_abs(), fits))
    })
}

/// OBJ texts by ROI, unpacked.
fn meshes(
    files: &[PathBuf],
    odd: Odd,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<BTreeMap<String, Bytes>, ImportError> {
    read(files, Way { what: "meshes", odd, unpacked: true }, progress, report, |path, text| {
        let name = file_name(path);
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let fits = Mesh::parse(text).map(drop).map_err(|error| error.to_string());
        Ok((name.strip_suffix(".obj").unwrap_or(name).to_owned(), fits))
    })
}

/// Bytes by instance, which is the folder, and key, which is the file's name. As no file's name has a `/`, both may be
/// escaped as in URLs: the file `a%2Fb` holds the key `a/b`.
fn key_values(files: &[PathBuf], progress: &Rc<Progress>, report: &mut Report) -> Result<KeyValues, ImportError> {
    read(files, Way { what: "keys", odd: Odd::Kept, unpacked: false }, progress, report, |path, _| {
        let name = |path: &Path| {
            let name = file_name(path);
            unescape(&name).unwrap_or(name)
        };
        let instance = path.parent().map(name).unwrap_or_default();
        if instance.contains('/') {
            return Err(format!("no instance can be called {instance}"));
        }
        Ok(((instance, name(path)), Ok(())))
    })
}

/// How files are read.
struct Way {
    /// What they are, for messages.
    what: &'static str,
    odd: Odd,
    /// Whether a file is unpacked if its name says that it is packed.
    unpacked: bool,
}

/// Of the files that are kept although they do not fit so many are told.
const TOLD: usize = 5;

/// Reads files. `key` tells what a file's key is, and whether the file fits.
fn read<K: Ord>(
    files: &[PathBuf],
    Way { what, odd, unpacked }: Way,
    progress: &Rc<Progress>,
    report: &mut Report,
    key: impl Fn(&Path, &[u8]) -> Result<(K, Result<(), String>), String>,
) -> Result<BTreeMap<K, Bytes>, ImportError> {
    let mut found = BTreeMap::new();
    let mut total = 0_u64;
    let mut kept = Vec::new();
    for path in files {
        let mut text = Vec::new();
        let left = LARGEST_SECTION - total;
        let file = if unpacked { open(path, progress)? } else { open_packed(path, progress)? };
        file.take(left + 1).read_to_end(&mut text).map_err(|source| ImportError::Io { path: path.clone(), source })?;
        progress.digest(&text);
        let key = key(path, &text).and_then(|(key, fits)| match fits {
            Err(reason) if odd == Odd::LeftOut => Err(reason),
            Err(reason) => {
                kept.push(format!("{} is kept, but {reason}", file_name(path)));
                Ok(key)
            }
            Ok(()) => Ok(key),
        });
        match key {
            Ok(key) if found.contains_key(&key) => report.wrong(&file_name(path), 0, "another file has the same name"),
            Ok(key) => {
                // The key and two lengths stand beside the text.
                total = total.saturating_add(text.len() as u64 + 300);
                if total > LARGEST_SECTION {
                    return Err(ImportError::TooLarge { what, bytes: total });
                }
                found.insert(key, text.into());
            }
            Err(reason) => report.wrong(&file_name(path), 0, &reason),
        }
    }
    if !files.is_empty() {
        report.read(format!("{what}: {} files", found.len()));
    }
    let more = kept.len().saturating_sub(TOLD);
    kept.into_iter().take(TOLD).for_each(|line| report.noticed(line));
    if more > 0 {
        report.noticed(format!("{more} more {what} are kept that do not fit"));
    }
    Ok(found)
}
