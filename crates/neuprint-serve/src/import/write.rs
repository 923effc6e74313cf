//! A file that is there whole or not at all.

use std::fs::File;
use std::io::Write;
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
