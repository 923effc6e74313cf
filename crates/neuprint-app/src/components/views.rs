//! As what a result is shown: the switch, and the views that are not the grid, which a module of its own draws.
//!
//! ```text
//! view! { <ViewSwitch result/> <OtherView result/> }
//! ```

use leptos::prelude::*;
use neuprint_page::views::{ResultBridge, ViewKind, Viewed};

use crate::components::loaded::Loaded;
use crate::state::Session;
use crate::state::result::{Phase, ResultState};

/// The views there are.
const VIEWS: [(ViewKind, &str); 4] =
    [(ViewKind::Rows, "Rows"), (ViewKind::Chart, "Chart"), (ViewKind::Graph, "Graph"), (ViewKind::Matrix, "Matrix")];

/// The switch.
#[component]
pub(crate) fn ViewSwitch(result: ResultState) -> impl IntoView {
    let radio = move |(view, name): (ViewKind, &'static str)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("view-{}", result.number)
                    prop:checked=move || result.view.get() == view
                    on:change=move |_| result.view.set(view)
                />
                {name}
            </label>
        }
    };
    view! {
        <div class="segmented view-switch" role="radiogroup" aria-label="Show as">
            {VIEWS.map(radio).collect_view()}
        </div>
    }
}

/// The result as something else than rows, if it is shown so.
#[component]
pub(crate) fn OtherView(result: ResultState) -> impl IntoView {
    let other = Memo::new(move |_| Some(result.view.get()).filter(|view| *view != ViewKind::Rows));
    move || other.get().map(|kind| view! { <Module result kind/> })
}

/// The module's place.
#[component]
fn Module(result: ResultState, kind: ViewKind) -> impl IntoView {
    let session = Session::expect();
    let (bridge, held) = ResultBridge::new(
        move || untrack(|| viewed(result, kind)),
        move || untrack(|| result.settings_of(kind)),
        move |filters| result.show_only(session, filters),
        move |settings| result.keep_settings(kind, settings),
    );
    let told = bridge.clone();
    Effect::new(move |before: Option<()>| {
        let viewed = viewed(result, kind);
        if before.is_some() {
            told.tell(&viewed);
        }
    });
    // The module calls it as long as this is on screen.
    StoredValue::new_local(held);
    view! { <Loaded script="views.js" name="views" of=bridge.into()/> }
}

/// The result as the module needs to know it.
fn viewed(result: ResultState, kind: ViewKind) -> Option<Viewed> {
    let table = result.table.get()?;
    Some(Viewed {
        kind,
        filters: result.filters.get(),
        rows: result.passing.get().unwrap_or(table.rows),
        table,
        arranged: result.order.get(),
        complete: !result.phase.with(Phase::is_under_way),
        dataset: result.dataset().unwrap_or_default(),
        query: result.cypher.get_value().to_string(),
        asked_at: result.asked_at,
    })
}
