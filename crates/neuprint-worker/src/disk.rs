//! What outlives the page: named entries in folders, where the browser has a place for them.

use futures_util::future::LocalBoxFuture;

/// Folders of named entries. Whatever fails is as if nothing were kept: a skeleton is then fetched again.
pub trait Disk {
    /// The names of the folders; `None` where nothing can be kept: the page came over plain http, or the browser is in a
    /// private mode without storage.
    fn folders(&self) -> LocalBoxFuture<'_, Option<Vec<String>>>;

    /// How many entries a folder has.
    fn count<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, u32>;

    /// An entry.
    fn get<'a>(&'a self, folder: &'a str, name: &'a str) -> LocalBoxFuture<'a, Option<Vec<u8>>>;

    /// Adds or replaces an entry; the folder is made, if there is none.
    fn put<'a>(&'a self, folder: &'a str, name: &'a str, bytes: &'a [u8]) -> LocalBoxFuture<'a, ()>;

    /// Erases a folder with its entries.
    fn erase<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, ()>;

    /// Sixteen random bytes, in hexadecimal digits.
    fn salt(&self) -> String;

    /// The SHA-256 of a text, in hexadecimal digits; `None` where there is none.
    fn hash<'a>(&'a self, text: &'a str) -> LocalBoxFuture<'a, Option<String>>;
}
