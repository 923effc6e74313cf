//! Beside the query: examples, starred queries, what was asked before, and what is partial in the data.
//!
//! A click puts a query into the editor and runs it; with Alt, or by the small button, it is only put there.

mod choice;
mod examples;
mod history;
mod menu;
mod search;
mod starred;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::choice::Choice;
use self::examples::Examples;
use self::history::History;
use self::menu::{Menu, Question};
use self::search::Words;
use self::starred::Stars;
use crate::components::editor::EditorHandle;
use crate::components::icons::{Icon, IconName};
use crate::state::library::Kept;
use crate::state::{Library, Session};

pub(super) use menu::{LibraryFile, Panel};

/// The lists of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Examples,
    Starred,
    History,
}

impl List {
    const ALL: [Self; 3] = [Self::Examples, Self::Starred, Self::History];

    fn name(self) -> &'static str {
        match self {
            Self::Examples => "Examples",
            Self::Starred => "Starred",
            Self::History => "History",
        }
    }

    /// The name of its tab's element.
    fn tab(self) -> &'static str {
        match self {
            Self::Examples => "tab-examples",
            Self::Starred => "tab-starred",
            Self::History => "tab-history",
        }
    }
}

/// The column on the left; on narrow screens a sheet that a button opens.
#[component]
pub(super) fn Side(
    /// What of it is shown.
    panel: Panel,
    /// Takes the focus after a choice.
    editor: EditorHandle,
) -> impl IntoView {
    let choice = Choice::new(panel, editor);
    let text = RwSignal::new(String::new());
    let words = Words::of(text);
    view! {
        <aside
            id="side"
            class="query-side"
            class:shown=move || panel.sheet.get()
            aria-label="Query library"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    panel.sheet.set(false);
                }
            }
        >
            <div class="side-head">
                <input
                    type="search"
                    id="library-search"
                    class="input"
                    aria-label="Search the library"
                    placeholder="Search queries"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                />
                <Menu panel/>
                <button
                    type="button"
                    class="button quiet icon side-close"
                    aria-label="Close the library"
                    on:click=move |_| panel.sheet.set(false)
                >
                    <Icon name=IconName::Close/>
                </button>
            </div>
            <Question panel/>
            {move || {
                if words.is_empty() {
                    view! { <Tabs panel choice words/> }.into_any()
                } else {
                    view! { <Found choice words/> }.into_any()
                }
            }}
            <Caveats/>
        </aside>
    }
}

/// One list at a time, chosen by tabs.
#[component]
fn Tabs(panel: Panel, choice: Choice, words: Words) -> impl IntoView {
    let shown = panel.list;
    let tab = move |list: List| {
        view! {
            <button
                type="button"
                role="tab"
                id=list.tab()
                aria-controls="side-panel"
                aria-selected=move || (shown.get() == list).to_string()
                tabindex=move || if shown.get() == list { "0" } else { "-1" }
                on:click=move |_| shown.set(list)
            >
                {list.name()}
            </button>
        }
    };
    let step = move |event: leptos::ev::KeyboardEvent| {
        let at = List::ALL.iter().position(|list| *list == shown.get_untracked()).unwrap_or_default();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % List::ALL.len(),
            "ArrowLeft" => (at + List::ALL.len() - 1) % List::ALL.len(),
            "Home" => 0,
            "End" => List::ALL.len() - 1,
            _ => return,
        };
        event.prevent_default();
        shown.set(List::ALL[to]);
        focus(List::ALL[to].tab());
    };
    view! {
        <div class="side-tabs" role="tablist" aria-label="Lists of queries" on:keydown=step>
            {List::ALL.map(tab).collect_view()}
        </div>
        <div
            id="side-panel"
            class="side-lists"
            role="tabpanel"
            aria-labelledby=move || shown.get().tab()
        >
            {move || match shown.get() {
                List::Examples => view! { <Examples choice words/> }.into_any(),
                List::Starred => view! { <Stars choice words/> <Kept/> }.into_any(),
                List::History => view! { <History choice words/> <Kept/> }.into_any(),
            }}
        </div>
    }
}

/// What is found in all lists.
#[component]
fn Found(choice: Choice, words: Words) -> impl IntoView {
    view! {
        <div class="side-lists found">
            <h2>"Starred"</h2>
            <Stars choice words/>
            <h2>"Examples"</h2>
            <Examples choice words/>
            <h2>"History"</h2>
            <History choice words/>
        </div>
    }
}

/// Where the lists are kept.
#[component]
fn Kept() -> impl IntoView {
    let library = Library::expect();
    let text = move || match library.kept.get() {
        Kept::Unknown => None,
        Kept::Here => Some("Kept in this browser: texts of queries, never answers or tokens."),
        Kept::Nowhere => Some("This browser keeps nothing here: the list is gone when the page is closed."),
    };
    view! { <p class="side-note hint">{text}</p> }
}

/// What the open dataset does not have in full.
#[component]
fn Caveats() -> impl IntoView {
    let session = Session::expect();
    move || {
        let opened = session.opened.get()?;
        let caveats = opened.connection.caveats.clone();
        (!caveats.is_empty()).then(|| {
            view! {
                <details class="caveats">
                    <summary>
                        <Icon name=IconName::Info/>
                        <span>"About this dataset"</span>
                    </summary>
                    <ul>{caveats.into_iter().map(|caveat| view! { <li>{caveat}</li> }).collect_view()}</ul>
                </details>
            }
        })
    }
}

/// Gives the focus to an element, if it is there, once the page has been drawn.
fn focus(id: &'static str) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(id);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Refused by what cannot have it, which is none of these.
            let _ = element.focus();
        }
    });
}

/// Keeps the focus in the panel when what had it has gone.
fn keep_focus() {
    request_animation_frame(|| {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if lost {
            focus("library-search");
        }
    });
}
