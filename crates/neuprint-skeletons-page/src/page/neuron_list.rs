//! The list of neurons: the picture in words, with everything that can be done to one of them.

use leptos::prelude::*;

use super::actions;
use super::neuron::Status;
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
    let any_visible = Memo::new(move |_| state.neurons.with(|all| all.iter().any(|neuron| neuron.visible.get())));
    let set_all = move |visible| {
        let neurons = state.neurons.get_untracked();
        neurons.iter().for_each(|neuron| actions::set_visible(state, neuron, visible));
    };
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
                    <button type="button" class="button quiet" on:click=move |_| set_all(!any_visible.get_untracked())>
                        {move || if any_visible.get() { "Hide all" } else { "Show all" }}
                    </button>
                    <button type="button" class="button quiet" on:click=move |_| actions::remove_all(state)>
                        "Remove all"
                    </button>
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
            <ul class="neuron-list" role="list" aria-label="Neurons">
                <For each=move || state.neurons.get() key=|neuron| neuron.body let:neuron>
                    <NeuronRow state neuron />
                </For>
            </ul>
        </section>
    }
}
