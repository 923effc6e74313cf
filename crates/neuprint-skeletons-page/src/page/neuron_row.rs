//! One neuron of the list.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::Progress;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusEvent};

use super::icons::{Lock, Solo};
use super::list_keys::row_id;
use super::measures::{Found, Numbers};
use super::neuron::{Neuron, Status};
use super::page_state::PageState;
use super::palette::Color;
use super::{actions, wording};

/// Visibility, colour, name, what can be done, measures, healing.
#[component]
pub(super) fn NeuronRow(state: PageState, neuron: Neuron) -> impl IntoView {
    let body = neuron.body;
    let (for_color, for_visible) = (neuron.clone(), neuron.clone());
    let (color, visible) = (neuron.color.clone(), neuron.visible.clone());
    let shown = neuron.visible.clone();
    let name = {
        let neuron = neuron.clone();
        move || {
            let summary = neuron.ready()?.summary;
            summary.instance.clone().or_else(|| summary.neuron_type.clone())
        }
    };
    let is_hovered = Memo::new(move |_| {
        state.view.hovered.with(|hovered| hovered.as_ref().and_then(|hovered| hovered.body()) == Some(body))
    });
    // One row takes part in the order of focus; from it, arrows lead to the others.
    let is_current = Memo::new(move |_| match state.current.get() {
        Some(current) if state.neurons.with(|all| all.iter().any(|neuron| neuron.body == current)) => current == body,
        _ => state.neurons.with(|all| all.first().is_some_and(|neuron| neuron.body == body)),
    });
    view! {
        <div
            role="row"
            id=row_id(body)
            class="neuron"
            tabindex=move || if is_current.get() { "0" } else { "-1" }
            class:selected=move || state.selected.get() == Some(body)
            class:hovered=move || is_hovered.get()
            class:hidden-neuron=move || !shown.get()
            on:pointerenter=move |_| actions::highlight(state, Some(body))
            on:pointerleave=move |_| actions::highlight(state, None)
            on:focusin=move |event| {
                if is_seen_focus(&event) {
                    actions::highlight(state, Some(body));
                }
            }
            on:focusout=move |_| actions::highlight(state, None)
            on:click=move |event| {
                // A click on a control is meant for that alone.
                if event.target().is_some_and(|target| is_no_control(&target)) {
                    state.current.set(Some(body));
                    state.selected.set(Some(body));
                }
            }
        >
            <div role="rowheader" class="neuron-head">
                <input
                    type="checkbox"
                    class="neuron-check"
                    aria-label=format!("Show {body}")
                    prop:checked=move || visible.get()
                    on:change=move |event| actions::set_visible(state, &for_visible, event_target_checked(&event))
                />
                <input
                    type="color"
                    class="neuron-color"
                    aria-label=format!("Colour of {body}")
                    prop:value=move || format!("#{}", color.get())
                    on:input=move |event| {
                        if let Some(color) = Color::parse(&event_target_value(&event)) {
                            actions::set_color(state, &for_color, color);
                        }
                    }
                />
                <span class="neuron-body mono">{body.to_string()}</span>
                <span class="neuron-name muted" title=name.clone()>{name.clone()}</span>
                <span class="spacer"></span>
                <Actions state neuron=neuron.clone() />
            </div>
            <State state neuron />
        </div>
    }
}

/// Whether the keyboard brought the focus, so that where it is has to be seen.
fn is_seen_focus(event: &FocusEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

fn is_no_control(target: &web_sys::EventTarget) -> bool {
    target.dyn_ref::<Element>().is_some_and(|element| element.closest("input, button, a").ok().flatten().is_none())
}

/// Buttons: solo, lock, save, remove.
#[component]
fn Actions(state: PageState, neuron: Neuron) -> impl IntoView {
    let body = neuron.body;
    let failure = RwSignal::new(None::<String>);
    let is_solo = Memo::new(move |_| state.solo.with(|solo| solo.as_ref().is_some_and(|solo| solo.bodies == [body])));
    let locked = neuron.locked.clone();
    let is_locked = {
        let locked = locked.clone();
        Memo::new(move |_| locked.get())
    };
    let loaded = move || neuron.ready().is_some();
    let save = move |_| {
        spawn_local(async move {
            let result = actions::save_swc(state, body).await;
            // The row may have been removed meanwhile.
            failure.try_set(result.err());
        });
    };
    view! {
        <button
            type="button"
            class="button quiet compact"
            aria-label=format!("Solo {body}")
            title="Show this one alone (S)"
            aria-pressed=move || is_solo.get().to_string()
            on:click=move |_| actions::solo(state, &[body])
        >
            <Solo />
        </button>
        <button
            type="button"
            class="button quiet compact"
            aria-label=format!("Lock {body}")
            title="Solo, hide all and remove all leave it as it is (L)"
            aria-pressed=move || is_locked.get().to_string()
            on:click=move |_| locked.update(|locked| *locked = !*locked)
        >
            <Lock is_closed=is_locked />
        </button>
        <Show when=loaded>
            <button
                type="button"
                class="button quiet compact"
                aria-label=format!("Save SWC of {body}")
                title=move || failure.get().unwrap_or_else(|| "Save the skeleton as it is shown".to_owned())
                class:danger=move || failure.with(Option::is_some)
                on:click=save
            >
                "SWC"
            </button>
        </Show>
        <button
            type="button"
            class="button quiet compact"
            aria-label=format!("Remove {body}")
            title="Remove"
            on:click=move |_| actions::remove(state, body)
        >
            "×"
        </button>
    }
}

/// What follows a neuron's name: how far it has come, or what it measures.
#[component]
fn State(state: PageState, neuron: Neuron) -> impl IntoView {
    let status = neuron.status.clone();
    move || match status.get() {
        Status::Waiting => view! { <p role="cell" class="neuron-line hint">"waiting"</p> }.into_any(),
        Status::Loading(progress) => loading(neuron.body, progress).into_any(),
        Status::Ready(ready) => {
            let body = neuron.body;
            let summary = Arc::clone(&ready.summary);
            let healed = Memo::new(move |_| state.healing.with(|healing| ready.healed(healing)));
            view! {
                <Numbers state summary=Arc::clone(&summary) healed />
                <Found state body summary healed />
            }
            .into_any()
        }
        Status::NoSkeleton => {
            view! { <p role="cell" class="neuron-line caution-line">"This dataset has no skeleton of it."</p> }
                .into_any()
        }
        Status::Failed(failure) => {
            let (body, neuron) = (neuron.body, neuron.clone());
            view! {
                <div role="cell" class="neuron-line failure">
                    <p>
                        {failure.message} " "
                        {failure.tos_url.map(|url| view! {
                            <a href=url target="_blank" rel="noopener noreferrer">"Terms of service"</a>
                        })}
                    </p>
                    <button
                        type="button"
                        class="button"
                        aria-label=format!("Retry {body}")
                        on:click=move |_| actions::retry(state, &neuron)
                    >
                        "Retry"
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

fn loading(body: u64, progress: Option<Progress>) -> impl IntoView {
    let so_far = progress.and_then(|progress| match progress {
        Progress::Bytes(bytes) => Some(format!("{} KB", wording::count(bytes / 1000))),
        Progress::Table(_) | Progress::Places(_) => None,
    });
    view! {
        <p role="cell" class="neuron-line hint">
            <progress aria-label=format!("Loading {body}")></progress>
            {so_far}
        </p>
    }
}
