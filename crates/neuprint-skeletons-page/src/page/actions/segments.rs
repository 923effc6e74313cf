//! The segments of a neuron as it is healed and pruned now, and one of them in the picture.

use std::sync::Arc;

use js_sys::{Float32Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Request, ShapeAsk};
use wasm_bindgen::JsCast as _;

use crate::page::neuron::{Neuron, Ready};
use crate::page::page_state::{MarkedRun, PageState};
use crate::page::runs::Runs;
use neuprint_page::unexpected;

/// Asks for a neuron's segments.
pub(in crate::page) fn measure_runs(
    state: PageState,
    neuron: &Neuron,
    ready: &Ready,
) -> impl Future<Output = Result<Runs, String>> + use<> {
    let body = neuron.body;
    let shaping = state.healing.with_untracked(|healing| healing.shaping(&ready.summary));
    let asking = state.session.ask(Request::Shape { body, shaping, ask: ShapeAsk::Runs });
    async move {
        let answer = asking.await.map_err(|failure| failure.message)?;
        let refused = || unexpected("measuring segments").message;
        let mut bulk = answer.bulk.into_iter();
        let mut next = || bulk.next().ok_or_else(refused);
        let numbers: Float32Array = next()?.dyn_into().map_err(|_| refused())?;
        let ends: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
        let of_node: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
        Ok(Runs::new(body, &numbers.to_vec(), &ends.to_vec(), of_node.to_vec()))
    }
}

/// Brings the middle of the segment that stands out to the middle of the picture, if it is known where it is.
pub(in crate::page) fn look_at_run(state: PageState) {
    let middle = state.marked_run.with_untracked(|marked| {
        let places = &marked.as_ref()?.places;
        places.get(places.len() / 2).copied()
    });
    if let Some(middle) = middle {
        state.view.steer(|view| view.turn_to(middle));
    }
}

/// Lets a segment stand out in the picture, by its ends; or none.
pub(in crate::page) fn mark_run(state: PageState, run: Option<(u64, (u32, u32))>) {
    if state.marked_run.with_untracked(|marked| marked.as_ref().map(|marked| (marked.body, marked.ends))) == run {
        return;
    }
    state.marked_run.set(run.map(|(body, ends)| MarkedRun { body, ends, places: Arc::default() }));
    let Some((body, ends)) = run else { return };
    let Some(ready) = state.neuron(body).and_then(|neuron| untrack(|| neuron.ready())) else { return };
    let closing = state.healing.with_untracked(|healing| healing.closing(&ready.summary));
    let asking = state.session.ask(Request::Path { body, ends, closing });
    spawn_local(async move {
        // A segment that is no more, since something else was closed meanwhile, is not marked.
        let Ok(answer) = asking.await else { return };
        let places: Option<Float32Array> = answer.bulk.into_iter().nth(1).and_then(|array| array.dyn_into().ok());
        let Some(places) = places else { return };
        state.marked_run.try_update(|marked| {
            if let Some(marked) = marked.as_mut().filter(|marked| (marked.body, marked.ends) == (body, ends)) {
                marked.places = places.to_vec().as_chunks().0.into();
            }
        });
    });
}
