//! The page's address: what of the state it holds, and where the app's own files are.
//!
//! ```text
//! let ids = address::parameter("ids");
//! address::replace("skeletons", &[("ids", "754538881"), ("heal", "")]);   // empty values are left out
//! ```
//!
//! What is long stands in a fragment (`#z=…`). The address is rewritten in place, without a step in the history. The token never goes in.

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

/// What stands behind `#name=` in the current address, if it is there and not empty.
pub fn fragment(name: &str) -> Option<String> {
    let hash = leptos::prelude::window().location().hash().ok()?;
    let value = hash.strip_prefix('#')?.strip_prefix(name)?.strip_prefix('=')?;
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

/// Rewrites the address to `page` with these parameters and those of the open connection.
pub fn replace(page: &str, connection: Option<&ConnectTo>, parameters: &[(&str, &str)]) {
    rewrite(&relative(page, connection, parameters));
}

/// [`replace`] with a fragment, which no server sees: for what is too long for a parameter. Its value is of signs that an
/// address may have.
pub fn replace_with_fragment(page: &str, connection: Option<&ConnectTo>, (name, value): (&str, &str)) {
    rewrite(&format!("{}#{name}={value}", relative(page, connection, &[])));
}

/// Rewrites the address, if it is another one.
fn rewrite(target: &str) {
    let target = resolve(target);
    if leptos::prelude::window().location().href().is_ok_and(|now| now == target) {
        return;
    }
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
    use proptest::prelude::*;

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
    fn every_text_survives() {
        let hex = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).unwrap_or_default(), 16);
        proptest!(|(text in "(\\PC|[&#+%=?\"'\n\r\t\0 ]){0,40}")| {
            let link = relative("", None, &[("q", &text), ("x", "1")]);
            let value = link.strip_prefix("./?q=").unwrap_or(&link).strip_suffix("&x=1").unwrap_or_default();
            // As browsers read a form's parameters.
            let (mut read, mut rest) = (Vec::new(), value.as_bytes());
            while let [byte, after @ ..] = rest {
                rest = match (byte, after) {
                    (b'%', [high, low, after @ ..]) => {
                        read.push(hex(&[*high, *low]).expect("hexadecimal digits"));
                        after
                    }
                    (b'+', after) => {
                        read.push(b' ');
                        after
                    }
                    (byte, after) => {
                        prop_assert!(byte.is_ascii() && !b"&#?=".contains(byte), "{link}");
                        read.push(*byte);
                        after
                    }
                };
            }
            let expected = if text.is_empty() { "./?x=1" } else { link.as_str() };
            prop_assert_eq!(&link, expected);
            if !text.is_empty() {
                prop_assert_eq!(String::from_utf8(read).unwrap_or_default(), text);
            }
        });
    }

    #[test]
    fn the_folder_of_a_path_ends_with_a_slash() {
        assert_eq!(folder("/"), "/");
        assert_eq!(folder("/skeletons"), "/");
        assert_eq!(folder("/neuprint/skeletons"), "/neuprint/");
    }
}
