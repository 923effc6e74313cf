//! A file of the app, with what is said of it in each answer.

use bytes::Bytes;
use http::HeaderValue;
use sha2::{Digest, Sha256};

/// A file, and what depends on its bytes and name only. A copy of it shares the bytes.
#[derive(Debug, Clone)]
pub struct File {
    /// All of it.
    pub bytes: Bytes,
    /// Its `ETag`: a hash of the bytes, so that twins in different encodings have different ones.
    pub tag: HeaderValue,
    /// Its `Content-Type`; of a Brotli twin that of the file that it stands for.
    pub kind: HeaderValue,
}

impl File {
    /// The file at `path`.
    pub(super) fn new(path: &str, bytes: Bytes) -> Self {
        let hash = Sha256::digest(&bytes);
        Self::with_hash(path, bytes, &hash)
    }

    /// The file at `path`, whose SHA-256 is known.
    pub(super) fn with_hash(path: &str, bytes: Bytes, hash: &[u8]) -> Self {
        let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        // Both are plain ASCII.
        let header = |text: String| HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""));
        Self { bytes, tag: header(format!("\"{hex}\"")), kind: header(kind(path)) }
    }
}

fn kind(path: &str) -> String {
    let mime = mime_guess::from_path(path.strip_suffix(".br").unwrap_or(path)).first_or_octet_stream();
    if mime.type_() == mime_guess::mime::TEXT { format!("{mime}; charset=utf-8") } else { mime.to_string() }
}
