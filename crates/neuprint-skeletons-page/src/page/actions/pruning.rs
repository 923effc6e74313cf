//! Lets the worker say what is left of skeletons without short twigs. Each is asked about one thing at a time: what comes
//! between two answers, as while a slider is dragged, is passed over.

use std::sync::Arc;

use js_sys::{Uint8Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{self, Failure, InBytes as _, Request, ShapeAsk, Shaping};
use wasm_bindgen::JsCast as _;

use super::drawing;
use crate::page::healed::Pruned;
use crate::page::neuron::{Neuron, Ready, Status};
use crate::page::page_state::PageState;
use neuprint_page::{Answer, unexpected};

/// Asks whenever there is something else to prune, until the page is left.
pub(super) fn follow(state: PageState) {
    Effect::new(move |_| {
        if state.healing.with(|healing| healing.prune.is_some()) {
            state.loaded().into_iter().for_each(|(neuron, ready)| ask(state, neuron, ready));
        }
    });
}

fn ask(state: PageState, neuron: Neuron, ready: Ready) {
    // The page may have been left meanwhile.
    let Some(healing) = state.healing.try_get_untracked() else { return };
    let shaping = healing.shaping(&ready.summary);
    let is_known = || ready.pruned.with_untracked(|known| known.as_ref().is_some_and(|known| known.shaping == shaping));
    if shaping.prune.is_none() || ready.is_pruning.get_value() || is_known() {
        return;
    }
    ready.is_pruning.set_value(true);
    let asked = Request::Shape { body: neuron.body, shaping: shaping.clone(), ask: ShapeAsk::Pruned };
    let asking = state.session.ask(asked);
    spawn_local(async move {
        let found = asking.await.and_then(|answer| read(answer, shaping));
        ready.is_pruning.set_value(false);
        // It may have been taken out of the list, or its tree be seen from elsewhere, meanwhile.
        if untrack(|| neuron.ready()).as_ref() != Some(&ready) || !is_listed(state, &neuron) {
            return;
        }
        match found {
            Ok(pruned) => {
                ready.pruned.set(Some(Arc::new(pruned)));
                state.pruned.update(|count| *count = count.wrapping_add(1));
                ask(state, neuron, ready);
            }
            Err(failure) => {
                drawing::erase_skeleton(state, &neuron);
                neuron.status.set(Status::Failed(failure));
            }
        }
    });
}

fn is_listed(state: PageState, neuron: &Neuron) -> bool {
    state.neuron(neuron.body).as_ref() == Some(neuron)
}

fn read(answer: Answer, shaping: Shaping) -> Result<Pruned, Failure> {
    let refused = || unexpected("pruning a neuron");
    let mut bulk = answer.bulk.into_iter();
    let mut next = || bulk.next().ok_or_else(refused);
    let told: Uint8Array = next()?.dyn_into().map_err(|_| refused())?;
    let told = messages::Pruned::read(&told.to_vec()).ok_or_else(refused)?;
    let gone: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    Ok(Pruned { shaping, told, gone: gone.to_vec() })
}
