//! Where body IDs are pasted.

use leptos::html::Textarea;
use leptos::prelude::*;
use neuprint::neuroglancer::{Scene, parse_link};
use neuprint::{BodyId, PastedBodyIds, Refusal, parse_body_ids};

use super::page_state::PageState;
use super::{actions, wording};

/// How many bodies with a skeleton are offered as buttons.
const OFFERED: usize = 12;

/// A text for body IDs in any format, what is known of them before the click, and the bodies that the dataset offers.
#[component]
pub(super) fn AddForm(state: PageState) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let field = NodeRef::<Textarea>::new();
    let pasted = Memo::new(move |_| {
        text.with(|text| if is_link(text) { PastedBodyIds::default() } else { parse_body_ids(text) })
    });
    let linked = Memo::new(move |_| text.with(|text| is_link(text).then(|| linked(text))));
    let with_skeleton = Memo::new(move |_| {
        state.session.opened.get().and_then(|opened| opened.connection.bodies_with_skeleton.clone())
    });
    let submit = move || {
        if let Some(Ok(scene)) = linked.get_untracked() {
            state.chosen_by_page.set(false);
            actions::add_scene(state, &scene);
            return text.set(String::new());
        }
        let pasted = pasted.get_untracked();
        if pasted.bodies.is_empty() {
            if let Some(field) = field.get_untracked() {
                // An element of the page can be focused.
                let _ = field.focus();
            }
            return;
        }
        state.chosen_by_page.set(false);
        actions::add(state, &ids(&pasted.bodies));
        text.set(String::new());
    };
    let findings = move || {
        match linked.get() {
            Some(Ok(scene)) => {
                let neurons = wording::counted(scene.bodies.len() as u64, "neuron", "neurons");
                let place = if scene.position.is_some() { ", and where it looks" } else { "" };
                return format!("A neuroglancer link: {neurons}{place}");
            }
            Some(Err(problem)) => return problem,
            None => {}
        }
        let pasted = pasted.get();
        let mut sentences = Vec::new();
        if !pasted.bodies.is_empty() {
            sentences.push(wording::counted(pasted.bodies.len() as u64, "body ID", "body IDs"));
        }
        if let Some(known) = with_skeleton.get() {
            let without: Vec<String> =
                ids(&pasted.bodies).iter().filter(|body| !known.contains(body)).map(u64::to_string).collect();
            if !without.is_empty() {
                sentences.push(format!("no skeleton in this dataset: {}", without.join(", ")));
            }
        }
        // Words of one kind share a sentence; what lost its digits must not pass as a mere typo.
        let of = |rounded: bool| {
            let words = pasted.refused.iter().filter(move |word| (word.reason == Refusal::Rounded) == rounded);
            words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(", ")
        };
        for (words, said) in [(of(false), "not a body ID"), (of(true), "digits lost in a spreadsheet")] {
            if !words.is_empty() {
                sentences.push(format!("{said}: {words}"));
            }
        }
        sentences.join("; ")
    };
    let offered = move || {
        let shown: Vec<u64> = state.neurons.with(|neurons| neurons.iter().map(|neuron| neuron.body).collect());
        let known = with_skeleton.get().unwrap_or_default();
        known.into_iter().filter(|body| !shown.contains(body)).take(OFFERED).collect::<Vec<_>>()
    };
    view! {
        <form
            class="skeletons-section"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <div class="field">
                <label for="body-ids">"Body IDs"</label>
                <div class="add-row">
                    <textarea
                        id="body-ids"
                        class="input mono"
                        rows="1"
                        spellcheck="false"
                        autocomplete="off"
                        placeholder="754538881, 1734350788 …"
                        aria-describedby="body-ids-found"
                        node_ref=field
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                        on:keydown=move |event| {
                            if event.key() == "Enter" && !event.shift_key() {
                                event.prevent_default();
                                submit();
                            }
                        }
                    ></textarea>
                    <button type="submit" class="button primary">"Show"</button>
                </div>
            </div>
            <p id="body-ids-found" class="hint" aria-live="polite">{findings}</p>
            <Show when=move || !offered().is_empty()>
                <div class="offered" role="group" aria-label="Bodies with a skeleton in this dataset">
                    <span class="hint">"With a skeleton:"</span>
                    <For each=offered key=|body| *body let:body>
                        <button
                            type="button"
                            class="tag mono"
                            aria-label=format!("Show {body}")
                            on:click=move |_| actions::add(state, &[body])
                        >
                            {body}
                        </button>
                    </For>
                </div>
            </Show>
        </form>
    }
}

/// Whether a text is an address with a state in it, as neuroglancer's are.
fn is_link(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("http") && text.contains("#!")
}

/// What a link of neuroglancer shows, or why that cannot be told.
fn linked(text: &str) -> Result<Scene, String> {
    let scene = parse_link(text.trim()).map_err(|error| error.to_string())?;
    if scene.bodies.is_empty() { Err("This neuroglancer link shows no segments.".to_owned()) } else { Ok(scene) }
}

fn ids(bodies: &[BodyId]) -> Vec<u64> {
    bodies.iter().map(|body| body.get()).collect()
}
