//! What outlives the page: named entries in folders, where the browser has a place for them.

use std::future::Future;

/// Folders of named entries. Cloning must be cheap. Whatever fails is as if nothing were kept: a skeleton is then fetched
/// again.
pub trait Disk: Clone + 'static {
    /// The names of the folders; `None` where nothing can be kept: the page came over plain http, or the browser is in a
    /// private mode without storage.
    fn folders(&self) -> impl Future<Output = Option<Vec<String>>>;

    /// How many entries a folder has.
    fn count(&self, folder: &str) -> impl Future<Output = u32>;

    /// An entry.
    fn get(&self, folder: &str, name: &str) -> impl Future<Output = Option<Vec<u8>>>;

    /// Adds or replaces an entry; the folder is made, if there is none.
    fn put(&self, folder: &str, name: &str, bytes: &[u8]) -> impl Future<Output = ()>;

    /// Erases a folder with its entries.
    fn erase(&self, folder: &str) -> impl Future<Output = ()>;

    /// Sixteen random bytes, in hexadecimal digits.
    fn salt(&self) -> String;

    /// The SHA-256 of a text, in hexadecimal digits; `None` where there is none.
    fn hash(&self, text: &str) -> impl Future<Output = Option<String>>;
}
