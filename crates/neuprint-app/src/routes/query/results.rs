//! What came back: the table, or the error with its place.

use std::collections::HashSet;
use std::rc::Rc;

use leptos::prelude::*;
use neuprint_worker::messages::{ColumnKind, TableSummary};

use super::Empty;
use super::toolbar::grouped;
use crate::components::editor::EditorHandle;
use crate::components::failure::FailureNotice;
use crate::components::grid::{BodyLink, DataGrid};
use crate::state::Session;
use crate::state::query::QueryState;
use crate::state::result::{Phase, ResultState};
use neuprint_page::{Opened, address};

/// The lower part of the page.
#[component]
pub(super) fn Results(
    /// For going to an error's place.
    editor: EditorHandle,
) -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let failure = Memo::new(move |_| match query.shown()?.phase.get() {
        Phase::Failed(failure) => Some(failure),
        _ => None,
    });
    let result = Memo::new(move |_| query.current(session).filter(|result| result.table.with(Option::is_some)));
    let under_way = Memo::new(move |_| query.is_under_way());
    view! {
        <section class="panel query-results" class:outdated=move || under_way.get() aria-label="Result" aria-busy=move || under_way.get().to_string()>
            {move || match (failure.get(), result.get()) {
                (Some(failure), _) => {
                    let place = failure.position;
                    view! {
                        <div class="query-failure">
                            <FailureNotice failure>
                                {place.map(|(line, column)| view! {
                                    <p>
                                        <button type="button" class="button" on:click=move |_| editor.go_to(line, column)>
                                            "Go to the place"
                                        </button>
                                    </p>
                                })}
                            </FailureNotice>
                        </div>
                    }.into_any()
                }
                (None, Some(result)) => view! { <Table result/> }.into_any(),
                (None, None) => view! { <Empty/> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Table(result: ResultState) -> impl IntoView {
    let opened = result.opened.get_untracked();
    let body_link = StoredValue::new_local(opened.as_deref().map_or_else(|| Rc::new(|_| None) as BodyLink, body_link));
    let known = opened.is_some_and(|opened| opened.connection.bodies_with_skeleton.is_some());
    let empty = move || result.table.with(|table| table.as_ref().is_some_and(|table| table.rows == 0));
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
            <span class="wide-only">"Shift-click sorts by several columns · Enter opens a cell"</span>
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
    Rc::new(move |body| {
        let shown = known.as_ref().is_none_or(|known| known.contains(&body));
        shown.then(|| address::resolve(&address::relative("skeletons", Some(&target), &[("ids", &body.to_string())])))
    })
}
