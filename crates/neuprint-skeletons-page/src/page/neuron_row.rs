//! One neuron of the list.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Heal, Progress};

use super::neuron::{Neuron, Ready, Status};
use super::page_state::PageState;
use super::palette::Color;
use super::{actions, wording};

/// Colour, visibility, name, measures, healing, and what can be done.
#[component]
pub(super) fn NeuronRow(state: PageState, neuron: Neuron) -> impl IntoView {
    let body = neuron.body;
    let (for_color, for_visible) = (neuron.clone(), neuron.clone());
    let (color, visible) = (neuron.color.clone(), neuron.visible.clone());
    let shown = neuron.visible.clone();
    let name = {
        let neuron = neuron.clone();
        move || neuron.ready().and_then(|ready| ready.summary.instance.or(ready.summary.neuron_type))
    };
    view! {
        <li
            class="neuron"
            class:selected=move || state.selected.get() == Some(body)
            class:hidden-neuron=move || !shown.get()
        >
            <div class="neuron-head">
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
                <span class="neuron-name muted">{name}</span>
                <span class="spacer"></span>
                <Actions state neuron=neuron.clone() />
            </div>
            <State state neuron />
        </li>
    }
}

/// Buttons: to the bridge, save, remove.
#[component]
fn Actions(state: PageState, neuron: Neuron) -> impl IntoView {
    let body = neuron.body;
    let failure = RwSignal::new(None::<String>);
    let loaded = {
        let neuron = neuron.clone();
        move || neuron.ready().is_some()
    };
    let save = move |_| {
        spawn_local(async move {
            let result = actions::save_swc(state, body).await;
            // The row may have been removed meanwhile.
            failure.try_set(result.err());
        });
    };
    view! {
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

/// The lines below a neuron's name: how far it has come, or what it measures.
#[component]
fn State(state: PageState, neuron: Neuron) -> impl IntoView {
    let status = neuron.status.clone();
    move || match status.get() {
        Status::Waiting => view! { <p class="neuron-line hint">"waiting"</p> }.into_any(),
        Status::Loading(progress) => loading(neuron.body, progress).into_any(),
        Status::Ready(ready) => view! { <Measures state neuron=neuron.clone() ready /> }.into_any(),
        Status::NoSkeleton => {
            view! { <p class="neuron-line caution-line">"This dataset has no skeleton of it."</p> }.into_any()
        }
        Status::Failed(failure) => {
            let (body, neuron) = (neuron.body, neuron.clone());
            view! {
                <div class="neuron-line failure">
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
        <p class="neuron-line hint">
            <progress aria-label=format!("Loading {body}")></progress>
            {so_far}
        </p>
    }
}

#[component]
fn Measures(state: PageState, neuron: Neuron, ready: Ready) -> impl IntoView {
    let healing = wording::healing(&ready.summary, ready.heal);
    let changed = ready.heal != Heal::Off && ready.summary.bridges > 0;
    let cable = ready.summary.lengths.as_ref().map(|lengths| lengths.cable);
    let body = neuron.body;
    view! {
        <p class="neuron-line">
            <span>{wording::counted(ready.summary.nodes.into(), "node", "nodes")}</span>
            {cable.map(|cable| view! { <span>"cable " {wording::micrometres(cable)}</span> })}
            <span class:healed=changed>
                <span class="visually-hidden">{format!("{body}: ")}</span>
                {healing}
            </span>
            {changed.then(|| view! {
                <button
                    type="button"
                    class="link"
                    aria-label=format!("show the longest bridge of {body}")
                    on:click=move |_| actions::show_bridge(state, &neuron)
                >
                    "show"
                </button>
            })}
        </p>
    }
}
