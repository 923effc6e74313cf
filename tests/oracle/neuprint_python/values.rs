//! Tables and values in the form in which `values.py` writes them.

use neuprint::skeleton::{NO_PARENT, Skeleton};
use neuprint::table::{Cell, Column, Table};
use serde_json::{Value as Json, json};

pub(crate) fn of_cell(cell: Cell<'_>) -> Json {
    match cell {
        Cell::Null => Json::Null,
        Cell::Bool(value) => value.into(),
        Cell::Int(value) => value.into(),
        Cell::UInt(value) => value.into(),
        Cell::Float(value) => value.into(),
        Cell::Text(text) => text.into(),
        Cell::Json(text) => neuprint::table::read_json(text.as_bytes()).unwrap(),
    }
}

fn rows(table: &Table) -> Vec<Vec<Json>> {
    (0..table.rows()).map(|row| table.columns().iter().map(|column| of_cell(column.cell(row))).collect()).collect()
}

fn names(table: &Table) -> Vec<&str> {
    table.columns().iter().map(Column::name).collect()
}

/// A table as a DataFrame is written.
pub(crate) fn of_table(table: &Table) -> Json {
    json!({ "table": names(table), "rows": rows(table) })
}

/// A table as neuPrint's own JSON has it.
pub(crate) fn raw(table: &Table) -> Json {
    json!({ "columns": names(table), "data": rows(table) })
}

/// Columns side by side.
pub(crate) fn of_columns<const N: usize>(columns: [(&str, Vec<Json>); N]) -> Json {
    let rows = columns.first().map_or(0, |(_, cells)| cells.len());
    let row = |at: usize| columns.iter().map(|(_, cells)| cells[at].clone()).collect::<Vec<Json>>();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    json!({ "table": names, "rows": (0..rows).map(row).collect::<Vec<_>>() })
}

/// The table that [`of_table`] wrote.
pub(crate) fn to_table(value: &Json) -> Table {
    let rows = value["rows"].as_array().unwrap();
    let column = |(at, name): (usize, &Json)| {
        let mut column = Column::new(name.as_str().unwrap());
        for row in rows {
            match &row[at] {
                Json::Null => column.push(Cell::Null),
                Json::Bool(value) => column.push(Cell::Bool(*value)),
                Json::Number(number) => column.push(match number.as_i64() {
                    Some(number) => Cell::Int(number),
                    None => Cell::Float(number.as_f64().unwrap()),
                }),
                Json::String(text) => column.push(Cell::Text(text)),
                nested => column.push(Cell::Json(&nested.to_string())),
            }
        }
        column
    };
    Table::of_columns(value["table"].as_array().unwrap().iter().enumerate().map(column).collect()).unwrap()
}

pub(crate) fn floats(values: impl IntoIterator<Item = f64>) -> Vec<Json> {
    // As Python's: JSON has no infinity.
    values.into_iter().map(|value| if value.is_infinite() { json!("Infinity") } else { json!(value) }).collect()
}

pub(crate) fn singles(values: &[f32]) -> Vec<Json> {
    floats(values.iter().map(|value| f64::from(*value)))
}

pub(crate) fn ids(skeleton: &Skeleton, nodes: &[u32]) -> Vec<Json> {
    let id = |node: &u32| json!(if *node == NO_PARENT { -1 } else { skeleton.ids()[*node as usize] });
    nodes.iter().map(id).collect()
}

/// A skeleton as its table, with more columns behind.
pub(crate) fn of_skeleton(skeleton: &Skeleton, more: Option<(&str, Vec<Json>)>) -> Json {
    let columns = [
        ("rowId", skeleton.ids().iter().map(|id| json!(id)).collect()),
        ("x", singles(skeleton.x())),
        ("y", singles(skeleton.y())),
        ("z", singles(skeleton.z())),
        ("radius", singles(skeleton.radii())),
        ("link", ids(skeleton, skeleton.parents())),
    ];
    let mut table = of_columns(columns);
    if let Some((name, cells)) = more {
        table["table"].as_array_mut().unwrap().push(name.into());
        for (row, cell) in table["rows"].as_array_mut().unwrap().iter_mut().zip(cells) {
            row.as_array_mut().unwrap().push(cell);
        }
    }
    table
}

/// The skeleton of a text, or of the table that [`of_skeleton`] wrote.
pub(crate) fn to_skeleton(value: &Json) -> Skeleton {
    if let Some(swc) = value.as_str() {
        return Skeleton::parse(swc.as_bytes()).unwrap();
    }
    let line = |row: &Json| {
        let fields: Vec<String> = row.as_array().unwrap().iter().map(Json::to_string).collect();
        format!("{} 0 {}\n", fields[0], fields[1..6].join(" "))
    };
    let swc: String = value["rows"].as_array().unwrap().iter().map(line).collect();
    Skeleton::parse(swc.as_bytes()).unwrap()
}
