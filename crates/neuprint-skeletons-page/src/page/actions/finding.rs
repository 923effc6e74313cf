//! Asks for bodies to choose from: what a search finds, what is near a place.

use js_sys::Uint8Array;
use leptos::prelude::*;
use neuprint::Search;
use neuprint_worker::messages::{BodyList, InBytes as _, ListedBody, Request, Response};
use wasm_bindgen::JsCast as _;

use crate::page::finding::{ENOUGH, Found, near_queries, search_query};
use crate::page::page_state::PageState;
use neuprint_page::unexpected;

/// What a search finds; why it finds nothing.
pub(in crate::page) async fn search(state: PageState, text: &str) -> Result<Found, String> {
    let search = Search::parse(text).map_err(|error| error.to_string())?;
    if search.unknown_field(&[]).is_some()
        && let Some(known) = known_fields(state).await
        && let Some(error) = search.unknown_field(&known)
    {
        return Err(error.to_string());
    }
    Ok(Found::of_search(list(state, search_query(&search)).await?))
}

/// What is near a place (voxels).
pub(in crate::page) async fn near(state: PageState, place: [f32; 3]) -> Result<Found, String> {
    let voxel = untrack(|| state.own_voxel());
    let mut found = Found::default();
    for query in near_queries(place, voxel) {
        found = Found::of_place(list(state, query?).await?);
        if found.bodies.len() >= ENOUGH {
            break;
        }
    }
    Ok(found)
}

/// Properties and ROIs that a search may name, if the dataset tells them.
async fn known_fields(state: PageState) -> Option<Vec<String>> {
    let Response::Schema(schema) = state.session.try_ask(Request::Schema)?.await.ok()?.response else { return None };
    let of_neurons = schema.properties.into_iter().filter(|property| property.of == "Neuron");
    let known: Vec<String> = of_neurons.map(|property| property.name).collect();
    (!known.is_empty()).then(|| [known, schema.rois].concat())
}

async fn list(state: PageState, cypher: String) -> Result<Vec<ListedBody>, String> {
    let refused = || unexpected("asking for bodies").message;
    // The page may have been left between two questions.
    let asking = state.session.try_ask(Request::List { cypher }).ok_or_else(refused)?;
    let answer = asking.await.map_err(|failure| failure.message)?;
    let bytes: Option<Uint8Array> = answer.bulk.into_iter().next().and_then(|array| array.dyn_into().ok());
    bytes.and_then(|bytes| BodyList::read(&bytes.to_vec())).map(|list| list.0).ok_or_else(refused)
}
