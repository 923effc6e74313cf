//! Asking the worker for places of the nodes, and showing them while they settle.

use js_sys::Float32Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Answer, Stopper, unexpected};
use neuprint_worker::messages::{GraphAnswer, GraphAsk, Progress, Request, Response};
use wasm_bindgen::JsCast;
use web_sys::window;

use super::picture::Picture;

/// Asks for places whenever there is another graph.
pub(super) fn follow(picture: Picture) {
    let connections = picture.connections;
    let asked = StoredValue::new_local((0_u32, None::<Stopper>));
    let stop = move || {
        asked.try_update_value(|(number, stopper)| {
            *number += 1;
            if let Some(stopper) = stopper.take() {
                stopper.stop();
            }
            *number
        })
    };
    Effect::new(move |_| {
        if connections.net.with(Option::is_none) {
            return;
        }
        let (Some(number), Some((table, of))) = (stop(), connections.of()) else { return };
        let is_newest = move || asked.try_with_value(|(newest, _)| *newest == number).unwrap_or(false);
        picture.begin();
        picture.settling.set(true);
        let still = is_still();
        let progress = move |progress| {
            if let Progress::Places(places) = progress
                && !still
                && is_newest()
            {
                picture.place(pairs(&places));
            }
        };
        let asking = connections.session.ask_with(Request::Graph { table, ask: GraphAsk::Layout(of) }, progress);
        asked.update_value(|(_, stopper)| *stopper = Some(asking.stopper()));
        spawn_local(async move {
            let answer = asking.await;
            if !is_newest() {
                return;
            }
            picture.settling.set(false);
            match answer {
                Ok(Answer { response: Response::Graph(GraphAnswer::Places), bulk }) => {
                    let places = bulk.first().and_then(|places| places.dyn_ref::<Float32Array>());
                    picture.place(places.map(|places| pairs(&places.to_vec())).unwrap_or_default());
                }
                Ok(_) => connections.failure.set(Some(unexpected("a layout"))),
                Err(failure) => connections.failure.set(Some(failure)),
            }
        });
    });
    on_cleanup(move || _ = stop());
}

fn pairs(places: &[f32]) -> Vec<[f32; 2]> {
    places.as_chunks::<2>().0.to_vec()
}

/// Whether nothing is to move that need not.
fn is_still() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
