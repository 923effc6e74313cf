//! Below the editor: run, cancel, how far it is, export.

use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Failure, Request, Response};
use wasm_bindgen::JsCast;

use super::actions::StarButton;
use super::side::Panel;
use crate::components::icons::{Icon, IconName};
use crate::components::toast;
use crate::state::Session;
use crate::state::query::{Phase, QueryState, now};
use neuprint_page::{save_file, unexpected};

/// How often the clock of a running query ticks.
const TICK: Duration = Duration::from_millis(100);

/// The query's controls and state.
#[component]
pub(super) fn Toolbar(
    /// The library, which a button shows where it has no column of its own.
    panel: Panel,
) -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let under_way = Memo::new(move |_| query.phase.with(Phase::is_under_way));
    let keys = keys();
    view! {
        <div class="query-toolbar">
            <button
                type="button"
                class="button primary"
                disabled=move || query.text.with(|text| text.trim().is_empty())
                on:click=move |_| query.run(session)
            >
                <Icon name=IconName::Play/>
                "Run"
                <kbd class="wide-only" aria-hidden="true">{keys}</kbd>
            </button>
            <button type="button" class="button" disabled=move || !under_way.get() on:click=move |_| _ = query.cancel()>
                <Icon name=IconName::Stop/>
                "Cancel"
                <kbd class="wide-only" aria-hidden="true">"Esc"</kbd>
            </button>
            <span class="visually-hidden" id="editor-keys">
                "Control or Command and Enter runs the query, Escape cancels it. Control and Space offers names. Tab leaves the editor."
            </span>
            <p class="query-status" role="status">{move || query.phase.with(status)}</p>
            <Ticking/>
            <span class="spacer"></span>
            <StarButton/>
            <button
                type="button"
                class="button quiet side-toggle"
                aria-expanded=move || panel.sheet.get().to_string()
                aria-controls="side"
                on:click=move |_| panel.toggle()
            >
                <Icon name=IconName::Book/>
                <span>"Library"</span>
            </button>
            <button
                type="button"
                class="button quiet"
                disabled=move || query.current(session).is_none()
                on:click=move |_| spawn_local(export(session, query))
            >
                <Icon name=IconName::Download/>
                <span><span class="wide-only">"Export "</span>"CSV"</span>
            </button>
            {move || under_way.get().then(|| view! { <span class="under-way" aria-hidden="true"></span> })}
        </div>
    }
}

/// What the keys that run are called on this machine.
fn keys() -> &'static str {
    let apple =
        window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"));
    if apple { "⌘ ↵" } else { "Ctrl ↵" }
}

/// What screen readers announce: once per change of state, not ten times a second.
fn status(phase: &Phase) -> String {
    match phase {
        Phase::Idle | Phase::Failed(_) => String::new(),
        Phase::Waiting => "Opening the dataset…".to_owned(),
        Phase::Running { .. } => "Running…".to_owned(),
        Phase::Done { rows: 1, elapsed_ms } => format!("1 row in {}", duration(*elapsed_ms)),
        Phase::Done { rows, elapsed_ms } => format!("{} rows in {}", grouped(u64::from(*rows)), duration(*elapsed_ms)),
        Phase::Cancelled { after_ms } => format!("Cancelled after {}", duration(*after_ms)),
    }
}

/// Time and rows of the query that runs.
#[component]
fn Ticking() -> impl IntoView {
    let query = QueryState::expect();
    let running = Memo::new(move |_| match query.phase.get() {
        Phase::Running { since, .. } => Some(since),
        _ => None,
    });
    let clock = RwSignal::new(0.0);
    Effect::new(move |_| {
        if running.get().is_some() {
            clock.set(now());
            if let Ok(ticks) = set_interval_with_handle(move || clock.set(now()), TICK) {
                on_cleanup(move || ticks.clear());
            }
        }
    });
    move || {
        running.get().map(|since| {
            let rows = move || match query.phase.get() {
                Phase::Running { rows, .. } if rows > 0 => format!(" · {} rows", grouped(rows)),
                _ => String::new(),
            };
            view! {
                <span class="query-clock" aria-hidden="true">
                    {move || duration((clock.get() - since).max(0.0))} {rows}
                </span>
            }
        })
    }
}

pub(super) async fn export(session: Session, query: QueryState) {
    if let Err(failure) = save_csv(session, query).await {
        query.phase.set(Phase::Failed(failure));
    }
}

async fn save_csv(session: Session, query: QueryState) -> Result<(), Failure> {
    let Some(result) = query.result.get_untracked() else { return Ok(()) };
    let answer = session.ask(Request::ExportCsv { table: result.table.table }).await?;
    let Response::File { name, mime } = answer.response else { return Err(unexpected("an export")) };
    let bytes = answer.bulk.into_iter().next().and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok());
    let Some(bytes) = bytes else { return Err(unexpected("an export")) };
    match save_file(&name, &mime, &bytes) {
        Ok(()) => toast::show(format!("{} rows saved as {name}", grouped(u64::from(result.table.rows)))),
        Err(_) => toast::show("The browser could not hold the file"),
    }
    Ok(())
}

/// A time as people read it: `12 ms`, `3.4 s`, `2 min 5 s`.
pub(super) fn duration(ms: f64) -> String {
    if ms < 999.5 {
        format!("{ms:.0} ms")
    } else if ms < 60_000.0 {
        format!("{:.1} s", ms / 1000.0)
    } else {
        format!("{:.0} min {:.0} s", (ms / 60_000.0).floor(), ((ms % 60_000.0) / 1000.0).floor())
    }
}

/// A count with its thousands apart.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(0.4), "0 ms");
        assert_eq!(duration(999.4), "999 ms");
        assert_eq!(duration(999.6), "1.0 s");
        assert_eq!(duration(125_900.0), "2 min 5 s");
    }

    #[test]
    fn thousands_are_set_apart() {
        for (count, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(count), text);
        }
    }

    #[test]
    fn the_status_counts_rows() {
        assert_eq!(status(&Phase::Done { rows: 1, elapsed_ms: 2.0 }), "1 row in 2 ms");
        assert_eq!(status(&Phase::Done { rows: 2290, elapsed_ms: 1500.0 }), "2,290 rows in 1.5 s");
    }
}
