//! One result: what is to be said of it, its table, and what is said below.

use std::collections::HashSet;
use std::rc::Rc;

use leptos::prelude::*;
use neuprint_worker::messages::{ColumnKind, TableSummary};

use super::super::toolbar::{duration, grouped};
use crate::components::editor::EditorHandle;
use crate::components::failure::FailureNotice;
use crate::components::grid::{BodyLink, DataGrid};
use crate::state::query::QueryState;
use crate::state::result::{Phase, ResultState};
use neuprint_page::views::ViewKind;
use neuprint_page::{Opened, address};

/// One result. Make a new one for each.
#[component]
pub(super) fn Pane(
    /// Which one.
    result: ResultState,
    /// For going to an error's place.
    editor: EditorHandle,
) -> impl IntoView {
    let query = QueryState::expect();
    let failure = Memo::new(move |_| match result.phase.get() {
        Phase::Failed(failure) => Some(failure),
        _ => None,
    });
    let has_table = Memo::new(move |_| result.table.with(Option::is_some));
    let incomplete =
        Memo::new(move |_| result.table.with(|table| table.as_ref().is_some_and(|table| table.incomplete.is_some())));
    let outdated = Memo::new(move |_| query.is_outdated(result));
    let rows = move || {
        let rows = result.rows();
        format!("{} row{}", grouped(u64::from(rows)), if rows == 1 { "" } else { "s" })
    };
    let stopped = move || match result.phase.get() {
        Phase::Cancelled { after_ms } if has_table.get() => {
            Some(format!("Cancelled after {}: the first {}", duration(after_ms), rows()))
        }
        _ => None,
    };
    view! {
        {move || failure.get().map(|failure| {
            let place = failure.position;
            view! {
                <div class="query-failure" class:alone=move || !has_table.get()>
                    <FailureNotice failure>
                        {move || incomplete.get().then(|| view! { <p>"The result is incomplete: these are its first " {rows} "."</p> })}
                        {place.map(|(line, column)| view! {
                            <p>
                                <button type="button" class="button" on:click=move |_| editor.go_to(line, column)>
                                    "Go to the place"
                                </button>
                            </p>
                        })}
                    </FailureNotice>
                </div>
            }
        })}
        {move || stopped().map(|text| view! { <p class="result-note">{text}</p> })}
        {move || has_table.get().then(|| view! {
            <div class="result-table" class:outdated=move || outdated.get()>
                <Table result/>
            </div>
        })}
    }
}

#[component]
fn Table(result: ResultState) -> impl IntoView {
    let opened = result.opened.get_untracked();
    let body_link = StoredValue::new_local(opened.as_deref().map_or_else(|| Rc::new(|_| None) as BodyLink, body_link));
    let known = opened.is_some_and(|opened| opened.connection.bodies_with_skeleton.is_some());
    let empty = move || {
        result.view.get() == ViewKind::Rows
            && result.table.with(|table| table.as_ref().is_some_and(|table| table.rows == 0))
    };
    let foot = Memo::new(move |_| result.table.with(|table| table.as_ref().map(Foot::of)));
    view! {
        <DataGrid result body_link/>
        {move || empty().then(|| view! { <p class="no-rows muted">"The query has no rows."</p> })}
        <div class="panel-foot">
            <span class="foot-query">{move || foot.get().map(|foot| foot.shape)}</span>
            {move || foot.get().is_some_and(|foot| foot.links).then(|| view! {
                <span class="legend">
                    <span class="legend-link">"Linked"</span>
                    " IDs have a skeleton "
                    {known.then(|| view! { "here; " <span class="legend-none">"plain"</span> " ones do not" })}
                </span>
            })}
            <span class="spacer"></span>
            <span class="wide-only" hidden=move || result.view.get() != ViewKind::Rows>"Shift-click sorts by several columns · Enter opens a cell"</span>
        </div>
    }
}

/// What is said below the table.
#[derive(Clone, PartialEq)]
struct Foot {
    shape: String,
    /// Whether there are body IDs.
    links: bool,
}

impl Foot {
    fn of(TableSummary { rows, columns, .. }: &TableSummary) -> Self {
        let count = |count: u64, one: &str| format!("{} {one}{}", grouped(count), if count == 1 { "" } else { "s" });
        let links = columns
            .iter()
            .any(|column| column.kind == ColumnKind::Integer && column.name.to_ascii_lowercase().contains("body"));
        Self {
            shape: format!("{} × {}", count(u64::from(*rows), "row"), count(columns.len() as u64, "column")), links
        }
    }
}

/// Where a body's skeleton is shown, with this dataset.
fn body_link(opened: &Opened) -> BodyLink {
    let known: Option<HashSet<u64>> =
        opened.connection.bodies_with_skeleton.as_ref().map(|bodies| bodies.iter().copied().collect());
    let target = opened.target.clone();
    // Each row that scrolls into sight asks for one, so the app's folder is not asked for each.
    let base = address::resolve("./");
    Rc::new(move |body| {
        let shown = known.as_ref().is_none_or(|known| known.contains(&body));
        shown.then(|| base.clone() + &address::relative("skeletons", Some(&target), &[("ids", &body.to_string())]))
    })
}
