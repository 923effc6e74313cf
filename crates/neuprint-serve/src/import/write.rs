//! A file that is there whole or not at all.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::ImportError;

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

/// Whether a file can have this path: nobody should learn it when everything was read.
pub(super) fn check(path: &Path) -> Result<(), ImportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wrong = |kind: ErrorKind, path: &Path| ImportError::Io { path: path.to_owned(), source: kind.into() };
    if !folder.is_dir() {
        return Err(wrong(ErrorKind::NotFound, folder));
    }
    if path.is_dir() || path.file_name().is_none() {
        return Err(wrong(ErrorKind::IsADirectory, path));
    }
    Ok(())
}

/// Writes beside `path` under another name, and renames when everything is on the disk.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let wrong = |source| ImportError::Io { path: path.to_owned(), source };
    let mut unfinished = Unfinished(Some(part.clone()));
    let mut file = File::create(&part).map_err(wrong)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(wrong)?;
    drop(file);
    std::fs::rename(&part, path).map_err(wrong)?;
    unfinished.0 = None;
    Ok(())
}
