//! The heads of the list's columns, which sort it.

use leptos::prelude::*;

use super::list_order::{Sort, SortBy};
use super::page_state::PageState;

/// A button per column; the one that the list is sorted by says in which direction.
#[component]
pub(super) fn ListHead(state: PageState) -> impl IntoView {
    view! {
        <div role="rowgroup" class="neuron-heads">
            <div role="row" class="neuron-head-row">
                <ColumnHead state by=SortBy::Name />
                {SortBy::NUMBERS.map(|by| view! { <ColumnHead state by /> }).collect_view()}
                <span role="columnheader" class="visually-hidden">
                    "Healing"
                </span>
            </div>
        </div>
    }
}

#[component]
fn ColumnHead(state: PageState, by: SortBy) -> impl IntoView {
    let descending = move || state.sort.get().filter(|sort| sort.by == by).map(|sort| sort.descending);
    let sorted = move || match descending() {
        None => "none",
        Some(false) => "ascending",
        Some(true) => "descending",
    };
    let arrow = move || match descending() {
        None => "",
        Some(false) => "↑",
        Some(true) => "↓",
    };
    let (title, explained) = match by {
        SortBy::Name => ("Neuron", "Type, instance and body ID"),
        SortBy::Nodes => ("Nodes", "Nodes of the skeleton"),
        SortBy::Cable => ("Cable", "Cable length with bridges, in micrometres (voxels if their size is not known)"),
        SortBy::BranchPoints => ("Branch points", "Nodes with three neighbours or more"),
        SortBy::Ends => ("Ends", "Nodes with one neighbour"),
        SortBy::Fragments => ("Frag\u{ad}ments", "Connected fragments"),
        SortBy::Pre => ("Pre", "Presynapses that the dataset counts"),
        SortBy::Post => ("Post", "Postsynapses that the dataset counts"),
    };
    view! {
        <span role="columnheader" aria-sort=sorted class="column-head" class:number=by != SortBy::Name>
            <button
                type="button"
                title=explained
                on:click=move |_| state.sort.update(|sort| *sort = Sort::next(*sort, by))
            >
                <span>{title}</span>
                <span class="sort-arrow" aria-hidden="true">
                    {arrow}
                </span>
            </button>
        </span>
    }
}
