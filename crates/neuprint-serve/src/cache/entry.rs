//! One answer in a file.
//!
//! ```text
//! NPCACHE2                  8 bytes
//! SHA-256 of the answer's name and what follows   32 bytes
//! two texts                 content type and encoding, each with its length before it (4 bytes, little-endian)
//! the body                  the rest
//! ```
//!
//! The name stands in the sum and nowhere else: a file that was put into the place of another does not fit there.

use bytes::Bytes;
use sha2::{Digest, Sha256};

const MAGIC: &[u8; 8] = b"NPCACHE2";

/// What is kept of an answer with the status 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `Content-Type`; empty if there was none.
    pub kind: Bytes,
    /// `Content-Encoding`; empty if there was none.
    pub encoding: Bytes,
    /// The body, encoded as it came.
    pub body: Bytes,
}

impl Entry {
    pub(super) fn to_bytes(&self, name: &str) -> Vec<u8> {
        let mut rest = Vec::with_capacity(self.body.len() + self.kind.len() + self.encoding.len() + 8);
        for text in [&self.kind, &self.encoding] {
            // A header is far shorter than 4 GiB.
            rest.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            rest.extend_from_slice(text);
        }
        rest.extend_from_slice(&self.body);
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&sum(name, &rest));
        bytes.append(&mut rest);
        bytes
    }

    /// `None` if anything is damaged, or it is the answer of another name.
    pub(super) fn read(name: &str, mut bytes: Bytes) -> Option<Self> {
        let magic = take(&mut bytes, MAGIC.len())?;
        let known = take(&mut bytes, 32)?;
        if magic != MAGIC.as_slice() || known != sum(name, &bytes).as_slice() {
            return None;
        }
        let mut text = || {
            let length = take(&mut bytes, 4)?;
            let length = u32::from_le_bytes(length.as_ref().try_into().ok()?);
            take(&mut bytes, usize::try_from(length).ok()?)
        };
        let (kind, encoding) = (text()?, text()?);
        Some(Self { kind, encoding, body: bytes })
    }
}

fn sum(name: &str, rest: &[u8]) -> [u8; 32] {
    // All names are equally long, so that no other name and rest are the same bytes.
    Sha256::new().chain_update(name).chain_update(rest).finalize().into()
}

fn take(bytes: &mut Bytes, count: usize) -> Option<Bytes> {
    (bytes.len() >= count).then(|| bytes.split_to(count))
}
