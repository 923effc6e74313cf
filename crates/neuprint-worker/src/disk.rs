//! What outlives the page: named entries in folders, where the browser has a place for them.

use futures_util::future::LocalBoxFuture;

/// The folder of what is said about the others.
pub const SETTINGS: &str = "settings";

/// Folders of named entries. Whatever fails is as if nothing were kept: a skeleton is then fetched again.
pub trait Disk {
    /// The names of the folders; `None` where nothing can be kept: the page came over plain http, or the browser is in a
    /// private mode without storage.
    fn folders(&self) -> LocalBoxFuture<'_, Option<Vec<String>>>;

    /// The names of a folder's entries; none if there is no such folder.
    fn names<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, Vec<String>>;

    /// An entry.
    fn get<'a>(&'a self, folder: &'a str, name: &'a str) -> LocalBoxFuture<'a, Option<Vec<u8>>>;

    /// Adds or replaces an entry; the folder is made, if there is none.
    fn put<'a>(&'a self, folder: &'a str, name: &'a str, bytes: &'a [u8]) -> LocalBoxFuture<'a, ()>;

    /// Erases a folder with its entries.
    fn erase<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, ()>;

    /// A name for a secret that does not tell it: the SHA-256 of the secret and of random bytes, in hexadecimal digits. The
    /// random bytes are an entry of the folder [`SETTINGS`], and are made if they are not there. `None` where nothing can be
    /// kept.
    fn alias<'a>(&'a self, secret: &'a str) -> LocalBoxFuture<'a, Option<String>>;
}
