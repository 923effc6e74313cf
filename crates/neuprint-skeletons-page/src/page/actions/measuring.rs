//! Seen from another root; and the way between two nodes.

use std::sync::Arc;

use js_sys::{Float32Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{InBytes as _, Morphology, PathFound, Request, ShapeAsk};
use wasm_bindgen::JsCast as _;

use super::loading;
use crate::page::neuron::{Neuron, Ready};
use crate::page::page_state::{PageState, Path, Way};
use crate::viewer::Picked;
use neuprint_page::{Answer, unexpected};

/// Sees a neuron's tree from a node, or from its own root.
pub(in crate::page) fn reroot(state: PageState, neuron: &Neuron, node: Option<u32>) {
    neuron.root.set(node);
    // What is still to be loaded comes with its root.
    if untrack(|| neuron.ready()).is_some() {
        let asking = state.session.ask(Request::Reroot { body: neuron.body, node });
        loading::run(state, neuron.clone(), asking);
    }
}

/// Finds the way to a node from the one that was chosen before.
pub(in crate::page) fn measure_path(state: PageState, from: Picked, to: Picked) {
    let ends = (from.node, to.node);
    let neuron = to.body().and_then(|body| state.neuron(body));
    let path = Path { from: from.clone(), to: Some((to.clone(), None)) };
    state.path.set(Some(path.clone()));
    let tell = move |found: Result<Way, String>| {
        // The page may have been left, or another way asked for, meanwhile.
        state.path.try_update(|now| {
            if *now == Some(path.clone())
                && let Some((_, way)) = now.as_mut().and_then(|now| now.to.as_mut())
            {
                *way = Some(found);
            }
        });
    };
    let is_same = state.path.with_untracked(|path| path.as_ref().is_some_and(Path::is_within_a_neuron));
    let Some((neuron, ready)) = neuron.and_then(|neuron| untrack(|| neuron.ready()).map(|ready| (neuron, ready)))
    else {
        return tell(Err("The neuron is not loaded.".to_owned()));
    };
    if !is_same {
        let scale = untrack(|| state.voxel()).unwrap_or([1.0; 3]);
        let squares = [0, 1, 2].map(|axis| (f64::from(to.place[axis] - from.place[axis]) * scale[axis]).powi(2));
        let straight = untrack(|| state.unit()).cable(squares.iter().sum::<f64>().sqrt());
        return tell(Err(format!("{straight} as the crow flies; the nodes belong to different neurons.")));
    }
    let closing = state.healing.with_untracked(|healing| healing.closing(&ready.summary));
    let asking = state.session.ask(Request::Path { body: neuron.body, ends, closing });
    spawn_local(async move {
        let answer = asking.await.map_err(|failure| failure.message);
        tell(answer.and_then(read));
    });
}

/// Measures a neuron's shape as it is healed now.
pub(in crate::page) fn measure_shape(
    state: PageState,
    neuron: &Neuron,
    ready: &Ready,
) -> impl Future<Output = Result<Morphology, String>> + use<> {
    let shaping = state.healing.with_untracked(|healing| healing.shaping(&ready.summary));
    let asking = state.session.ask(Request::Shape { body: neuron.body, shaping, ask: ShapeAsk::Morphology });
    async move {
        let answer = asking.await.map_err(|failure| failure.message)?;
        let bytes: Option<Uint8Array> = answer.bulk.into_iter().next().and_then(|array| array.dyn_into().ok());
        bytes
            .and_then(|bytes| Morphology::read(&bytes.to_vec()))
            .ok_or_else(|| unexpected("measuring a neuron").message)
    }
}

fn read(answer: Answer) -> Result<Way, String> {
    if answer.bulk.is_empty() {
        return Err("The two nodes are in different fragments. Healing may join them.".to_owned());
    }
    let mut bulk = answer.bulk.into_iter();
    let bytes: Option<Uint8Array> = bulk.next().and_then(|array| array.dyn_into().ok());
    let places: Option<Float32Array> = bulk.next().and_then(|array| array.dyn_into().ok());
    let found = bytes.and_then(|bytes| PathFound::read(&bytes.to_vec()));
    let (found, places) = found.zip(places).ok_or_else(|| unexpected("looking for a way").message)?;
    let places: Arc<[[f32; 3]]> = places.to_vec().as_chunks().0.into();
    Ok(Way { found, places })
}
