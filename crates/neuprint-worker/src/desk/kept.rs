//! Skeletons that outlive the page: by server, dataset, version and body.
//!
//! ```text
//! let shelf = Shelf::open(disk, &server, token, dataset, uuid).await;
//! let swc = match shelf.get(body).await { Some(swc) => swc, None => fetch(body).await? };
//! shelf.put(body, &swc).await;
//! ```
//!
//! What came with a token lies in a folder of its own, which is named after a salted hash of the token. Nothing is kept there
//! until somebody allows it, and all of it is erased as soon as the same server is opened with another token or without one.

use std::cell::Cell;
use std::rc::Rc;

use crate::disk::{Disk, SETTINGS};
use crate::messages::KeptSkeletons;

/// What folders of who has no token end with.
const PUBLIC: &str = " public";

/// The skeletons of a dataset.
pub(super) struct Shelf {
    disk: Rc<dyn Disk>,
    server: String,
    /// The folder; skeletons of the server's other datasets are in it, too.
    folder: String,
    has_token: bool,
    /// What entries of this dataset in this version begin with.
    version: String,
    keeps: Cell<bool>,
}

impl Shelf {
    /// The shelf of a dataset of a server; `None` if nothing can be kept, or the dataset does not say its version. What was
    /// kept with other tokens of this server is erased.
    pub(super) async fn open(
        disk: Rc<dyn Disk>,
        server: &str,
        token: Option<&str>,
        (dataset, uuid): (&str, &str),
    ) -> Option<Self> {
        if uuid.is_empty() {
            return None;
        }
        let folder = folder(&*disk, server, token).await?;
        let shelf = Self {
            server: server.to_owned(),
            has_token: token.is_some(),
            version: format!("{dataset} {uuid} "),
            keeps: Cell::new(token.is_none()),
            folder,
            disk,
        };
        shelf.erase_others().await;
        if let Some(said) = shelf.disk.get(SETTINGS, &shelf.folder).await {
            shelf.keeps.set(said == b"1");
        }
        Some(shelf)
    }

    /// Whether a server is about to be opened otherwise than with this shelf's token: then that is signed out, and what came
    /// with it is erased.
    pub(super) async fn leave(&self, server: &str, token: Option<&str>) {
        if self.has_token
            && server == self.server
            && folder(&*self.disk, server, token).await.as_ref() != Some(&self.folder)
        {
            self.keep(false).await;
        }
    }

    /// A skeleton's SWC.
    pub(super) async fn get(&self, body: u64) -> Option<Vec<u8>> {
        if self.keeps.get() { self.disk.get(&self.folder, &self.name(body)).await } else { None }
    }

    /// Keeps a skeleton's SWC, if that is allowed.
    pub(super) async fn put(&self, body: u64, swc: &[u8]) {
        if self.keeps.get() {
            self.disk.put(&self.folder, &self.name(body), swc).await;
        }
    }

    /// Allows it, or erases what there is and keeps nothing more.
    pub(super) async fn keep(&self, keeps: bool) {
        // First, so that nothing that comes meanwhile is kept.
        self.keeps.set(keeps);
        if !keeps {
            self.disk.erase(&self.folder).await;
        }
        self.disk.put(SETTINGS, &self.folder, if keeps { b"1" } else { b"0" }).await;
    }

    /// Erases all that is kept of any server, and what was said about it. What is open keeps nothing that came with a token.
    pub(super) async fn forget(&self) {
        for folder in self.disk.folders().await.unwrap_or_default() {
            self.disk.erase(&folder).await;
        }
        self.keeps.set(!self.has_token);
    }

    /// How it stands.
    pub(super) async fn tell(&self) -> KeptSkeletons {
        KeptSkeletons {
            is_possible: true,
            keeps: self.keeps.get(),
            has_token: self.has_token,
            count: self.disk.count(&self.folder).await,
        }
    }

    fn name(&self, body: u64) -> String {
        format!("{}{body}", self.version)
    }

    /// Erases what came from this server with another token.
    async fn erase_others(&self) {
        for other in self.disk.folders().await.unwrap_or_default() {
            let is_of_server = other.strip_prefix(&*self.server).is_some_and(|rest| rest.starts_with(' '));
            if is_of_server && other != self.folder && !other.ends_with(PUBLIC) {
                self.disk.erase(&other).await;
                self.disk.put(SETTINGS, &other, b"0").await;
            }
        }
    }
}

/// The folder of a server's skeletons with a token; `None` where nothing can be kept. No address has a space in it.
async fn folder(disk: &dyn Disk, server: &str, token: Option<&str>) -> Option<String> {
    let whose = match token {
        None => disk.folders().await.map(|_| PUBLIC.to_owned())?,
        Some(token) => format!(" {}", disk.alias(token).await?),
    };
    Some(server.to_owned() + &whose)
}
