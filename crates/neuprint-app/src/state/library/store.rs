//! Where the library is kept: `library.js`, a module of its own, with IndexedDB behind it.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::entries::{Past, Starred};
use super::shelf::{Change, Shelf};
use crate::state::module::load_module;

#[wasm_bindgen]
extern "C" {
    /// The exports of `library.js`.
    pub(super) type LibraryModule;
    #[wasm_bindgen(method, catch, js_name = openLibrary)]
    async fn open_library(this: &LibraryModule, changed: &Closure<dyn FnMut()>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = writeLibrary)]
    fn write_library(this: &LibraryModule, starred: Array, history: Array) -> String;
    #[wasm_bindgen(method, catch, js_name = readLibrary)]
    fn read_library(this: &LibraryModule, text: &str) -> Result<Array, JsValue>;

    /// The open database.
    #[derive(Clone)]
    pub(super) type Store;
    #[wasm_bindgen(method, catch)]
    async fn all(this: &Store) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn change(this: &Store, kind: &str, put: Array, dropped: Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn clear(this: &Store, kinds: Array) -> Result<JsValue, JsValue>;
}

/// What can be kept: how it is told to JavaScript, and by what it is known there.
pub(super) trait Entry: Sized {
    /// The name of its kind.
    const KIND: &'static str;
    fn to_js(&self) -> Array;
    fn key(&self) -> JsValue;
    fn from_js(entry: &Array) -> Option<Self>;
}

impl Entry for Starred {
    const KIND: &'static str = "starred";

    fn to_js(&self) -> Array {
        let Self { text, name, when, dataset, server } = self;
        Array::of5(&text.into(), &name.into(), &(*when).into(), &dataset.into(), &server.into())
    }

    fn key(&self) -> JsValue {
        JsValue::from_str(&self.text)
    }

    fn from_js(entry: &Array) -> Option<Self> {
        let text = |at| entry.get(at).as_string();
        let when = entry.get(2).as_f64()?;
        Some(Self { text: text(0)?, name: text(1)?, when, dataset: text(3)?, server: text(4)? })
    }
}

impl Entry for Past {
    const KIND: &'static str = "history";

    fn to_js(&self) -> Array {
        let Self { text, dataset, server, when, rows, elapsed_ms, failed } = self;
        let numbers = [*when, *rows, *elapsed_ms].map(JsValue::from);
        [text, dataset, server].map(JsValue::from).into_iter().chain(numbers).chain([JsValue::from(*failed)]).collect()
    }

    fn key(&self) -> JsValue {
        Array::of2(&(&self.dataset).into(), &(&self.text).into()).into()
    }

    fn from_js(entry: &Array) -> Option<Self> {
        let text = |at| entry.get(at).as_string();
        let number = |at| entry.get(at).as_f64();
        Some(Self {
            text: text(0)?,
            dataset: text(1)?,
            server: text(2)?,
            when: number(3)?,
            rows: number(4)?,
            elapsed_ms: number(5)?,
            failed: entry.get(6).as_bool()?,
        })
    }
}

impl LibraryModule {
    /// Loads the module.
    pub(super) async fn load() -> Result<Self, JsValue> {
        Ok(load_module("library.js").await?.unchecked_into())
    }

    /// Opens the database; `changed` is called when another tab has changed it. An error if nothing can be kept.
    pub(super) async fn open(&self, changed: &Closure<dyn FnMut()>) -> Result<Store, JsValue> {
        Ok(self.open_library(changed).await?.unchecked_into())
    }

    /// The library as the text of a file.
    pub(super) fn write(&self, shelf: &Shelf) -> String {
        self.write_library(all_to_js(&shelf.starred), all_to_js(&shelf.history))
    }

    /// The library of a file's text, or why there is none in it.
    pub(super) fn read(&self, text: &str) -> Result<Shelf, String> {
        let read = self.read_library(text).map_err(|reason| reason.as_string().unwrap_or_default())?;
        Ok(shelf(&read))
    }
}

impl Store {
    /// All that is kept.
    pub(super) async fn load(&self) -> Result<Shelf, JsValue> {
        Ok(shelf(&self.all().await?.unchecked_into()))
    }

    /// Puts and drops entries.
    pub(super) async fn apply<E: Entry>(&self, change: Change<E>) -> Result<(), JsValue> {
        let drop = change.drop.iter().map(Entry::key).collect();
        self.change(E::KIND, all_to_js(&change.put), drop).await.map(drop_answer)
    }

    /// Drops the history, and the starred queries as well if `all`.
    pub(super) async fn empty(&self, all: bool) -> Result<(), JsValue> {
        let kinds = [Past::KIND].into_iter().chain(all.then_some(Starred::KIND));
        self.clear(kinds.map(JsValue::from_str).collect()).await.map(drop_answer)
    }
}

fn drop_answer(_: JsValue) {}

fn all_to_js<E: Entry>(entries: &[E]) -> Array {
    entries.iter().map(Entry::to_js).collect()
}

fn shelf(lists: &Array) -> Shelf {
    Shelf::new(all_from_js(&lists.get(0)), all_from_js(&lists.get(1)))
}

fn all_from_js<E: Entry>(list: &JsValue) -> Vec<E> {
    Array::from(list).iter().filter_map(|entry| E::from_js(entry.unchecked_ref())).collect()
}
