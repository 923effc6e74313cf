//! Finding a text in the shown cells: a field over the grid that leads from one place to the next.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Request, Response};

use super::cursor::Place;
use super::sheet::Sheet;
use crate::components::counts::grouped;
use crate::components::icons::{Icon, IconName};

/// How long typing may pause before it is looked for.
const PAUSE: Duration = Duration::from_millis(200);

/// Where to go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From the beginning: the text is another.
    Anew,
    Next,
    Previous,
}

/// The field, while it is open.
#[component]
pub(super) fn FindBar(sheet: Sheet) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let text = RwSignal::new(String::new());
    // How many cells have the text; `None` while nothing was looked for.
    let matches = RwSignal::new(None::<u64>);
    let last = StoredValue::new(None::<(u32, u32)>);
    let asked = StoredValue::new(0_u32);
    let find = move |way: Way| {
        asked.update_value(|asked| *asked += 1);
        let turn = asked.get_value();
        let text = text.get_untracked();
        let Some(table) = sheet.result.handle().filter(|_| !text.is_empty()) else { return matches.set(None) };
        let from = last.get_value().filter(|_| way != Way::Anew);
        let request = sheet.session.ask(Request::Find { table, text, from, backwards: way == Way::Previous });
        spawn_local(async move {
            let answer = request.await.map(|answer| answer.response);
            if asked.try_get_value() != Some(turn) {
                return;
            }
            if let Ok(Response::Found { place, matches: count }) = answer {
                matches.set(Some(count));
                last.set_value(place);
                if let Some((row, column)) = place {
                    show(sheet, row, column);
                }
            }
        });
    };
    let pending = StoredValue::new_local(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(pending)) = pending.try_update_value(Option::take) {
            pending.clear();
        }
    };
    on_cleanup(forget);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Refused only while it is not in the page.
            let _ = field.focus();
        }
    });
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            find(if event.shift_key() { Way::Previous } else { Way::Next });
        }
        "Escape" => {
            // It would cancel the query, too.
            event.stop_propagation();
            close(sheet);
        }
        _ => {}
    };
    let says = move || match matches.get() {
        None => String::new(),
        Some(0) => "Nowhere".to_owned(),
        Some(1) => "1 cell".to_owned(),
        Some(count) => format!("{} cells", grouped(count)),
    };
    view! {
        <div class="find-bar" role="search" aria-label="Find in results" on:keydown=on_key>
            <input
                class="input"
                type="text"
                placeholder="Find in results"
                aria-label="Find in results"
                spellcheck="false"
                node_ref=field
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    forget();
                    pending.set_value(set_timeout_with_handle(move || find(Way::Anew), PAUSE).ok());
                }
            />
            <span class="find-count" aria-live="polite">{says}</span>
            <button type="button" class="button quiet icon" aria-label="Previous" on:click=move |_| find(Way::Previous)>
                <Icon name=IconName::Up/>
            </button>
            <button type="button" class="button quiet icon" aria-label="Next" on:click=move |_| find(Way::Next)>
                <Icon name=IconName::Down/>
            </button>
            <button type="button" class="button quiet icon" aria-label="Close the search" on:click=move |_| close(sheet)>
                <Icon name=IconName::Close/>
            </button>
        </div>
    }
}

fn close(sheet: Sheet) {
    sheet.finding.set(false);
    sheet.focus();
}

/// Makes a cell of the table the active one; a hidden column comes back.
fn show(sheet: Sheet, row: u32, column: u32) {
    let place = || sheet.strip.with_untracked(|strip| strip.place(column));
    if place().is_none() {
        sheet.change(|layout| layout.show(column));
    }
    if let Some(column) = place() {
        sheet.activate(Place { row, column: column as u32 }, false);
    }
}
