//! What a server says of itself and of its datasets.

use js_sys::{Array, Object};
use neuprint::api::dbmeta::{DatasetInfo, Datasets};
use neuprint::api::serverinfo::ServerInfo;
use neuprint::{Meta, VoxelSize};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::object::{dictionary, object, texts};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a server says of one dataset. Servers of different ages say different things; what is missing is empty. */
export interface DatasetInfo {
  /** When the database was last edited, as the server writes it. */
  readonly lastMod: string;
  /** The version's identifier. */
  readonly uuid: string;
  /** Names of all ROIs, in no order. */
  readonly rois: string[];
  /** Names of the ROIs at the top of the hierarchy. */
  readonly superLevelRois: string[];
  /** A link to more. */
  readonly info: string;
  /** Whether it is left out of lists. */
  readonly hidden: boolean;
  /** A link to a picture. */
  readonly logo: string;
  /** What it is. */
  readonly description: string;
}

/** What a server says of itself. */
export interface ServerInfo {
  /** Whether public datasets can be read without a token. */
  readonly isPublic: boolean;
  /** Its version, such as `1.9.2`. */
  readonly version: string;
}

/** How large a voxel is. */
export interface VoxelSize {
  /** Per axis, in `unit`. */
  readonly size: [number, number, number];
  /** As the dataset writes it, such as `nanometers`; empty if it does not say. */
  readonly unit: string;
  /** Nanometres per voxel, per axis; missing if the unit is not known. */
  readonly nanometres?: [number, number, number];
}

/** What a dataset says of itself. */
export interface Meta {
  /** The ROIs that do not overlap and cover the dataset. Sorted. */
  readonly primaryRois: string[];
  /** All ROIs. Sorted. */
  readonly allRois: string[];
  /** Missing if the dataset does not say. */
  readonly voxelSize?: VoxelSize;
}
"#;

/// The datasets by name.
pub(crate) fn datasets(datasets: &Datasets) -> Result<JsValue, JsValue> {
    let entries = datasets.iter().map(|(name, info)| (name.into(), dataset(info).into()));
    Ok(dictionary(entries)?.into())
}

fn dataset(info: &DatasetInfo) -> Object {
    object([
        ("lastMod", (&info.last_mod).into()),
        ("uuid", (&info.uuid).into()),
        ("rois", texts(&info.rois)),
        ("superLevelRois", texts(&info.super_level_rois)),
        ("info", (&info.info).into()),
        ("hidden", info.hidden.into()),
        ("logo", (&info.logo).into()),
        ("description", (&info.description).into()),
    ])
}

/// The server.
pub(crate) fn server_info(info: &ServerInfo) -> JsValue {
    object([("isPublic", info.is_public.into()), ("version", (&info.version).into())]).into()
}

/// The dataset's Meta node.
pub(crate) fn meta(meta: &Meta) -> JsValue {
    let rois = [("primaryRois", texts(&meta.primary_rois())), ("allRois", texts(&meta.all_rois()))];
    let [primary, all] = rois;
    match meta.voxel_size() {
        Some(voxel) => object([primary, all, ("voxelSize", voxel_size(&voxel))]).into(),
        None => object([primary, all]).into(),
    }
}

fn voxel_size(voxel: &VoxelSize) -> JsValue {
    let (size, unit) = (("size", triple(voxel.size)), ("unit", JsValue::from(&voxel.unit)));
    match voxel.nanometres() {
        Some(nanometres) => object([size, unit, ("nanometres", triple(nanometres))]).into(),
        None => object([size, unit]).into(),
    }
}

fn triple(numbers: [f64; 3]) -> JsValue {
    numbers.into_iter().map(JsValue::from).collect::<Array>().into()
}
