//! Keeps list, picture and address in step.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use neuprint_worker::messages::Request;

use super::{
    add, add_with, drawing, healing, loading, looks, node_rois, properties, pruning, remove, set_region, synapses,
};
use crate::page::address_state::AddressState;
use crate::page::appearance::FOG;
use crate::page::neuron::{Neuron, Status};
use crate::page::neuron_colors;
use crate::page::page_state::PageState;
use crate::page::palette::Color;
use crate::viewer::{Picked, ViewStatus};
use neuprint_page::{Opened, address};

/// Of the embedded dataset, the neuron that consists of two fragments: the opening view's first.
const OPENING_BODY: u64 = 754_538_881;
/// How many neurons the page chooses by itself.
const OPENING_COUNT: usize = 5;
/// Safari refuses more than 100 changes of the address in half a minute.
const ADDRESS_DELAY: Duration = Duration::from_millis(300);

/// Loads what the address names, then follows every change until the page is left.
pub(in crate::page) fn start(state: PageState) {
    state.session.wake();

    Effect::new(move |before: Option<Option<Arc<Opened>>>| {
        let now = state.session.opened.get();
        let before = before.flatten();
        if let Some(opened) = now.as_ref().filter(|now| before.as_ref() != Some(now)) {
            untrack(|| match before {
                None => open(state, opened),
                Some(_) => switch(state, opened),
            });
        }
        now
    });

    Effect::new(move |_| {
        let ready = state.view.status.with(|status| matches!(status, ViewStatus::Ready(_)));
        if ready {
            untrack(|| {
                let camera = state.opening.with_value(|opening| opening.camera);
                if camera.is_some_and(|camera| state.view.with_view(|view| view.set_camera(&camera)) == Some(true)) {
                    state.view.steered.set(true);
                }
                drawing::draw_pending(state);
            });
        }
    });

    healing::follow(state);
    pruning::follow(state);
    synapses::follow(state);
    properties::follow(state);
    node_rois::follow(state);
    neuron_colors::follow(state);
    follow_address(state);

    Effect::new(move |_| {
        let (fades, by) = (state.fades.get(), state.color_by.get());
        state.view.status.track();
        state.view.with_view(|view| {
            view.set_fog(if fades { FOG } else { 0.0 });
            view.color_by(by.of_renderer());
        });
    });

    Effect::new(move |_| {
        let clip = state.clip.get();
        state.view.status.track();
        state.view.with_view(|view| view.set_clip(clip));
    });

    Effect::new(move |_| {
        if let Some(body) = state.view.picked.with(|picked| picked.as_ref().and_then(Picked::body)) {
            state.selected.set(Some(body));
        }
    });

    on_cleanup(move || {
        if let Some(neurons) = state.neurons.try_get_untracked() {
            neurons.iter().for_each(|neuron| {
                neuron.stop();
                super::forget(state, neuron.body);
            });
        }
    });
}

/// Writes the state into the address when it rests, and follows links that lead to this page again.
fn follow_address(state: PageState) {
    let write = move || {
        // The page may have been left meanwhile; before a dataset is open there is nothing to write.
        if let Some(Some(opened)) = state.session.opened.try_get_untracked()
            && state.neurons.try_get_untracked().is_some()
        {
            let parameters = untrack(|| state.to_address()).write();
            let parameters: Vec<(&str, &str)> =
                parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
            address::replace("skeletons", Some(&opened.target), &parameters);
        }
    };
    let mut write_soon = debounce(ADDRESS_DELAY, move |_: AddressState| write());
    Effect::new(move |_| write_soon(state.to_address()));

    let search = state.session.search;
    Effect::new(move |before: Option<String>| {
        let now = search.get();
        if before.is_some_and(|before| before != now) {
            let wanted = AddressState::read(address::parameter);
            untrack(|| match &wanted.ids {
                Some(ids) => adopt(state, ids, &wanted),
                None => write(),
            });
        }
        now
    });
}

/// The first dataset is open: load what the address names, or choose.
fn open(state: PageState, opened: &Opened) {
    let opening = state.opening.get_value();
    match &opening.ids {
        Some(ids) => add_rooted(state, ids, &opening),
        None => choose(state, opened),
    }
    apply_looks(state, &opening);
    let rois = state.rois.get_untracked();
    rois.iter().for_each(|roi| set_region(state, roi, true));
}

/// Another dataset is open: what the page chose goes; what the user chose is looked for there.
fn switch(state: PageState, opened: &Opened) {
    let rois = state.rois.get_untracked();
    rois.iter().for_each(|roi| set_region(state, roi, false));
    // What was said of the dataset before is not said of this one.
    state.said_voxel.set(None);
    if state.chosen_by_page.get_untracked() || state.neurons.with_untracked(Vec::is_empty) {
        // What is locked, too: it is not of this dataset.
        state.neurons.get_untracked().iter().for_each(|neuron| remove(state, neuron.body));
        state.added.set_value(0);
        choose(state, opened);
    } else {
        load_anew(state);
    }
    rois.iter().filter(|roi| opened.connection.rois.contains(roi)).for_each(|roi| set_region(state, roi, true));
}

/// Loads all neurons of the list again.
fn load_anew(state: PageState) {
    for neuron in state.neurons.get_untracked() {
        neuron.stop();
        drawing::erase_skeleton(state, &neuron);
        neuron.status.set(Status::Waiting);
    }
    loading::load_waiting(state);
}

/// Somebody says how large a voxel is, where the dataset does not: all lengths have another unit then.
pub(in crate::page) fn say_voxel(state: PageState, nanometres: Option<f64>) {
    if state.said_voxel.get_untracked() == nanometres {
        return;
    }
    state.said_voxel.set(nanometres);
    // Lengths that were chosen were in the unit before.
    healing::heal(state, |healing| (healing.within, healing.prune) = (None, None));
    tell_voxel(state);
    load_anew(state);
}

/// Lets the worker know it, before it is asked for the next skeleton.
fn tell_voxel(state: PageState) {
    let asking = state.session.ask(Request::VoxelSize { nanometres: state.said_voxel.get_untracked() });
    leptos::task::spawn_local(async move {
        // A worker that is gone, or has another dataset, has nothing to know.
        let _ = asking.await;
    });
}

/// Neurons whose skeletons are here; none if that is not known.
fn choose(state: PageState, opened: &Opened) {
    let mut bodies = opened.connection.bodies_here().unwrap_or_default().to_vec();
    bodies.sort_by_key(|body| *body != OPENING_BODY);
    bodies.truncate(OPENING_COUNT);
    state.chosen_by_page.set(!bodies.is_empty());
    add(state, &bodies);
}

/// A link leads to other neurons on this page.
fn adopt(state: PageState, ids: &[u64], wanted: &AddressState) {
    let surplus: Vec<u64> = state.neurons.with_untracked(|neurons| {
        neurons.iter().map(|neuron| neuron.body).filter(|body| !ids.contains(body)).collect()
    });
    surplus.into_iter().for_each(|body| remove(state, body));
    state.chosen_by_page.set(false);
    add_rooted(state, ids, wanted);
    for neuron in state.neurons.get_untracked() {
        let root = root_of(wanted, neuron.body);
        if neuron.root.get_untracked() != root {
            super::reroot(state, &neuron, root);
        }
    }
    state.healing.set(wanted.healing.clone());
    state.color_by.set(wanted.color_by);
    state.property.set(wanted.property.clone());
    state.fades.set(wanted.fades);
    state.clip.set(wanted.clip);
    state.synapse_look.set(wanted.synapses.clone());
    state.sort.set(wanted.sort);
    state.is_grouped.set(wanted.is_grouped);
    apply_looks(state, wanted);
}

/// Adds bodies whose trees are seen from the roots that an address names.
fn add_rooted(state: PageState, ids: &[u64], wanted: &AddressState) {
    add_with(state, ids, |neuron| neuron.root.set(root_of(wanted, neuron.body)));
}

fn root_of(wanted: &AddressState, body: u64) -> Option<u32> {
    wanted.roots.iter().find(|(other, _)| *other == body).map(|(_, node)| *node)
}

/// Hides, locks and colours neurons as the address says.
fn apply_looks(state: PageState, wanted: &AddressState) {
    let find =
        |body: u64| state.neurons.with_untracked(|all: &Vec<Neuron>| all.iter().find(|it| it.body == body).cloned());
    wanted.locked.iter().filter_map(|body| find(*body)).for_each(|neuron| neuron.locked.set(true));
    wanted.hidden.iter().filter_map(|body| find(*body)).for_each(|neuron| looks::set_visible(state, &neuron, false));
    let colored = wanted.colors.iter().filter_map(|(body, color): &(u64, Color)| Some((find(*body)?, *color)));
    colored.for_each(|(neuron, color)| looks::set_color(state, &neuron, color));
}
