//! Links for others: to this page as it is, and to neuroglancer.

use leptos::prelude::*;
use neuprint_worker::messages::{Request, Response};
use wasm_bindgen::prelude::*;

use crate::page::address_state::AddressState;
use crate::page::appearance::ColorBy;
use crate::page::neuron_colors;
use crate::page::page_state::PageState;
use neuprint_page::{Answer, address, unexpected};

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
    let visible = state.neurons.with_untracked(|neurons| {
        let visible = neurons.iter().filter(|neuron| neuron.visible.get_untracked());
        let seen = untrack(|| neuron_colors::seen(state));
        visible.map(|neuron| (neuron.body, untrack(|| seen(neuron)))).collect::<Vec<_>>()
    });
    let bodies = visible.iter().map(|(body, _)| *body).collect();
    let colors = match state.color_by.get_untracked() {
        ColorBy::Neuron | ColorBy::Type | ColorBy::Property => {
            visible.into_iter().map(|(body, color)| (body, format!("#{color}"))).collect()
        }
        _ => Vec::new(),
    };
    let position = state.view.camera.get_untracked().map(|[x, y, z, ..]| [x, y, z].map(|part| f64::from(part.round())));
    match state.session.ask(Request::NeuroglancerLink { bodies, colors, position }).await {
        Ok(Answer { response: Response::Text(link), .. }) => Ok(link),
        Ok(_) => Err(unexpected("asking for a link").message),
        Err(failure) => Err(failure.message),
    }
}
