//! What the address says of the query page: the query, and the order and filters of its result, and as what it is shown.
//!
//! ```text
//! ?q=MATCH+…&view=1AQEAAA            a query and its view
//! #z=1q1ZKVLJS…                      the same, where the query is long
//! ```
//!
//! Both begin with a sign for their form. `view` is the [postcard](https://docs.rs/postcard) encoding of a [`View`] in
//! base64url; `z` is that of a [`Linked`], deflated or, where the browser cannot deflate, as it is.
//!
//! | sign | `view` | `z` |
//! |---|---|---|
//! | `0` | | rows, as it is |
//! | `1` | rows | rows, deflated |
//! | `2` | another view and its settings | the same, deflated |
//! | `3` | | the same, as it is |
//!
//! What cannot be read is no link. The token is in none of them.

mod base64url;
mod deflate;

use neuprint_page::address;
use neuprint_page::views::ViewKind;
use neuprint_worker::messages::{ConnectTo, Filter, SortKey};

/// Parameter of the query's text.
pub(crate) const TEXT: &str = "q";
/// Parameter of its result's order and filters.
const VIEW: &str = "view";
/// Name of the fragment that has both.
const LONG: &str = "z";
/// Longer queries go into the fragment: servers and programs that pass links on cut long ones.
const LIMIT: usize = 2000;
/// The sign of rows, deflated where that is done.
const ROWS: char = '1';
/// The fragment's sign of rows without deflate.
const ROWS_PLAIN: char = '0';
/// The sign of another view, deflated where that is done.
const OTHER: char = '2';
/// The fragment's sign of another view without deflate.
const OTHER_PLAIN: char = '3';

/// How a result is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct View {
    /// What the rows are ordered by.
    pub(crate) keys: Vec<SortKey>,
    /// What shown rows pass.
    pub(crate) filters: Vec<Filter>,
    /// As what it is shown.
    pub(crate) kind: ViewKind,
    /// How that is set, in its module's words; nothing for rows.
    pub(crate) settings: Vec<u8>,
}

impl View {
    fn is_rows(&self) -> bool {
        self.kind == ViewKind::Rows
    }
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
    if *view == View::default() {
        return String::new();
    }
    // Texts and numbers can always be written to memory.
    let (sign, bytes) = if view.is_rows() {
        (ROWS, postcard::to_allocvec(&(&view.keys, &view.filters)))
    } else {
        (OTHER, postcard::to_allocvec(&(&view.keys, &view.filters, view.kind, &view.settings)))
    };
    format!("{sign}{}", base64url::write(&bytes.unwrap_or_default()))
}

fn view_of(text: &str) -> Option<View> {
    let bytes = base64url::read(text.get(1..)?)?;
    match text.chars().next()? {
        ROWS => {
            let (keys, filters) = postcard::from_bytes(&bytes).ok()?;
            Some(View { keys, filters, ..View::default() })
        }
        OTHER => {
            let (keys, filters, kind, settings) = postcard::from_bytes(&bytes).ok()?;
            Some(View { keys, filters, kind, settings })
        }
        _ => None,
    }
}

async fn pack(linked: &Linked) -> String {
    let bytes = encoded(linked);
    match deflate::pack(&bytes).await {
        Ok(packed) => {
            let sign = if linked.view.is_rows() { ROWS } else { OTHER };
            format!("{sign}{}", base64url::write(&packed))
        }
        Err(_) => plain(linked, &bytes),
    }
}

fn encoded(Linked { cypher, view }: &Linked) -> Vec<u8> {
    let View { keys, filters, kind, settings } = view;
    let bytes = if view.is_rows() {
        postcard::to_allocvec(&(cypher, keys, filters))
    } else {
        postcard::to_allocvec(&(cypher, keys, filters, kind, settings))
    };
    // Texts and numbers can always be written to memory.
    bytes.unwrap_or_default()
}

fn plain(linked: &Linked, bytes: &[u8]) -> String {
    let sign = if linked.view.is_rows() { ROWS_PLAIN } else { OTHER_PLAIN };
    format!("{sign}{}", base64url::write(bytes))
}

/// What a fragment says; `None` if the link was cut off or changed.
pub(crate) async fn unpack(value: &str) -> Option<Linked> {
    let sign = value.chars().next()?;
    let bytes = base64url::read(value.get(1..)?)?;
    let bytes = if matches!(sign, ROWS | OTHER) { deflate::unpack(&bytes).await.ok()? } else { bytes };
    match sign {
        ROWS | ROWS_PLAIN => {
            let (cypher, keys, filters) = postcard::from_bytes(&bytes).ok()?;
            Some(Linked { cypher, view: View { keys, filters, ..View::default() } })
        }
        OTHER | OTHER_PLAIN => {
            let (cypher, keys, filters, kind, settings) = postcard::from_bytes(&bytes).ok()?;
            Some(Linked { cypher, view: View { keys, filters, kind, settings } })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use neuprint_worker::messages::{CellText, Test};
    use proptest::prelude::*;

    use super::*;

    /// As rows, or as a chart.
    fn view(kind: ViewKind) -> View {
        let values = vec![CellText::Null, CellText::Text("KCg & \"é\" #".to_owned())];
        View {
            keys: vec![SortKey { column: 3, descending: true }, SortKey { column: 0, descending: false }],
            filters: vec![
                Filter { column: 1, test: Test::OneOf { values, keep: true } },
                Filter { column: 2, test: Test::Between { low: Some("9007199254740993".to_owned()), high: None } },
            ],
            kind,
            settings: if kind == ViewKind::Rows { Vec::new() } else { vec![0, 255, 7] },
        }
    }

    #[test]
    fn a_view_comes_back() {
        for kind in [ViewKind::Rows, ViewKind::Chart] {
            let text = view_text(&view(kind));
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
            assert_eq!(view_of(&text), Some(view(kind)));
        }
        assert_eq!(view_text(&View::default()), "");
    }

    #[test]
    fn the_form_of_older_links_stays() {
        let rows = View { keys: vec![SortKey { column: 1, descending: true }], ..View::default() };
        assert_eq!(view_text(&rows), "1AQEBAA");
        assert_eq!(view_of("1AQEBAA"), Some(rows.clone()));
        let chart = View { kind: ViewKind::Chart, settings: vec![9], ..rows };
        assert_eq!(view_text(&chart), "2AQEBAAEBCQ");
        assert_eq!(view_of("2AQEBAAEBCQ"), Some(chart));
        let linked = unpack("0AVgBAQEA").now_or_never().flatten().unwrap();
        assert_eq!((&*linked.cypher, linked.view.keys.len(), linked.view.is_rows()), ("X", 1, true));
    }

    proptest! {
        #[test]
        fn every_query_comes_back(cypher in "(\\PC|[&#+%\"'\n\r\t\0]){0,200}", chart: bool) {
            let view = view(if chart { ViewKind::Chart } else { ViewKind::Rows });
            let linked = Linked { cypher, view };
            let text = plain(&linked, &encoded(&linked));
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{}", text);
            // Nothing is waited for where nothing is deflated.
            prop_assert_eq!(unpack(&text).now_or_never().flatten(), Some(linked));
        }

        #[test]
        fn what_is_no_link_is_none(text in "\\PC{0,60}") {
            let _ = view_of(&text);
            for sign in [ROWS_PLAIN, OTHER_PLAIN] {
                let _ = unpack(&format!("{sign}{text}")).now_or_never();
            }
            prop_assert_eq!(view_of(&format!("9{text}")), None);
        }
    }
}
