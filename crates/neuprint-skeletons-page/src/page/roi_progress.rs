//! How far it is known in which ROIs nodes lie, while they are coloured so.

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::controls::Failures;
use super::node_rois::RoiStatus;
use super::page_state::PageState;
use super::{actions, wording};

/// How many neurons are still to come, what has no mesh, and what failed.
#[component]
pub(super) fn RoiProgress(state: PageState) -> impl IntoView {
    let open = Memo::new(move |_| {
        let is_open = |status: &RoiStatus| matches!(status, RoiStatus::NotAsked | RoiStatus::Loading);
        state.shown().iter().filter(|(neuron, _)| neuron.rois.with(is_open)).count()
    });
    let without_mesh = move || {
        let names = actions::rois_without_mesh(state);
        (!names.is_empty()).then(|| format!("Without a mesh, so told as elsewhere: {}.", names.join(", ")))
    };
    let failures = move || {
        let neurons = state.neurons.get().into_iter();
        neurons
            .filter_map(|neuron| match neuron.rois.get() {
                RoiStatus::Failed(why) => Some((neuron.body, why)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    view! {
        <p class="hint">
            "A node is in the primary ROI whose mesh holds it. Meshes are loaded of ROIs in which neurons have synapses."
        </p>
        <p class="hint" role="status">
            {move || match open.get() {
                0 => String::new(),
                open => format!("ROIs of {} are being found …", wording::counted(open as u64, "neuron", "neurons")),
            }}
        </p>
        <Show when=move || { open.get() > 0 }>
            <div class="button-row">
                <button type="button" class="button" on:click=move |_| state.color_by.set(ColorBy::Neuron)>
                    "Stop"
                </button>
            </div>
        </Show>
        {move || without_mesh().map(|text| view! { <p class="hint">{text}</p> })}
        <Failures of=Signal::derive(failures) retry=move || actions::retry_rois(state) />
    }
}
