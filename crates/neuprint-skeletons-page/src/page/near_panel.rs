//! Bodies near a place: under the mouse, clicked, or written; those that are chosen are added.

use std::collections::BTreeSet;

use futures_util::future::{AbortHandle, Abortable};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::ListedBody;

use super::choices::{Choice, Choices};
use super::finding::Found;
use super::page_state::PageState;
use super::wording::Unit;
use super::{actions, wording};
use crate::viewer::goes_to_text;

/// What was found at a place; nothing yet, or why not.
type Outcome = Option<Result<Found, String>>;

/// Lists what is near the place that was asked for; the key N asks for what is under the mouse.
#[component]
pub(super) fn NearPanel(state: PageState) -> impl IntoView {
    let outcome = RwSignal::new(None as Outcome);
    let chosen = RwSignal::new(BTreeSet::<String>::new());
    let running = StoredValue::new(None::<AbortHandle>);
    let place = state.near;
    Effect::new(move |_| {
        // What is no longer wanted is stopped.
        running.update_value(|running| running.take().iter().for_each(AbortHandle::abort));
        let Some(at) = place.get() else { return };
        outcome.set(None);
        chosen.set(BTreeSet::new());
        let (handle, registration) = AbortHandle::new_pair();
        running.set_value(Some(handle));
        spawn_local(async move {
            let asking = Abortable::new(actions::near(state, at), registration);
            let Ok(found) = asking.await else { return };
            // Another place may have been asked for, or the page left, meanwhile.
            if place.try_get_untracked().flatten() == Some(at) {
                outcome.set(Some(found));
            }
        });
    });
    // What is near in one dataset is not in another.
    Effect::new(move |before: Option<()>| {
        state.session.opened.track();
        if before.is_some() {
            place.set(None);
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.default_prevented();
        if is_plain && !goes_to_text(&event) && event.key().eq_ignore_ascii_case("n") {
            let under = untrack(|| state.pointed_place());
            if under.is_some() {
                place.set(under);
                event.prevent_default();
            }
        }
    });
    on_cleanup(move || keys.remove());
    let rows = Memo::new(move |_| {
        let unit = if state.own_voxel().is_some() { Unit::Nanometre } else { Unit::Voxel };
        let listed: Vec<u64> = state.neurons.with(|neurons| neurons.iter().map(|neuron| neuron.body).collect());
        outcome.with(|outcome| match outcome {
            Some(Ok(found)) => found.bodies.iter().map(|body| row(body, unit, listed.contains(&body.body))).collect(),
            _ => Vec::new(),
        })
    });
    let told = move || match outcome.get() {
        None => "Looking around …".to_owned(),
        Some(Err(why)) => why,
        Some(Ok(found)) if found.bodies.is_empty() => "No body has a synapse or its soma near this place.".to_owned(),
        Some(Ok(found)) => {
            let count = wording::counted(found.bodies.len() as u64, "body", "bodies");
            let nearest = if found.is_cut { "The nearest " } else { "" };
            format!("{nearest}{count}, by synapses and somata")
        }
    };
    let add = move |_| {
        let bodies: Vec<u64> =
            chosen.with_untracked(|chosen| chosen.iter().filter_map(|key| key.parse().ok()).collect());
        state.chosen_by_page.set(false);
        actions::add(state, &bodies);
        chosen.set(BTreeSet::new());
    };
    view! {
        <Show when=move || place.get().is_some()>
            <section class="skeletons-section" aria-labelledby="near-title">
                <div class="section-head">
                    <h2 id="near-title">"Near a place"</h2>
                    <span class="hint mono">{move || place.get().map(|place| wording::place(place, [1.0; 3]))}</span>
                </div>
                <p class="hint" role="status" class:failure=move || matches!(outcome.get(), Some(Err(_)))>
                    {told}
                </p>
                <Show when=move || !rows.with(Vec::is_empty)>
                    <Choices label="Bodies near the place" rows chosen />
                </Show>
                <div class="button-row">
                    <Show when=move || !chosen.with(BTreeSet::is_empty)>
                        <button type="button" class="button primary" on:click=add>
                            {move || format!("Show {}", wording::counted(chosen.with(BTreeSet::len) as u64, "body", "bodies"))}
                        </button>
                    </Show>
                    <button type="button" class="button" on:click=move |_| place.set(None)>
                        "Close"
                    </button>
                </div>
            </section>
        </Show>
    }
}

fn row(body: &ListedBody, unit: Unit, is_listed: bool) -> Choice {
    let name = body.instance.as_deref().or(body.neuron_type.as_deref());
    let listed = if is_listed { ", shown" } else { "" };
    let hint = body.distance.map(|distance| match body.synapses {
        0 => format!("soma at {}", unit.length(distance)),
        count => format!("{}, {}", unit.length(distance), wording::counted(u64::from(count), "synapse", "synapses")),
    });
    Choice {
        key: body.body.to_string(),
        title: name.map_or_else(|| body.body.to_string(), |name| format!("{name} ({})", body.body)),
        hint: hint.unwrap_or_default() + listed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_how_far_a_body_is_and_by_what() {
        let body = |near: (f64, u32), name: &str| ListedBody {
            body: 12,
            neuron_type: Some("KC".to_owned()),
            instance: (!name.is_empty()).then(|| name.to_owned()),
            distance: Some(near.0),
            synapses: near.1,
        };
        let told = |body: &ListedBody, is_listed| {
            let Choice { title, hint, .. } = row(body, Unit::Nanometre, is_listed);
            (title, hint)
        };
        assert_eq!(told(&body((312.0, 1), "KC_R"), false), ("KC_R (12)".into(), "312 nm, 1 synapse".into()));
        assert_eq!(told(&body((8.0, 0), ""), true), ("KC (12)".into(), "soma at 8 nm, shown".into()));
    }
}
