//! Fetches the synapses of shown neurons and draws them.

use std::collections::HashMap;
use std::sync::Arc;

use js_sys::{Float32Array, Uint8Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Failure, InBytes as _, Request, SynapsesFound};
use wasm_bindgen::JsCast as _;

use crate::page::neuron::{Neuron, SynapsesLeft};
use crate::page::page_state::PageState;
use crate::page::synapses::{Kind, SynapseStatus, Synapses, SynapsesBy, kinds, kinds_of};
use crate::viewer::Picked;
use neuprint_page::{Answer, unexpected};

/// How many neurons' synapses are asked for at once: each is a search in the database.
const AT_ONCE: usize = 2;
/// How large a synapse is drawn, voxels.
pub(super) const RADIUS: f32 = 14.0;
/// What the renderer's keys of synapses begin with.
const KEY: &str = "synapses of ";

/// Loads and draws what is wanted of synapses until the page is left.
pub(super) fn follow(state: PageState) {
    Effect::new(move |_| {
        if state.synapse_look.with(|look| look.by.is_some()) {
            load_next(state);
        }
    });
    Effect::new(move |_| {
        if let Some(found) = state.view.picked.get().and_then(|picked| untrack(|| under(state, &picked))) {
            state.view.picked.set(Some(found));
        }
    });
    // A memo, so that what reads it hears of other kinds only.
    let all = Memo::new(move |_| kinds_of_all(state));
    Effect::new(move |_| state.synapse_kinds.set(all.get()));
    Effect::new(move |before: Option<Option<Drawn>>| {
        let by = state.synapse_look.with(|look| look.by);
        let is_there = state.view.status.with(|status| matches!(status, crate::viewer::ViewStatus::Ready(_)));
        let now = Drawn { by: by.filter(|_| is_there)?, kinds: state.synapse_kinds.get(), neurons: ready(state) };
        put(state, &now, before.flatten().filter(|before| before.is_coloured_as(&now)).as_ref());
        Some(now)
    });
    Effect::new(move |_| {
        let (look, kinds) = (state.synapse_look.get(), state.synapse_kinds.get());
        let shown = kinds.iter().zip(0..8).filter(|(kind, _)| !look.hidden.contains(&kind.name));
        let mask = shown.fold(0_u8, |mask, (_, at)| mask | 1 << at);
        let neurons: Vec<(String, bool)> =
            ready(state).iter().map(|(neuron, _)| (key(neuron), neuron.visible.get() && look.by.is_some())).collect();
        state.view.status.track();
        state.view.with_view(|view| {
            for (key, is_visible) in &neurons {
                view.set_points_visible(key, *is_visible);
                view.filter_points(key, mask, look.least as f32 / 1000.0);
            }
        });
    });
}

/// What was drawn.
struct Drawn {
    by: SynapsesBy,
    kinds: Arc<[Kind]>,
    neurons: Vec<(Neuron, Arc<Synapses>)>,
}

impl Drawn {
    fn is_coloured_as(&self, other: &Self) -> bool {
        let names = |drawn: &Self| drawn.kinds.iter().map(|kind| kind.name.clone()).collect::<Vec<_>>();
        self.by == other.by && names(self) == names(other)
    }

    fn has(&self, synapses: &Arc<Synapses>) -> bool {
        self.neurons.iter().any(|(_, drawn)| Arc::ptr_eq(drawn, synapses))
    }
}

/// The kinds of all synapses that are there; follows changes.
fn kinds_of_all(state: PageState) -> Arc<[Kind]> {
    let Some(by) = state.synapse_look.with(|look| look.by) else { return Arc::default() };
    let ready = ready(state);
    let all: Vec<&Synapses> = ready.iter().map(|(_, synapses)| &**synapses).collect();
    kinds(by, &all).into()
}

/// Neurons whose synapses are there, with those that are on what is left of their skeletons; follows changes.
fn ready(state: PageState) -> Vec<(Neuron, Arc<Synapses>)> {
    let neurons = state.neurons.get().into_iter();
    neurons
        .filter_map(|neuron| match neuron.synapses.get() {
            SynapseStatus::Ready(synapses) => {
                let left = left(state, &neuron, synapses);
                Some((neuron, left))
            }
            _ => None,
        })
        .collect()
}

/// The synapses of a neuron, if they are shown; follows changes.
pub(in crate::page) fn synapses_of(state: PageState, neuron: &Neuron) -> Option<Arc<Synapses>> {
    state.synapse_look.with(|look| look.by)?;
    match neuron.synapses.get() {
        SynapseStatus::Ready(synapses) => Some(left(state, neuron, synapses)),
        _ => None,
    }
}

/// The synapses of a neuron without those of twigs that are left out, and with the partner alone who is wanted; follows
/// changes.
fn left(state: PageState, neuron: &Neuron, all: Arc<Synapses>) -> Arc<Synapses> {
    let partner = state.synapse_look.with(|look| look.partner.clone());
    let pruned = match state.healing.with(|healing| healing.prune) {
        Some(_) => neuron.ready().and_then(|ready| state.healing.with(|healing| ready.healed(healing).pruned)),
        None => None,
    };
    if pruned.is_none() && partner.is_empty() {
        return all;
    }
    let is_pruned_so =
        |known: &SynapsesLeft| known.pruned.as_ref().map(Arc::as_ptr) == pruned.as_ref().map(Arc::as_ptr);
    let known = neuron.synapses_left.with_value(|known| match known {
        Some(known) if Arc::ptr_eq(&known.of, &all) && is_pruned_so(known) && known.partner == partner => {
            Some(known.left.clone())
        }
        _ => None,
    });
    known.unwrap_or_else(|| {
        let is_left = |at: usize| match (&pruned, all.nodes.get(at)) {
            (Some(pruned), Some(node)) => pruned.gone.binary_search(node).is_err(),
            _ => true,
        };
        let left = all.only(is_left);
        let left = Arc::new(if partner.is_empty() { left } else { left.with_partner(&partner) });
        neuron.synapses_left.set_value(Some(SynapsesLeft { of: all, pruned, partner, left: left.clone() }));
        left
    })
}

/// The partners of all neurons whose synapses are there, the strongest first: type, body ID, connections. Follows changes.
pub(in crate::page) fn partners(state: PageState) -> Vec<(String, u64, u64)> {
    let mut counts: HashMap<u64, (String, u64)> = HashMap::new();
    for neuron in state.neurons.get() {
        let SynapseStatus::Ready(synapses) = neuron.synapses.get() else { continue };
        for body in synapses.found.bodies.iter().filter(|body| body.body > 0) {
            let known = counts.entry(body.body).or_insert_with(|| (synapses.type_of(body).to_owned(), 0));
            known.1 += u64::from(body.connections);
        }
    }
    let mut partners: Vec<(String, u64, u64)> =
        counts.into_iter().map(|(body, (name, connections))| (name, body, connections)).collect();
    partners.sort_unstable_by(|one, other| other.2.cmp(&one.2).then(one.1.cmp(&other.1)));
    partners
}

/// The synapses that are seen now, per neuron: the renderer's key, x, y, z of each, the kind of each; follows changes.
pub(super) fn seen(state: PageState) -> Vec<(String, Vec<f32>, Vec<u8>)> {
    let (look, kinds) = (state.synapse_look.get(), state.synapse_kinds.get());
    let Some(by) = look.by else { return Vec::new() };
    let is_shown: Vec<bool> = kinds.iter().map(|kind| !look.hidden.contains(&kind.name)).collect();
    let least = look.least as f32 / 1000.0;
    let drawn = ready(state).into_iter().filter(|(neuron, _)| neuron.visible.get());
    drawn
        .map(|(neuron, synapses)| {
            let of = kinds_of(by, &kinds, &synapses);
            let is_seen = |at: &usize| {
                is_shown.get(usize::from(of[*at])).is_some_and(|shown| *shown) && synapses.confidences[*at] >= least
            };
            let seen: Vec<usize> = (0..of.len()).filter(is_seen).collect();
            let places = seen.iter().flat_map(|at| synapses.places[3 * at..][..3].iter().copied()).collect();
            (key(&neuron), places, seen.iter().map(|at| of[*at]).collect())
        })
        .filter(|(_, places, _): &(String, Vec<f32>, Vec<u8>)| !places.is_empty())
        .collect()
}

/// What the renderer calls the synapses of a neuron.
fn key(neuron: &Neuron) -> String {
    format!("{KEY}{}", neuron.body)
}

/// The node that a synapse is on which was found at a place of the picture: it stands in front of the neurite and takes the
/// click that was meant for that.
fn under(state: PageState, picked: &Picked) -> Option<Picked> {
    let neuron = state.neuron(picked.key.strip_prefix(KEY)?.parse().ok()?)?;
    let node = *synapses_of(state, &neuron)?.nodes.get(picked.node as usize)?;
    (node != u32::MAX).then(|| Picked { key: neuron.key(), node, ..picked.clone() })
}

/// Draws what was not drawn before.
fn put(state: PageState, now: &Drawn, before: Option<&Drawn>) {
    state.view.with_view(|view| {
        for (neuron, synapses) in &now.neurons {
            if before.is_some_and(|before| before.has(synapses)) {
                continue;
            }
            let key = key(neuron);
            let kinds = kinds_of(now.by, &now.kinds, synapses);
            if let Err(message) = view.set_points(&key, &synapses.places, &kinds, &synapses.confidences, RADIUS) {
                leptos::logging::error!("{message}");
            }
            for (kind, at) in now.kinds.iter().zip(0..) {
                view.set_point_color(&key, at, kind.color.parts());
            }
        }
    });
}

/// Takes the synapses of a neuron out of the picture.
pub(super) fn erase(state: PageState, neuron: &Neuron) {
    state.view.with_view(|view| view.remove_points(&key(neuron)));
    neuron.synapses.set(SynapseStatus::NotAsked);
}

/// Asks for the synapses of shown neurons whose turn it is; follows changes.
fn load_next(state: PageState) {
    let shown = state.shown();
    let is = |neuron: &Neuron, wanted: SynapseStatus| neuron.synapses.with(|status| *status == wanted);
    let loading = shown.iter().filter(|(neuron, _)| is(neuron, SynapseStatus::Loading)).count();
    let waiting = shown.iter().filter(|(neuron, _)| is(neuron, SynapseStatus::NotAsked));
    for (neuron, _) in waiting.take(AT_ONCE.saturating_sub(loading)) {
        let neuron = neuron.clone();
        neuron.synapses.set(SynapseStatus::Loading);
        let asking = state.session.ask(Request::Synapses { body: neuron.body });
        spawn_local(async move {
            let status = match asking.await.and_then(read) {
                Ok(synapses) => SynapseStatus::Ready(Arc::new(synapses)),
                Err(failure) => SynapseStatus::Failed(failure.message),
            };
            // It may have been taken out of the list, or another dataset opened, meanwhile.
            if neuron.synapses.with_untracked(|status| *status == SynapseStatus::Loading) {
                neuron.synapses.set(status);
            }
        });
    }
}

/// Asks again for synapses that could not be loaded.
pub(in crate::page) fn retry_synapses(state: PageState) {
    for neuron in state.neurons.get_untracked() {
        if neuron.synapses.with_untracked(|status| matches!(status, SynapseStatus::Failed(_))) {
            neuron.synapses.set(SynapseStatus::NotAsked);
        }
    }
}

fn read(answer: Answer) -> Result<Synapses, Failure> {
    let refused = || unexpected("loading synapses");
    let mut bulk = answer.bulk.into_iter();
    let mut next = || bulk.next().ok_or_else(refused);
    let told: Uint8Array = next()?.dyn_into().map_err(|_| refused())?;
    let found = SynapsesFound::read(&told.to_vec()).ok_or_else(refused)?;
    let places: Float32Array = next()?.dyn_into().map_err(|_| refused())?;
    let confidences: Float32Array = next()?.dyn_into().map_err(|_| refused())?;
    let sides: Uint8Array = next()?.dyn_into().map_err(|_| refused())?;
    let partners: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    let rois: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    let nodes: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    let connections: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    Ok(Synapses {
        found,
        places: places.to_vec(),
        confidences: confidences.to_vec(),
        sides: sides.to_vec(),
        partners: partners.to_vec(),
        rois: rois.to_vec(),
        nodes: nodes.to_vec(),
        connections: connections.to_vec().as_chunks().0.to_vec(),
    })
}
