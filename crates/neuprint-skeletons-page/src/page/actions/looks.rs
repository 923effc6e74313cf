//! What is drawn, and in which colours.
//!
//! What is locked is left as it is by everything that is done to many neurons at once.

use leptos::prelude::*;

use crate::page::appearance::ColorBy;
use crate::page::neuron::Neuron;
use crate::page::page_state::{PageState, Solo};
use crate::page::palette::Color;

/// Shows or hides a neuron. Who chooses by hand what is shown does not come back to what was shown before a solo.
pub(in crate::page) fn set_visible(state: PageState, neuron: &Neuron, visible: bool) {
    state.solo.maybe_update(|solo| solo.take().is_some());
    draw(state, neuron, visible);
}

fn draw(state: PageState, neuron: &Neuron, visible: bool) {
    neuron.visible.set(visible);
    state.view.with_view(|view| view.set_visible(&neuron.key(), visible));
}

/// Shows or hides all neurons, or those of a group, that are not locked.
pub(in crate::page) fn set_visible_all(state: PageState, bodies: Option<&[u64]>, visible: bool) {
    for neuron in unlocked(state, bodies) {
        set_visible(state, &neuron, visible);
    }
}

/// Shows these neurons alone, with those that are locked as they are; the second time, what was shown before.
pub(in crate::page) fn solo(state: PageState, bodies: &[u64]) {
    let before = state.solo.get_untracked();
    let all = unlocked(state, None);
    match before {
        Some(solo) if solo.bodies == bodies => {
            state.solo.set(None);
            for neuron in all {
                draw(state, &neuron, solo.before.contains(&neuron.body));
            }
        }
        before => {
            let visible = || {
                let visible = all.iter().filter(|neuron| neuron.visible.get_untracked());
                visible.map(|neuron| neuron.body).collect()
            };
            let before = before.map_or_else(visible, |solo| solo.before);
            state.solo.set(Some(Solo { bodies: bodies.to_vec(), before }));
            for neuron in &all {
                draw(state, neuron, bodies.contains(&neuron.body));
            }
        }
    }
}

/// Colours a neuron.
pub(in crate::page) fn set_color(state: PageState, neuron: &Neuron, color: Color) {
    neuron.color.set(color);
    // Otherwise it is not the neuron's own colour that is seen.
    if !matches!(state.color_by.get_untracked(), ColorBy::Type | ColorBy::Property) {
        state.view.with_view(|view| view.set_color(&neuron.key(), color.parts()));
    }
}

/// Colours the neurons of a group that are not locked.
pub(in crate::page) fn set_color_all(state: PageState, bodies: &[u64], color: Color) {
    for neuron in unlocked(state, Some(bodies)) {
        set_color(state, &neuron, color);
    }
}

/// Lets a neuron stand out in the picture, or none.
pub(in crate::page) fn highlight(state: PageState, body: Option<u64>) {
    let key = body.map(|body| body.to_string());
    state.view.with_view(|view| view.highlight(key.as_deref()));
}

/// The neurons that are not locked: all, or those of a group.
pub(super) fn unlocked(state: PageState, bodies: Option<&[u64]>) -> Vec<Neuron> {
    let neurons = state.neurons.get_untracked().into_iter();
    neurons
        .filter(|neuron| !neuron.locked.get_untracked())
        .filter(|neuron| bodies.is_none_or(|bodies| bodies.contains(&neuron.body)))
        .collect()
}
