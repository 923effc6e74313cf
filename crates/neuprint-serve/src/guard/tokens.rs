//! The tokens that are let in.
//!
//! ```
//! use neuprint_serve::guard::Tokens;
//!
//! let tokens = Tokens::of("# the lab's\nthe-first-token-of-the-lab\n")?;
//! assert!(tokens.hold(b"the-first-token-of-the-lab"));
//! assert!(!tokens.hold(b"the-first-token-of-the-la"));
//! # Ok::<(), neuprint_serve::guard::TokensError>(())
//! ```
//!
//! Only their SHA-256 is kept: a token long enough not to be guessed cannot be had back from it. All of them are
//! compared each time, and each comparison takes as long whether it succeeds or fails, so that time tells nothing.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

/// Carries a token of this server where `Authorization` is for an upstream.
pub(super) const GATEWAY_TOKEN: &str = "x-gateway-token";

/// A token has at least so many characters.
const SHORTEST: usize = 16;

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokensError {
    /// The file is not there, or may not be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A token that could be guessed, or cannot stand in a header.
    #[error(
        "line {line} of the tokens: a token has at least {SHORTEST} characters, without spaces (`openssl rand -hex 32`)"
    )]
    Weak {
        /// Its line, counted from 1.
        line: usize,
    },
    /// A file without a token would let nobody in.
    #[error("there is no token in the file; write one a line (`openssl rand -hex 32`)")]
    Empty,
}

/// A list of tokens, hashed.
#[derive(Clone)]
pub struct Tokens(Vec<[u8; 32]>);

impl std::fmt::Debug for Tokens {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Tokens({})", self.0.len())
    }
}

impl Tokens {
    /// Reads a list: one token a line; empty lines, and those that begin with `#`, are skipped.
    ///
    /// # Errors
    /// If there is none, or one is too short.
    pub fn of(text: &str) -> Result<Self, TokensError> {
        let mut hashes = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let token = line.trim();
            if token.is_empty() || token.starts_with('#') {
                continue;
            }
            if token.len() < SHORTEST || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(TokensError::Weak { line: at + 1 });
            }
            hashes.push(Sha256::digest(token).into());
        }
        if hashes.is_empty() { Err(TokensError::Empty) } else { Ok(Self(hashes)) }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, or is no list.
    pub fn read(path: &Path) -> Result<Self, TokensError> {
        let text = std::fs::read_to_string(path);
        Self::of(&text.map_err(|source| TokensError::Unreadable { path: path.to_owned(), source })?)
    }

    /// Whether a token is one of these.
    #[must_use]
    pub fn hold(&self, token: &[u8]) -> bool {
        let hash: [u8; 32] = Sha256::digest(token).into();
        self.0.iter().fold(Choice::from(0), |found, known| found | known.ct_eq(&hash)).into()
    }
}

/// The token of an `Authorization` header, if it is of this kind.
pub(super) fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(7)?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then(|| token.trim_ascii())
}
