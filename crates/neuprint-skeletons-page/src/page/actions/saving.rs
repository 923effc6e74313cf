//! Files for the user.

use js_sys::Uint8Array;
use leptos::prelude::*;
use neuprint_worker::messages::{Request, Response};
use wasm_bindgen::JsCast as _;

use crate::page::page_state::PageState;
use crate::viewer::ViewStatus;
use neuprint_page::save_file;
use neuprint_page::unexpected;

/// Saves a skeleton as it is shown, as SWC; the message if that fails.
pub(in crate::page) async fn save_swc(state: PageState, body: u64) -> Result<(), String> {
    let Some(ready) = untrack(|| state.neuron(body).and_then(|neuron| neuron.ready())) else {
        return Err(format!("The skeleton of {body} is not loaded."));
    };
    let closing = state.healing.with_untracked(|healing| healing.closing(&ready.summary));
    let answer = state.session.ask(Request::Swc { body, closing }).await.map_err(|failure| failure.message)?;
    let bytes = answer.bulk.into_iter().next().and_then(|array| array.dyn_into::<Uint8Array>().ok());
    match (answer.response, bytes) {
        (Response::File { name, mime }, Some(bytes)) => save(&name, &mime, &bytes),
        _ => Err(unexpected("writing SWC").message),
    }
}

/// Saves all loaded skeletons, one file each; how many.
pub(in crate::page) async fn save_all_swc(state: PageState) -> Result<usize, String> {
    let bodies: Vec<u64> = untrack(|| state.loaded()).iter().map(|(neuron, _)| neuron.body).collect();
    for body in &bodies {
        save_swc(state, *body).await?;
    }
    Ok(bodies.len())
}

/// Saves the picture, `scale` pixels per CSS pixel.
pub(in crate::page) async fn save_png(state: PageState, scale: f64) -> Result<(), String> {
    let view = state.view.status.with_untracked(|status| match status {
        ViewStatus::Ready(view) => Ok(view.clone()),
        ViewStatus::Loading => Err("The view is still loading.".to_owned()),
        ViewStatus::Failed(message) => Err(message.clone()),
    })?;
    let bytes = view.png(scale).await?;
    let bodies = state.neurons.with_untracked(|neurons| {
        let visible =
            neurons.iter().filter(|neuron| neuron.visible.get_untracked() && untrack(|| neuron.ready()).is_some());
        visible.map(|neuron| neuron.key()).take(5).collect::<Vec<_>>()
    });
    let name = if bodies.is_empty() { "neuprint.png".to_owned() } else { format!("{}.png", bodies.join("-")) };
    save(&name, "image/png", &bytes)
}

fn save(name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), String> {
    save_file(name, mime, bytes).map_err(|error| format!("The browser cannot save {name}: {error:?}"))
}
