//! A token that the user asked to keep for this tab.
//!
//! It lies in `sessionStorage`, which ends with the tab and is not shared with others; without the wish it stays in
//! memory only. It is kept per server: one server's token is never sent to another.

use web_sys::Storage;

/// The token kept for a server.
pub(crate) fn kept(server: &str) -> Option<String> {
    storage()?.get_item(&key(server)).ok().flatten().filter(|token| !token.is_empty())
}

/// Keeps a token for this tab, or forgets it.
pub(crate) fn keep(server: &str, token: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A browser that refuses storage keeps nothing; the token still works until the page is closed.
    let _ = match token {
        Some(token) => storage.set_item(&key(server), token),
        None => storage.remove_item(&key(server)),
    };
}

fn storage() -> Option<Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}

fn key(server: &str) -> String {
    format!("neuprint.token {}", server.trim().trim_end_matches('/'))
}
