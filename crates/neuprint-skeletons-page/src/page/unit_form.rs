//! What the coordinates are measured in, of a dataset that does not say it: an SWC file has no unit.

use leptos::prelude::*;
use neuprint_page::decimal;

use super::page_state::PageState;
use super::{actions, wording};

/// What one unit of the coordinates may be, with its nanometres where that is one number.
const UNITS: [(&str, &str, Option<f64>); 4] = [
    ("unknown", "not known", None),
    ("nm", "nanometres", Some(1.0)),
    ("um", "micrometres", Some(1000.0)),
    ("voxel", "voxels of …", None),
];
/// The voxels of most volumes of flies, to begin with.
const USUAL: f64 = 8.0;

/// A choice, and for voxels a number; nothing where the dataset says it.
#[component]
pub(super) fn UnitForm(state: PageState) -> impl IntoView {
    let unit = RwSignal::new("unknown");
    let is_asked = Memo::new(move |_| state.session.opened.with(Option::is_some) && state.own_voxel().is_none());
    // Of another dataset nothing is said.
    Effect::new(move |_| {
        if state.said_voxel.get().is_none() {
            unit.set("unknown");
        }
    });
    let choose = move |name: String| {
        let Some((name, _, nanometres)) = UNITS.into_iter().find(|(other, ..)| *other == name) else { return };
        let nanometres = nanometres.or((name == "voxel").then_some(USUAL));
        actions::say_voxel(state, nanometres);
        unit.set(name);
    };
    let set_size = move |text: String| {
        if let Some(size) = decimal::parse(text.trim()).filter(|size| *size > 0.0) {
            actions::say_voxel(state, Some(size));
        }
    };
    view! {
        <Show when=move || is_asked.get()>
            <div class="color-row">
                <label for="coordinate-unit">"Coordinates are"</label>
                <select id="coordinate-unit" class="input" prop:value=move || unit.get() on:change=move |event| choose(event_target_value(&event))>
                    {UNITS
                        .map(|(name, title, _)| {
                            view! { <option value=name selected=name == unit.get_untracked()>{title}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <Show when=move || unit.get() == "voxel">
                <div class="color-row">
                    <label for="voxel-size">"Size of a voxel (nm)"</label>
                    <input
                        id="voxel-size"
                        class="input"
                        type="number"
                        min="0"
                        step="any"
                        inputmode="decimal"
                        prop:value=move || state.said_voxel.get().map(wording::number).unwrap_or_default()
                        on:change=move |event| set_size(event_target_value(&event))
                    />
                </div>
            </Show>
        </Show>
    }
}
