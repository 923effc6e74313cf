//! Changes how neurons are healed and pruned, and takes that back. The picture follows at the next frames: only edges are sent, and only
//! those of neurons whose bridges are others now.

use js_sys::{Date, Uint32Array};
use leptos::prelude::*;

use crate::page::healing::{BridgeName, Healing, History, Step};
use crate::page::page_state::PageState;
use crate::viewer::ViewStatus;

/// Milliseconds of a frame that may be spent on edges.
const TIME: f64 = 8.0;

/// Changes something at once.
pub(in crate::page) fn heal(state: PageState, change: impl FnOnce(&mut Healing)) {
    change_by(state, Step::Whole, change);
}

/// The slider is dragged to a limit; healing is on then.
pub(in crate::page) fn drag_limit(state: PageState, within: Option<f64>) {
    change_by(state, Step::Part, |healing| {
        healing.is_on = true;
        healing.within = within;
    });
}

/// The slider of twigs is dragged to a length; pruning is on then.
pub(in crate::page) fn drag_twigs(state: PageState, longest: f64) {
    change_by(state, Step::Part, |healing| healing.prune = Some(longest));
}

/// The slider was let go of.
pub(in crate::page) fn drop_limit(state: PageState) {
    state.history.update_untracked(History::rest);
}

/// Refuses a bridge, or takes that back.
pub(in crate::page) fn refuse(state: PageState, bridge: BridgeName, is_refused: bool) {
    heal(state, |healing| {
        if is_refused {
            healing.refused.insert(bridge);
        } else {
            healing.refused.remove(&bridge);
        }
    });
}

fn change_by(state: PageState, step: Step, change: impl FnOnce(&mut Healing)) {
    let before = state.healing.get_untracked();
    let mut after = before.clone();
    change(&mut after);
    if after != before {
        state.history.update(|history| history.record(before, step));
        state.healing.set(after);
    }
}

/// Takes the last change back, if there was one.
pub(in crate::page) fn undo(state: PageState) {
    let now = state.healing.get_untracked();
    if let Some(before) = state.history.try_update(|history| history.undo(now)).flatten() {
        state.healing.set(before);
    }
}

/// Does again what was taken back last.
pub(in crate::page) fn redo(state: PageState) {
    let now = state.healing.get_untracked();
    if let Some(after) = state.history.try_update(|history| history.redo(now)).flatten() {
        state.healing.set(after);
    }
}

/// Lets the picture follow until the page is left.
pub(super) fn follow(state: PageState) {
    let is_due = StoredValue::new(false);
    Effect::new(move |_| {
        state.healing.track();
        state.pruned.track();
        // What was drawn when it came may be healed otherwise by the time that the view has loaded.
        let is_ready = state.view.status.with(|status| matches!(status, ViewStatus::Ready(_)));
        if is_ready && !is_due.get_value() {
            is_due.set_value(true);
            request_animation_frame(move || draw_edges(state, is_due));
        }
    });
}

/// Sends the edges that have changed, as far as a frame's time allows; the rest at the next frame.
fn draw_edges(state: PageState, is_due: StoredValue<bool>) {
    let began = Date::now();
    // The page may have been left meanwhile.
    let (Some(neurons), Some(healing)) = (state.neurons.try_get_untracked(), state.healing.try_get_untracked()) else {
        return;
    };
    for neuron in neurons {
        let Some(ready) = untrack(|| neuron.ready()) else { continue };
        let healed = untrack(|| ready.healed(&healing));
        let drawn = healed.drawn();
        if neuron.drawn.with_value(|before| *before == drawn) {
            continue;
        }
        if Date::now() - began > TIME {
            request_animation_frame(move || draw_edges(state, is_due));
            return;
        }
        let (parents, bridges) = healed.edges(&ready.summary, &ready.whole);
        let (parents, bridges) = (Uint32Array::from(parents.as_slice()), Uint32Array::from(bridges.as_slice()));
        state.view.with_view(|view| view.set_edges(&neuron.key(), &parents, &bridges));
        neuron.drawn.set_value(drawn);
    }
    is_due.set_value(false);
    state.redrawn.update(|count| *count = count.wrapping_add(1));
}
