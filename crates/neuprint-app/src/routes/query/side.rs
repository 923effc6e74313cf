//! Beside the query: examples, what was asked before, and what is partial in the data.

use leptos::prelude::*;

use super::toolbar::grouped;
use crate::components::editor::EditorHandle;
use crate::components::icons::{Icon, IconName};
use crate::state::Session;
use crate::state::query::QueryState;
use crate::state::query::examples::EXAMPLES;

/// The column on the left; on narrow screens a sheet that a button opens.
#[component]
pub(super) fn Side(
    /// Whether the sheet is open.
    shown: RwSignal<bool>,
    /// Takes the focus after a choice.
    editor: EditorHandle,
) -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let choose = move |cypher: &str| {
        query.text.set(cypher.to_owned());
        shown.set(false);
        query.run(session);
        editor.focus();
    };
    view! {
        <aside id="side" class="query-side" class:shown=move || shown.get() aria-label="Examples and notes"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    shown.set(false);
                }
            }
        >
            <div class="side-head">
                <h2 class="group-title">"Examples"</h2>
                <span class="spacer"></span>
                <button type="button" class="button quiet icon side-close" aria-label="Close examples" on:click=move |_| shown.set(false)>
                    <Icon name=IconName::Close/>
                </button>
            </div>
            <ul class="side-list">
                {EXAMPLES.iter().map(|example| view! {
                    <li>
                        <button
                            type="button"
                            aria-current=move || query.text.with(|text| text == example.cypher).then_some("true")
                            on:click=move |_| choose(example.cypher)
                        >
                            <span class="side-title">{example.title}</span>
                            <span class="side-about">{example.about}</span>
                        </button>
                    </li>
                }).collect_view()}
            </ul>
            {move || {
                let past = query.history.get();
                (past.len() > 1).then(|| view! {
                    <h2 class="group-title">"Asked before"</h2>
                    <ul class="side-list history">
                        {past.into_iter().skip(1).map(|past| {
                            let cypher = past.cypher.clone();
                            view! {
                                <li>
                                    <button type="button" title=past.cypher.clone() on:click=move |_| choose(&cypher)>
                                        <span class="side-query mono">{one_line(&past.cypher)}</span>
                                        <span class="side-about">{grouped(u64::from(past.rows))} " rows"</span>
                                    </button>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                })
            }}
            <span class="spacer"></span>
            <Caveats/>
        </aside>
    }
}

/// What the open dataset does not have in full.
#[component]
fn Caveats() -> impl IntoView {
    let session = Session::expect();
    move || {
        let opened = session.opened.get()?;
        let caveats = opened.connection.caveats.clone();
        (!caveats.is_empty()).then(|| {
            view! {
                <details class="caveats">
                    <summary>
                        <Icon name=IconName::Info/>
                        <span>"About this dataset"</span>
                    </summary>
                    <ul>{caveats.into_iter().map(|caveat| view! { <li>{caveat}</li> }).collect_view()}</ul>
                </details>
            }
        })
    }
}

/// A query's text without line breaks.
fn one_line(cypher: &str) -> String {
    cypher.split_whitespace().collect::<Vec<_>>().join(" ")
}
