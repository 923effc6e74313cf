//! What can be done on the page, by hand or by itself.
//!
//! ```text
//! actions::start(state);                       // once: loads what the address names, follows every change
//! actions::add(state, &[754538881]);
//! ```

mod archive;
mod drawing;
mod finding;
mod following;
mod healing;
mod links;
mod loading;
mod looks;
mod measuring;
mod naming;
mod node_rois;
mod pictures;
mod properties;
mod pruning;
mod saving;
mod segments;
mod standalone;
mod synapses;

use leptos::prelude::*;
use neuprint_worker::messages::Request;

use super::neuron::{Neuron, Status};
use super::page_state::PageState;
use super::palette::Color;

pub(super) use drawing::{look_at, middle, show_bridge};
pub(super) use finding::{near, search};
pub(super) use following::{say_voxel, start};
pub(super) use healing::{drag_limit, drag_twigs, drop_limit, heal, redo, refuse, undo};
pub(super) use links::{copy_link, neuroglancer_link};
pub(super) use loading::region_color;
pub(super) use looks::{highlight, set_color, set_color_all, set_visible, set_visible_all, solo};
pub(super) use measuring::{measure_path, measure_shape, reroot};
pub(super) use naming::{add_named, add_partners, roi_places};
pub(super) use node_rois::{retry_rois, rois_without_mesh, scheme as roi_scheme};
pub(super) use pictures::{Look, save_obj, save_png, save_svg};
pub(super) use saving::{Form, save_all_swc, save_segments, save_swc};
pub(super) use segments::{look_at_run, mark_run, measure_runs};
pub(super) use standalone::save_html;
pub(super) use synapses::{partners, retry_synapses, synapses_of};

/// Adds bodies to the list, as far as they are not there yet, and loads them.
pub(super) fn add(state: PageState, bodies: &[u64]) {
    add_with(state, bodies, |_| {});
}

/// The same, with something that is to be done to each before it is loaded.
fn add_with(state: PageState, bodies: &[u64], prepare: impl Fn(&Neuron)) {
    let known: Vec<u64> = state.neurons.with_untracked(|neurons| neurons.iter().map(|neuron| neuron.body).collect());
    let fresh: Vec<Neuron> =
        bodies.iter().filter(|body| !known.contains(body)).map(|body| Neuron::new(*body, state.next_color())).collect();
    fresh.iter().for_each(prepare);
    if !fresh.is_empty() {
        state.neurons.update(|neurons| neurons.extend(fresh));
        loading::load_waiting(state);
    }
}

/// Adds what a neuroglancer link shows: its neurons, in their colours, and the place that it looks at.
pub(super) fn add_scene(state: PageState, scene: &neuprint::neuroglancer::Scene) {
    let bodies: Vec<u64> = scene.bodies.iter().map(|body| body.get()).collect();
    add(state, &bodies);
    for (body, color) in &scene.colors {
        if let (Some(neuron), Some(color)) = (state.neuron(body.get()), Color::parse(color)) {
            set_color(state, &neuron, color);
        }
    }
    if let Some(position) = scene.position {
        // The link's own magnification is one of its cross-sections, so ours stays.
        state.view.steer(|view| view.turn_to(position.map(|part| part as f32)));
    }
}

/// Takes a body off the list and out of the picture.
pub(super) fn remove(state: PageState, body: u64) {
    let Some(neuron) = state.neuron(body) else { return };
    neuron.stop();
    drawing::erase_skeleton(state, &neuron);
    state.neurons.update(|neurons| neurons.retain(|other| other.body != body));
    state.selected.update(|selected| *selected = selected.filter(|selected| *selected != body));
    forget(state, body);
    loading::load_waiting(state);
}

/// Takes all bodies off the list, except those that are locked.
pub(super) fn remove_all(state: PageState) {
    looks::unlocked(state, None).iter().for_each(|neuron| remove(state, neuron.body));
    if state.neurons.with_untracked(Vec::is_empty) {
        state.added.set_value(0);
    }
}

/// Loads a body again that could not be loaded.
pub(super) fn retry(state: PageState, neuron: &Neuron) {
    neuron.status.set(Status::Waiting);
    loading::load_waiting(state);
}

/// Shows or hides a region.
pub(super) fn set_region(state: PageState, roi: &str, shown: bool) {
    state.roi_failures.update(|failures| failures.retain(|(name, _)| name != roi));
    state.rois.update(|rois| {
        rois.retain(|other| other != roi);
        if shown {
            rois.push(roi.to_owned());
        }
    });
    if shown {
        loading::load_region(state, roi.to_owned());
    } else {
        drawing::erase_mesh(state, roi);
    }
}

/// Lets the worker free a skeleton.
fn forget(state: PageState, body: u64) {
    let asking = state.session.ask(Request::CloseSkeleton { body });
    leptos::task::spawn_local(async move {
        // A worker that does not know the skeleton, or is gone, has nothing to free.
        let _ = asking.await;
    });
}
