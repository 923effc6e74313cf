//! Copying text.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::toast;

/// Copies `text` and says so, or that the browser refused.
pub(crate) fn copy(text: &str) {
    copy_said(text, "Copied".to_owned());
}

/// [`copy`] that says what was copied.
pub(crate) fn copy_said(text: &str, said: String) {
    let done = JsFuture::from(window().navigator().clipboard().write_text(text));
    spawn_local(async move {
        match done.await {
            Ok(_) => toast::show(said),
            Err(_) => toast::show("The browser did not allow copying"),
        }
    });
}
