//! The picture as files: PNG, SVG, OBJ.

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::saving::save;
use crate::page::figure;
use crate::page::figure_key::key;
use crate::page::page_state::PageState;
use crate::viewer::{View, ViewStatus};

/// What colour texts have on paper.
const INK: &str = "#171b1f";

/// How a saved picture looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) struct Look {
    /// Without a background.
    pub(in crate::page) transparent: bool,
    /// With scale bar and legend.
    pub(in crate::page) with_key: bool,
}

#[wasm_bindgen(inline_js = r#"
export async function svgImage(text) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.src = address;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
  return image;
}
"#)]
extern "C" {
    /// An SVG file as an image that can be drawn. Rejects what is none.
    #[wasm_bindgen(js_name = svgImage, catch)]
    async fn svg_image(text: &str) -> Result<JsValue, JsValue>;
}

/// Saves the picture, `scale` pixels per CSS pixel.
pub(in crate::page) async fn save_png(state: PageState, scale: f64, look: Look) -> Result<(), String> {
    let view = view(state)?;
    let above = match look.with_key {
        false => JsValue::UNDEFINED,
        true => {
            let file = figure::alone(&markup(state, &view, look), size(&view), scale);
            svg_image(&file).await.map_err(|error| format!("The legend cannot be drawn: {error:?}"))?
        }
    };
    let bytes = view.png(scale, look.transparent, &above).await?;
    save(&name(state, "png"), "image/png", &bytes)
}

/// Saves the picture as paths.
pub(in crate::page) fn save_svg(state: PageState, look: Look) -> Result<(), String> {
    let view = view(state)?;
    let above = if look.with_key { markup(state, &view, look) } else { String::new() };
    let file = view.svg(look.transparent, &above).ok_or("The view is closed.")?;
    save(&name(state, "svg"), "image/svg+xml", &Uint8Array::from(file.as_bytes()))
}

/// Saves what is seen for programs that draw in 3D.
pub(in crate::page) fn save_obj(state: PageState) -> Result<(), String> {
    let file = view(state)?.obj().ok_or("The view is closed.")?;
    save(&name(state, "obj"), "model/obj", &Uint8Array::from(file.as_bytes()))
}

fn view(state: PageState) -> Result<View, String> {
    state.view.status.with_untracked(|status| match status {
        ViewStatus::Ready(view) => Ok(view.clone()),
        ViewStatus::Loading => Err("The view is still loading.".to_owned()),
        ViewStatus::Failed(message) => Err(message.clone()),
    })
}

/// Scale bar and legend: in the page's own colours, or, without a background, in those of paper.
fn markup(state: PageState, view: &View, look: Look) -> String {
    let style = window().get_computed_style(view.canvas()).ok().flatten();
    let property = |name: &str| style.as_ref().and_then(|style| style.get_property_value(name).ok());
    let (ink, halo) = match look.transparent {
        true => (None, None),
        false => (property("color"), property("background-color")),
    };
    key(state).markup(size(view).1, ink.as_deref().unwrap_or(INK), halo.as_deref())
}

/// The picture's size, CSS pixels.
fn size(view: &View) -> (f64, f64) {
    (f64::from(view.canvas().client_width()), f64::from(view.canvas().client_height()))
}

/// A file's name, after the neurons that are seen.
fn name(state: PageState, ending: &str) -> String {
    let bodies = state.neurons.with_untracked(|neurons| {
        let visible =
            neurons.iter().filter(|neuron| neuron.visible.get_untracked() && untrack(|| neuron.ready()).is_some());
        visible.map(|neuron| neuron.key()).take(5).collect::<Vec<_>>()
    });
    if bodies.is_empty() { format!("neuprint.{ending}") } else { format!("{}.{ending}", bodies.join("-")) }
}
