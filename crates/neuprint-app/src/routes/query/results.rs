//! What came back: the table, or the error with its place.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use neuprint_worker::messages::{ColumnKind, TableSummary};

use super::Empty;
use super::toolbar::grouped;
use crate::components::editor::EditorHandle;
use crate::components::failure::FailureNotice;
use crate::components::grid::{BodyLink, DataGrid};
use crate::state::Session;
use crate::state::query::{Phase, QueryResult, QueryState};
use neuprint_page::{Opened, address};

/// The lower part of the page.
#[component]
pub(super) fn Results(
    /// For going to an error's place.
    editor: EditorHandle,
) -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let failure = Memo::new(move |_| match query.phase.get() {
        Phase::Failed(failure) => Some(failure),
        _ => None,
    });
    let result = Memo::new(move |_| query.current(session));
    let under_way = Memo::new(move |_| query.phase.with(Phase::is_under_way));
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
fn Table(result: Arc<QueryResult>) -> impl IntoView {
    let body_link = StoredValue::new_local(body_link(&result.opened));
    let foot = Foot::of(&result);
    let empty = result.table.rows == 0;
    view! {
        <DataGrid result body_link/>
        {empty.then(|| view! { <p class="no-rows muted">"The query has no rows."</p> })}
        <div class="panel-foot">
            <span class="foot-query">{foot.shape}</span>
            {foot.links.then(|| view! {
                <span class="legend">
                    <span class="legend-link">"Linked"</span>
                    " IDs have a skeleton "
                    {foot.missing.then(|| view! { "here; " <span class="legend-none">"plain"</span> " ones do not" })}
                </span>
            })}
            <span class="spacer"></span>
            <span class="wide-only">"Shift-click sorts by several columns · Enter opens a cell"</span>
        </div>
    }
}

/// What is said below the table.
struct Foot {
    shape: String,
    /// Whether there are body IDs.
    links: bool,
    /// Whether it is known that some have no skeleton.
    missing: bool,
}

impl Foot {
    fn of(result: &QueryResult) -> Self {
        let TableSummary { rows, columns, .. } = &result.table;
        let count = |count: u64, one: &str| format!("{} {one}{}", grouped(count), if count == 1 { "" } else { "s" });
        let links = columns
            .iter()
            .any(|column| column.kind == ColumnKind::Integer && column.name.to_ascii_lowercase().contains("body"));
        Self {
            shape: format!("{} × {}", count(u64::from(*rows), "row"), count(columns.len() as u64, "column")),
            links,
            missing: result.opened.connection.bodies_with_skeleton.is_some(),
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
