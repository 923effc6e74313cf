//! What the address says of the query page: the query, and the order and filters of its result.
//!
//! ```text
//! ?q=MATCH+…&view=1AQEAAA            a query and its view
//! #z=1q1ZKVLJS…                      the same, where the query is long
//! ```
//!
//! Both begin with the version of their form. `view` is the [postcard](https://docs.rs/postcard) encoding of a [`View`]
//! in base64url; `z` is that of a [`Linked`], deflated (`1`) or, where the browser cannot deflate, as it is (`0`). What cannot
//! be read is no link. The token is in none of them.

mod base64url;
mod deflate;

use neuprint_page::address;
use neuprint_worker::messages::{ConnectTo, Filter, SortKey};

/// Parameter of the query's text.
const TEXT: &str = "q";
/// Parameter of its result's order and filters.
const VIEW: &str = "view";
/// Name of the fragment that has both.
const LONG: &str = "z";
/// Longer queries go into the fragment: servers and programs that pass links on cut long ones.
const LIMIT: usize = 2000;
/// The version of both forms.
const VERSION: char = '1';
/// The fragment's form without deflate.
const PLAIN: char = '0';

/// Order and filters of a result.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct View {
    /// What the rows are ordered by.
    pub(crate) keys: Vec<SortKey>,
    /// What shown rows pass.
    pub(crate) filters: Vec<Filter>,
}

/// What a link says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Linked {
    /// The query.
    pub(crate) cypher: String,
    /// How its result is looked at.
    pub(crate) view: View,
}

/// What the address said when the page was opened.
pub(crate) enum Found {
    /// No query.
    Nothing,
    /// A query.
    Short(Linked),
    /// The value of a fragment, for [`unpack`].
    Long(String),
}

/// Reads the address.
pub(crate) fn read() -> Found {
    if let Some(long) = address::fragment(LONG) {
        return Found::Long(long);
    }
    let view = address::parameter(VIEW).and_then(|view| view_of(&view)).unwrap_or_default();
    address::parameter(TEXT).map_or(Found::Nothing, |cypher| Found::Short(Linked { cypher, view }))
}

/// Puts a query into the address; `is_newest` is asked again when it was deflated.
pub(crate) async fn write(target: &ConnectTo, linked: Linked, is_newest: impl Fn() -> bool) {
    if linked.cypher.len() <= LIMIT {
        address::replace("", Some(target), &[(TEXT, &linked.cypher), (VIEW, &view_text(&linked.view))]);
        return;
    }
    let value = pack(&linked).await;
    if is_newest() {
        address::replace_with_fragment("", Some(target), (LONG, &value));
    }
}

/// A view as the address has it; empty if there is nothing to say.
fn view_text(view: &View) -> String {
    match postcard::to_allocvec(&(&view.keys, &view.filters)) {
        Ok(bytes) if *view != View::default() => format!("{VERSION}{}", base64url::write(&bytes)),
        _ => String::new(),
    }
}

fn view_of(text: &str) -> Option<View> {
    let (keys, filters) = postcard::from_bytes(&base64url::read(text.strip_prefix(VERSION)?)?).ok()?;
    Some(View { keys, filters })
}

async fn pack(linked: &Linked) -> String {
    let bytes = encoded(linked);
    match deflate::pack(&bytes).await {
        Ok(packed) => format!("{VERSION}{}", base64url::write(&packed)),
        Err(_) => plain(&bytes),
    }
}

fn encoded(Linked { cypher, view }: &Linked) -> Vec<u8> {
    // Texts and numbers can always be written to memory.
    postcard::to_allocvec(&(cypher, &view.keys, &view.filters)).unwrap_or_default()
}

fn plain(bytes: &[u8]) -> String {
    format!("{PLAIN}{}", base64url::write(bytes))
}

/// What a fragment says; `None` if the link was cut off or changed.
pub(crate) async fn unpack(value: &str) -> Option<Linked> {
    let bytes = base64url::read(value.get(1..)?)?;
    let bytes = match value.chars().next()? {
        VERSION => deflate::unpack(&bytes).await.ok()?,
        PLAIN => bytes,
        _ => return None,
    };
    let (cypher, keys, filters) = postcard::from_bytes(&bytes).ok()?;
    Some(Linked { cypher, view: View { keys, filters } })
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use neuprint_worker::messages::{CellText, Test};
    use proptest::prelude::*;

    use super::*;

    fn view() -> View {
        let values = vec![CellText::Null, CellText::Text("KCg & \"é\" #".to_owned())];
        View {
            keys: vec![SortKey { column: 3, descending: true }, SortKey { column: 0, descending: false }],
            filters: vec![
                Filter { column: 1, test: Test::OneOf { values, keep: true } },
                Filter { column: 2, test: Test::Between { low: Some("9007199254740993".to_owned()), high: None } },
            ],
        }
    }

    #[test]
    fn a_view_comes_back() {
        let text = view_text(&view());
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
        assert_eq!(view_of(&text), Some(view()));
        assert_eq!(view_text(&View::default()), "");
    }

    #[test]
    fn the_form_of_older_links_stays() {
        let view = View { keys: vec![SortKey { column: 1, descending: true }], filters: Vec::new() };
        assert_eq!(view_text(&view), "1AQEBAA");
        assert_eq!(view_of("1AQEBAA"), Some(view));
    }

    proptest! {
        #[test]
        fn every_query_comes_back(cypher in "(\\PC|[&#+%\"'\n\r\t\0]){0,200}") {
            let linked = Linked { cypher, view: view() };
            let text = plain(&encoded(&linked));
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{}", text);
            // Nothing is waited for where nothing is deflated.
            prop_assert_eq!(unpack(&text).now_or_never().flatten(), Some(linked));
        }

        #[test]
        fn what_is_no_link_is_none(text in "\\PC{0,60}") {
            let _ = view_of(&text);
            let _ = unpack(&format!("{PLAIN}{text}")).now_or_never();
            prop_assert_eq!(view_of(&format!("9{text}")), None);
        }
    }
}
