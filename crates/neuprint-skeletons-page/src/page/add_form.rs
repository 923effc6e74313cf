//! Where neurons are named: by pasted IDs, by types, by a search, by a link of neuroglancer, as partners of others.

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint::Search;
use neuprint::neuroglancer::{Scene, parse_link};

use super::name_suggestions::NameSuggestions;
use super::page_state::PageState;
use super::partners_form::PartnersForm;
use super::search_results::{SearchResults, is_search};
use super::wanted::Wanted;
use super::{actions, wording};

/// How many bodies with a skeleton are offered as buttons.
const OFFERED: usize = 12;

/// A text for body IDs in any format and for types, what is known of them before the click, and the bodies that the dataset offers.
#[component]
pub(super) fn AddForm(state: PageState) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let field = NodeRef::<Textarea>::new();
    let wanted = Memo::new(move |_| {
        text.with(|text| if is_link(text) || is_search(text) { Wanted::default() } else { Wanted::read(text) })
    });
    let searches = Memo::new(move |_| text.with(|text| !is_link(text) && is_search(text)));
    // The search that was asked last.
    let asked = RwSignal::new(None::<String>);
    // What became of names, until something else is written.
    let named = RwSignal::new(String::new());
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
        if searches.get_untracked() {
            let search = text.with_untracked(|text| text.trim().to_owned());
            if Search::parse(&search).is_ok() {
                asked.set(Some(search));
            }
            return;
        }
        let wanted = wanted.get_untracked();
        if wanted.is_empty() {
            if let Some(field) = field.get_untracked() {
                // An element of the page can be focused.
                let _ = field.focus();
            }
            return;
        }
        state.chosen_by_page.set(false);
        actions::add(state, &wanted.bodies);
        text.set(String::new());
        if !wanted.names.is_empty() {
            named.set(format!("Looking for {} …", wanted.names.join(", ")));
            let adding = actions::add_named(state, wanted.names);
            spawn_local(async move {
                // The page may have been left meanwhile.
                named.try_set(adding.await.unwrap_or_else(|failure| failure));
            });
        }
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
        if searches.get() {
            let hint = "A search: terms such as KC, /MBON.*/, type:KC, pre:100, with | between them";
            return text
                .with(|text| Search::parse(text.trim()))
                .map_or_else(|error| error.to_string(), |_| hint.to_owned());
        }
        let wanted = wanted.get();
        let mut sentences = Vec::new();
        for (found, one, many) in [
            (wanted.bodies.len(), "body ID", "body IDs"),
            (wanted.names.len(), "type or instance", "types or instances"),
        ] {
            if found > 0 {
                sentences.push(wording::counted(found as u64, one, many));
            }
        }
        if let Some(known) = with_skeleton.get() {
            let without: Vec<String> =
                wanted.bodies.iter().filter(|body| !known.contains(body)).map(u64::to_string).collect();
            if !without.is_empty() {
                sentences.push(format!("no skeleton in this dataset: {}", without.join(", ")));
            }
        }
        // What lost its digits must not pass as a mere typo.
        for (words, said) in [(wanted.refused, "not a body ID"), (wanted.rounded, "digits lost in a spreadsheet")] {
            if !words.is_empty() {
                sentences.push(format!("{said}: {}", words.join(", ")));
            }
        }
        if sentences.is_empty() {
            return named.get();
        }
        sentences.join("; ")
    };
    let offered = move || {
        let shown: Vec<u64> = state.neurons.with(|neurons| neurons.iter().map(|neuron| neuron.body).collect());
        let here = state.session.opened.with(|opened| {
            opened.as_ref().and_then(|opened| opened.connection.bodies_here()).unwrap_or_default().to_vec()
        });
        here.into_iter().filter(|body| !shown.contains(body)).take(OFFERED).collect::<Vec<_>>()
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
                <label for="body-ids">"Body IDs, types, instances or a search"</label>
                <div class="add-row">
                    <textarea
                        id="body-ids"
                        class="input mono"
                        rows="1"
                        spellcheck="false"
                        autocomplete="off"
                        placeholder="754538881, DA1_lPN, /MBON.*/ …"
                        aria-describedby="body-ids-found"
                        node_ref=field
                        prop:value=move || text.get()
                        on:input=move |event| {
                            named.set(String::new());
                            text.set(event_target_value(&event));
                        }
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
            <NameSuggestions
                state
                text
                taken=move || {
                    if let Some(field) = field.get_untracked() {
                        // An element of the page can be focused.
                        let _ = field.focus();
                    }
                }
            />
            <Show when=move || !offered().is_empty()>
                <div class="offered" role="group" aria-label="Bodies whose skeletons are here">
                    <span class="hint">"Skeletons here:"</span>
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
        <SearchResults state asked />
        <Show when=move || !state.neurons.with(Vec::is_empty)>
            <PartnersForm state />
        </Show>
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
