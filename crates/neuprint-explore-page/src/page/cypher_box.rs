//! The Cypher that a form becomes: shown, changed, opened on the query page, copied as a program.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint::question::{Language, Target, snippet};
use neuprint_page::{Opened, address};
use neuprint_worker::messages::ConnectTo;
use wasm_bindgen_futures::JsFuture;

use super::actions;
use super::state::PageState;

/// Where `neuprint serve` listens, for datasets that no server has.
const SERVED_HERE: &str = "http://127.0.0.1:8642";

/// The text and what can be done with it.
#[component]
pub(super) fn CypherBox(state: PageState) -> impl IntoView {
    let language = RwSignal::new(Language::Python);
    let said = RwSignal::new(String::new());
    let program = move || {
        let opened = state.session.opened.get()?;
        let cypher = state.cypher();
        (!cypher.is_empty()).then(|| snippet(language.get(), &target(&opened), &cypher))
    };
    let in_page = move || state.session.opened.get().is_some_and(|opened| opened.is_in_page());
    let query_page = move || {
        let opened = state.session.opened.get();
        let cypher = state.cypher();
        address::resolve(&address::relative("", opened.as_ref().map(|opened| &opened.target), &[("q", &cypher)]))
    };
    let copy = move |text: String| {
        let done = JsFuture::from(window().navigator().clipboard().write_text(&text));
        spawn_local(async move {
            said.try_set(match done.await {
                Ok(_) => "Copied.".to_owned(),
                Err(_) => "The browser did not allow copying: select the text.".to_owned(),
            });
        });
    };
    let run = move || actions::ask(state);
    let radio = move |(own, name): (Language, &'static str)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="language"
                    prop:checked=move || language.get() == own
                    on:change=move |_| {
                        language.set(own);
                        said.set(String::new());
                    }
                />
                {name}
            </label>
        }
    };
    view! {
        <section class="explore-cypher" aria-labelledby="cypher-title">
            <h3 id="cypher-title">
                <label for="cypher">"Cypher"</label>
            </h3>
            <textarea
                id="cypher"
                class="input mono"
                rows="8"
                spellcheck="false"
                autocomplete="off"
                prop:value=move || state.cypher()
                on:input=move |event| state.edited.set(Some(event_target_value(&event)))
                on:keydown=move |event| {
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        run();
                    }
                }
            ></textarea>
            <div class="button-row">
                <Show when=move || state.edited.with(Option::is_some)>
                    <button type="button" class="button primary" on:click=move |_| run()>
                        "Run this text"
                    </button>
                    <button
                        type="button"
                        class="button quiet"
                        on:click=move |_| {
                            state.edited.set(None);
                            run();
                        }
                    >
                        "Back to the form"
                    </button>
                </Show>
                <Show when=move || !state.cypher().is_empty()>
                    <a class="button" href=query_page>
                        "Open in the query page"
                    </a>
                </Show>
            </div>
            <details class="explore-program">
                <summary>"Copy as a program"</summary>
                <fieldset class="field">
                    <legend class="visually-hidden">"Language"</legend>
                    <div class="segmented">{Language::ALL.map(radio).collect_view()}</div>
                </fieldset>
                <pre class="mono" tabindex="0" role="region" aria-label="Program">
                    {move || program().unwrap_or_default()}
                </pre>
                <Show when=in_page>
                    <p class="hint">
                        "This dataset is in this page. The program asks a server that has it: start one with "
                        <code>"neuprint serve"</code> "."
                    </p>
                </Show>
                <div class="button-row">
                    <button
                        type="button"
                        class="button"
                        disabled=move || state.cypher().is_empty()
                        on:click=move |_| {
                            if let Some(program) = untrack(program) {
                                copy(program);
                            }
                        }
                    >
                        "Copy"
                    </button>
                    <span class="hint" role="status">
                        {said}
                    </span>
                </div>
            </details>
        </section>
    }
}

/// Whom a program asks. The token is not part of it.
fn target(opened: &Opened) -> Target {
    let server = match &opened.target {
        ConnectTo::Server { server, .. } if server.contains("://") => server.clone(),
        ConnectTo::Server { server, .. } => format!("https://{server}"),
        _ => SERVED_HERE.to_owned(),
    };
    Target { server, dataset: opened.connection.dataset.clone() }
}
