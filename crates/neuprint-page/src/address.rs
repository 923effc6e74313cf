//! The page's address: what of the state it holds, and where the app's own files are.
//!
//! ```text
//! let ids = address::parameter("ids");
//! address::replace("skeletons", &[("ids", "754538881"), ("heal", "")]);   // empty values are left out
//! ```
//!
//! The address is rewritten in place, without a step in the history. The token never goes in.

use neuprint_worker::messages::ConnectTo;
use wasm_bindgen::JsValue;
use web_sys::{Url, UrlSearchParams};

/// Parameter of the server's address; absent for the embedded dataset.
pub const SERVER: &str = "server";
/// Parameter of the dataset's name.
pub const DATASET: &str = "dataset";

/// The folder that the app is served from: every relative address starts there.
pub fn base() -> String {
    leptos::prelude::document().base_uri().ok().flatten().unwrap_or_else(|| "/".to_owned())
}

/// The path of [`base`], without its final slash: what the router takes off every address.
pub fn base_path() -> String {
    Url::new(&base()).map(|url| folder(&url.pathname()).trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// The folder of a path, with its final slash.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("/", |slash| &path[..=slash])
}

/// The absolute address of a file of the app.
pub fn resolve(file: &str) -> String {
    Url::new_with_base(file, &base()).map_or_else(|_| file.to_owned(), |url| url.href())
}

/// A query parameter of the current address, if it is there and not empty.
pub fn parameter(name: &str) -> Option<String> {
    let search = leptos::prelude::window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name).filter(|value| !value.is_empty())
}

/// Rewrites the address to `page` with these parameters and those of the open connection.
pub fn replace(page: &str, connection: Option<&ConnectTo>, parameters: &[(&str, &str)]) {
    let target = resolve(&relative(page, connection, parameters));
    let Ok(history) = leptos::prelude::window().history() else { return };
    let state = history.state().unwrap_or(JsValue::NULL);
    // Browsers refuse when a page does this too often; the next change tries again.
    let _ = history.replace_state_with_url(&state, "", Some(&target));
}

/// A link to `page`, relative to the app's folder.
pub fn relative(page: &str, connection: Option<&ConnectTo>, parameters: &[(&str, &str)]) -> String {
    let of_connection: &[(&str, &str)] = match connection {
        Some(ConnectTo::Server { server, dataset, .. }) => {
            &[(SERVER, server.as_str()), (DATASET, dataset.as_deref().unwrap_or_default())]
        }
        _ => &[],
    };
    let pairs: Vec<String> = parameters
        .iter()
        .chain(of_connection)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    let page = if page.is_empty() { "./" } else { page };
    if pairs.is_empty() { page.to_owned() } else { format!("{page}?{}", pairs.join("&")) }
}

/// Percent-encodes a parameter's value; what is harmless in a query stays readable.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => escaped.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'~' | b',' | b':' | b'/' | b'(' | b')' | b'*' | b'!' => {
                escaped.push(char::from(byte))
            }
            b' ' => escaped.push('+'),
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> ConnectTo {
        ConnectTo::Server {
            server: "https://neuprint.example".to_owned(),
            token: Some("secret".to_owned()),
            dataset: Some("hemibrain:v1.2.1".to_owned()),
        }
    }

    #[test]
    fn the_connection_is_in_the_address_and_the_token_is_not() {
        let link = relative("skeletons", Some(&server()), &[("ids", "1,2"), ("heal", "")]);
        assert_eq!(link, "skeletons?ids=1,2&server=https://neuprint.example&dataset=hemibrain:v1.2.1");
    }

    #[test]
    fn the_embedded_dataset_needs_no_parameters() {
        let embedded = ConnectTo::Embedded { url: "https://example.org/sample.npdata".to_owned() };
        assert_eq!(relative("", Some(&embedded), &[]), "./");
    }

    #[test]
    fn queries_keep_their_signs() {
        assert_eq!(
            relative("", None, &[("q", "RETURN 'a&b=c' + \"é\"\n// #1")]),
            "./?q=RETURN+%27a%26b%3Dc%27+%2B+%22%C3%A9%22%0A//+%231"
        );
    }

    #[test]
    fn the_folder_of_a_path_ends_with_a_slash() {
        assert_eq!(folder("/"), "/");
        assert_eq!(folder("/skeletons"), "/");
        assert_eq!(folder("/neuprint/skeletons"), "/neuprint/");
    }
}
