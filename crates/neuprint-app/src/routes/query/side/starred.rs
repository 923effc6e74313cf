//! The list of queries with names.

use leptos::html::Input;
use leptos::prelude::*;

use super::choice::{Choice, Tool, runs};
use super::keep_focus;
use super::search::Words;
use crate::components::icons::IconName;
use crate::state::library::{Starred, one_line, proposed_name};

/// The starred queries in which the words are found.
#[component]
pub(super) fn Stars(choice: Choice, words: Words) -> impl IntoView {
    move || {
        let wanted = |starred: &&Starred| words.find(&[&starred.name, &starred.text, &starred.dataset]);
        let found = choice.library.shelf.with(|shelf| shelf.starred.iter().filter(wanted).cloned().collect::<Vec<_>>());
        if found.is_empty() {
            let text =
                if words.is_empty() { "The star below the editor keeps a query here, under a name." } else { "None." };
            return view! { <p class="side-none muted">{text}</p> }.into_any();
        }
        let entries = found.into_iter().map(|starred| view! { <Entry choice starred/> }).collect_view();
        view! { <ul class="side-list" aria-label="Starred queries">{entries}</ul> }.into_any()
    }
}

#[component]
fn Entry(choice: Choice, starred: Starred) -> impl IntoView {
    let Starred { text, name, .. } = starred;
    let line = one_line(&text);
    let text = StoredValue::new(text);
    let name = StoredValue::new(name);
    let renaming = RwSignal::new(false);
    view! {
        <li>
            {move || {
                if renaming.get() {
                    return view! { <Rename choice text name renaming/> }.into_any();
                }
                let line = line.clone();
                view! {
                    <button
                        type="button"
                        class="side-choose"
                        title=text.get_value()
                        aria-current=move || text.with_value(|text| choice.is_current(text))
                        on:click=move |event| choice.put(text.get_value(), runs(&event))
                    >
                        <span class="side-title">{name.get_value()}</span>
                        <span class="side-query mono">{line}</span>
                    </button>
                    <span class="side-tools">
                        <Tool
                            name="Insert without running"
                            icon=IconName::Insert
                            on_click=Callback::new(move |()| choice.put(text.get_value(), false))
                        />
                        <Tool name="Rename" icon=IconName::Pencil on_click=Callback::new(move |()| renaming.set(true))/>
                        <Tool
                            name="Take the star away"
                            icon=IconName::Starred
                            on_click=Callback::new(move |()| text.with_value(|text| choice.library.unstar(text)))
                        />
                    </span>
                }.into_any()
            }}
        </li>
    }
}

/// The field for another name: Enter or leaving it keeps what it holds, Escape does not.
#[component]
fn Rename(
    choice: Choice,
    text: StoredValue<String>,
    name: StoredValue<String>,
    renaming: RwSignal<bool>,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Just put on the page, it can have the focus.
            let _ = field.focus();
            field.select();
        }
    });
    let finish = move |kept: bool| {
        // Leaving the field is heard once more when it goes.
        let Some(field) = field.get_untracked().filter(|_| renaming.get_untracked()) else { return };
        renaming.set(false);
        if kept {
            let written = field.value();
            let written = written.trim();
            let new = if written.is_empty() { text.with_value(|text| proposed_name(text)) } else { written.to_owned() };
            if name.with_value(|name| *name != new) {
                choice.library.star(text.get_value(), new, choice.session);
            }
        }
    };
    view! {
        <input
            class="input"
            aria-label="Name of the query"
            maxlength="200"
            node_ref=field
            value=name.get_value()
            on:blur=move |_| finish(true)
            on:keydown=move |event| match event.key().as_str() {
                "Enter" => {
                    finish(true);
                    keep_focus();
                }
                "Escape" => {
                    event.stop_propagation();
                    finish(false);
                    keep_focus();
                }
                _ => {}
            }
        />
    }
}
