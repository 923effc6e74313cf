//! The app's files: in a folder, or inside the program.
//!
//! ```
//! use neuprint_serve::assets::Assets;
//!
//! let assets = Assets::of(Some("dist".into()))?;
//! assert!(matches!(assets, Assets::Folder(_)));
//! # Ok::<(), neuprint_serve::assets::Missing>(())
//! ```
//!
//! A file may have a Brotli twin beside it (`app.css.br`), made when the app was built.

mod file;
mod folder;

use std::path::PathBuf;

pub use file::File;
pub use folder::Folder;

/// There is no app to serve.
#[derive(Debug, thiserror::Error)]
#[error("there is no app in {place}: build it with `cargo xtask build`, or name its folder with --dist")]
pub struct Missing {
    place: String,
}

/// Where the app's files are.
#[derive(Debug, Clone)]
pub enum Assets {
    /// In a folder, as Trunk writes it. A changed file is served changed.
    Folder(Folder),
    /// Inside this program.
    #[cfg(feature = "embed-app")]
    Embedded(&'static std::collections::HashMap<String, File>),
}

#[cfg(feature = "embed-app")]
#[derive(rust_embed::RustEmbed)]
#[folder = "../../dist"]
struct Embedded;

/// Every file inside this program by its path, made ready once.
#[cfg(feature = "embed-app")]
fn embedded() -> &'static std::collections::HashMap<String, File> {
    static FILES: std::sync::OnceLock<std::collections::HashMap<String, File>> = std::sync::OnceLock::new();
    let file = |path: std::borrow::Cow<'static, str>| {
        let file = Embedded::get(&path)?;
        let bytes = match file.data {
            std::borrow::Cow::Borrowed(bytes) => bytes::Bytes::from_static(bytes),
            std::borrow::Cow::Owned(bytes) => bytes.into(),
        };
        // The hash was taken when the program was built.
        let file = File::with_hash(&path, bytes, &file.metadata.sha256_hash());
        Some((path.into_owned(), file))
    };
    FILES.get_or_init(|| Embedded::iter().filter_map(file).collect())
}

impl Assets {
    /// The folder if one is named, else the app inside the program.
    ///
    /// # Errors
    /// If no folder is named and there is no app inside.
    pub fn of(folder: Option<PathBuf>) -> Result<Self, Missing> {
        if let Some(folder) = folder {
            return Ok(Self::Folder(Folder::new(folder)));
        }
        #[cfg(feature = "embed-app")]
        return Ok(Self::Embedded(embedded()));
        #[cfg(not(feature = "embed-app"))]
        return Err(Missing { place: "this program (it was built without the feature embed-app)".to_owned() });
    }

    /// The file at `path`, if there is one. `path` is relative and was checked by [`checked_path`].
    pub async fn find(&self, path: &str) -> Option<File> {
        match self {
            Self::Folder(folder) => folder.find(path).await,
            #[cfg(feature = "embed-app")]
            Self::Embedded(files) => files.get(path).cloned(),
        }
    }

    /// The page's HTML, read at once: without it there is nothing to serve.
    ///
    /// # Errors
    /// If there is no `index.html`.
    pub fn index(&self) -> Result<String, Missing> {
        let found = match self {
            Self::Folder(folder) => std::fs::read(folder.path().join("index.html")).ok(),
            #[cfg(feature = "embed-app")]
            Self::Embedded(files) => files.get("index.html").map(|file| file.bytes.to_vec()),
        };
        let place = match self {
            Self::Folder(folder) => folder.path().display().to_string(),
            #[cfg(feature = "embed-app")]
            Self::Embedded(_) => "this program".to_owned(),
        };
        found.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(Missing { place })
    }
}

/// The file that a URL's path asks for, percent-decoded; `None` if it leaves the app's folder or names a hidden file.
///
/// ```
/// use neuprint_serve::assets::checked_path;
///
/// assert_eq!(checked_path("/styles/a%20b.css").as_deref(), Some("styles/a b.css"));
/// assert_eq!(checked_path("/../secret"), None);
/// assert_eq!(checked_path("/%2e%2e/secret"), None);
/// ```
#[must_use]
pub fn checked_path(url_path: &str) -> Option<String> {
    let bytes = url_path.strip_prefix('/')?.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let pair = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            decoded.push(u8::from_str_radix(pair, 16).ok()?);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    let path = String::from_utf8(decoded).ok()?;
    // A colon is a drive on some systems, and a backslash a separator.
    let harmless = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    (path.is_empty() || path.split('/').all(harmless)).then_some(path)
}
