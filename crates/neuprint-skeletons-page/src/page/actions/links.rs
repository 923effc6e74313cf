//! Links for others: to this page as it is, and to neuroglancer.

use leptos::prelude::*;
use neuprint::BodyId;
use neuprint::neuroglancer::{LAYERS_QUERY, LinkOptions, link};
use neuprint_worker::messages::{CopyFormat, Request, Response};
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::page::address_state::AddressState;
use crate::page::appearance::ColorBy;
use crate::page::page_state::PageState;
use neuprint_page::{address, unexpected};

#[wasm_bindgen(inline_js = "export const copyText = (text) => navigator.clipboard.writeText(text);")]
extern "C" {
    /// Puts a text on the clipboard. Rejects if the browser does not let the page do that.
    #[wasm_bindgen(js_name = copyText, catch)]
    async fn copy_text(text: &str) -> Result<(), JsValue>;
}

/// Copies the address of the page as it is now; never a token.
pub(in crate::page) async fn copy_link(state: PageState) -> Result<(), String> {
    let parameters = untrack(|| with_camera(state)).write();
    let parameters: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let opened = state.session.opened.get_untracked();
    let target = opened.as_ref().map(|opened| &opened.target);
    let link = address::resolve(&address::relative("skeletons", target, &parameters));
    let copied = copy_text(&link).await;
    copied.map_err(|_| "The browser did not allow copying. The address line holds the link, too.".to_owned())
}

/// What the address says, and the camera even where no hand has moved it: others may have another screen.
fn with_camera(state: PageState) -> AddressState {
    AddressState { camera: state.view.camera.get(), ..state.to_address() }
}

/// A link to the visible neurons in neuroglancer, with the dataset's layers, our colours and what the camera looks at.
pub(in crate::page) async fn neuroglancer_link(state: PageState) -> Result<String, String> {
    let layers = layers(state).await?;
    let visible = state.neurons.with_untracked(|neurons| {
        let visible = neurons.iter().filter(|neuron| neuron.visible.get_untracked());
        let named = visible.filter_map(|neuron| Some((BodyId::new(neuron.body).ok()?, neuron.color.get_untracked())));
        named.collect::<Vec<_>>()
    });
    let colors = match state.color_by.get_untracked() {
        ColorBy::Neuron => visible.iter().map(|(body, color)| (*body, format!("#{color}"))).collect(),
        _ => Vec::new(),
    };
    let position = state.view.camera.get_untracked().map(|[x, y, z, ..]| [x, y, z].map(|part| f64::from(part.round())));
    let bodies = visible.into_iter().map(|(body, _)| body).collect();
    link(&layers, &LinkOptions { bodies, colors, position, ..LinkOptions::default() })
        .map_err(|error| format!("There is no link to neuroglancer: {error}."))
}

/// What the dataset's Meta node lists.
async fn layers(state: PageState) -> Result<Value, String> {
    let ask = |request| {
        let asking = state.session.ask(request);
        async move { asking.await.map_err(|failure| failure.message) }
    };
    let Response::Table(table) = ask(Request::Query { cypher: LAYERS_QUERY.to_owned() }).await?.response else {
        return Err(unexpected("asking for layers").message);
    };
    let (table, rows) = (table.table, table.rows);
    let copy =
        Request::Copy { table, rows: (0, rows.min(1)), columns: vec![0], format: CopyFormat::Json, heads: false };
    let text = ask(copy).await;
    ask(Request::CloseTable { table }).await?;
    let Response::Text(text) = text?.response else { return Err(unexpected("reading layers").message) };
    // A list of one cell, which is JSON again.
    let cell = serde_json::from_str::<Value>(&text).ok().and_then(|list| list.get(0)?.as_str().map(str::to_owned));
    Ok(cell.and_then(|cell| serde_json::from_str(&cell).ok()).unwrap_or_default())
}
