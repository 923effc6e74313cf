//! A choice among a few: radios as one control.

use leptos::prelude::*;

use super::state::PageState;

/// The first option is what an empty field means.
#[component]
pub(super) fn Choice(
    state: PageState,
    name: &'static str,
    legend: &'static str,
    /// The field's value, and what people read.
    options: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let radio = move |value: &'static str, label: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("choice-{name}")
                    prop:checked=move || state.field(name) == value
                    on:change=move |_| state.set_field(name, value)
                />
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="label">{legend}</legend>
            <div class="segmented">
                {options.iter().map(|(value, label)| radio(value, label)).collect_view()}
            </div>
        </fieldset>
    }
}
