//! What came back: tabs, and the result on screen with, if it is asked for, another one beside it.

mod pane;

use leptos::prelude::*;

use self::pane::Pane;
use super::Empty;
use super::tabs::{PANEL, Tabs, name, tab_id};
use crate::components::editor::EditorHandle;
use crate::state::query::QueryState;
use crate::state::result::ResultState;

/// The lower part of the page.
#[component]
pub(super) fn Results(
    /// For going to an error's place.
    editor: EditorHandle,
) -> impl IntoView {
    let query = QueryState::expect();
    let shown = Memo::new(move |_| query.shown());
    let beside = Memo::new(move |_| query.beside().filter(|beside| shown.get().as_ref() != Some(beside)));
    let any = Memo::new(move |_| query.results.with(|results| !results.is_empty()));
    let under_way = Memo::new(move |_| query.is_under_way());
    view! {
        <section class="panel query-results" aria-label="Result" aria-busy=move || under_way.get().to_string()>
            {move || any.get().then(|| view! { <Tabs/> })}
            {move || match shown.get() {
                None => view! { <Empty/> }.into_any(),
                Some(result) => view! {
                    <div class="result-panes" class:two=move || beside.get().is_some()>
                        <div class="result-pane" role="tabpanel" id=PANEL aria-labelledby=tab_id(result.number)>
                            <Pane result editor/>
                        </div>
                        {move || beside.get().map(|result| view! {
                            <div class="result-pane" role="region" aria-label="Result beside it">
                                <Choice shown=result/>
                                <Pane result editor/>
                            </div>
                        })}
                    </div>
                }.into_any(),
            }}
        </section>
    }
}

/// Which result is beside the one of the tab.
#[component]
fn Choice(shown: ResultState) -> impl IntoView {
    let query = QueryState::expect();
    let options = move || {
        let first = query.shown();
        let others = query.results.get().into_iter().filter(|result| Some(*result) != first);
        others
            .map(|result| {
                let name = name(result);
                let dataset = result.dataset().map(|dataset| format!(" · {dataset}")).unwrap_or_default();
                view! {
                    <option value=result.number.to_string() selected=result == shown>
                        {name} {dataset}
                    </option>
                }
            })
            .collect_view()
    };
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let results = query.results.get_untracked();
        query.compare(results.into_iter().find(|result| result.number.to_string() == chosen));
    };
    view! {
        <div class="result-choice">
            <select aria-label="Result to compare with" on:change=choose>
                {options}
            </select>
        </div>
    }
}
