//! A dataset's Meta node: what neuPrint knows of the dataset as a whole.

use neuprint_table::{Cell, Table, object_fields, sort_by};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::json;

/// The query that fetches it; [`Meta::of_table`] reads the answer.
pub(crate) const QUERY: &str = "MATCH (m:Meta) RETURN m";

/// ROIs of hemibrain that its Meta node does not list, or not in every version.
const UNLISTED: [&str; 6] = ["AL-DC1(R)", "AL-DC2(R)", "AL-DC3", "AL-DC3(R)", "AL-DC4(R)", "FB-column3"];

/// The Meta node. Fields that are JSON text inside the node (`roiInfo`, `roiHierarchy`, `neuronProperties`, …) are
/// decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    properties: Map<String, Value>,
    /// Where the node lists the properties of neurons: their names, in its order, which maps do not keep.
    neuron_properties: Option<Vec<String>>,
}

/// How large a voxel is.
#[derive(Debug, Clone, PartialEq)]
pub struct VoxelSize {
    /// Per axis, in `unit`.
    pub size: [f64; 3],
    /// Such as `nanometers`; empty if the dataset does not say.
    pub unit: String,
}

impl Meta {
    /// The query that fetches the node.
    pub const QUERY: &str = QUERY;

    /// Reads the answer to [`Meta::QUERY`].
    ///
    /// # Errors
    /// [`Error::InvalidAnswer`] if there is no node in it.
    pub fn of_table(table: &Table) -> Result<Self, Error> {
        let invalid = |problem: &str| Error::InvalidAnswer { path: QUERY.into(), problem: problem.into() };
        if table.rows() == 0 {
            return Err(invalid("the dataset has no Meta node"));
        }
        let Cell::Json(text) = table.cell(0, 0) else { return Err(invalid("the Meta node is no map")) };
        let mut properties: Map<String, Value> = json::map(text).map_err(|problem| invalid(&problem))?;
        let neuron_properties = properties.get("neuronProperties").and_then(names);
        for value in properties.values_mut() {
            let Value::String(text) = &*value else { continue };
            if text.starts_with(['{', '['])
                && let Ok(inner) = json::read(text.as_bytes())
            {
                *value = inner;
            }
        }
        Ok(Self { properties, neuron_properties })
    }

    /// A property, with JSON text decoded.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.properties.get(name)
    }

    /// The names of the properties that neurons have, in the dataset's own order; `None` if it does not list them.
    pub(crate) fn neuron_properties(&self) -> Option<&[String]> {
        self.neuron_properties.as_deref()
    }

    /// The names of the primary ROIs: those that do not overlap and cover the dataset. Sorted.
    pub fn primary_rois(&self) -> Vec<String> {
        let listed = self
            .get("primaryRois")
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>());
        // Older datasets only mark them in roiInfo.
        let mut rois = listed.unwrap_or_else(|| {
            let info = self.get("roiInfo").and_then(Value::as_object);
            let primary = |roi: &Value| roi.get("isPrimary").and_then(Value::as_bool) == Some(true);
            info.into_iter().flatten().filter(|(_, roi)| primary(roi)).map(|(name, _)| name.clone()).collect()
        });
        sort_by(&mut rois, &Ord::cmp);
        rois
    }

    /// The names of all ROIs. Sorted. Those of hemibrain include a few that its neurons are marked with, although its Meta
    /// node does not list them; neuprint-python names the same.
    pub fn all_rois(&self) -> Vec<String> {
        let listed =
            self.get("roiInfo").and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.as_str());
        let is_hemibrain = self.get("dataset").and_then(Value::as_str) == Some("hemibrain");
        let unlisted: &[&str] = if is_hemibrain { &UNLISTED } else { &[] };
        let mut rois: Vec<String> = listed.chain(unlisted.iter().copied()).map(str::to_owned).collect();
        sort_by(&mut rois, &Ord::cmp);
        rois.dedup();
        rois
    }

    /// The voxel size, if the dataset says it.
    pub fn voxel_size(&self) -> Option<VoxelSize> {
        let list = self.get("voxelSize")?.as_array()?;
        let [x, y, z] = list.as_slice() else { return None };
        let unit = self.get("voxelUnits").and_then(Value::as_str).unwrap_or_default().to_owned();
        Some(VoxelSize { size: [x.as_f64()?, y.as_f64()?, z.as_f64()?], unit })
    }
}

/// The names in a map, or in the text of one, where they have an order.
fn names(map: &Value) -> Option<Vec<String>> {
    match map {
        Value::String(text) => Some(object_fields(text.as_bytes())?.into_iter().map(|(name, _)| name).collect()),
        map => Some(map.as_object()?.keys().cloned().collect()),
    }
}

impl VoxelSize {
    /// Nanometres per voxel, per axis; `None` for a unit that is not known here.
    pub fn nanometres(&self) -> Option<[f64; 3]> {
        let factor = match self.unit.to_ascii_lowercase().as_str() {
            "nm" | "nanometer" | "nanometers" | "nanometre" | "nanometres" => 1.0,
            "um" | "µm" | "micron" | "microns" | "micrometer" | "micrometers" => 1_000.0,
            _ => return None,
        };
        Some(self.size.map(|size| size * factor))
    }
}
