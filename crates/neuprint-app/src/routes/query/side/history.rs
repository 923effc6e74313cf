//! The list of queries that were asked, the latest first.

use js_sys::Date;
use leptos::prelude::*;

use super::super::toolbar::{duration, grouped};
use super::choice::{Choice, Tool, runs};
use super::search::Words;
use crate::components::icons::IconName;
use crate::state::library::{Past, one_line, proposed_name};

/// How many are shown at first, and how many more each time.
const SHOWN: usize = 50;

/// The queries of the history in which the words are found.
#[component]
pub(super) fn History(choice: Choice, words: Words) -> impl IntoView {
    let most = RwSignal::new(SHOWN);
    move || {
        let wanted = |past: &&Past| words.find(&[&past.text, &past.dataset, &past.server]);
        let mut found =
            choice.library.shelf.with(|shelf| shelf.history.iter().filter(wanted).cloned().collect::<Vec<_>>());
        if found.is_empty() {
            let text = if words.is_empty() { "Queries that were run are listed here." } else { "None." };
            return view! { <p class="side-none muted">{text}</p> }.into_any();
        }
        let more = found.len().saturating_sub(most.get());
        found.truncate(most.get());
        let open = choice.session.opened.get().map(|opened| opened.connection.dataset.clone());
        let now = Date::now();
        let entries = found.into_iter().map(|past| {
            let about = about(&past, open.as_deref(), now);
            view! { <Entry choice past about/> }
        });
        view! {
            <ul class="side-list" aria-label="Past queries">{entries.collect_view()}</ul>
            {(more > 0).then(|| view! {
                <button type="button" class="button quiet side-more" on:click=move |_| most.update(|most| *most += SHOWN)>
                    {format!("{} more", grouped(more as u64))}
                </button>
            })}
        }
        .into_any()
    }
}

#[component]
fn Entry(choice: Choice, past: Past, about: String) -> impl IntoView {
    let (line, failed) = (one_line(&past.text), past.failed);
    let past = StoredValue::new(past);
    let text = move || past.with_value(|past| past.text.clone());
    let starred = Memo::new(move |_| {
        past.with_value(|past| choice.library.shelf.with(|shelf| shelf.star_of(&past.text).is_some()))
    });
    view! {
        <li>
            <button
                type="button"
                class="side-choose"
                title=text()
                aria-current=move || past.with_value(|past| choice.is_current(&past.text))
                on:click=move |event| choice.put(text(), runs(&event))
            >
                <span class="side-query mono">{line}</span>
                <span class="side-about">
                    {failed.then(|| view! { <span class="side-failed">"failed"</span> " · " })}
                    {about}
                </span>
            </button>
            <span class="side-tools">
                <Tool
                    name="Insert without running"
                    icon=IconName::Insert
                    on_click=Callback::new(move |()| choice.put(text(), false))
                />
                {move || {
                    let starred = starred.get();
                    let (name, icon) =
                        if starred { ("Take the star away", IconName::Starred) } else { ("Star", IconName::Star) };
                    let toggle = move |()| {
                        if starred {
                            choice.library.unstar(&text());
                        } else {
                            choice.library.star(text(), proposed_name(&text()), choice.session);
                        }
                    };
                    view! { <Tool name icon on_click=Callback::new(toggle)/> }
                }}
                <Tool
                    name="Forget"
                    icon=IconName::Close
                    on_click=Callback::new(move |()| past.with_value(|past| choice.library.forget(past)))
                />
            </span>
        </li>
    }
}

/// Rows, time and age of a query; its dataset, if that is not the open one.
fn about(past: &Past, open: Option<&str>, now: f64) -> String {
    let mut parts = Vec::new();
    if !past.failed {
        let rows = if past.rows == 1.0 { "row" } else { "rows" };
        parts.push(format!("{} {rows}", grouped(past.rows as u64)));
        parts.push(duration(past.elapsed_ms));
    }
    parts.push(ago(now - past.when));
    if open.is_some_and(|open| open != past.dataset) {
        parts.push(past.dataset.clone());
    }
    parts.join(" · ")
}

/// How long ago something was; `ms` in milliseconds.
fn ago(ms: f64) -> String {
    let minutes = (ms / 60_000.0).max(0.0).floor();
    if minutes < 1.0 {
        "just now".to_owned()
    } else if minutes < 60.0 {
        format!("{minutes:.0} min ago")
    } else if minutes < 24.0 * 60.0 {
        format!("{:.0} h ago", (minutes / 60.0).floor())
    } else {
        format!("{:.0} d ago", (minutes / 60.0 / 24.0).floor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_read_well() {
        let minute = 60_000.0;
        assert_eq!(ago(-5.0), "just now");
        assert_eq!(ago(59.9 * minute), "59 min ago");
        assert_eq!(ago(60.0 * minute), "1 h ago");
        assert_eq!(ago(49.0 * 60.0 * minute), "2 d ago");
    }

    #[test]
    fn an_entry_tells_rows_time_age_and_another_dataset() {
        let text = String::new;
        let mut past = Past {
            text: text(),
            dataset: "a".into(),
            server: text(),
            when: 0.0,
            rows: 1234.0,
            elapsed_ms: 12.0,
            failed: false,
        };
        assert_eq!(about(&past, Some("a"), 0.0), "1,234 rows · 12 ms · just now");
        past.rows = 1.0;
        assert_eq!(about(&past, Some("b"), 0.0), "1 row · 12 ms · just now · a");
        past.failed = true;
        assert_eq!(about(&past, None, 0.0), "just now");
    }
}
