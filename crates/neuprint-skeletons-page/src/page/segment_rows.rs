//! The table of segments: a page of rows at a time, sorted by any column, with the keys of a list.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use super::page_state::PageState;
use super::runs::RunsBy;
use super::segment_panel::{PAGE, Table, number};
use super::{actions, wording};

/// What the keys do, for people.
const KEYS: &str = "Arrows, Page Up and Page Down move, Enter chooses a segment, and looks at it.";

/// Heads, rows, and the way to other rows.
#[component]
pub(super) fn SegmentRows(state: PageState, table: Table) -> impl IntoView {
    let has_counts = Memo::new(move |_| table.counts.with(Option::is_some));
    let columns = move || {
        let sides = [(RunsBy::Pre, "Pre".to_owned()), (RunsBy::Post, "Post".to_owned())];
        let of_length = state.unit().cable_name();
        let all = [
            (RunsBy::Number, "No.".to_owned()),
            (RunsBy::Length, format!("Length, {of_length}")),
            (RunsBy::Radius, format!("Radius, {}", state.unit().name())),
            (RunsBy::Volume, format!("Volume, {of_length}³")),
            (RunsBy::Order, "Order".to_owned()),
        ];
        all.into_iter().chain(has_counts.get().then_some(sides).into_iter().flatten()).collect::<Vec<_>>()
    };
    let count = Memo::new(move |_| table.order.with(Vec::len));
    // Where there are fewer than before, the last of them are listed.
    let first = Memo::new(move |_| table.first.get().min(count.get().saturating_sub(1) / PAGE * PAGE));
    let listed = Memo::new(move |_| {
        table.order.with(|order| order.iter().skip(first.get()).take(PAGE).copied().collect::<Vec<_>>())
    });
    // A row is of its segment: what was measured anew has rows of its own.
    let of = move |run: &u32| (*run, table.runs.with_untracked(|runs| Arc::as_ptr(runs) as usize));
    // One row takes part in the order of focus.
    let current = RwSignal::new(None::<u32>);
    let is_current = move |run: u32| {
        let now = current.get().or(table.chosen.get());
        listed.with(|listed| match now.filter(|now| listed.contains(now)) {
            Some(now) => now == run,
            None => listed.first() == Some(&run),
        })
    };
    let pressed = move |event: KeyboardEvent| {
        let at = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(run) = at.and_then(|row| row.id().strip_prefix("segment-")?.parse::<u32>().ok()) else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let at = table.order.with_untracked(|order| order.iter().position(|other| *other == run)).unwrap_or_default();
        let last = count.get_untracked().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + PAGE,
            "PageUp" => at.saturating_sub(PAGE),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                choose(state, table, run);
                return event.prevent_default();
            }
            _ => return,
        };
        event.prevent_default();
        focus(table, current, to.min(last));
    };
    view! {
        <div class="bridges segment-scroll">
            <table class="bridge-table segment-table" aria-label="Segments" aria-rowcount=move || count.get() + 1 aria-describedby="segment-keys">
                <thead>
                    <tr aria-rowindex="1">
                        <For each=columns key=Clone::clone let:column>
                            <Head table by=column.0 title=column.1 />
                        </For>
                    </tr>
                </thead>
                <tbody on:keydown=pressed>
                    <For each=move || listed.get() key=of let:run>
                        <Row state table run is_current=Signal::derive(move || is_current(run)) current has_counts />
                    </For>
                </tbody>
            </table>
        </div>
        <p id="segment-keys" class="hint neuron-keys">{KEYS}</p>
        <Pages table count first />
        <Show when=move || !has_counts.get()>
            <p class="hint">"Show synapses to see how many are on each segment."</p>
        </Show>
    }
}

#[component]
fn Head(table: Table, by: RunsBy, title: String) -> impl IntoView {
    let descending = move || Some(table.sort.get()).filter(|sort| sort.by == by).map(|sort| sort.descending);
    view! {
        <th
            scope="col"
            class="column-head number"
            aria-sort=move || match descending() {
                None => "none",
                Some(false) => "ascending",
                Some(true) => "descending",
            }
        >
            <button
                type="button"
                on:click=move |_| {
                    table.sort.update(|sort| *sort = sort.next(by));
                    table.first.set(0);
                }
            >
                <span>{title}</span>
                <span class="sort-arrow" aria-hidden="true">
                    {move || match descending() {
                        None => "",
                        Some(false) => "↑",
                        Some(true) => "↓",
                    }}
                </span>
            </button>
        </th>
    }
}

#[component]
fn Row(
    state: PageState,
    table: Table,
    run: u32,
    is_current: Signal<bool>,
    current: RwSignal<Option<u32>>,
    has_counts: Memo<bool>,
) -> impl IntoView {
    let unit = state.unit();
    let Some((body, told)) = table.runs.with_untracked(|runs| Some((runs.body, *runs.runs.get(run as usize)?))) else {
        return ().into_any();
    };
    let place = move || table.order.with(|order| order.iter().position(|other| *other == run)).unwrap_or_default();
    let is_chosen = Memo::new(move |_| table.chosen.get() == Some(run));
    let mark = move || actions::mark_run(state, Some((body, told.ends)));
    // What is chosen stays marked.
    let unmark = move || {
        let ends = table.chosen.get_untracked().and_then(|chosen| {
            table.runs.with_untracked(|runs| runs.runs.get(chosen as usize).map(|run| (runs.body, run.ends)))
        });
        actions::mark_run(state, ends);
    };
    let side = move |side: usize| {
        let count = table.counts.with(|counts| counts.as_ref()?.get(run as usize).map(|counts| counts[side]));
        count.map(|count| wording::count(count.into()))
    };
    view! {
        <tr
            id=format!("segment-{run}")
            class="bridge"
            class:selected=move || is_chosen.get()
            aria-rowindex=move || place() + 2
            aria-current=move || is_chosen.get().then_some("true")
            tabindex=move || if is_current.get() { "0" } else { "-1" }
            on:pointerenter=move |_| mark()
            on:pointerleave=move |_| unmark()
            on:focus=move |_| {
                current.set(Some(run));
                mark();
            }
            on:blur=move |_| unmark()
            on:click=move |_| choose(state, table, run)
        >
            <th scope="row" class="number">
                {number(run)}
            </th>
            <td class="number">{wording::cell(unit.in_cable(told.length.into()))}</td>
            <td class="number">{wording::cell(told.radius.into())}</td>
            <td class="number">{wording::cell(unit.in_volume(told.volume.into()))}</td>
            <td class="number">{told.order}</td>
            {move || has_counts.get().then(|| [0, 1].map(|at| view! { <td class="number">{move || side(at)}</td> }).collect_view())}
        </tr>
    }
    .into_any()
}

/// Which rows are listed, and buttons to others.
#[component]
fn Pages(table: Table, count: Memo<usize>, first: Memo<usize>) -> impl IntoView {
    let told = move || {
        let (first, count) = (first.get(), count.get());
        let number = |number: usize| wording::count(number as u64);
        format!("{}–{} of {}", number(first + 1), number((first + PAGE).min(count)), number(count))
    };
    let go = move |to: usize| table.first.set(to);
    view! {
        <div class="button-row segment-pages" role="group" aria-label="Pages of segments">
            <button
                type="button"
                class="button quiet compact"
                aria-disabled=move || (first.get() == 0).to_string()
                on:click=move |_| go(first.get_untracked().saturating_sub(PAGE))
            >
                "Previous"
            </button>
            <span class="hint" role="status">{told}</span>
            <button
                type="button"
                class="button quiet compact"
                aria-disabled=move || (first.get() + PAGE >= count.get()).to_string()
                on:click=move |_| {
                    let next = first.get_untracked() + PAGE;
                    if next < count.get_untracked() {
                        go(next);
                    }
                }
            >
                "Next"
            </button>
        </div>
    }
}

/// Chooses a segment, and brings its middle to the middle of the picture.
fn choose(state: PageState, table: Table, run: u32) {
    table.chosen.set(Some(run));
    actions::look_at_run(state);
}

/// Gives the focus to the row at a place of the order, and lists it if it was not.
fn focus(table: Table, current: RwSignal<Option<u32>>, place: usize) {
    let Some(run) = table.order.with_untracked(|order| order.get(place).copied()) else { return };
    current.set(Some(run));
    table.first.set(place / PAGE * PAGE);
    // The row may be there only after this.
    request_animation_frame(move || {
        let row = document().get_element_by_id(&format!("segment-{run}"));
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            // A row can be focused.
            let _ = row.focus();
        }
    });
}
