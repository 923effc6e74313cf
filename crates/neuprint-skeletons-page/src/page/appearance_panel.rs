//! How the picture looks.

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::clip_panel::ClipPanel;
use super::controls::{Pick, Switch};
use super::page_state::PageState;
use super::place_form::PlaceForm;
use super::roi_progress::RoiProgress;
use super::unit_form::UnitForm;

/// What neurons are coloured by, and whether what is far fades.
#[component]
pub(super) fn AppearancePanel(state: PageState) -> impl IntoView {
    let choose = move |name: &str| {
        if let Some(choice) = ColorBy::from_name(name) {
            state.color_by.set(choice);
        }
    };
    view! {
        <section class="skeletons-section" aria-labelledby="appearance-title">
            <div class="section-head">
                <h2 id="appearance-title">"Appearance"</h2>
                <span class="spacer"></span>
                <Switch label="Fade with distance" is_on=state.fades turn=move |fades| state.fades.set(fades) />
            </div>
            <Pick
                id="color-by"
                label="Colour by"
                choices=ColorBy::ALL.map(|choice| (choice.name(), choice.title())).to_vec()
                chosen=Signal::derive(move || state.color_by.get().name())
                choose=choose
            />
            <Show when=move || state.color_by.get() == ColorBy::Property>
                <PropertyChoice state />
            </Show>
            <Show when=move || state.color_by.get() == ColorBy::Roi>
                <RoiProgress state />
            </Show>
            <UnitForm state />
            <PlaceForm state />
            <ClipPanel state />
        </section>
    }
}

/// Which property, of those that the dataset names.
#[component]
fn PropertyChoice(state: PageState) -> impl IntoView {
    // The chosen one is there before the others are known.
    let names = move || {
        let (mut names, chosen) = (state.properties.get(), state.property.get());
        if !chosen.is_empty() && !names.contains(&chosen) {
            names.insert(0, chosen);
        }
        names
    };
    let options = move || {
        let chosen = state.property.get();
        let of = |name: String| {
            let is_chosen = name == chosen;
            let title = name.clone();
            view! { <option value=name selected=is_chosen>{title}</option> }
        };
        names().into_iter().map(of).collect_view()
    };
    view! {
        <div class="color-row">
            <label for="color-property">"Property"</label>
            <select
                id="color-property"
                class="input"
                on:change=move |event| state.property.set(event_target_value(&event))
            >
                <option value="" disabled selected=move || state.property.with(String::is_empty)>
                    "Choose …"
                </option>
                {options}
            </select>
        </div>
        {move || state.property_failure.get().map(|why| view! { <p class="notice error" role="status">{why}</p> })}
    }
}
