//! The list of neurons: the picture in words, with everything that can be done to one of them.

use leptos::prelude::*;

use super::actions;
use super::group_row::GroupRow;
use super::list_head::ListHead;
use super::list_keys;
use super::list_order::{Entry, Item, SortBy, arrange};
use super::neuron::{Neuron, Status};
use super::neuron_row::NeuronRow;
use super::page_state::PageState;

/// All neurons.
#[component]
pub(super) fn NeuronList(state: PageState) -> impl IntoView {
    let total = Memo::new(move |_| state.neurons.with(Vec::len));
    let done = Memo::new(move |_| {
        state.neurons.with(|neurons| {
            let open = |status: &Status| matches!(status, Status::Waiting | Status::Loading(_));
            neurons.iter().filter(|neuron| !neuron.status.with(open)).count()
        })
    });
    let items = Memo::new(move |_| {
        let by = state.sort.get().map(|sort| sort.by);
        let entries = state.neurons.with(|neurons| neurons.iter().map(|neuron| entry(state, neuron, by)).collect());
        arrange(entries, state.sort.get(), state.is_grouped.get())
    });
    view! {
        <section class="skeletons-section neurons" aria-labelledby="neurons-title">
            <div class="section-head">
                <h2 id="neurons-title">"Neurons"</h2>
                <span class="hint" role="status">
                    {move || match (done.get(), total.get()) {
                        (_, 0) => String::new(),
                        (done, total) if done == total => total.to_string(),
                        (done, total) => format!("{done} of {total} loaded"),
                    }}
                </span>
                <span class="spacer"></span>
                <Show when=move || { total.get() > 1 }>
                    <ForAll state />
                </Show>
            </div>
            <Show when=move || total.get() == 0>
                <p class="hint">
                    {move || {
                        if state.session.opened.get().is_some() {
                            "Paste body IDs above, or follow a body ID in a query's result."
                        } else {
                            "The dataset is being opened."
                        }
                    }}
                </p>
            </Show>
            <div
                role="table"
                class="neuron-table"
                class:hidden=move || total.get() == 0
                aria-label="Neurons"
                aria-describedby="neuron-keys"
            >
                <ListHead state />
                <div
                    role="rowgroup"
                    class="neuron-rows"
                    on:keydown=move |event| items.with_untracked(|items| list_keys::pressed(&event, state, items))
                >
                    <For each=move || items.get() key=Clone::clone let:item>
                        {match item {
                            Item::Group(name, bodies) => view! { <GroupRow state name bodies /> }.into_any(),
                            Item::Neuron(body) => {
                                state.neuron(body).map(|neuron| view! { <NeuronRow state neuron /> }).into_any()
                            }
                        }}
                    </For>
                </div>
            </div>
            <p id="neuron-keys" class="hint neuron-keys">
                {list_keys::KEYS}
            </p>
        </section>
    }
}

/// What can be done to all neurons that are not locked, and whether types stand together.
#[component]
fn ForAll(state: PageState) -> impl IntoView {
    let any_visible = Memo::new(move |_| {
        state.neurons.with(|all| all.iter().any(|neuron| neuron.visible.get() && !neuron.locked.get()))
    });
    view! {
        <label class="check by-type">
            <input
                type="checkbox"
                prop:checked=move || state.is_grouped.get()
                on:change=move |event| state.is_grouped.set(event_target_checked(&event))
            />
            "By type"
        </label>
        <button
            type="button"
            class="button quiet"
            on:click=move |_| actions::set_visible_all(state, None, !any_visible.get_untracked())
        >
            {move || if any_visible.get() { "Hide all" } else { "Show all" }}
        </button>
        <button type="button" class="button quiet" on:click=move |_| actions::remove_all(state)>
            "Remove all"
        </button>
    }
}

/// What a neuron's place in the list goes by; follows changes.
fn entry(state: PageState, neuron: &Neuron, by: Option<SortBy>) -> Entry {
    let Some(ready) = neuron.ready() else { return Entry { body: neuron.body, ..Entry::default() } };
    let summary = &ready.summary;
    let healed =
        |part: fn(&super::healed::Healed) -> f64| Some(state.healing.with(|healing| part(&ready.healed(healing))));
    let number = match by {
        None | Some(SortBy::Name) => None,
        Some(SortBy::Nodes) => healed(|healed| f64::from(healed.nodes)),
        Some(SortBy::Cable) => healed(|healed| healed.cable),
        Some(SortBy::BranchPoints) => healed(|healed| f64::from(healed.branch_points)),
        Some(SortBy::Ends) => healed(|healed| f64::from(healed.ends)),
        Some(SortBy::Fragments) => healed(|healed| f64::from(healed.fragments)),
        Some(SortBy::Pre) => summary.pre.map(|count| count as f64),
        Some(SortBy::Post) => summary.post.map(|count| count as f64),
    };
    Entry { body: neuron.body, neuron_type: summary.neuron_type.clone(), instance: summary.instance.clone(), number }
}
