//! Finds out in which ROIs the nodes of shown neurons lie, and colours them so.

use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use js_sys::{Uint8Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Failure, InBytes as _, NodeRois, Request};
use wasm_bindgen::JsCast as _;

use crate::page::appearance::ColorBy;
use crate::page::neuron::{Neuron, Ready};
use crate::page::node_rois::{RoiStatus, RoisOfNeuron, Scheme};
use crate::page::page_state::PageState;
use crate::viewer::ViewStatus;
use neuprint_page::{Answer, unexpected};

/// How many neurons are asked about at once.
const AT_ONCE: usize = 2;

/// Asks and colours while neurons are coloured by ROI, until the page is left.
pub(super) fn follow(state: PageState) {
    // What is under way; it ends when another colouring is chosen.
    let running = StoredValue::new(Vec::<AbortHandle>::new());
    Effect::new(move |_| {
        if state.color_by.get() == ColorBy::Roi {
            load_next(state, running);
        } else {
            stop(state, running);
        }
    });
    on_cleanup(move || {
        let running = running.try_update_value(std::mem::take).unwrap_or_default();
        running.iter().for_each(AbortHandle::abort);
    });
    Effect::new(move |before: Option<Option<Sent>>| {
        let before = before.flatten();
        let is_there = state.view.status.with(|status| matches!(status, ViewStatus::Ready(_)));
        if state.color_by.get() != ColorBy::Roi || !is_there {
            return before;
        }
        let now = Sent { scheme: scheme(state), neurons: known(state) };
        state.view.with_view(|view| {
            for (neuron, ready, rois) in &now.neurons {
                if !before.as_ref().is_some_and(|before| before.has(&now.scheme, ready, rois)) {
                    view.set_values(&neuron.key(), &now.scheme.values(rois));
                }
            }
        });
        Some(now)
    });
}

/// What the picture has.
struct Sent {
    scheme: Scheme,
    neurons: Vec<(Neuron, Ready, Arc<RoisOfNeuron>)>,
}

impl Sent {
    /// A skeleton that was drawn anew has lost its values.
    fn has(&self, scheme: &Scheme, ready: &Ready, rois: &Arc<RoisOfNeuron>) -> bool {
        let is_it = |(_, drawn, known): &(Neuron, Ready, Arc<RoisOfNeuron>)| drawn == ready && Arc::ptr_eq(known, rois);
        self.scheme == *scheme && self.neurons.iter().any(is_it)
    }
}

/// Neurons of which it is known; follows changes.
fn known(state: PageState) -> Vec<(Neuron, Ready, Arc<RoisOfNeuron>)> {
    let known = state.loaded().into_iter().filter_map(|(neuron, ready)| match neuron.rois.get() {
        RoiStatus::Ready(rois) => Some((neuron, ready, rois)),
        _ => None,
    });
    known.collect()
}

/// What the colours of ROIs stand for; follows changes.
pub(in crate::page) fn scheme(state: PageState) -> Scheme {
    let known = known(state);
    Scheme::of(known.iter().map(|(.., rois)| &**rois))
}

/// The category of each node of a neuron, if that is known; follows changes.
pub(super) fn values(state: PageState, neuron: &Neuron) -> Option<Vec<f32>> {
    match neuron.rois.get() {
        RoiStatus::Ready(rois) => Some(scheme(state).values(&rois)),
        _ => None,
    }
}

/// ROIs in which shown neurons have synapses and that have no mesh; follows changes.
pub(in crate::page) fn rois_without_mesh(state: PageState) -> Vec<String> {
    let mut names: Vec<String> =
        known(state).iter().flat_map(|(.., rois)| rois.told.without_mesh.iter().cloned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Asks about shown neurons whose turn it is; follows changes.
fn load_next(state: PageState, running: StoredValue<Vec<AbortHandle>>) {
    let shown = state.shown();
    let is = |neuron: &Neuron, wanted: RoiStatus| neuron.rois.with(|status| *status == wanted);
    let loading = shown.iter().filter(|(neuron, _)| is(neuron, RoiStatus::Loading)).count();
    let waiting = shown.iter().filter(|(neuron, _)| is(neuron, RoiStatus::NotAsked));
    for (neuron, _) in waiting.take(AT_ONCE.saturating_sub(loading)) {
        let neuron = neuron.clone();
        neuron.rois.set(RoiStatus::Loading);
        let (handle, registration) = AbortHandle::new_pair();
        running.update_value(|running| {
            running.retain(|running| !running.is_aborted());
            running.push(handle);
        });
        let asking = Abortable::new(state.session.ask(Request::NodeRois { body: neuron.body }), registration);
        spawn_local(async move {
            let Ok(found) = asking.await else { return };
            let status = match found.and_then(read) {
                Ok(rois) => RoiStatus::Ready(Arc::new(rois)),
                Err(failure) => RoiStatus::Failed(failure.message),
            };
            // It may have been taken out of the list, or another dataset opened, meanwhile.
            if neuron.rois.with_untracked(|status| *status == RoiStatus::Loading) {
                neuron.rois.set(status);
            }
        });
    }
}

fn stop(state: PageState, running: StoredValue<Vec<AbortHandle>>) {
    let running = running.try_update_value(std::mem::take).unwrap_or_default();
    running.iter().for_each(AbortHandle::abort);
    reset(state, |status| *status == RoiStatus::Loading);
}

/// Asks again about neurons of which it could not be found out.
pub(in crate::page) fn retry_rois(state: PageState) {
    reset(state, |status| matches!(status, RoiStatus::Failed(_)));
}

fn reset(state: PageState, is_meant: impl Fn(&RoiStatus) -> bool) {
    for neuron in state.neurons.get_untracked() {
        if neuron.rois.with_untracked(&is_meant) {
            neuron.rois.set(RoiStatus::NotAsked);
        }
    }
}

fn read(answer: Answer) -> Result<RoisOfNeuron, Failure> {
    let refused = || unexpected("finding out in which regions nodes lie");
    let mut bulk = answer.bulk.into_iter();
    let mut next = || bulk.next().ok_or_else(refused);
    let told: Uint8Array = next()?.dyn_into().map_err(|_| refused())?;
    let told = NodeRois::read(&told.to_vec()).ok_or_else(refused)?;
    let of_node: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    Ok(RoisOfNeuron::new(told, of_node.to_vec()))
}
