//! Files and links: the picture, the skeletons, what others are to see.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::actions::{Form, Look};
use super::controls::Pick;
use super::page_state::PageState;
use super::{actions, wording};

/// Picture sizes, in pixels per CSS pixel.
const SCALES: [u32; 4] = [1, 2, 4, 8];

/// What is being done, and how it went.
#[derive(Clone, Copy)]
struct Outcome {
    busy: RwSignal<bool>,
    told: RwSignal<Result<String, String>>,
}

impl Outcome {
    /// Does something that takes a while; `said` until it is done.
    fn of(self, said: &str, doing: impl Future<Output = Result<String, String>> + 'static) {
        self.busy.set(true);
        self.told.set(Ok(said.to_owned()));
        spawn_local(async move {
            let result = doing.await;
            // The page may have been left meanwhile.
            self.busy.try_set(false);
            self.told.try_set(result);
        });
    }
}

/// Buttons to save, and how it went.
#[component]
pub(super) fn ExportPanel(state: PageState) -> impl IntoView {
    let outcome = Outcome { busy: RwSignal::new(false), told: RwSignal::new(Ok(String::new())) };
    view! {
        <section class="skeletons-section" aria-labelledby="save-title">
            <div class="section-head">
                <h2 id="save-title">"Save"</h2>
            </div>
            <Picture state outcome />
            <Skeletons state outcome />
            <Links state outcome />
            <p class="hint" role="status" class:failure=move || outcome.told.with(Result::is_err)>
                {move || outcome.told.get().unwrap_or_else(|message| message)}
            </p>
        </section>
    }
}

/// The picture as PNG and SVG.
#[component]
fn Picture(state: PageState, outcome: Outcome) -> impl IntoView {
    let scale = RwSignal::new(2_u32);
    let transparent = RwSignal::new(false);
    let with_key = RwSignal::new(true);
    let look = move || Look { transparent: transparent.get_untracked(), with_key: with_key.get_untracked() };
    let save_png = move |_| {
        let (scale, look) = (f64::from(scale.get_untracked()), look());
        outcome.of("Drawing …", async move {
            actions::save_png(state, scale, look).await.map(|()| "Picture saved.".to_owned())
        });
    };
    let save_svg = move |_| {
        let look = look();
        outcome.of("Drawing …", async move { actions::save_svg(state, look).map(|()| "Picture saved.".to_owned()) });
    };
    let save_html = move |_| {
        outcome.of("Writing …", async move {
            actions::save_html(state).await.map(|()| "Saved. The file opens without network or server.".to_owned())
        });
    };
    let disabled = move || outcome.busy.get();
    view! {
        <div class="save-row" role="group" aria-label="Picture">
            <span class="save-what">"Picture"</span>
            <button type="button" class="button" disabled=disabled on:click=save_png>"PNG"</button>
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
            <button type="button" class="button" disabled=disabled on:click=save_svg>"SVG"</button>
            <button
                type="button"
                class="button"
                title="The view as one file that opens without network or server"
                disabled=move || disabled() || state.loaded().is_empty()
                on:click=save_html
            >
                "HTML"
            </button>
        </div>
        <div class="save-row save-options">
            <Choice on=with_key name="Scale bar and legend" />
            <Choice on=transparent name="Transparent" />
        </div>
    }
}

/// The skeletons as SWC, CSV and OBJ.
#[component]
fn Skeletons(state: PageState, outcome: Outcome) -> impl IntoView {
    let form = RwSignal::new(Form::default());
    let none = move || outcome.busy.get() || state.loaded().is_empty();
    let save_swc = move |_| {
        let form = form.get_untracked();
        outcome.of("Writing …", async move {
            let saved = actions::save_all_swc(state, form).await;
            saved.map(|files| format!("{} saved.", wording::counted(files as u64, "skeleton", "skeletons")))
        });
    };
    let save_segments = move |_| {
        outcome.of("Writing …", async move {
            let saved = actions::save_segments(state).await;
            saved.map(|files| format!("Segments of {} saved.", wording::counted(files as u64, "neuron", "neurons")))
        });
    };
    let save_obj = move |_| {
        outcome.of("Writing …", async move { actions::save_obj(state).map(|()| "What is shown is saved.".to_owned()) });
    };
    view! {
        <div class="save-row" role="group" aria-label="Skeletons">
            <span class="save-what">"Skeletons"</span>
            <button
                type="button"
                class="button"
                title="A zip archive, if there are several"
                disabled=none
                on:click=save_swc
            >
                "All SWC"
            </button>
            <button
                type="button"
                class="button"
                title="Each edge with its length, mean radius and volume (CSV)"
                disabled=none
                on:click=save_segments
            >
                "Segments"
            </button>
            <button
                type="button"
                class="button"
                title="What is shown, for programs that draw in 3D: skeletons as lines, regions as surfaces"
                disabled=none
                on:click=save_obj
            >
                "OBJ"
            </button>
        </div>
        <Pick
            id="swc-form"
            label="SWC"
            choices=Form::ALL.map(|(name, title, _)| (name, title)).to_vec()
            chosen=Signal::derive(move || form.get().name())
            choose=move |name: &str| {
                if let Some((_, _, chosen)) = Form::ALL.into_iter().find(|(other, ..)| *other == name) {
                    form.set(chosen);
                }
            }
        />
    }
}

/// Links to this page and to neuroglancer.
#[component]
fn Links(state: PageState, outcome: Outcome) -> impl IntoView {
    // A browser opens no window long after the click, so the link is shown to be clicked.
    let link = RwSignal::new(None::<String>);
    let copy = move |_| {
        outcome.of("Copying …", async move {
            actions::copy_link(state)
                .await
                .map(|()| "Link copied: camera, colours, healing and regions are in it.".to_owned())
        });
    };
    let ask = move |_| {
        link.set(None);
        outcome.of("Asking for the dataset's layers …", async move {
            let found = actions::neuroglancer_link(state).await?;
            // The page may have been left meanwhile.
            link.try_set(Some(found));
            Ok(String::new())
        });
    };
    Effect::new(move |_| {
        // What the link shows has changed.
        state.neurons.track();
        link.set(None);
    });
    let none = move || outcome.busy.get() || state.neurons.with(Vec::is_empty);
    view! {
        <div class="save-row" role="group" aria-label="Links">
            <span class="save-what">"Links"</span>
            <button
                type="button"
                class="button"
                title="The address of what you see, without your token"
                disabled=move || outcome.busy.get()
                on:click=copy
            >
                "Copy link"
            </button>
            <button
                type="button"
                class="button"
                title="The visible neurons among the dataset's layers, in our colours"
                disabled=none
                on:click=ask
            >
                "Neuroglancer"
            </button>
        </div>
        {move || link.get().map(|link| view! {
            <p class="save-options">
                <a href=link target="_blank" rel="noopener noreferrer">"Open in neuroglancer"</a>
            </p>
        })}
    }
}

/// A checkbox with its name.
#[component]
fn Choice(on: RwSignal<bool>, name: &'static str) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || on.get() on:change=move |event| on.set(event_target_checked(&event)) />
            {name}
        </label>
    }
}
