//! Over the grid: which rows are shown and why, what is selected, and what can be done with all of it.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::find::FindBar;
use super::sheet::{Overlay, Sheet, size_in_words};
use super::{Selection, filters};
use crate::components::counts::{count, grouped};
use crate::components::icons::{Icon, IconName};
use crate::components::views::ViewSwitch;

/// The grid's own bar.
#[component]
pub(super) fn Bar(sheet: Sheet) -> impl IntoView {
    let selected = move || sheet.selection.get().filter(|it| it.is_range() && sheet.is_seen()).map(size_in_words);
    let shown = move || {
        let passing = sheet.result.passing.get()?;
        let all = sheet.result.table.with(|table| table.as_ref().map_or(0, |table| table.rows));
        Some(format!("{} of {}", grouped(u64::from(passing)), count(u64::from(all), "row")))
    };
    let chips = move || {
        let filters = sheet.result.filters.get();
        let chips = filters.into_iter().map(|filter| {
            let (words, column) = (filters::in_words(&sheet.name(filter.column), &filter.test), filter.column);
            let remove = format!("Remove the filter {words}");
            view! {
                <li class="chip">
                    <button
                        type="button"
                        title="Change this filter"
                        on:click=move |event: MouseEvent| open(sheet, Overlay::Filter(column), &event)
                    >
                        {words}
                    </button>
                    <button
                        type="button"
                        class="chip-remove"
                        aria-label=remove
                        on:click=move |_| sheet.unfilter(|other| *other == filter)
                    >
                        <Icon name=IconName::Close/>
                    </button>
                </li>
            }
        });
        chips.collect_view()
    };
    let tool = move |name: &'static str, icon: IconName, overlay: Option<Overlay>, act: fn(Sheet)| {
        view! {
            <button
                type="button"
                class="button quiet"
                aria-label=name
                title=name
                aria-haspopup=overlay.map(|_| "menu")
                on:click=move |event: MouseEvent| match overlay {
                    Some(overlay) => open(sheet, overlay, &event),
                    None => act(sheet),
                }
            >
                <Icon name=icon/>
            </button>
        }
    };
    view! {
        <div class="grid-bar">
            <ViewSwitch result=sheet.result/>
            <ul class="chips" aria-label="Filters">{chips}</ul>
            <span class="grid-scope">{shown}</span>
            <span class="spacer"></span>
            <span class="grid-selected">{selected}</span>
            <span class="visually-hidden" aria-live="polite">{move || sheet.said.get()}</span>
            <Show when=move || sheet.finding.get() && sheet.is_seen()>
                <FindBar sheet/>
            </Show>
            <div class="grid-tools" role="group" aria-label="Table" hidden=move || !sheet.is_seen()>
                {tool("Find in results", IconName::Find, None, |sheet| sheet.finding.update(|open| *open = !*open))}
                {tool("Copy as", IconName::Copy, Some(Overlay::Copy), |_| ())}
                {tool("Columns", IconName::Columns, Some(Overlay::Columns), |_| ())}
                {tool("Group", IconName::Group, None, |sheet| sheet.grouping.set(Some(None)))}
                {tool("Inspect the column", IconName::Bars, None, inspect)}
            </div>
        </div>
    }
}

fn open(sheet: Sheet, overlay: Overlay, event: &MouseEvent) {
    let Some(button) = event.current_target().and_then(|button| button.dyn_into::<Element>().ok()) else { return };
    // What is copied is all, where nothing was chosen.
    if overlay == Overlay::Copy
        && sheet.selection.get_untracked().is_none()
        && let Some(all) = sheet.with_body(|body| body.bounds()).and_then(Selection::all)
    {
        sheet.select(all);
    }
    sheet.open(overlay, &button, button.clone().dyn_into().ok());
}

/// Opens the inspector of the active column, or closes it.
fn inspect(sheet: Sheet) {
    let open = sheet.inspected.get_untracked().is_some();
    let active = sheet.selection.get_untracked().and_then(|selection| sheet.column_at(selection.reach));
    let column = active.or_else(|| sheet.strip.with_untracked(|strip| strip.column(0)));
    sheet.inspected.set(column.filter(|_| !open));
}
