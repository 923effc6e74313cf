//! The dataset file: sections, each compressed and with its own checksum.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | the magic `npdata\r\n` |
//! | 2 | version of the format, now 1 |
//! | 2 | number of sections, `n` |
//! | 20 × n | per section: name (8 bytes of ASCII, padded with zeros), stored length, raw length, CRC-32 of the stored bytes |
//! | 4 | CRC-32 of everything before it |
//! | … | the sections' bytes (raw deflate), in the order of the table, nothing between or after |
//!
//! A reader takes the sections it knows by name, passes over others, and refuses another version. The sections are
//! `about`, `graph`, `skeleton`, `mesh`, and `keyvalue` where there are keys. The graph takes nodes with any labels or
//! none, relationships of any type, and properties of any type that Neo4j stores, also of several types under one name.
//! Reading never panics: whatever is wrong
//! with the bytes is a [`FormatError`] that names the section.

pub(crate) mod cursor;
pub(crate) mod graph;
pub(crate) mod named;
pub(crate) mod section;

use std::io::Read;

use flate2::read::DeflateDecoder;
use section::Stored;

/// The version that this code writes, and the only one that it reads.
pub const VERSION: u16 = 1;

const MAGIC: [u8; 8] = *b"npdata\r\n";
const ENTRY: usize = 20;
/// Deflate cannot shrink by more than this; a larger claim is a lie that would cost memory.
const BEST_RATIO: u64 = 1032;

/// Why bytes are not a dataset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The first bytes are not those of a dataset file.
    #[error("this is not a neuprint-web dataset file: its first bytes are others")]
    NotADataset,
    /// A version that this program cannot read.
    #[error(
        "the dataset file has format version {found}, but this program reads version {VERSION}: rebuild the file or update the program"
    )]
    Version {
        /// The version in the file.
        found: u16,
    },
    /// The file ends too early.
    #[error("the dataset file ends in the middle of its {part}: copy or download it again")]
    Truncated {
        /// Where it ends.
        part: String,
    },
    /// Bytes were changed.
    #[error("the dataset file's {part} does not match its checksum: copy or download it again")]
    Checksum {
        /// The section, or the header.
        part: String,
    },
    /// A section is not there.
    #[error("the dataset file has no section `{section}`")]
    MissingSection {
        /// Which one.
        section: &'static str,
    },
    /// A section does not hold what it should.
    #[error("the dataset file's section `{section}` is malformed: {reason}")]
    Malformed {
        /// Which one.
        section: String,
        /// What is wrong.
        reason: String,
    },
}

impl FormatError {
    pub(crate) fn malformed(section: &str, reason: impl ToString) -> Self {
        Self::Malformed { section: section.to_owned(), reason: reason.to_string() }
    }
}

/// Puts sections into a file. Names are ASCII of at most 8 bytes.
pub(crate) fn write_sections(sections: &[(&str, Stored)]) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(MAGIC);
    file.extend(VERSION.to_le_bytes());
    file.extend((sections.len() as u16).to_le_bytes());
    for (name, stored) in sections {
        let mut padded = [0_u8; 8];
        padded[..name.len()].copy_from_slice(name.as_bytes());
        file.extend(padded);
        file.extend((stored.bytes.len() as u32).to_le_bytes());
        file.extend((stored.raw_length as u32).to_le_bytes());
        file.extend(crc32fast::hash(&stored.bytes).to_le_bytes());
    }
    file.extend(crc32fast::hash(&file).to_le_bytes());
    file.reserve_exact(sections.iter().map(|(_, stored)| stored.bytes.len()).sum());
    sections.iter().for_each(|(_, stored)| file.extend(&stored.bytes));
    file
}

/// The raw bytes of every section, by name.
pub(crate) fn read_sections(file: &[u8]) -> Result<Vec<(String, Vec<u8>)>, FormatError> {
    let header = || FormatError::Truncated { part: "header".to_owned() };
    if !file.starts_with(&MAGIC) {
        return Err(if MAGIC.starts_with(file) { header() } else { FormatError::NotADataset });
    }
    let version = u16::from_le_bytes(array(file, 8).ok_or_else(header)?);
    if version != VERSION {
        return Err(FormatError::Version { found: version });
    }
    let count = usize::from(u16::from_le_bytes(array(file, 10).ok_or_else(header)?));
    let end = 12 + count * ENTRY;
    let checksum = u32::from_le_bytes(array(file, end).ok_or_else(header)?);
    if crc32fast::hash(&file[..end]) != checksum {
        return Err(FormatError::Checksum { part: "header".to_owned() });
    }
    let mut sections = Vec::with_capacity(count);
    let mut at = end + 4;
    for entry in file[12..end].chunks_exact(ENTRY) {
        let name = String::from_utf8_lossy(&entry[..8]).trim_end_matches('\0').to_owned();
        let number = |from: usize| array(entry, from).map(u32::from_le_bytes).ok_or_else(header);
        let (length, raw_length, checksum) = (number(8)? as usize, number(12)?, number(16)?);
        let part = || format!("section `{name}`");
        let stored = at
            .checked_add(length)
            .and_then(|end| file.get(at..end))
            .ok_or_else(|| FormatError::Truncated { part: part() })?;
        at += length;
        if crc32fast::hash(stored) != checksum {
            return Err(FormatError::Checksum { part: part() });
        }
        let raw = inflate(stored, raw_length).map_err(|reason| FormatError::malformed(&name, reason))?;
        sections.push((name, raw));
    }
    if at != file.len() {
        return Err(FormatError::malformed("header", "there are bytes after the last section"));
    }
    Ok(sections)
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn inflate(stored: &[u8], raw_length: u32) -> Result<Vec<u8>, String> {
    if u64::from(raw_length) > (stored.len() as u64 + 1) * BEST_RATIO {
        return Err(format!("it claims {raw_length} bytes, which {} compressed ones cannot hold", stored.len()));
    }
    let mut raw = Vec::with_capacity(raw_length as usize);
    DeflateDecoder::new(stored).take(u64::from(raw_length) + 1).read_to_end(&mut raw).map_err(|e| e.to_string())?;
    if raw.len() != raw_length as usize {
        return Err(format!("it holds another number of bytes than the {raw_length} it claims"));
    }
    Ok(raw)
}
