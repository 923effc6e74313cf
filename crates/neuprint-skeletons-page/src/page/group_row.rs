//! The head of a type's neurons in the list.

use leptos::prelude::*;

use super::actions;
use super::icons::Solo;
use super::page_state::PageState;
use super::palette::Color;
use super::wording;

/// What can be done to all neurons of a type that are not locked.
#[component]
pub(super) fn GroupRow(state: PageState, name: Option<String>, bodies: Vec<u64>) -> impl IntoView {
    let shown_name = name.clone().unwrap_or_else(|| "No type".to_owned());
    let neurons: Vec<_> = bodies.iter().filter_map(|body| state.neuron(*body)).collect();
    let any_visible = {
        let neurons = neurons.clone();
        Memo::new(move |_| neurons.iter().any(|neuron| neuron.visible.get()))
    };
    let color = move || neurons.first().map_or_else(String::new, |neuron| format!("#{}", neuron.color.get()));
    let bodies = StoredValue::new(bodies);
    let is_solo =
        Memo::new(move |_| state.solo.with(|solo| solo.as_ref().is_some_and(|solo| solo.bodies == bodies.get_value())));
    let label = |what: &str| format!("{what} {shown_name}");
    view! {
        <div role="row" class="neuron-group">
            <div role="rowheader" class="neuron-head">
                <input
                    type="checkbox"
                    class="neuron-check"
                    aria-label=label("Show all of")
                    prop:checked=move || any_visible.get()
                    on:change=move |event| {
                        let visible = event_target_checked(&event);
                        bodies.with_value(|bodies| actions::set_visible_all(state, Some(bodies), visible));
                    }
                />
                <input
                    type="color"
                    class="neuron-color"
                    aria-label=label("Colour of all of")
                    prop:value=color
                    on:input=move |event| {
                        if let Some(color) = Color::parse(&event_target_value(&event)) {
                            bodies.with_value(|bodies| actions::set_color_all(state, bodies, color));
                        }
                    }
                />
                <span class="group-name">{shown_name.clone()}</span>
                <span class="hint">{wording::counted(bodies.with_value(Vec::len) as u64, "neuron", "neurons")}</span>
                <span class="spacer"></span>
                <button
                    type="button"
                    class="button quiet compact"
                    aria-label=label("Solo all of")
                    title="Show these alone"
                    aria-pressed=move || is_solo.get().to_string()
                    on:click=move |_| bodies.with_value(|bodies| actions::solo(state, bodies))
                >
                    <Solo />
                </button>
            </div>
        </div>
    }
}
