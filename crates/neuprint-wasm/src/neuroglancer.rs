//! Links to neuroglancer.

use js_sys::{JSON, Object, Reflect};
use neuprint::VoxelSize;
use neuprint::neuroglancer::{LinkOptions, link, parse_link};
use neuprint_table::read_json;
use wasm_bindgen::prelude::*;

use crate::arguments::{self, Options};
use crate::body_id::body_id;
use crate::error::{invalid_argument, thrown};
use crate::object::{dictionary, object};
use crate::pasted::bigints;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r##"
/** What a link to neuroglancer shows. */
export interface NeuroglancerOptions {
  /** The server's `npexplorer/nglayers` answer, or the Meta node's `neuroglancerMeta`, as objects. */
  layers: object;
  /** Colours of some of the neurons, by bodyId: `#rrggbb`. */
  colors?: Readonly<Record<string, string>> | undefined;
  /** Where the view is centred, in voxels. */
  position?: readonly [number, number, number] | undefined;
  /** Nanometres per voxel and axis. Left out: neuroglancer takes it from the first layer. */
  voxelSize?: readonly [number, number, number] | undefined;
  /** Another viewer than the public one. */
  viewer?: string | undefined;
}

/** What a link to neuroglancer holds. */
export interface NeuroglancerScene {
  /** The layer of the neurons. */
  layer?: string;
  /** The neurons that are shown. */
  bodies: bigint[];
  /** Colours of some of them, by bodyId. */
  colors: Record<string, string>;
  /** Where the view is centred, in voxels. */
  position?: [number, number, number];
}
"##;

/// A link that shows neurons in neuroglancer. Segments are written as text, so that no digit is lost there.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if no layer is a segmentation, or a colour or address is
/// not one.
#[wasm_bindgen(js_name = neuroglancerLink)]
pub fn neuroglancer_link(
    #[wasm_bindgen(unchecked_param_type = "Iterable<BodyId>")] bodies: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "NeuroglancerOptions")] options: &JsValue,
) -> Result<String, JsValue> {
    let given = Options::of(options, "options")?;
    let bodies = arguments::items(bodies, "`bodies` must be an array of body IDs")?;
    let mut wanted = LinkOptions { viewer: given.text("viewer")?, ..LinkOptions::default() };
    for body in bodies {
        wanted.bodies.push(body_id(&body?)?);
    }
    if let Some(colors) = given.get("colors")? {
        for body in Object::keys(&Object::from(colors.clone())) {
            let color = Reflect::get(&colors, &body)?;
            wanted.colors.push((body_id(&body)?, arguments::text(&color, "colors")?));
        }
    }
    if let Some(position) = given.get("position")? {
        let numbers = arguments::items(&position, "`position` must be three numbers")?;
        let numbers: Option<Vec<f64>> = numbers.map(|number| number.ok()?.as_f64()).collect();
        let numbers = numbers.and_then(|numbers| numbers.try_into().ok());
        wanted.position = Some(numbers.ok_or_else(|| invalid_argument("`position` must be three numbers"))?);
    }
    wanted.voxel_size = given.per_axis("voxelSize")?.map(|size| VoxelSize { size, unit: "nm".into() });
    let layers = given.get("layers")?.ok_or_else(|| invalid_argument("`layers` is missing"))?;
    let layers = JSON::stringify(&layers)?.as_string().unwrap_or_default();
    let layers =
        read_json(layers.as_bytes()).map_err(|_| invalid_argument("`layers` must be an object or an array"))?;
    link(&layers, &wanted).map_err(|error| thrown(&error.into()))
}

/// The neurons, colours and place of a link to neuroglancer.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if there is no state in it.
#[wasm_bindgen(js_name = parseNeuroglancerLink, unchecked_return_type = "NeuroglancerScene")]
pub fn parse_neuroglancer_link(
    #[wasm_bindgen(unchecked_param_type = "string")] link: &JsValue,
) -> Result<JsValue, JsValue> {
    let scene = parse_link(&arguments::text(link, "link")?).map_err(|error| thrown(&error.into()))?;
    let colors = scene.colors.iter().map(|(body, color)| (body.to_string().into(), color.into()));
    let made = object([("bodies", bigints(&scene.bodies)), ("colors", dictionary(colors)?.into())]);
    // Setting a property of a new plain object cannot fail.
    if let Some(layer) = scene.layer {
        let _ = Reflect::set(&made, &"layer".into(), &layer.into());
    }
    if let Some(position) = scene.position {
        let numbers: js_sys::Array = position.into_iter().map(JsValue::from).collect();
        let _ = Reflect::set(&made, &"position".into(), &numbers);
    }
    Ok(made.into())
}
