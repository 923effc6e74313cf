//! The picture as one HTML file.

use js_sys::{Float32Array, Uint8Array, Uint32Array};
use leptos::prelude::*;
use neuprint_worker::messages::Request;
use wasm_bindgen::prelude::*;

use super::loading::{REGION_OPACITY, region_color};
use super::node_rois;
use super::saving::save;
use super::synapses;
use crate::page::appearance::{ColorBy, FOG};
use crate::page::page_state::PageState;
use crate::page::standalone::{Neuron, Points, Region, Standalone, Synapses};
use crate::page::{color_legend, neuron_colors, wording};
use neuprint_page::{address, unexpected};

#[wasm_bindgen(inline_js = r#"
export async function fetchedBytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
export const today = () => new Date().toISOString().slice(0, 10);
"#)]
extern "C" {
    /// A file of the app.
    #[wasm_bindgen(js_name = fetchedBytes, catch)]
    async fn fetched_bytes(address: &str) -> Result<JsValue, JsValue>;

    /// The date, as `2026-11-29`.
    fn today() -> String;
}

/// Saves what is seen as a page of its own.
pub(in crate::page) async fn save_html(state: PageState) -> Result<(), String> {
    let [script, wasm] = [file("viewer.js").await?, file("viewer_bg.wasm").await?];
    let mut page = untrack(|| looks(state));
    for neuron in state.neurons.get_untracked() {
        let Some(ready) = untrack(|| neuron.ready()) else { continue };
        // The picture has the nodes; the worker has them as they were sent there.
        let root = neuron.root.get_untracked();
        let [nodes, _] = arrays(state, Request::Reroot { body: neuron.body, node: root }).await?;
        let healed = state.healing.with_untracked(|healing| untrack(|| ready.healed(healing)));
        let (parents, bridges) = healed.edges(&ready.summary, &ready.whole);
        let [parents, bridges] = [parents, bridges].map(|words| words.into_iter().flat_map(u32::to_le_bytes).collect());
        let name = ready.summary.instance.as_ref().or(ready.summary.neuron_type.as_ref());
        page.neurons.push(Neuron {
            name: neuron.key(),
            title: name.map(|name| format!("{name} ({})", neuron.body)),
            color: untrack(|| neuron_colors::seen(state)(&neuron)),
            visible: neuron.visible.get_untracked(),
            nodes,
            parents,
            bridges,
            categories: untrack(|| categories(state, &neuron)),
        });
    }
    for name in state.rois.get_untracked() {
        let [vertices, faces] = arrays(state, Request::RoiMesh { roi: name.clone() }).await?;
        page.regions.push(Region { color: region_color(state, &name), name, vertices, faces });
    }
    page.title = page
        .neurons
        .iter()
        .map(|neuron| neuron.title.as_deref().unwrap_or(&neuron.name))
        .take(3)
        .collect::<Vec<_>>()
        .join(", ");
    page.citation = untrack(|| citation(state));
    let name = format!("{}.html", page.neurons.first().map_or("neuprint", |neuron| &neuron.name));
    save(&name, "text/html", &Uint8Array::from(page.html(&script, &wasm).as_bytes()))
}

/// The category of each node, as the viewer takes it.
fn categories(state: PageState, neuron: &crate::page::neuron::Neuron) -> Vec<u8> {
    let values = (state.color_by.get() == ColorBy::Roi).then(|| node_rois::values(state, neuron)).flatten();
    values.unwrap_or_default().into_iter().flat_map(f32::to_le_bytes).collect()
}

/// What is seen of synapses.
fn seen_synapses(state: PageState) -> Synapses {
    let Some(by) = state.synapse_look.with(|look| look.by) else { return Synapses::default() };
    let points = synapses::seen(state).into_iter().map(|(name, places, kinds)| Points {
        name,
        places: places.into_iter().flat_map(f32::to_le_bytes).collect(),
        kinds,
    });
    let (kinds, hidden) = (state.synapse_kinds.get(), state.synapse_look.with(|look| look.hidden.clone()));
    let seen = kinds.iter().filter(|kind| kind.count > 0 && !hidden.contains(&kind.name));
    Synapses {
        radius: synapses::RADIUS,
        colors: kinds.iter().map(|kind| kind.color).collect(),
        key: (
            format!("Synapses: {}", by.title().to_lowercase()),
            seen.map(|kind| (kind.name.clone(), kind.color)).collect(),
        ),
        points: points.collect(),
    }
}

fn looks(state: PageState) -> Standalone {
    Standalone {
        opacity: REGION_OPACITY,
        synapses: seen_synapses(state),
        categories: (state.color_by.get() == ColorBy::Roi)
            .then(|| (color_legend::caption(state, ColorBy::Roi).0, node_rois::scheme(state).entries())),
        by: state.color_by.get().of_renderer(),
        fog: if state.fades.get() { FOG } else { 0.0 },
        camera: state.view.camera.get(),
        nanometres: color_legend::voxel(state),
        ..Standalone::default()
    }
}

/// Dataset and version, healing, date.
fn citation(state: PageState) -> Vec<String> {
    let opened = state.session.opened.get();
    let source = opened.map(|opened| {
        let connection = &opened.connection;
        let version = if connection.uuid.is_empty() { String::new() } else { format!(" ({})", connection.uuid) };
        format!("{}{version}, {}", connection.dataset, connection.server)
    });
    let mut sum = wording::Sum::default();
    state.healing.with(|healing| {
        state.loaded().iter().for_each(|(_, ready)| sum.add(&ready.summary, &ready.healed(healing)));
    });
    let healing = sum.told(state.limit(), state.unit());
    let pruning = state.healing.with(|healing| healing.prune).and_then(|longest| sum.pruned(longest, state.unit()));
    let made = format!("Saved on {} with neuprint-web.", today());
    source.into_iter().chain([healing]).chain(pruning).chain([made]).collect()
}

async fn file(name: &str) -> Result<Vec<u8>, String> {
    let bytes = fetched_bytes(&address::resolve(name)).await;
    let bytes = bytes.map_err(|error| format!("A part of the app cannot be loaded: {error:?}"))?;
    Ok(bytes.unchecked_into::<Uint8Array>().to_vec())
}

/// The arrays of an answer, as bytes.
async fn arrays<const N: usize>(state: PageState, request: Request) -> Result<[Vec<u8>; N], String> {
    let answer = state.session.ask(request).await.map_err(|failure| failure.message)?;
    let arrays: Vec<Vec<u8>> = answer.bulk.iter().filter_map(bytes).collect();
    arrays.try_into().map_err(|_| unexpected("loading what is to be saved").message)
}

/// The bytes of an array that the viewer takes.
fn bytes(array: &JsValue) -> Option<Vec<u8>> {
    let (buffer, offset, length) = match (array.dyn_ref::<Float32Array>(), array.dyn_ref::<Uint32Array>()) {
        (Some(floats), _) => (floats.buffer(), floats.byte_offset(), floats.byte_length()),
        (_, Some(words)) => (words.buffer(), words.byte_offset(), words.byte_length()),
        _ => return None,
    };
    Some(Uint8Array::new_with_byte_offset_and_length(&buffer, offset, length).to_vec())
}
