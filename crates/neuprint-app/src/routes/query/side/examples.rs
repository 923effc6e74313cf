//! The list of examples, group by group.

use leptos::prelude::*;
use neuprint_worker::examples::{Example, GROUPS};

use super::choice::{Choice, Tool, runs};
use super::search::Words;
use crate::components::icons::IconName;

/// The examples in which the words are found.
#[component]
pub(super) fn Examples(choice: Choice, words: Words) -> impl IntoView {
    move || {
        let groups = GROUPS.iter().map(|group| {
            let wanted = |example: &&Example| words.find(&[group.title, example.title, example.about]);
            (group.title, group.examples.iter().filter(wanted).collect::<Vec<_>>())
        });
        let groups: Vec<_> = groups.filter(|(_, examples)| !examples.is_empty()).collect();
        if groups.is_empty() {
            return view! { <p class="side-none muted">"None."</p> }.into_any();
        }
        let group = move |(title, examples): (&'static str, Vec<&'static Example>)| {
            view! {
                <h3 class="group-title">{title}</h3>
                <ul class="side-list">
                    {examples.into_iter().map(|example| view! { <Entry choice example/> }).collect_view()}
                </ul>
            }
        };
        groups.into_iter().map(group).collect_view().into_any()
    }
}

#[component]
fn Entry(choice: Choice, example: &'static Example) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                class="side-choose"
                aria-current=move || choice.is_current(&choice.library.example(choice.session, example))
                on:click=move |event| choice.example(example, runs(&event))
            >
                <span class="side-title">{example.title}</span>
                <span class="side-about">{example.about}</span>
            </button>
            <span class="side-tools">
                <Tool
                    name="Insert without running"
                    icon=IconName::Insert
                    on_click=Callback::new(move |()| choice.example(example, false))
                />
            </span>
        </li>
    }
}
