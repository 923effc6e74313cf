//! The tabs of the results, and what can be done with the one on screen: the ARIA tabs pattern, with the keyboard.
//!
//! Arrow keys, Home and End go from tab to tab and show it at once; Delete closes it.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::components::counts::grouped;
use crate::components::icons::{Icon, IconName};
use crate::state::query::QueryState;
use crate::state::result::{Phase, ResultState};
use crate::state::{Library, Session};

/// What the tabs show.
pub(super) const PANEL: &str = "result-panel";
/// How often ages are told anew.
const TICK: Duration = Duration::from_secs(30);

/// The tabs, and the actions on the result on screen.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let clock = RwSignal::new(js_sys::Date::now());
    if let Ok(ticks) = set_interval_with_handle(move || clock.set(js_sys::Date::now()), TICK) {
        on_cleanup(move || ticks.clear());
    }
    let shown = Memo::new(move |_| query.shown());
    let on_key = move |event: KeyboardEvent| {
        let (results, Some(shown)) = (query.results.get_untracked(), untrack(|| query.shown())) else { return };
        let at = results.iter().position(|result| *result == shown).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % results.len(),
            "ArrowLeft" => (at + results.len() - 1) % results.len(),
            "Home" => 0,
            "End" => results.len() - 1,
            "Delete" => {
                query.close(session, shown);
                focus_shown(query);
                return event.prevent_default();
            }
            _ => return,
        };
        query.select(results[to]);
        focus_shown(query);
        event.prevent_default();
    };
    view! {
        <div class="result-head">
            <div class="result-tabs" role="tablist" aria-label="Results" on:keydown=on_key>
                <For each=move || query.results.get() key=|result| result.number let:result>
                    <Tab result clock/>
                </For>
            </div>
            {move || shown.get().map(|result| view! { <Actions result/> })}
        </div>
    }
}

#[component]
fn Tab(result: ResultState, clock: RwSignal<f64>) -> impl IntoView {
    let (session, query, library) = (Session::expect(), QueryState::expect(), Library::expect());
    let shown = Memo::new(move |_| query.shown() == Some(result));
    let text = result.cypher.get_value();
    let mark = move || match result.phase.get() {
        Phase::Failed(_) => Some("failed"),
        Phase::Cancelled { .. } => Some("cancelled"),
        phase if phase.is_under_way() => Some("running"),
        _ => None,
    };
    let meta = move || {
        let dataset = result.dataset().unwrap_or_default();
        let state = match (mark(), result.rows()) {
            (Some(mark), 0) => mark.to_owned(),
            (mark, rows) => {
                let plural = if rows == 1 { "" } else { "s" };
                // What has stopped before its end has the first rows; what runs has these for now.
                let (before, after) = match mark {
                    Some("running") => ("", " so far"),
                    Some(_) => ("first ", ""),
                    None => ("", ""),
                };
                format!("{before}{} row{plural}{after}", grouped(u64::from(rows)))
            }
        };
        // The clock may not have ticked since it was asked.
        format!("{dataset} · {state} · {}", age((clock.get() - result.asked_at).max(0.0)))
    };
    view! {
        <button
            type="button"
            class="result-tab"
            class:other=move || !result.is_current(session)
            role="tab"
            id=tab_id(result.number)
            aria-selected=move || shown.get().to_string()
            aria-controls=PANEL
            tabindex=move || if shown.get() { "0" } else { "-1" }
            title=text.to_string()
            on:click=move |_| query.select(result)
        >
            <span class="tab-title">
                {move || result.kept.get().then(|| view! { <Icon name=IconName::Pin/><span class="visually-hidden">"Kept: "</span> })}
                <span>{move || name_of(result, session, library)}</span>
            </span>
            <span class="tab-meta">{meta}</span>
        </button>
    }
}

/// What can be done with the result on screen.
#[component]
fn Actions(result: ResultState) -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let text = StoredValue::new(result.cypher.get_value());
    let edited = Memo::new(move |_| query.text.with(|typed| text.with_value(|text| **text != **typed)));
    let others = Memo::new(move |_| query.results.with(Vec::len) > 1);
    let comparing = Memo::new(move |_| query.beside().is_some());
    let here = Memo::new(move |_| result.is_current(session));
    // A table of groups is not what its query gives.
    let made = result.title.with_value(Option::is_some);
    let refresh_title = move || match (here.get(), result.dataset()) {
        (false, Some(dataset)) => format!("Open {dataset} to run this query again"),
        _ => "Run this query again, keeping order and filters".to_owned(),
    };
    view! {
        <div class="result-actions" role="group" aria-label="This result">
            <button
                type="button"
                class="button quiet icon"
                aria-label="Refresh"
                title=refresh_title
                disabled=move || !here.get() || made || query.is_outdated(result)
                on:click=move |_| query.refresh(session, result)
            >
                <Icon name=IconName::Again/>
            </button>
            <button
                type="button"
                class="button quiet icon"
                aria-label="Keep"
                title="The next query opens a tab of its own"
                aria-pressed=move || result.kept.get().to_string()
                on:click=move |_| result.kept.update(|kept| *kept = !*kept)
            >
                <Icon name=IconName::Pin/>
            </button>
            <button
                type="button"
                class="button quiet icon"
                aria-label="Compare"
                title=move || if others.get() { "Show another result beside this one" } else { "Keep this result and run another query to compare them" }
                aria-pressed=move || comparing.get().to_string()
                disabled=move || !others.get()
                on:click=move |_| match untrack(|| query.beside()) {
                    Some(_) => query.compare(None),
                    None => query.compare(query.results.get_untracked().into_iter().rfind(|other| *other != result)),
                }
            >
                <Icon name=IconName::Beside/>
            </button>
            <button
                type="button"
                class="button quiet icon"
                aria-label="Edit this query"
                title="Put this result's query into the editor"
                disabled=move || !edited.get()
                on:click=move |_| query.text.set(text.get_value().to_string())
            >
                <Icon name=IconName::Pencil/>
            </button>
            <button
                type="button"
                class="button quiet icon"
                aria-label="Discard this result"
                title="Discard this result (Delete on its tab)"
                on:click=move |_| query.close(session, result)
            >
                <Icon name=IconName::Close/>
            </button>
        </div>
    }
}

/// The id of a result's tab.
pub(super) fn tab_id(number: u32) -> String {
    format!("result-tab-{number}")
}

/// Moves the focus to the tab of the result on screen, once it is drawn so.
fn focus_shown(query: QueryState) {
    request_animation_frame(move || {
        let Some(shown) = untrack(|| query.shown()) else { return };
        let tab = document().get_element_by_id(&tab_id(shown.number));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            // A tab that is gone by now cannot be focused.
            let _ = tab.focus();
        }
    });
}

/// What a result is called: as what it was made into, or as its query.
pub(super) fn name_of(result: ResultState, session: Session, library: Library) -> String {
    let title = result.title.get_value();
    title.map_or_else(|| library.name_of(session, &result.cypher.get_value()), |title| title.to_string())
}

/// How long ago something was: `just now`, `3 min ago`, `2 h ago`, `5 d ago`.
fn age(ms: f64) -> String {
    match ms / 60_000.0 {
        minutes if minutes < 1.0 => "just now".to_owned(),
        minutes if minutes < 60.0 => format!("{minutes:.0} min ago", minutes = minutes.floor()),
        minutes if minutes < 1440.0 => format!("{:.0} h ago", (minutes / 60.0).floor()),
        minutes => format!("{:.0} d ago", (minutes / 1440.0).floor()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_one_unit() {
        let minute = 60_000.0;
        let told =
            [0.0, 59_999.0, minute, 59.9 * minute, 60.0 * minute, 47.0 * 60.0 * minute, 49.0 * 60.0 * minute].map(age);
        assert_eq!(told, ["just now", "just now", "1 min ago", "59 min ago", "1 h ago", "1 d ago", "2 d ago"]);
    }
}
