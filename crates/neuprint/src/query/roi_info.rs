//! The counts per ROI that neurons and connections carry as JSON text, `roiInfo`.
//!
//! ROIs are nested: a synapse counts in its ROI and in every ROI around it. So counts are added up over primary ROIs
//! only, which do not overlap; what is in none of them goes under the name `NotPrimary`, as in neuprint-python.

use neuprint_table::{Cell, Column};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::json;

/// The name for what is in no primary ROI.
pub(crate) const NOT_PRIMARY: &str = "NotPrimary";

/// Counts by ROI. Nothing at all is an empty map.
pub(super) fn read(cell: Cell<'_>) -> Result<Map<String, Value>, Error> {
    match cell {
        Cell::Text(text) | Cell::Json(text) => json::map(text).map_err(|error| Error::InvalidAnswer {
            path: "/api/custom/custom".into(),
            problem: format!("a roiInfo is no JSON map: {error}"),
        }),
        _ => Ok(Map::new()),
    }
}

/// One count of a ROI: zero where it is missing.
pub(crate) fn count(counts: &Value, name: &str) -> i64 {
    let Some(count) = counts.get(name) else { return 0 };
    // Old importers wrote whole numbers as floats.
    count.as_i64().or_else(|| count.as_f64().map(|count| count as i64)).unwrap_or(0)
}

/// The column with its JSON texts as maps.
pub(super) fn as_maps(column: &Column) -> Result<Column, Error> {
    let mut maps = Column::new(column.name());
    for row in 0..column.len() {
        match column.cell(row) {
            Cell::Null => maps.push(Cell::Null),
            cell => maps.push(Cell::Json(&json::text(&Value::Object(read(cell)?)))),
        }
    }
    Ok(maps)
}
