//! Synapses of the shown neurons: whether and how they are drawn, and how many there are of each kind.

use leptos::prelude::*;

use super::controls::{Failures, Pick, Switch};
use super::page_state::PageState;
use super::partner_filter::PartnerFilter;
use super::synapses::{Kind, SynapseStatus, SynapsesBy};
use super::{actions, wording};

/// A switch, and below it what there is to choose once it is on.
#[component]
pub(super) fn SynapsePanel(state: PageState) -> impl IntoView {
    let look = state.synapse_look;
    let by = Memo::new(move |_| look.with(|look| look.by));
    let choose = move |name: &str| {
        if let Some(choice) = SynapsesBy::from_name(name) {
            look.update(|look| {
                look.by = Some(choice);
                look.hidden.clear();
            });
        }
    };
    view! {
        <section class="skeletons-section" aria-labelledby="synapses-title">
            <div class="section-head">
                <h2 id="synapses-title">"Synapses"</h2>
                <span class="spacer"></span>
                <Switch
                    label="Show synapses"
                    is_on=Signal::derive(move || by.get().is_some())
                    turn=move |is_on| {
                        look.update(|look| look.by = is_on.then_some(look.by.unwrap_or(SynapsesBy::Side)));
                    }
                />
            </div>
            <Show when=move || by.get().is_some()>
                <Pick
                    id="synapses-by"
                    label="Colour synapses by"
                    choices=SynapsesBy::ALL.map(|choice| (choice.name(), choice.title())).to_vec()
                    chosen=Signal::derive(move || by.get().map_or("", SynapsesBy::name))
                    choose=choose
                />
                <Kinds state />
                <Confidence state />
                <PartnerFilter state />
                <Loading state />
            </Show>
        </section>
    }
}

#[component]
fn Kinds(state: PageState) -> impl IntoView {
    view! {
        <ul class="kind-list" role="list" aria-label="Kinds of synapses">
            <For
                each=move || state.synapse_kinds.get().to_vec()
                key=|kind| (kind.name.clone(), kind.count, kind.color.to_string())
                let:kind
            >
                <KindRow state kind />
            </For>
        </ul>
    }
}

#[component]
fn KindRow(state: PageState, kind: Kind) -> impl IntoView {
    let look = state.synapse_look;
    let (name, told) = (kind.name.clone(), kind.name.clone());
    let switch = move |event| {
        let is_shown = event_target_checked(&event);
        look.update(|look| {
            look.hidden.retain(|hidden| *hidden != kind.name);
            if !is_shown {
                look.hidden.push(kind.name.clone());
            }
        });
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || look.with(|look| !look.hidden.contains(&name))
                    on:change=switch
                />
                <span class="color-swatch" style:background-color=format!("#{}", kind.color)></span>
                {told}
                <span class="spacer"></span>
                <span class="hint">{wording::count(kind.count)}</span>
            </label>
        </li>
    }
}

#[component]
fn Confidence(state: PageState) -> impl IntoView {
    let look = state.synapse_look;
    let least = Memo::new(move |_| look.with(|look| look.least));
    view! {
        <div class="color-row with-value">
            <label for="synapse-confidence">"Confidence at least"</label>
            <input
                id="synapse-confidence"
                type="range"
                min="0"
                max="1000"
                step="10"
                prop:value=move || least.get().to_string()
                aria-valuetext=move || written(least.get())
                on:input=move |event| {
                    if let Ok(least) = event_target_value(&event).parse() {
                        look.update(|look| look.least = least);
                    }
                }
            />
            <span class="hint mono">{move || written(least.get())}</span>
        </div>
    }
}

/// How many neurons are still to come, and what could not be loaded.
#[component]
fn Loading(state: PageState) -> impl IntoView {
    let open = move || {
        let is_open = |status: &SynapseStatus| matches!(status, SynapseStatus::NotAsked | SynapseStatus::Loading);
        state.shown().iter().filter(|(neuron, _)| neuron.synapses.with(is_open)).count()
    };
    let failures = move || {
        let neurons = state.neurons.get().into_iter();
        neurons
            .filter_map(|neuron| match neuron.synapses.get() {
                SynapseStatus::Failed(why) => Some((neuron.body, why)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    view! {
        <p class="hint" role="status">
            {move || match open() {
                0 => String::new(),
                open => format!("Synapses of {} are loading …", wording::counted(open as u64, "neuron", "neurons")),
            }}
        </p>
        <Failures of=Signal::derive(failures) retry=move || actions::retry_synapses(state) />
    }
}

/// Thousandths as people read them: 0.85.
fn written(least: u32) -> String {
    format!("{}.{:02}", least / 1000, least % 1000 / 10)
}
