//! A section of named byte strings: skeletons by body, meshes by ROI.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::FormatError;
use super::cursor::{Cursor, Put};

/// Writes names and contents.
pub(crate) fn write<'e>(out: &mut impl Put, entries: impl ExactSizeIterator<Item = (String, &'e Bytes)>) {
    out.unsigned(entries.len() as u64);
    for (name, content) in entries {
        out.blob(name.as_bytes());
        out.blob(content);
    }
}

/// Reads names and contents. The contents share the section's memory: skeletons may be most of what a dataset has.
pub(crate) fn read(section: &'static str, bytes: Vec<u8>) -> Result<BTreeMap<String, Bytes>, FormatError> {
    let bytes = Bytes::from(bytes);
    let mut cursor = Cursor::new(section, &bytes);
    let count = cursor.count(1)?;
    let mut entries = BTreeMap::new();
    for _ in 0..count {
        let name = cursor.text()?;
        let content = bytes.slice_ref(cursor.blob()?);
        if entries.insert(name.to_string(), content).is_some() {
            return Err(cursor.malformed(format!("`{name}` is there twice")));
        }
    }
    cursor.end()?;
    Ok(entries)
}
