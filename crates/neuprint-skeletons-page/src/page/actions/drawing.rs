//! Puts what was loaded into the picture.

use js_sys::{Float32Array, Uint32Array};
use leptos::prelude::*;

use crate::page::neuron::Neuron;
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
        view.set_color(key, neuron.color.get_untracked().parts());
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
    // The page may have been left meanwhile.
    let _ = state.pending.try_update_value(|pending| pending.remove(&key));
}

/// Takes a region out of the picture.
pub(super) fn erase_mesh(state: PageState, roi: &str) {
    state.view.with_view(|view| view.remove_mesh(roi));
    // The page may have been left meanwhile.
    let _ = state.pending.try_update_value(|pending| pending.remove(roi));
}

/// Moves the camera to a neuron's longest bridge.
pub(in crate::page) fn show_bridge(state: PageState, neuron: &Neuron) {
    if let Some((middle, half_height)) = neuron.ready().and_then(|ready| ready.longest_bridge) {
        state.view.steer(|view| view.look_at(middle, half_height));
    }
}

/// The middle of the longest bridge, and half the height of a view that shows it with some of its surroundings.
pub(super) fn longest_bridge(
    nodes: &Float32Array,
    parents: &Uint32Array,
    bridges: &Uint32Array,
) -> Option<([f32; 3], f32)> {
    let place = |node: u32| [0, 1, 2].map(|part| nodes.get_index(node * 4 + part));
    let ends = bridges.to_vec().into_iter().map(|node| (place(node), place(parents.get_index(node))));
    let measured = ends.map(|(a, b)| {
        let squared: f32 = (0..3).map(|part| (a[part] - b[part]).powi(2)).sum();
        ([0, 1, 2].map(|part| (a[part] + b[part]) / 2.0), squared.sqrt())
    });
    let longest = measured.max_by(|one, other| one.1.total_cmp(&other.1))?;
    Some((longest.0, longest.1 * 2.5 + 50.0))
}
