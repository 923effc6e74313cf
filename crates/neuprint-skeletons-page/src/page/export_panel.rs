//! Files: the picture, the skeletons.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page_state::PageState;
use super::{actions, wording};

/// Picture sizes, in pixels per CSS pixel.
const SCALES: [u32; 4] = [1, 2, 4, 8];

/// Buttons to save, and how it went.
#[component]
pub(super) fn ExportPanel(state: PageState) -> impl IntoView {
    let scale = RwSignal::new(2_u32);
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(Ok::<String, String>(String::new()));
    let finish = move |result: Result<String, String>| {
        // The page may have been left meanwhile.
        busy.try_set(false);
        outcome.try_set(result);
    };
    let save_png = move |_| {
        busy.set(true);
        outcome.set(Ok("Drawing …".to_owned()));
        spawn_local(async move {
            let result = actions::save_png(state, f64::from(scale.get_untracked())).await;
            finish(result.map(|()| "Picture saved.".to_owned()));
        });
    };
    let save_all = move |_| {
        busy.set(true);
        spawn_local(async move {
            let result = actions::save_all_swc(state).await;
            finish(result.map(|files| format!("{} saved.", wording::counted(files as u64, "file", "files"))));
        });
    };
    let none_loaded = move || state.loaded().is_empty();
    view! {
        <section class="skeletons-section" aria-labelledby="save-title">
            <div class="section-head">
                <h2 id="save-title">"Save"</h2>
            </div>
            <div class="button-row">
                <button type="button" class="button" disabled=move || busy.get() || none_loaded() on:click=save_all>
                    "All SWC"
                </button>
                <button type="button" class="button" disabled=move || busy.get() on:click=save_png>
                    "Picture (PNG)"
                </button>
                <select
                    class="input picture-scale"
                    aria-label="Picture size"
                    on:change=move |event| {
                        if let Ok(chosen) = event_target_value(&event).parse() {
                            scale.set(chosen);
                        }
                    }
                >
                    {SCALES
                        .map(|value| {
                            view! {
                                <option value=value.to_string() selected=value == 2>
                                    {format!("{value}×")}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <p class="hint" role="status" class:failure=move || outcome.with(Result::is_err)>
                {move || outcome.get().unwrap_or_else(|message| message)}
            </p>
        </section>
    }
}
