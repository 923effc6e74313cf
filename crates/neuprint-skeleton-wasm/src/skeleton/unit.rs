//! What coordinates are measured in.

use neuprint_js::arguments::Options;
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use neuprint_skeleton::Unit;
use wasm_bindgen::prelude::*;

use super::Skeleton;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * What one unit of the coordinates is. SWC files from neuPrint are in voxels, whose size is the dataset's
 * (`(await client.fetchMeta()).voxelSize`, in nanometres per axis).
 */
export type SkeletonUnit = "nm" | "um" | { readonly voxel: readonly [number, number, number] };
"#;

#[wasm_bindgen]
impl Skeleton {
    /// What the coordinates are measured in; "unknown" until somebody says so, with `withUnit` or in the file's header.
    #[wasm_bindgen(getter, unchecked_return_type = "SkeletonUnit | \"unknown\"")]
    pub fn unit(&self) -> JsValue {
        match self.skeleton.unit() {
            Unit::Unknown => "unknown".into(),
            Unit::Nanometre => "nm".into(),
            Unit::Micrometre => "um".into(),
            Unit::Voxel(size) => {
                object([("voxel", size.map(JsValue::from).into_iter().collect::<js_sys::Array>().into())]).into()
            }
        }
    }

    /// The same skeleton, of which it is now known what it is measured in. No coordinate changes.
    #[wasm_bindgen(js_name = withUnit)]
    pub fn with_unit(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SkeletonUnit | \"unknown\"")] unit: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        Ok(Self::new(self.skeleton.clone().with_unit(read(unit)?)))
    }

    /// The skeleton in another unit, its coordinates multiplied axis by axis; radii by the geometric mean of the factors.
    /// Convert voxels that are no cubes before you measure: all lengths are in the unit of the coordinates.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if it is not known what the skeleton is measured in.
    #[wasm_bindgen(js_name = convertedTo)]
    pub fn converted_to(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SkeletonUnit")] unit: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let converted = self.skeleton.converted_to(read(unit)?);
        converted.map(Self::new).map_err(|error| invalid_argument(&format!("{error}, with withUnit")))
    }
}

/// Reads a `SkeletonUnit`, or "unknown".
pub(super) fn read(unit: &JsValue) -> Result<Unit, JsValue> {
    match unit.as_string().as_deref() {
        Some("nm") => return Ok(Unit::Nanometre),
        Some("um") => return Ok(Unit::Micrometre),
        Some("unknown") => return Ok(Unit::Unknown),
        Some(_) => {}
        None => {
            if let Some(size) = Options::of(unit, "unit")?.per_axis("voxel")? {
                return Ok(Unit::Voxel(size));
            }
        }
    }
    Err(invalid_argument("`unit` must be \"nm\", \"um\" or { voxel: [x, y, z] } with a voxel's size in nm"))
}
