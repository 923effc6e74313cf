//! How the picture looks.

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::controls::{Pick, Switch};
use super::page_state::PageState;

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
        </section>
    }
}
