//! ROIs: names, those that the dataset has to add, and how many synapses there must be in each.

use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use crate::page::field::TextField;
use crate::page::state::PageState;

/// Names of ROIs and a count for each of them.
#[component]
pub(super) fn RoiField(
    state: PageState,
    name: &'static str,
    label: &'static str,
    /// The field with the count.
    least: &'static str,
) -> impl IntoView {
    let rois = move || state.schema.get().map(|schema| schema.rois.clone()).unwrap_or_default();
    let add = move |roi: String| {
        let field = state.field(name);
        if !roi.is_empty() {
            state.set_field(name, &if field.trim().is_empty() { roi } else { format!("{field}, {roi}") });
        }
    };
    view! {
        <div class="field-row roi">
            <TextField state name label placeholder="any"/>
            <div class="field">
                <label for=format!("add-{name}")>"Add"</label>
                <select
                    id=format!("add-{name}")
                    class="input"
                    aria-label=format!("Add to {}", label.to_lowercase())
                    prop:value=""
                    on:change=move |event: web_sys::Event| {
                        add(event_target_value(&event));
                        event_target::<HtmlSelectElement>(&event).set_value("");
                    }
                >
                    <option value="">"ROI…"</option>
                    {move || rois().into_iter().map(|roi| view! { <option value=roi.clone()>{roi.clone()}</option> }).collect_view()}
                </select>
            </div>
            <TextField state name=least label="At least" placeholder="1" number=true/>
        </div>
    }
}
