//! Skeletons that outlive the page: by server, dataset, version and body.
//!
//! ```text
//! let shelf = Shelf::open(disk, (&server, token), (dataset, uuid), copy, false).await;
//! let swc = match shelf.get(body).await { Some(swc) => swc, None => fetch(body).await? };
//! shelf.put(body, &swc).await;
//! ```
//!
//! Beside the first skeleton of a dataset lies a copy of what its server said when it was opened, and beside each what is
//! known of its neuron: with these it is opened and shown on a day when the server cannot be reached.
//!
//! What came with a token lies in a folder of its own, which is named after a salted hash of the token. Nothing is kept there
//! until somebody allows it, and all of it is erased as soon as the same server is opened with another token or without one.

use std::cell::Cell;
use std::rc::Rc;

use super::facts::Facts;
use crate::disk::{Disk, SETTINGS};
use crate::messages::{InBytes as _, KeptSkeletons};
use crate::transport::Copy;

/// What folders of who has no token end with.
const PUBLIC: &str = " public";
/// What the name of a dataset's copy ends with. The number tells how it is written.
const COPY: &str = " copy1";
/// What the name of what is known of a neuron ends with. The number tells how it is written.
const FACTS: &str = " facts1";

/// The skeletons of a dataset.
pub(super) struct Shelf {
    disk: Rc<dyn Disk>,
    server: String,
    /// The folder; skeletons of the server's other datasets are in it, too.
    folder: String,
    has_token: bool,
    dataset: String,
    /// What entries of this dataset in this version begin with.
    version: String,
    keeps: Cell<bool>,
    /// What the server said when the dataset was opened.
    copy: Copy,
    /// Whether that lies on the disk.
    has_copy: Cell<bool>,
    /// Whether the server cannot be reached.
    is_away: bool,
}

impl Shelf {
    /// The shelf of a dataset of a server that was opened with this token; `None` if nothing can be kept, or the dataset
    /// does not say its version. What was kept with other tokens of this server is erased.
    pub(super) async fn open(
        disk: Rc<dyn Disk>,
        (server, token): (&str, Option<&str>),
        (dataset, uuid): (&str, &str),
        copy: Copy,
        is_away: bool,
    ) -> Option<Self> {
        if uuid.is_empty() {
            return None;
        }
        let folder = folder(&*disk, server, token).await?;
        let shelf = Self {
            server: server.to_owned(),
            has_token: token.is_some(),
            dataset: dataset.to_owned(),
            version: format!("{dataset} {uuid} "),
            keeps: Cell::new(token.is_none()),
            copy,
            has_copy: Cell::new(is_away),
            is_away,
            folder,
            disk,
        };
        shelf.erase_others().await;
        if let Some(said) = shelf.disk.get(SETTINGS, &shelf.folder).await {
            shelf.keeps.set(said == b"1");
        }
        if !is_away && shelf.disk.names(&shelf.folder).await.iter().any(|name| name.starts_with(&shelf.version)) {
            shelf.put_copy().await;
        }
        Some(shelf)
    }

    /// What was kept of a dataset, and its name. Without a choice the only one of which there is something is taken.
    pub(super) async fn copy(
        disk: &dyn Disk,
        (server, token): (&str, Option<&str>),
        dataset: Option<&str>,
    ) -> Option<(String, Copy)> {
        let folder = folder(disk, server, token).await?;
        let names = disk.names(&folder).await;
        let mut kept = names.iter().filter_map(|name| name.strip_suffix(COPY));
        let dataset = match dataset {
            Some(dataset) => dataset,
            None => kept.next().filter(|_| kept.next().is_none())?,
        };
        let copy = disk.get(&folder, &format!("{dataset}{COPY}")).await?;
        Some((dataset.to_owned(), Copy::read(&copy)?))
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

    /// The bodies whose skeletons of this dataset there are, in order.
    pub(super) async fn bodies(&self) -> Vec<u64> {
        let names = self.disk.names(&self.folder).await;
        let mut bodies: Vec<u64> =
            names.iter().filter_map(|name| name.strip_prefix(&self.version)?.parse().ok()).collect();
        bodies.sort_unstable();
        bodies
    }

    /// A skeleton's SWC.
    pub(super) async fn get(&self, body: u64) -> Option<Vec<u8>> {
        if self.keeps.get() { self.disk.get(&self.folder, &self.name(body)).await } else { None }
    }

    /// Keeps a skeleton's SWC, if that is allowed.
    pub(super) async fn put(&self, body: u64, swc: &[u8]) {
        if self.keeps.get() {
            self.disk.put(&self.folder, &self.name(body), swc).await;
            if !self.has_copy.get() {
                self.put_copy().await;
            }
        }
    }

    /// What is known of a neuron: what was kept of it if the server cannot be reached, or else what it says.
    pub(super) async fn facts(&self, body: u64, ask: impl Future<Output = Option<Facts>>) -> Option<Facts> {
        let name = self.name(body) + FACTS;
        let told = if self.is_away { None } else { ask.await };
        if !self.keeps.get() {
            return told;
        }
        match &told {
            Some(facts) => self.disk.put(&self.folder, &name, &facts.write()).await,
            None => return Facts::read(&self.disk.get(&self.folder, &name).await?),
        }
        told
    }

    /// Allows it, or erases what there is and keeps nothing more.
    pub(super) async fn keep(&self, keeps: bool) {
        // First, so that nothing that comes meanwhile is kept.
        self.keeps.set(keeps);
        if !keeps {
            self.disk.erase(&self.folder).await;
            self.has_copy.set(false);
        }
        self.disk.put(SETTINGS, &self.folder, if keeps { b"1" } else { b"0" }).await;
    }

    /// Erases all that is kept of any server, and what was said about it. What is open keeps nothing that came with a token.
    pub(super) async fn forget(&self) {
        for folder in self.disk.folders().await.unwrap_or_default() {
            self.disk.erase(&folder).await;
        }
        self.keeps.set(!self.has_token);
        self.has_copy.set(false);
    }

    /// How it stands.
    pub(super) async fn tell(&self) -> KeptSkeletons {
        let names = self.disk.names(&self.folder).await;
        KeptSkeletons {
            is_possible: true,
            keeps: self.keeps.get(),
            has_token: self.has_token,
            count: names.iter().filter(|name| is_skeleton(name)).count() as u32,
        }
    }

    fn name(&self, body: u64) -> String {
        format!("{}{body}", self.version)
    }

    async fn put_copy(&self) {
        self.has_copy.set(true);
        self.disk.put(&self.folder, &format!("{}{COPY}", self.dataset), &self.copy.write()).await;
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

/// Whether an entry is a skeleton: its name ends with that of its body.
fn is_skeleton(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
}
