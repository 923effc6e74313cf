//! Handing a file to the user.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to begin saving.
const KEPT: std::time::Duration = std::time::Duration::from_secs(60);

/// Saves `bytes` as `name`, as the browser's settings have it.
///
/// # Errors
/// What the browser throws when it cannot hold the file.
pub fn save_file(name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
    save_parts(name, mime, &Array::of1(bytes))
}

/// [`save_file`] of a file in parts, each a `Uint8Array`.
///
/// # Errors
/// What the browser throws when it cannot hold the file.
pub fn save_parts(name: &str, mime: &str, parts: &Array) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    set_timeout(
        move || {
            // Already revoked: nothing is left to free.
            let _ = Url::revoke_object_url(&url);
        },
        KEPT,
    );
    Ok(())
}
