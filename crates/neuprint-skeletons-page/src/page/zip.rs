//! Several files as one: a zip archive, without encryption and without the extensions for more than 4 GB.
//!
//! ```text
//! let mut zip = Zip::default();
//! let file = Packed { name: "754538881.swc", crc: crc32(text), size, packed_size, is_deflated: true };
//! let head = zip.begin(&file)?;       // the head of a file, after which its packed bytes come
//! let end = zip.end();                // the directory, which comes last
//! ```
//!
//! Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.4. The browser does the packing, see `saving.rs`.

/// A file of an archive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<'f> {
    /// Its name.
    pub(super) name: &'f str,
    /// [`crc32`] of its bytes.
    pub(super) crc: u32,
    /// Its bytes.
    pub(super) size: u32,
    /// Its bytes in the archive.
    pub(super) packed_size: u32,
    /// Whether they are packed; stored as they are otherwise.
    pub(super) is_deflated: bool,
}

/// An archive on its way.
#[derive(Debug, Default)]
pub(super) struct Zip {
    directory: Vec<u8>,
    files: u16,
    /// Where the next file begins.
    offset: u32,
}

/// Files are from the first day that the format knows, so that the same skeletons are the same archive.
const DATE: u16 = 1 << 5 | 1;
/// 2.0, for deflated files.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

impl Zip {
    /// The head of the next file; `None` if the archive would be too large for the format.
    pub(super) fn begin(&mut self, file: &Packed<'_>) -> Option<Vec<u8>> {
        let mut fields = Vec::with_capacity(26);
        words(&mut fields, &[VERSION, FLAGS, if file.is_deflated { 8 } else { 0 }, 0, DATE]);
        longs(&mut fields, &[file.crc, file.packed_size, file.size]);
        words(&mut fields, &[u16::try_from(file.name.len()).ok()?, 0]);

        let mut head = b"PK\x03\x04".to_vec();
        head.extend(&fields);
        head.extend(file.name.as_bytes());

        let next = self.offset.checked_add(u32::try_from(head.len()).ok()?)?.checked_add(file.packed_size)?;
        self.files = self.files.checked_add(1).filter(|files| *files < u16::MAX)?;
        self.directory.extend(b"PK\x01\x02");
        words(&mut self.directory, &[VERSION]);
        self.directory.extend(&fields);
        // Comment, disk, attributes.
        words(&mut self.directory, &[0, 0, 0]);
        longs(&mut self.directory, &[0, self.offset]);
        self.directory.extend(file.name.as_bytes());
        self.offset = next;
        Some(head)
    }

    /// The directory and the end of the archive.
    pub(super) fn end(self) -> Vec<u8> {
        let mut end = self.directory;
        // A directory of 65,534 names at most is far from 4 GB.
        let length = end.len() as u32;
        end.extend(b"PK\x05\x06");
        words(&mut end, &[0, 0, self.files, self.files]);
        longs(&mut end, &[length, self.offset]);
        words(&mut end, &[0]);
        end
    }
}

fn words(out: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

fn longs(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

/// The checksum that zip archives carry: CRC-32 with the reversed polynomial 0xedb88320.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    !bytes.iter().fold(u32::MAX, |crc, byte| TABLE[((crc ^ u32::from(*byte)) & 255) as usize] ^ (crc >> 8))
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_the_format_names() {
        assert_eq!((crc32(b"123456789"), crc32(b"")), (0xcbf4_3926, 0));
    }

    #[test]
    fn an_archive_of_two_files_is_laid_out_as_the_format_says() {
        let mut zip = Zip::default();
        let stored = |name| Packed { name, crc: crc32(b"ab"), size: 2, packed_size: 2, is_deflated: false };
        let mut archive = Vec::new();
        for name in ["a.swc", "ä.swc"] {
            archive.extend(zip.begin(&stored(name)).unwrap());
            archive.extend(b"ab");
        }
        archive.extend(zip.end());
        let long = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap()) as usize;
        let word = |at: usize| usize::from(u16::from_le_bytes(archive[at..at + 2].try_into().unwrap()));
        // From the end, as readers do.
        let end = archive.len() - 22;
        assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
        let (files, length, directory) = (word(end + 10), long(end + 12), long(end + 16));
        assert_eq!((files, directory + length), (2, end));
        let mut entry = directory;
        for name in ["a.swc", "ä.swc"] {
            assert_eq!(&archive[entry..entry + 4], b"PK\x01\x02");
            let (size, name_length, file) = (long(entry + 24), word(entry + 28), long(entry + 42));
            assert_eq!(&archive[entry + 46..entry + 46 + name_length], name.as_bytes());
            assert_eq!(&archive[file..file + 4], b"PK\x03\x04");
            let content = file + 30 + word(file + 26) + word(file + 28);
            assert_eq!((&archive[content..content + size], long(file + 14)), (&b"ab"[..], crc32(b"ab") as usize));
            entry += 46 + name_length;
        }
    }

    #[test]
    fn an_archive_that_the_format_has_no_room_for_is_refused() {
        let mut zip = Zip::default();
        let large = Packed { name: "a", crc: 0, size: u32::MAX, packed_size: u32::MAX - 100, is_deflated: true };
        assert!(zip.begin(&large).is_some());
        assert!(zip.begin(&large).is_none());
    }
}
