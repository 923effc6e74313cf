//! Neurons that are told by something else than their IDs; and the names of regions.

use js_sys::Uint8Array;
use leptos::prelude::*;
use neuprint_worker::messages::{BodiesFound, BodiesOf, Direction, InBytes as _, Request, RoiPlace, RoiPlaces};
use wasm_bindgen::JsCast as _;

use super::add;
use crate::page::page_state::PageState;
use crate::page::wording;
use neuprint_page::unexpected;

/// Adds the neurons of types or instances; says how many there are of each, or that there are none.
pub(in crate::page) async fn add_named(state: PageState, names: Vec<String>) -> Result<String, String> {
    let mut sentences = Vec::new();
    for name in names {
        let bodies = ask(state, BodiesOf::Named(name.clone())).await?;
        sentences.push(match bodies.len() {
            0 => format!("no neuron has the type or instance {name}"),
            count => format!("{name}: {}", wording::counted(count as u64, "neuron", "neurons")),
        });
        add(state, &bodies);
    }
    Ok(sentences.join("; "))
}

/// Adds the strongest partners of the neurons that are shown, or all neurons of the strongest types; says how many.
pub(in crate::page) async fn add_partners(
    state: PageState,
    direction: Direction,
    types: bool,
    most: u32,
) -> Result<String, String> {
    let shown = state.neurons.with_untracked(|neurons| {
        let visible = neurons.iter().filter(|neuron| neuron.visible.get_untracked());
        visible.map(|neuron| neuron.body).collect::<Vec<_>>()
    });
    let found = ask(state, BodiesOf::Partners { bodies: shown.clone(), direction, types, most }).await?;
    let before = state.neurons.with_untracked(|neurons| neurons.iter().map(|neuron| neuron.body).collect::<Vec<_>>());
    let fresh = found.iter().filter(|body| !before.contains(body)).count();
    add(state, &found);
    let of = wording::counted(shown.len() as u64, "neuron", "neurons");
    Ok(match (found.len(), fresh) {
        (0, _) => format!("The dataset knows no partners of the {of}."),
        (_, 0) => "All of them are in the list.".to_owned(),
        _ => format!("{} of {of} added.", wording::counted(fresh as u64, "partner", "partners")),
    })
}

/// Where regions stand in the dataset's hierarchy, if that can be told.
pub(in crate::page) async fn roi_places(state: PageState) -> Option<Vec<RoiPlace>> {
    let answer = state.session.ask(Request::RoiPlaces).await.ok()?;
    let bytes: Uint8Array = answer.bulk.into_iter().next()?.dyn_into().ok()?;
    RoiPlaces::read(&bytes.to_vec()).map(|places| places.0)
}

async fn ask(state: PageState, of: BodiesOf) -> Result<Vec<u64>, String> {
    let answer = state.session.ask(Request::Bodies { of }).await.map_err(|failure| failure.message)?;
    let bytes: Option<Uint8Array> = answer.bulk.into_iter().next().and_then(|array| array.dyn_into().ok());
    let found = bytes.and_then(|bytes| BodiesFound::read(&bytes.to_vec()));
    found.map(|found| found.0).ok_or_else(|| unexpected("asking for bodies").message)
}
