//! The query library: what was asked before, what has a star, and examples for the open dataset.
//!
//! ```text
//! let library = Library::expect();
//! library.remember(text, &opened, Outcome::Answered { rows, elapsed_ms });
//! library.star(text, name, session);
//! library.shelf.with(|shelf| shelf.history.len());
//! ```
//!
//! Only texts of queries are kept, never answers or tokens: in the browser's IndexedDB, or until the page is closed
//! where there is none. What another tab changes is seen here at once.

mod entries;
mod shelf;
mod store;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::Opened;
use neuprint_worker::examples::{Example, GROUPS, Landmarks, OPENING};
use neuprint_worker::messages::{Request, Response};
use wasm_bindgen::prelude::*;

use self::shelf::Change;
use self::store::{Entry, LibraryModule, Store};
use super::Session;

pub(crate) use entries::{Past, Starred, one_line, proposed_name};
pub(crate) use shelf::Shelf;

/// Where the library is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// That is not known yet.
    Unknown,
    /// In this browser, until it is deleted.
    Here,
    /// In this page, until it is closed: the browser keeps nothing.
    Nowhere,
}

/// How a query ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Outcome {
    /// With rows.
    Answered {
        /// How many.
        rows: u32,
        /// After how many milliseconds.
        elapsed_ms: f64,
    },
    /// Without an answer.
    Failed,
}

/// What the module needs as long as the app lives.
struct Open {
    store: Store,
    _changed: Closure<dyn FnMut()>,
}

/// The library. Copy it freely; it lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct Library {
    /// Starred queries and history.
    pub(crate) shelf: RwSignal<Shelf>,
    /// Where they are kept.
    pub(crate) kept: RwSignal<Kept>,
    /// Names of a dataset for the examples.
    landmarks: RwSignal<Option<(Arc<Opened>, Landmarks)>>,
    open: StoredValue<Option<Open>, LocalStorage>,
    awake: StoredValue<bool>,
    changes: StoredValue<Changes>,
}

/// How many changes of this page were begun, and how many have come to their end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Changes {
    begun: u32,
    kept: u32,
}

impl Library {
    /// Makes the library and gives it to all components below.
    pub(crate) fn provide() -> Self {
        let library = Self {
            shelf: RwSignal::default(),
            kept: RwSignal::new(Kept::Unknown),
            landmarks: RwSignal::new(None),
            open: StoredValue::new_local(None),
            awake: StoredValue::new(false),
            changes: StoredValue::default(),
        };
        provide_context(library);
        library
    }

    /// The library of this page.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Opens what is kept, once. Not done at the very start: the editor comes first.
    pub(crate) fn wake(self) {
        if self.awake.try_update_value(|awake| std::mem::replace(awake, true)) != Some(false) {
            return;
        }
        spawn_local(async move {
            if let Err(reason) = self.open().await {
                leptos::logging::warn!("the query library is kept in memory only: {reason:?}");
                self.kept.set(Kept::Nowhere);
            }
        });
    }

    async fn open(self) -> Result<(), JsValue> {
        let missed = Rc::new(Cell::new(false));
        let miss = Rc::clone(&missed);
        let changed = Closure::new(move || {
            miss.set(true);
            spawn_local(async move {
                if let Some(store) = self.store() {
                    self.read_again(store).await;
                }
            });
        });
        let store = LibraryModule::load().await?.open(&changed).await?;
        // What another tab says while this one reads would be heard by nobody.
        let kept = loop {
            missed.set(false);
            let kept = store.load().await?;
            if !missed.get() {
                break kept;
            }
        };
        self.open.set_value(Some(Open { store, _changed: changed }));
        self.kept.set(Kept::Here);
        // What has come in meanwhile is there, too.
        let early = self.shelf.try_update(|shelf| std::mem::replace(shelf, kept)).unwrap_or_default();
        self.take_in(early);
        Ok(())
    }

    /// Takes over what another tab has changed. What this one changed meanwhile may be missing in what was read: then it is
    /// read once more.
    async fn read_again(self, store: Store) {
        loop {
            let before = self.changes.get_value();
            let Ok(shelf) = store.load().await else { return };
            let after = self.changes.get_value();
            if before == after && after.begun == after.kept {
                self.shelf.set(shelf);
                return;
            }
        }
    }

    fn store(self) -> Option<Store> {
        self.open.with_value(|open| open.as_ref().map(|open| open.store.clone()))
    }

    /// Keeps a change, where anything is kept.
    fn keep<E: Entry + 'static>(self, change: Change<E>) {
        if let Some(store) = self.store().filter(|_| !change.put.is_empty() || !change.drop.is_empty()) {
            self.changes.update_value(|changes| changes.begun += 1);
            spawn_local(async move {
                // The disk is full, or the user has deleted what this page had opened.
                if store.apply(change).await.is_err() {
                    self.kept.set(Kept::Nowhere);
                }
                self.changes.update_value(|changes| changes.kept += 1);
            });
        }
    }

    fn update<E: Entry + 'static>(self, change: impl FnOnce(&mut Shelf) -> Change<E>) {
        if let Some(change) = self.shelf.try_update(change) {
            self.keep(change);
        }
    }

    /// Notes how a query ended. The opening example runs by itself and is not noted.
    pub(crate) fn remember(self, text: &str, opened: &Opened, outcome: Outcome) {
        if text == OPENING {
            return;
        }
        let (rows, elapsed_ms, failed) = match outcome {
            Outcome::Answered { rows, elapsed_ms } => (f64::from(rows), elapsed_ms, false),
            Outcome::Failed => (0.0, 0.0, true),
        };
        let (dataset, server) = (opened.connection.dataset.clone(), opened.connection.server.clone());
        let past = Past { text: text.to_owned(), dataset, server, when: Date::now(), rows, elapsed_ms, failed };
        self.update(|shelf| shelf.remember(past));
    }

    /// Stars a query under a name, or gives it another one.
    pub(crate) fn star(self, text: String, name: String, session: Session) {
        let opened = session.opened.get_untracked();
        let (dataset, server) = opened.map_or_else(Default::default, |opened| {
            (opened.connection.dataset.clone(), opened.connection.server.clone())
        });
        let when = Date::now();
        self.update(|shelf| {
            let earlier = shelf.star_of(&text).cloned();
            shelf.star(match earlier {
                Some(earlier) => Starred { name, ..earlier },
                None => Starred { text, name, when, dataset, server },
            })
        });
    }

    /// Takes a star away.
    pub(crate) fn unstar(self, text: &str) {
        self.update(|shelf| shelf.unstar(text));
    }

    /// Forgets one query of the history.
    pub(crate) fn forget(self, past: &Past) {
        self.update(|shelf| shelf.forget(past));
    }

    /// Forgets the history, and the starred queries as well if `all`.
    pub(crate) fn clear(self, all: bool) {
        self.shelf.update(|shelf| {
            shelf.history.clear();
            if all {
                shelf.starred.clear();
            }
        });
        if let Some(store) = self.store() {
            self.changes.update_value(|changes| changes.begun += 1);
            spawn_local(async move {
                if store.empty(all).await.is_err() {
                    self.kept.set(Kept::Nowhere);
                }
                self.changes.update_value(|changes| changes.kept += 1);
            });
        }
    }

    /// The library as the text of a file.
    pub(crate) async fn export(self) -> Result<String, String> {
        let module = LibraryModule::load().await.map_err(not_loaded)?;
        Ok(self.shelf.with_untracked(|shelf| module.write(shelf)))
    }

    /// Takes in the library of a file's text: how many queries are new or newer, or why it cannot be read.
    pub(crate) async fn import(self, text: &str) -> Result<usize, String> {
        let module = LibraryModule::load().await.map_err(not_loaded)?;
        Ok(self.take_in(module.read(text)?))
    }

    fn take_in(self, other: Shelf) -> usize {
        let Some((stars, pasts)) = self.shelf.try_update(|shelf| shelf.merge(other)) else { return 0 };
        let taken = stars.put.len() + pasts.put.len();
        self.keep(stars);
        self.keep(pasts);
        taken
    }

    /// An example's text, as far as the names of the open dataset are known.
    pub(crate) fn example(self, session: Session, example: &Example) -> String {
        let opened = session.opened.get();
        self.landmarks.with(|known| match (known, &opened) {
            (Some((of, landmarks)), Some(opened)) if Arc::ptr_eq(of, opened) => example.cypher(landmarks),
            _ => example.cypher(&Landmarks::default()),
        })
    }

    /// What a query is called: as its star says or, if it is one, as the example; otherwise its beginning.
    pub(crate) fn name_of(self, session: Session, text: &str) -> String {
        let starred = self.shelf.with(|shelf| shelf.star_of(text).map(|starred| starred.name.clone()));
        let example = || GROUPS.iter().flat_map(|group| group.examples).find(|one| self.example(session, one) == text);
        starred
            .or_else(|| example().map(|example| example.title.to_owned()))
            .unwrap_or_else(|| entries::proposed_name(text))
    }

    /// An example's text with names of the open dataset, which is asked for them the first time.
    pub(crate) async fn example_here(self, session: Session, example: &Example) -> String {
        let Ok(opened) = session.ready().await else { return example.cypher(&Landmarks::default()) };
        let known =
            self.landmarks.with_untracked(|known| known.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, &opened)));
        // The sample's names are those that the examples have anyway; and not every example has names.
        if !known && !opened.is_embedded() && example.has_names() {
            let answer = session.ask(Request::Landmarks).await;
            if let Ok(Response::Landmarks(Some(landmarks))) = answer.map(|answer| answer.response) {
                self.landmarks.set(Some((opened, landmarks)));
            }
        }
        untrack(|| self.example(session, example))
    }
}

fn not_loaded(_: JsValue) -> String {
    "A part of the app could not be loaded. Reload the page and try again.".to_owned()
}
