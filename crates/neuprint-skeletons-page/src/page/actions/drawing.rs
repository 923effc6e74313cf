//! Puts what was loaded into the picture.

use leptos::prelude::*;
use neuprint_worker::messages::Gap;

use super::synapses;
use crate::page::neuron::Neuron;
use crate::page::neuron_colors;
use crate::page::node_rois::RoiStatus;
use crate::page::page_state::{PageState, Shape};
use crate::viewer::View;

/// Draws a skeleton or mesh now, or as soon as the picture has loaded.
pub(super) fn draw(state: PageState, key: String, shape: Shape) {
    let shown = state.view.with_view(|view| put(state, view, &key, &shape));
    if shown.is_none() {
        // The page may have been left meanwhile.
        let _ = state.pending.try_update_value(|pending| pending.insert(key, shape));
    }
}

/// Draws what arrived before the picture had loaded.
pub(super) fn draw_pending(state: PageState) {
    let pending = state.pending.try_update_value(std::mem::take).unwrap_or_default();
    pending.into_iter().for_each(|(key, shape)| draw(state, key, shape));
}

fn put(state: PageState, view: &View, key: &str, shape: &Shape) {
    let result = match shape {
        Shape::Skeleton(nodes, parents, bridges) => view.set_skeleton(key, nodes, parents, bridges),
        Shape::Mesh(vertices, faces, color) => view.set_mesh(key, vertices, faces, *color),
    };
    if let Err(message) = result {
        leptos::logging::error!("{message}");
    }
    if let Some(neuron) = key.parse().ok().and_then(|body| state.neuron(body)) {
        view.set_color(key, untrack(|| neuron_colors::seen(state)(&neuron)).parts());
        view.set_visible(key, neuron.visible.get_untracked());
        // Until a hand moves it, the camera shows all there is.
        if !state.view.steered.get_untracked() {
            view.widest_view();
        }
    }
}

/// Takes a skeleton out of the picture.
pub(super) fn erase_skeleton(state: PageState, neuron: &Neuron) {
    let key = neuron.key();
    state.view.with_view(|view| view.remove_skeleton(&key));
    synapses::erase(state, neuron);
    neuron.rois.set(RoiStatus::NotAsked);
    // The page may have been left meanwhile.
    let _ = state.pending.try_update_value(|pending| pending.remove(&key));
}

/// Takes a region out of the picture.
pub(super) fn erase_mesh(state: PageState, roi: &str) {
    state.view.with_view(|view| view.remove_mesh(roi));
    // The page may have been left meanwhile.
    let _ = state.pending.try_update_value(|pending| pending.remove(roi));
}

/// Moves the camera to a bridge: a view that shows it with some of its surroundings.
pub(in crate::page) fn show_bridge(state: PageState, gap: &Gap) {
    let [one, other] = gap.ends.map(|end| end.place);
    let squared: f32 = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum();
    state.view.steer(|view| view.look_at(middle(gap), squared.sqrt() * 2.5 + 50.0));
}

/// The place between the ends of a gap, voxels.
pub(in crate::page) fn middle(gap: &Gap) -> [f32; 3] {
    let [one, other] = gap.ends.map(|end| end.place);
    [0, 1, 2].map(|axis| (one[axis] + other[axis]) / 2.0)
}

/// Selects a neuron and moves the camera so that all of it is seen.
pub(in crate::page) fn look_at(state: PageState, neuron: &Neuron) {
    let Some(ready) = untrack(|| neuron.ready()) else { return };
    state.selected.set(Some(neuron.body));
    let [low, high] = ready.summary.bounds;
    let middle = [0, 1, 2].map(|axis| (low[axis] + high[axis]) / 2.0);
    let squared: f32 = low.iter().zip(high).map(|(low, high)| (high - low).powi(2)).sum();
    // Whatever way it is looked at, its diagonal fits.
    state.view.steer(|view| view.look_at(middle, squared.sqrt() / 2.0));
}
