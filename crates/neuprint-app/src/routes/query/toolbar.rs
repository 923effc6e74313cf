//! Below the editor: run, cancel, how far it is, export.

use std::time::Duration;

use leptos::prelude::*;

use super::actions::{StarButton, is_exportable};
use super::side::Panel;
pub(super) use crate::components::counts::grouped;
use crate::components::icons::{Icon, IconName};
use crate::state::Session;
use crate::state::query::QueryState;
use crate::state::result::{Phase, now};

/// How often the clock of a running query ticks.
const TICK: Duration = Duration::from_millis(100);

/// The query's controls and state.
#[component]
pub(super) fn Toolbar(
    /// The library, which a button shows where it has no column of its own.
    panel: Panel,
    /// Whether the dialog that exports is open.
    exporting: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let under_way = Memo::new(move |_| query.is_under_way());
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
            <p class="query-status" role="status">{move || query.told().map(|told| told.phase.with(|phase| status(phase, told.rows())))}</p>
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
                disabled=move || !is_exportable(query)
                aria-haspopup="dialog"
                on:click=move |_| exporting.set(true)
            >
                <Icon name=IconName::Download/>
                <span>"Export…"</span>
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
fn status(phase: &Phase, rows: u32) -> String {
    match phase {
        Phase::Failed(_) => String::new(),
        Phase::Waiting => "Opening the dataset…".to_owned(),
        Phase::Running { .. } => "Running…".to_owned(),
        Phase::Done { elapsed_ms } if rows == 1 => format!("1 row in {}", duration(*elapsed_ms)),
        Phase::Done { elapsed_ms } => format!("{} rows in {}", grouped(u64::from(rows)), duration(*elapsed_ms)),
        Phase::Cancelled { after_ms } => format!("Cancelled after {}", duration(*after_ms)),
    }
}

/// Time, rows and bytes of the query that runs.
#[component]
fn Ticking() -> impl IntoView {
    let query = QueryState::expect();
    let running = Memo::new(move |_| match query.phase() {
        Some(Phase::Running { since, .. }) => Some(since),
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
            let come = move || {
                let Some(told) = query.told() else { return String::new() };
                match told.phase.get() {
                    Phase::Running { bytes: 0, .. } => String::new(),
                    Phase::Running { bytes, .. } if told.rows() == 0 => format!(" · {}", size(bytes)),
                    Phase::Running { bytes, .. } => {
                        format!(" · {} rows · {}", grouped(u64::from(told.rows())), size(bytes))
                    }
                    _ => String::new(),
                }
            };
            view! {
                <span class="query-clock" aria-hidden="true">
                    {move || duration((clock.get() - since).max(0.0))} {come}
                </span>
            }
        })
    }
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

/// Bytes as people read them: `812 B`, `3.4 kB`, `12.0 MB`.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..999_950 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
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
    fn the_status_counts_rows() {
        assert_eq!(status(&Phase::Done { elapsed_ms: 2.0 }, 1), "1 row in 2 ms");
        assert_eq!(status(&Phase::Done { elapsed_ms: 1500.0 }, 2290), "2,290 rows in 1.5 s");
        assert_eq!(status(&Phase::Cancelled { after_ms: 3200.0 }, 41_000), "Cancelled after 3.2 s");
    }

    #[test]
    fn sizes_read_well() {
        for (bytes, text) in [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB")]
        {
            assert_eq!(size(bytes), text);
        }
    }
}
