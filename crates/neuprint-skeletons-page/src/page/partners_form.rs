//! Partners of the shown neurons, to be added to them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::Direction;

use super::actions;
use super::page_state::PageState;

/// How many partners are added if nothing else is said, and at most.
const USUAL: u32 = 5;
const MOST: u32 = 100;

/// Which side, how many, of what; folded until somebody opens it.
#[component]
pub(super) fn PartnersForm(state: PageState) -> impl IntoView {
    let (inputs, types) = (RwSignal::new(false), RwSignal::new(false));
    let most = RwSignal::new(USUAL.to_string());
    let said = RwSignal::new(Ok(String::new()));
    let waits = RwSignal::new(false);
    let submit = move || {
        let wanted = most.with_untracked(|most| most.trim().parse().ok().filter(|most| (1..=MOST).contains(most)));
        let Some(wanted) = wanted else {
            return said.set(Err(format!("How many is a number from 1 to {MOST}.")));
        };
        if waits.get_untracked() {
            return;
        }
        waits.set(true);
        let direction = if inputs.get_untracked() { Direction::Inputs } else { Direction::Outputs };
        let adding = actions::add_partners(state, direction, types.get_untracked(), wanted);
        spawn_local(async move {
            let done = adding.await;
            // The page may have been left meanwhile.
            said.try_set(done);
            waits.try_set(false);
        });
    };
    view! {
        <details class="partners-form">
            <summary>"Add partners of what is shown"</summary>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <select
                    class="input"
                    aria-label="Side"
                    on:change=move |event| inputs.set(event_target_value(&event) == "inputs")
                >
                    <option value="outputs">"Outputs"</option>
                    <option value="inputs">"Inputs"</option>
                </select>
                <input
                    class="input number"
                    inputmode="numeric"
                    aria-label="How many"
                    prop:value=move || most.get()
                    on:input=move |event| most.set(event_target_value(&event))
                />
                <select
                    class="input"
                    aria-label="Neurons or types"
                    on:change=move |event| types.set(event_target_value(&event) == "types")
                >
                    <option value="neurons">"strongest neurons"</option>
                    <option value="types">"strongest types"</option>
                </select>
                <button type="submit" class="button" aria-disabled=move || waits.get().then_some("true")>
                    "Add"
                </button>
            </form>
            <p class="hint" role="status" class:failure=move || said.with(Result::is_err)>
                {move || match said.get() {
                    Ok(text) | Err(text) => text,
                }}
            </p>
        </details>
    }
}
