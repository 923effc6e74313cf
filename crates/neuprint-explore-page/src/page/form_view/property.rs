//! Any property that the dataset's neurons have, with the tests that fit its values.

use leptos::prelude::*;
use neuprint::question::Operator;
use neuprint_worker::messages::ValuesOf;

use crate::page::field::TextField;
use crate::page::state::PageState;

/// A property, how it is compared, and with what.
#[component]
pub(super) fn PropertyField(state: PageState) -> impl IntoView {
    let properties = Memo::new(move |_| {
        let schema = state.schema.get();
        let all = schema.iter().flat_map(|schema| &schema.properties);
        all.filter(|property| property.of == "Neuron").cloned().collect::<Vec<_>>()
    });
    let operators = Memo::new(move |_| Operator::for_kind(&state.field("kind")));
    let name_of = |operator: Operator| Operator::ALL.iter().find(|(other, ..)| *other == operator);
    let choose = move |chosen: String| {
        let kind = properties
            .with(|all| all.iter().find(|property| property.name == chosen).map(|property| property.kind.clone()));
        let kind = kind.unwrap_or_default();
        let first =
            Operator::for_kind(&kind).first().and_then(|operator| name_of(*operator)).map_or("", |(_, name, _)| name);
        let operator = if chosen.is_empty() { "" } else { first };
        state.set_field("kind", &kind);
        state.set_field("operator", operator);
        state.set_field("value", "");
        state.set_field("property", &chosen);
    };
    let example = move || {
        let chosen = state.field("property");
        let example = properties.with(|all| {
            let property = all.iter().find(|property| property.name == chosen)?;
            (!property.example.is_empty()).then(|| format!("Such as {}", property.example))
        });
        example.unwrap_or_default()
    };
    let offers = Signal::derive(move || ValuesOf::named(&state.field("property")));
    let takes_value = move || Operator::named(&state.field("operator")).is_some_and(Operator::takes_value);
    view! {
        <fieldset class="field property">
            <legend class="label">"Any other property"</legend>
            <div class="field-row">
                <select
                    class="input"
                    aria-label="Property"
                    on:change=move |event| choose(event_target_value(&event))
                >
                    <option value="">"none"</option>
                    {move || {
                        let chosen = untrack(|| state.field("property"));
                        let mut names: Vec<String> = properties.get().into_iter().map(|property| property.name).collect();
                        // A link may name one that the schema, or what is known of it so far, does not have.
                        if !chosen.is_empty() && !names.contains(&chosen) {
                            names.insert(0, chosen);
                        }
                        names
                            .into_iter()
                            .map(|name| {
                                let own = name.clone();
                                view! {
                                    <option value=name.clone() selected=move || state.field("property") == own>
                                        {name.clone()}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
                <select
                    class="input"
                    aria-label="Test"
                    disabled=move || state.field("property").is_empty()
                    on:change=move |event| state.set_field("operator", &event_target_value(&event))
                >
                    {move || {
                        let shown = operators.get().iter().filter_map(|operator| name_of(*operator));
                        shown
                            .map(|(_, name, label)| {
                                view! {
                                    <option value=*name selected=move || state.field("operator") == *name>
                                        {*label}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </div>
            <Show when=takes_value>
                <TextField state name="value" label="Value" offers/>
            </Show>
            <p class="hint">{example}</p>
        </fieldset>
    }
}
