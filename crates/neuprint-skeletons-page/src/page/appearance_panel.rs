//! How the picture looks.

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::page_state::PageState;

/// What neurons are coloured by, and whether what is far fades.
#[component]
pub(super) fn AppearancePanel(state: PageState) -> impl IntoView {
    view! {
        <section class="skeletons-section" aria-labelledby="appearance-title">
            <div class="section-head">
                <h2 id="appearance-title">"Appearance"</h2>
                <span class="spacer"></span>
                <label class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        prop:checked=move || state.fades.get()
                        on:change=move |event| state.fades.set(event_target_checked(&event))
                    />
                    <span>"Fade with distance"</span>
                </label>
            </div>
            <div class="color-row">
                <label for="color-by">"Colour by"</label>
                <select
                    id="color-by"
                    class="input"
                    prop:value=move || state.color_by.get().name()
                    on:change=move |event| {
                        if let Some(choice) = ColorBy::from_name(&event_target_value(&event)) {
                            state.color_by.set(choice);
                        }
                    }
                >
                    {ColorBy::ALL
                        .map(|choice| {
                            let selected = choice == state.color_by.get_untracked();
                            view! {
                                <option value=choice.name() selected=selected>
                                    {choice.title()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
        </section>
    }
}
