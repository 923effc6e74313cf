//! Properties that neurons can be coloured by: which there are, and the values of the chosen one.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Opened, unexpected};
use neuprint_worker::messages::{InBytes as _, PropertyValues, Request, Response, Schema};
use wasm_bindgen::JsCast as _;

use crate::page::appearance::ColorBy;
use crate::page::page_state::PageState;

/// Which kinds of values make colours.
const KINDS: [&str; 5] = ["text", "integer", "float", "boolean", ""];
/// Each neuron has its own.
const OWN: [&str; 1] = ["bodyId"];

/// Asks for what is missing while neurons are coloured by a property, until the page is left.
pub(super) fn follow(state: PageState) {
    let wanted = Memo::new(move |_| {
        (state.color_by.get() == ColorBy::Property).then(|| (state.session.opened.get(), state.property.get()))
    });
    Effect::new(move |before: Option<Option<Option<Arc<Opened>>>>| {
        let now = wanted.get();
        let Some((opened, _)) = &now else { return before.flatten() };
        state.property_values.update(|values| values.clear());
        state.property_failure.set(None);
        if before.flatten().as_ref() != Some(opened) {
            ask_names(state);
        }
        Some(opened.clone())
    });
    Effect::new(move |_| {
        let bodies: Vec<u64> = state.loaded().iter().map(|(neuron, _)| neuron.body).collect();
        let Some((_, property)) = wanted.get() else { return };
        let missing = state
            .property_values
            .with(|values| bodies.into_iter().filter(|body| !values.contains_key(body)).collect::<Vec<_>>());
        if property.is_empty() || missing.is_empty() || state.property_failure.with(Option::is_some) {
            return;
        }
        ask_values(state, property, missing);
    });
}

fn ask_names(state: PageState) {
    let asking = state.session.ask(Request::Schema);
    spawn_local(async move {
        let names = match asking.await.map(|answer| answer.response) {
            Ok(Response::Schema(schema)) => names(&schema),
            // Without a list there is still the chosen one.
            _ => Vec::new(),
        };
        // The page may have been left meanwhile.
        state.properties.try_set(names);
    });
}

/// The properties of neurons that have values to tell neurons by.
fn names(schema: &Schema) -> Vec<String> {
    let of_neurons = schema.properties.iter().filter(|property| property.of == "Neuron");
    let told = of_neurons.filter(|property| KINDS.contains(&property.kind.as_str()));
    told.map(|property| property.name.clone()).filter(|name| !OWN.contains(&name.as_str())).collect()
}

fn ask_values(state: PageState, property: String, bodies: Vec<u64>) {
    let asking = state.session.ask(Request::PropertyValues { bodies: bodies.clone(), property: property.clone() });
    spawn_local(async move {
        let found = asking.await.map_err(|failure| failure.message).and_then(|answer| {
            let bytes = answer.bulk.into_iter().next().and_then(|array| array.dyn_into::<Uint8Array>().ok());
            let values = bytes.and_then(|bytes| PropertyValues::read(&bytes.to_vec()));
            values.ok_or_else(|| unexpected("asking for a property").message)
        });
        // Another property may have been chosen, or the page left, meanwhile.
        if state.property.try_get_untracked().as_ref() != Some(&property) {
            return;
        }
        match found {
            Ok(PropertyValues(found)) => state.property_values.update(|values| {
                values.extend(bodies.into_iter().map(|body| (body, None)));
                values.extend(found.into_iter().map(|(body, value)| (body, Some(value))));
            }),
            Err(message) => state.property_failure.set(Some(message)),
        }
    });
}

#[cfg(test)]
mod tests {
    use neuprint_worker::messages::PropertySummary;

    use super::*;

    #[test]
    fn properties_with_values_of_one_piece_are_offered() {
        let property = |of: &str, name: &str, kind: &str| PropertySummary {
            of: of.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            example: String::new(),
        };
        let properties = vec![
            property("Neuron", "bodyId", "integer"),
            property("Neuron", "hemilineage", "text"),
            property("Neuron", "size", "integer"),
            property("Neuron", "somaLocation", "point"),
            property("Meta", "uuid", "text"),
        ];
        assert_eq!(names(&Schema { properties, ..Schema::default() }), ["hemilineage", "size"]);
    }
}
