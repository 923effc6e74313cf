//! Skeletons and surfaces: a file each.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bytes::Bytes;
use neuprint::Mesh;
use neuprint::skeleton::Skeleton;

use super::cell::positive;
use super::progress::Progress;
use super::report::Report;
use super::sources::{file_name, open};
use super::{ImportError, LARGEST_SECTION};

/// SWC texts by body. The text is kept as it is, after it was seen to be SWC.
pub(super) fn skeletons(
    files: &[PathBuf],
    known: impl Fn(i64) -> Result<(), String>,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<BTreeMap<u64, Bytes>, ImportError> {
    read(files, "skeletons", progress, report, |path, text| {
        let name = file_name(path);
        let body = positive(name.strip_suffix(".swc").unwrap_or(&name), "the body id in the name")?;
        known(body)?;
        Skeleton::parse(text).map_err(|error| error.to_string())?;
        Ok(body.unsigned_abs())
    })
}

/// OBJ texts by ROI, unpacked.
pub(super) fn meshes(
    files: &[PathBuf],
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<BTreeMap<String, Bytes>, ImportError> {
    read(files, "meshes", progress, report, |path, text| {
        let name = file_name(path);
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Mesh::parse(text).map_err(|error| error.to_string())?;
        Ok(name.strip_suffix(".obj").unwrap_or(name).to_owned())
    })
}

fn read<K: Ord>(
    files: &[PathBuf],
    what: &'static str,
    progress: &Rc<Progress>,
    report: &mut Report,
    key: impl Fn(&Path, &[u8]) -> Result<K, String>,
) -> Result<BTreeMap<K, Bytes>, ImportError> {
    let mut found = BTreeMap::new();
    let mut total = 0_u64;
    for path in files {
        let mut text = Vec::new();
        let left = LARGEST_SECTION - total;
        let read = open(path, progress)?.take(left + 1).read_to_end(&mut text);
        read.map_err(|source| ImportError::Io { path: path.clone(), source })?;
        progress.digest(&text);
        match key(path, &text) {
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
    Ok(found)
}
