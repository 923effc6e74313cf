//! Links to neuroglancer: neurons in a viewer, and the neurons of a link.
//!
//! ```
//! use neuprint::neuroglancer::{LinkOptions, link, parse_link};
//!
//! let layers = serde_json::json!([{"name": "neurons", "dataType": "segmentation", "source": "precomputed://gs://a/b"}]);
//! let options = LinkOptions { bodies: vec!["720575940628857211".parse()?], ..LinkOptions::default() };
//! let scene = parse_link(&link(&layers, &options)?)?;
//! assert_eq!(scene.bodies, options.bodies);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The state stands in the link as JSON behind `#!`. Segments are texts in it, because JavaScript would round numbers.
//! Links whose state is stored elsewhere (`#!gs://…`, `#!https://…`) are refused: nothing is fetched here.

mod fragment;

use serde_json::{Map, Value};

use crate::json;

use crate::body_id::BodyId;
use crate::meta::VoxelSize;

/// Where links lead if nothing else is said: the public viewer.
pub const VIEWER: &str = "https://neuroglancer-demo.appspot.com/";

/// What a link shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkOptions {
    /// The neurons.
    pub bodies: Vec<BodyId>,
    /// Colours of some of them, `#rrggbb`.
    pub colors: Vec<(BodyId, String)>,
    /// Where the view is centred, in voxels.
    pub position: Option<[f64; 3]>,
    /// How large a voxel is; without it neuroglancer takes it from the first layer.
    pub voxel_size: Option<VoxelSize>,
    /// Another viewer than [`VIEWER`].
    pub viewer: Option<String>,
}

/// What a link holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// The layer of the neurons.
    pub layer: Option<String>,
    /// The neurons that are shown.
    pub bodies: Vec<BodyId>,
    /// Colours of some of them, as the link says.
    pub colors: Vec<(BodyId, String)>,
    /// Where the view is centred, in voxels.
    pub position: Option<[f64; 3]>,
}

/// Why there is no link, or nothing in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NeuroglancerError {
    /// The dataset names no layer that could show neurons.
    #[error("the dataset names no segmentation for neuroglancer")]
    NoSegmentation,
    /// A colour is not `#rrggbb`.
    #[error("`{color}` is not a colour: give it as #rrggbb")]
    InvalidColor {
        /// What was given.
        color: String,
    },
    /// A viewer's address is not one of the web.
    #[error("`{viewer}` is not the address of a viewer: it begins with https:// or http://")]
    InvalidViewer {
        /// What was given.
        viewer: String,
    },
    /// A text is no link with a state.
    #[error("this is not a neuroglancer link: {problem}")]
    InvalidLink {
        /// What is missing or wrong.
        problem: String,
    },
}

/// A link to neurons. `layers` is the answer of `npexplorer/nglayers`, `{"layers":[…]}`, whose layers are taken as they
/// are, or the `neuroglancerMeta` of the Meta node, a list of `{name, source, dataType}`.
///
/// The neurons go into the first segmentation that has no segments of its own, as those of ROIs have; else into the first.
///
/// # Errors
/// [`NeuroglancerError::NoSegmentation`], [`NeuroglancerError::InvalidColor`], [`NeuroglancerError::InvalidViewer`].
pub fn link(layers: &Value, options: &LinkOptions) -> Result<String, NeuroglancerError> {
    let viewer = options.viewer.as_deref().unwrap_or(VIEWER);
    if !viewer.starts_with("https://") && !viewer.starts_with("http://") {
        return Err(NeuroglancerError::InvalidViewer { viewer: viewer.into() });
    }
    let mut state = layers.as_object().cloned().unwrap_or_default();
    let mut layers = self::layers(layers);
    let empty = |layer: &Map<String, Value>| is_segmentation(layer) && !layer.contains_key("segments");
    let place = layers.iter().position(empty).or_else(|| layers.iter().position(is_segmentation));
    let neurons = place.and_then(|place| layers.get_mut(place)).ok_or(NeuroglancerError::NoSegmentation)?;

    let ids = options.bodies.iter().map(|body| Value::String(body.to_string()));
    neurons.insert("segments".into(), Value::Array(ids.collect()));
    let mut colors = Map::new();
    for (body, color) in &options.colors {
        let digits = color.strip_prefix('#').unwrap_or_default();
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(NeuroglancerError::InvalidColor { color: color.clone() });
        }
        colors.insert(body.to_string(), Value::String(color.clone()));
    }
    if !colors.is_empty() {
        neurons.insert("segmentColors".into(), Value::Object(colors));
    }
    let name = neurons.get("name").cloned().unwrap_or_default();
    state.insert("layers".into(), Value::Array(layers.into_iter().map(Value::Object).collect()));
    state.insert("selectedLayer".into(), object([("layer", name), ("visible", true.into())]));
    if !state.contains_key("layout") {
        state.insert("layout".into(), "4panel".into());
    }
    if let Some(position) = options.position {
        state.insert("position".into(), Value::Array(position.map(Value::from).into()));
    }
    if let Some(nanometres) = options.voxel_size.as_ref().and_then(VoxelSize::nanometres) {
        let [x, y, z] = nanometres.map(|size| Value::Array(vec![(size * 1e-9).into(), "m".into()]));
        state.insert("dimensions".into(), object([("x", x), ("y", y), ("z", z)]));
    }
    let base = viewer.split('#').next().unwrap_or(viewer);
    Ok(format!("{base}#!{}", fragment::encode(&json::text(&Value::Object(state)))))
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in entries {
        object.insert(name.into(), value);
    }
    Value::Object(object)
}

/// The neurons, colours and place of a link, or of the state behind its `#!`. The neurons are those of the selected
/// layer, or of the first segmentation that shows any; hidden ones are left out.
///
/// # Errors
/// [`NeuroglancerError::InvalidLink`].
pub fn parse_link(link: &str) -> Result<Scene, NeuroglancerError> {
    let state = fragment::state(link)?;
    let layers = named_layers(&state);
    let selected = state.pointer("/selectedLayer/layer").and_then(Value::as_str);
    let shows = |layer: &&(String, Map<String, Value>)| is_segmentation(&layer.1) && !segments(&layer.1).is_empty();
    let is_selected = |layer: &&(String, Map<String, Value>)| Some(layer.0.as_str()) == selected;
    let chosen = layers.iter().filter(shows).find(is_selected).or_else(|| layers.iter().find(shows));
    let mut scene = Scene { position: position(&state), ..Scene::default() };
    if let Some((name, layer)) = chosen {
        let body = |id: &str| {
            id.parse().map_err(|_| NeuroglancerError::InvalidLink { problem: format!("it has the segment `{id}`") })
        };
        scene.layer = Some(name.clone());
        scene.bodies = segments(layer).iter().map(|id| body(id)).collect::<Result<_, _>>()?;
        for (id, color) in layer.get("segmentColors").and_then(Value::as_object).into_iter().flatten() {
            if let Some(color) = color.as_str() {
                scene.colors.push((body(id)?, color.into()));
            }
        }
    }
    Ok(scene)
}

/// The layers as neuroglancer has them, of what [`link`] takes; those without a source are left out.
///
/// ```
/// let meta = serde_json::json!([{"name": "em", "dataType": "image", "source": "precomputed://gs://a", "host": "b"}]);
/// let layers = serde_json::json!(neuprint::neuroglancer::layers(&meta));
/// assert_eq!(layers, serde_json::json!([{"name": "em", "type": "image", "source": "precomputed://gs://a"}]));
/// ```
pub fn layers(given: &Value) -> Vec<Map<String, Value>> {
    let list = given.get("layers").unwrap_or(given).as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(as_layer).collect()
}

/// A layer as neuroglancer has it, if it has a source.
fn as_layer(given: &Value) -> Option<Map<String, Value>> {
    let mut layer = given.as_object()?.clone();
    if let Some(kind) = layer.remove("dataType") {
        // Of the Meta node's layers only these fields are neuroglancer's.
        let name = layer.remove("name").or_else(|| layer.remove("dataInstance"))?;
        layer =
            Map::from_iter([("type".into(), kind), ("name".into(), name), ("source".into(), layer.remove("source")?)]);
    }
    layer.contains_key("source").then_some(layer)
}

fn is_segmentation(layer: &Map<String, Value>) -> bool {
    layer.get("type").and_then(Value::as_str) == Some("segmentation")
}

/// The layers with their names. Old links have them by name instead of in a list.
fn named_layers(state: &Value) -> Vec<(String, Map<String, Value>)> {
    match state.get("layers") {
        Some(Value::Array(list)) => {
            let named =
                |layer: &Map<String, Value>| layer.get("name").and_then(Value::as_str).unwrap_or_default().into();
            list.iter().filter_map(Value::as_object).map(|layer| (named(layer), layer.clone())).collect()
        }
        Some(Value::Object(map)) => {
            map.iter().filter_map(|(name, layer)| Some((name.clone(), layer.as_object()?.clone()))).collect()
        }
        _ => Vec::new(),
    }
}

/// The segments that are shown. One with `!` is only listed.
fn segments(layer: &Map<String, Value>) -> Vec<String> {
    let listed = layer.get("segments").and_then(Value::as_array).into_iter().flatten();
    let digits = listed.map(|id| match id {
        Value::Number(number) => number.as_u64().map(|id| id.to_string()).unwrap_or_default(),
        other => other.as_str().unwrap_or_default().to_owned(),
    });
    digits.filter(|id| !id.starts_with('!')).collect()
}

fn position(state: &Value) -> Option<[f64; 3]> {
    let old = || state.pointer("/navigation/pose/position/voxelCoordinates");
    let numbers = state.get("position").or_else(old)?.as_array()?;
    let [x, y, z, ..] = numbers.as_slice() else { return None };
    Some([x.as_f64()?, y.as_f64()?, z.as_f64()?])
}
