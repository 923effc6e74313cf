//! The browser's Cache Storage as the desk's disk: a cache per folder. It is there wherever the page came safely, and is
//! written at once as a whole, which files are not.

use futures_util::future::LocalBoxFuture;
use js_sys::{Array, Uint8Array};
use neuprint_worker::{Disk, SETTINGS};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = r#"
// Never fetched: entries of a cache need addresses.
const address = (name) => `https://kept.invalid/${encodeURIComponent(name)}`;
const prefix = "neuprint ";
export async function diskFolders() {
  return (await caches.keys()).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
export async function diskNames(folder) {
  if (!(await caches.has(prefix + folder))) return [];
  const entries = await (await caches.open(prefix + folder)).keys();
  return entries.map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(1)));
}
export async function diskGet(folder, name) {
  if (!(await caches.has(prefix + folder))) return undefined;
  const found = await (await caches.open(prefix + folder)).match(address(name));
  return found && new Uint8Array(await found.arrayBuffer());
}
export async function diskPut(folder, name, bytes) {
  await (await caches.open(prefix + folder)).put(address(name), new Response(bytes));
}
export async function diskErase(folder) {
  await caches.delete(prefix + folder);
}
export async function diskAlias(secret, folder) {
  let salt = await diskGet(folder, "salt");
  if (!salt) await diskPut(folder, "salt", (salt = crypto.getRandomValues(new Uint8Array(16))));
  const salted = new Blob([salt, secret]);
  const hash = await crypto.subtle.digest("SHA-256", await salted.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = diskFolders, catch)]
    async fn folders() -> Result<Array, JsValue>;
    #[wasm_bindgen(js_name = diskNames, catch)]
    async fn names(folder: &str) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_name = diskGet, catch)]
    async fn get(folder: &str, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = diskPut, catch)]
    async fn put(folder: &str, name: &str, bytes: Uint8Array) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = diskErase, catch)]
    async fn erase(folder: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = diskAlias, catch)]
    async fn alias(secret: &str, folder: &str) -> Result<JsValue, JsValue>;
}

/// The browser's storage.
pub(crate) struct PageDisk;

impl Disk for PageDisk {
    fn folders(&self) -> LocalBoxFuture<'_, Option<Vec<String>>> {
        // There is no `caches` where the page came over plain http, and in some private modes it refuses everything.
        Box::pin(async move { Some(texts(&folders().await.ok()?)) })
    }

    fn names<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, Vec<String>> {
        Box::pin(async move { names(folder).await.as_ref().map(texts).unwrap_or_default() })
    }

    fn get<'a>(&'a self, folder: &'a str, name: &'a str) -> LocalBoxFuture<'a, Option<Vec<u8>>> {
        Box::pin(async move {
            let found = get(folder, name).await.ok()?;
            found.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())
        })
    }

    fn put<'a>(&'a self, folder: &'a str, name: &'a str, bytes: &'a [u8]) -> LocalBoxFuture<'a, ()> {
        Box::pin(async move {
            // A full disk keeps nothing more.
            let _ = put(folder, name, Uint8Array::from(bytes)).await;
        })
    }

    fn erase<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, ()> {
        Box::pin(async move {
            // What cannot be reached cannot be read either.
            let _ = erase(folder).await;
        })
    }

    fn alias<'a>(&'a self, secret: &'a str) -> LocalBoxFuture<'a, Option<String>> {
        Box::pin(async move { alias(secret, SETTINGS).await.ok()?.as_string() })
    }
}

fn texts(array: &Array) -> Vec<String> {
    array.iter().filter_map(|name| name.as_string()).collect()
}
