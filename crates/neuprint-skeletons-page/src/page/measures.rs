//! What a neuron of the list measures, and how it was healed.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint_worker::messages::SkeletonSummary;

use super::healed::Healed;
use super::list_order::SortBy;
use super::page_state::PageState;
use super::{actions, wording};

/// A cell per column of numbers.
#[component]
pub(super) fn Numbers(state: PageState, summary: Arc<SkeletonSummary>, healed: Memo<Healed>) -> impl IntoView {
    let number = move |by: SortBy| {
        let count = |count: u32| wording::count(count.into());
        let known = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), wording::count);
        healed.with(|healed| match by {
            SortBy::Name => String::new(),
            SortBy::Nodes => count(healed.nodes),
            SortBy::Cable => state.unit().cable(healed.cable),
            SortBy::BranchPoints => count(healed.branch_points),
            SortBy::Ends => count(healed.ends),
            SortBy::Fragments => count(healed.fragments),
            SortBy::Pre => known(summary.pre),
            SortBy::Post => known(summary.post),
        })
    };
    SortBy::NUMBERS
        .map(|by| {
            let number = number.clone();
            view! { <span role="cell" class="number">{move || number(by)}</span> }
        })
        .collect_view()
}

/// What became of the fragments, with a way to the longest bridge. Of a skeleton that came in one piece only screen readers
/// are told so.
#[component]
pub(super) fn Found(state: PageState, body: u64, summary: Arc<SkeletonSummary>, healed: Memo<Healed>) -> impl IntoView {
    let is_whole = summary.fragments <= 1;
    let changed = Memo::new(move |_| healed.with(|healed| !healed.bridges.is_empty()));
    let told = {
        let summary = Arc::clone(&summary);
        move || healed.with(|healed| wording::healing(&summary, healed, state.limit(), state.unit()))
    };
    let show = StoredValue::new(summary);
    // Bridges are sorted by length.
    let show_longest = move |_| {
        let longest = healed.with_untracked(|healed| healed.bridges.last().copied());
        show.with_value(|summary| {
            if let Some(gap) = longest.and_then(|place| summary.gaps.get(place as usize)) {
                actions::show_bridge(state, gap);
            }
        });
    };
    view! {
        <p role="cell" class="neuron-line" class:visually-hidden=is_whole>
            <span class:healed=move || changed.get()>
                <span class="visually-hidden">{format!("{body}: ")}</span>
                {told}
            </span>
            <Show when=move || changed.get()>
                <button
                    type="button"
                    class="link"
                    aria-label=format!("show the longest bridge of {body}")
                    on:click=show_longest
                >
                    "show"
                </button>
            </Show>
        </p>
    }
}
