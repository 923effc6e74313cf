//! A file that is there whole or not at all.

use std::fs::File;
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why there is no such file, or not a newer one.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be written: {source}", path.display())]
pub struct WriteError {
    /// The file, or what should be its folder.
    pub path: PathBuf,
    /// The system's reason.
    pub source: Error,
}

/// Removes the unfinished file unless it was given its name.
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // There may be nothing to remove.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Whether a file can have this path: nobody should learn it when everything was computed.
///
/// # Errors
/// If its folder is not there, or it is a folder itself.
pub(crate) fn check(path: &Path) -> Result<(), WriteError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wrong = |kind: ErrorKind, path: &Path| Err(WriteError { path: path.to_owned(), source: kind.into() });
    if !folder.is_dir() {
        return wrong(ErrorKind::NotFound, folder);
    }
    if path.is_dir() || path.file_name().is_none() {
        return wrong(ErrorKind::IsADirectory, path);
    }
    Ok(())
}

/// Writes beside `path` under another name, and renames when everything is on the disk.
///
/// # Errors
/// If the disk is full, or the folder takes no files.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let wrong = |source| WriteError { path: path.to_owned(), source };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = path.with_file_name(format!(".{name}.{}{PART}", std::process::id()));
    let mut unfinished = Unfinished(Some(part.clone()));
    let mut file = File::create(&part).map_err(wrong)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(wrong)?;
    drop(file);
    std::fs::rename(&part, path).map_err(wrong)?;
    unfinished.0 = None;
    Ok(())
}

/// How the names of files end that are not whole yet.
const PART: &str = ".part";

/// Removes what programs left that were killed while they wrote files whose names end so.
///
/// # Errors
/// If the folder cannot be read, or the files not be removed.
pub(crate) fn remove_leftovers(folder: &Path, ending: &str) -> Result<(), WriteError> {
    let wrong = |source| WriteError { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let named = name.strip_prefix('.').and_then(|name| name.strip_suffix(PART)?.rsplit_once('.'));
        let is_part = |(name, process): (&str, &str)| name.ends_with(ending) && process.parse::<u32>().is_ok();
        if named.is_some_and(is_part) {
            std::fs::remove_file(&path).map_err(wrong)?;
        }
    }
    Ok(())
}
