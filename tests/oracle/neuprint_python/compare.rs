//! Where two results differ, cell by cell.
//!
//! Integers are compared with all digits, and floats as they are; a column that neuprint-python keeps in 32 bits is
//! compared in 32 bits. NaN, None and null are the same, as pandas mixes them, and a whole float is the same as the
//! integer, as a column of integers with a null is one of floats in pandas. Rows are compared in order where
//! neuprint-python defines one.

use std::collections::{BTreeMap, BTreeSet};

use neuprint::table::read_json;
use serde_json::Value as Json;

use crate::long;
use crate::values::{of_skeleton, to_skeleton};

/// The order of a table's rows.
enum Order {
    /// Each row has its place.
    Rows,
    /// By these columns. Rows in which they are the same may be in any order.
    By(&'static [&'static str]),
}

/// How the results of a function are compared.
struct Form {
    order: Order,
    /// Names of columns are in order. Where neuprint-python goes through a set of names, they are not.
    columns_in_order: bool,
    /// How far floats may be apart, relatively: the skeletons' lengths are computed in 32 bits there.
    tolerance: f64,
}

const NO_ORDER: Order = Order::By(&[]);

fn form(function: &str, part: usize) -> Form {
    let mut form = Form { order: Order::Rows, columns_in_order: true, tolerance: 0.0 };
    match function.strip_prefix("client.").unwrap_or(function) {
        "fetch_neurons" | "fetch_custom_neurons" => form.columns_in_order = part > 0,
        "fetch_adjacencies" | "fetch_traced_adjacencies" => {
            form.order = Order::By(if part == 0 { &[] } else { &["bodyId_pre", "bodyId_post", "weight"] });
        }
        "merge_neuron_properties" => form.order = Order::By(&["bodyId_pre", "bodyId_post", "weight"]),
        "fetch_paths"
        | "fetch_shortest_paths"
        | "fetch_output_completeness"
        | "fetch_synapses"
        | "fetch_mean_synapses"
        | "fetch_synapse_connections"
        | "fetch_connection_mitochondria"
        | "fetch_mitochondria"
        | "fetch_synapses_and_closest_mitochondria"
        | "fetch_roi_connectivity"
        | "fetch_roi_hierarchy" => form.order = NO_ORDER,
        "skeleton_segments" | "upsample_skeleton" | "distances_from_root" | "calc_segment_distances" => {
            form.tolerance = 1e-6;
        }
        "fetch_skeleton" | "skeleton_df_to_nx" => form.tolerance = 1e-6,
        _ => {}
    }
    form
}

/// The number of rows, or of other values, that two results of a function have in common; or where they differ.
pub(crate) fn compare(function: &str, theirs: &Json, ours: &Json) -> Result<usize, String> {
    match (theirs, ours) {
        (Json::Array(tables), Json::Array(others)) if tables.iter().any(|table| table.get("table").is_some()) => {
            if tables.len() != others.len() {
                return Err(format!("{} results instead of {}", others.len(), tables.len()));
            }
            let pairs = tables.iter().zip(others).enumerate();
            pairs.map(|(part, (theirs, ours))| one(&form(function, part), theirs, ours)).sum()
        }
        // Either writes floats in its own way.
        (Json::String(swc), Json::String(other)) if swc.starts_with("# rowId node_type") => {
            let [theirs, ours] = [swc, other].map(|swc| of_skeleton(&to_skeleton(&Json::from(swc.as_str())), None));
            one(&form(function, 0), &theirs, &ours)
        }
        // Of a long text length and beginning were recorded.
        (Json::Object(long), Json::String(text)) if long.contains_key("bytes") => {
            let same = long["bytes"] == text.len() && text.starts_with(long["begins"].as_str().unwrap());
            same.then_some(text.len()).ok_or_else(|| format!("{} bytes, not {long:?}", text.len()))
        }
        // Ours reads every text of Meta that is JSON.
        (Json::Object(entries), Json::Object(_)) if function.ends_with("meta") => {
            let read = |value: &Json| match value.as_str() {
                Some(text) if text.starts_with(['{', '[']) => read_json(text.as_bytes()).unwrap(),
                _ => value.clone(),
            };
            let theirs = entries.iter().map(|(name, value)| (name.clone(), read(value))).collect();
            one(&form(function, 0), &Json::Object(theirs), ours)
        }
        _ => one(&form(function, 0), theirs, ours),
    }
}

/// Whether what their rows have in some columns is among our rows.
pub(crate) fn among_ours(columns: &[&str], theirs: &Json, ours: &Json) -> bool {
    let rows = |table: &Json| {
        let places = places(table, columns);
        let cells = |row: &Json| places.iter().map(|at| canonical(&row[*at], false)).collect::<Vec<_>>();
        table["rows"].as_array().unwrap().iter().map(cells).collect::<BTreeSet<_>>()
    };
    rows(theirs).is_subset(&rows(ours))
}

fn one(form: &Form, theirs: &Json, ours: &Json) -> Result<usize, String> {
    if theirs.get("table").is_some() && ours.get("table").is_some() {
        return tables(form, theirs, ours);
    }
    if same(theirs, ours, false, form.tolerance) {
        return Ok(match theirs {
            Json::Array(items) => items.len(),
            Json::Object(entries) => entries.len(),
            _ => 1,
        });
    }
    Err(format!("\n  ours   {}\n  theirs {}", short(ours), short(theirs)))
}

fn names(table: &Json) -> Vec<String> {
    let name = |name: &Json| name.as_str().map_or_else(|| canonical(name, false), str::to_owned);
    table["table"].as_array().unwrap().iter().map(name).collect()
}

fn places(table: &Json, columns: &[&str]) -> Vec<usize> {
    let names = names(table);
    columns.iter().map(|name| names.iter().position(|other| other == name).unwrap()).collect()
}

fn tables(form: &Form, theirs: &Json, ours: &Json) -> Result<usize, String> {
    let (their_names, our_names) = (names(theirs), names(ours));
    let ours_rows = ours["rows"].as_array().unwrap();
    let Some(their_rows) = theirs["rows"].as_array() else {
        return long::compare(theirs, ours, form.tolerance);
    };
    if their_rows.is_empty() && ours_rows.is_empty() {
        // The columns of an empty DataFrame are made up in some functions.
        return Ok(0);
    }
    let mut sorted = [their_names.clone(), our_names.clone()];
    if !form.columns_in_order {
        sorted.iter_mut().for_each(|names| names.sort());
    }
    if sorted[0] != sorted[1] {
        return Err(format!("columns {our_names:?} instead of {their_names:?}"));
    }
    if their_rows.len() != ours_rows.len() {
        return Err(format!("{} rows instead of {}", ours_rows.len(), their_rows.len()));
    }
    let place: Vec<usize> = their_names.iter().map(|name| our_names.iter().position(|n| n == name).unwrap()).collect();
    let single: Vec<bool> = (0..their_names.len()).map(|at| theirs["dtypes"][at] == "float32").collect();
    let mut theirs_read: Vec<Vec<&Json>> =
        their_rows.iter().map(|row| row.as_array().unwrap().iter().collect()).collect();
    let mut ours_read: Vec<Vec<&Json>> =
        ours_rows.iter().map(|row| place.iter().map(|at| &row[*at]).collect()).collect();
    if let Order::By(columns) = form.order {
        let keys: Vec<usize> = columns.iter().filter_map(|name| their_names.iter().position(|n| n == name)).collect();
        for (theirs, ours) in theirs_read.iter().zip(&ours_read) {
            if let Some(key) = keys.iter().find(|key| !same(theirs[**key], ours[**key], false, 0.0)) {
                return Err(format!("the order by {} is another:{}", their_names[*key], both(ours, theirs)));
            }
        }
        let path = their_names.iter().position(|name| name == "path");
        sort(&mut theirs_read, &single, path);
        sort(&mut ours_read, &single, path);
    }
    let path_column = match form.order {
        Order::By(_) => their_names.iter().position(|name| name == "path"),
        Order::Rows => None,
    };
    for (theirs, ours) in theirs_read.iter().zip(&ours_read) {
        let agrees = |at: usize| Some(at) == path_column || same(theirs[at], ours[at], single[at], form.tolerance);
        if let Some(at) = (0..theirs.len()).find(|at| !agrees(*at)) {
            return Err(format!("column {}:{}", their_names[at], both(ours, theirs)));
        }
    }
    Ok(their_rows.len())
}

/// Sorts rows. Paths are numbered as they were found, of equally long ones in any order: here the number of a path is
/// what it goes along, so the rows of a path stay together.
fn sort(rows: &mut [Vec<&Json>], single: &[bool], path: Option<usize>) {
    let cells = |row: &[&Json], without: Option<usize>| -> String {
        let others = row.iter().enumerate().filter(|(at, _)| Some(*at) != without);
        others.map(|(at, cell)| canonical(cell, single[at])).collect::<Vec<_>>().join("|")
    };
    let mut along: BTreeMap<String, String> = BTreeMap::new();
    if let Some(path) = path {
        for row in rows.iter() {
            along.entry(canonical(row[path], false)).or_default().push_str(&cells(row, Some(path)));
        }
    }
    let key = |row: &Vec<&Json>| {
        let number = path.map_or_else(String::new, |path| along[&canonical(row[path], false)].clone());
        (number, cells(row, path))
    };
    rows.sort_by_cached_key(key);
}

fn both(ours: &[&Json], theirs: &[&Json]) -> String {
    let row = |row: &[&Json]| row.iter().map(|cell| short(cell)).collect::<Vec<_>>().join(", ");
    format!("\n  ours   {}\n  theirs {}", row(ours), row(theirs))
}

/// A value with so much of its text as a line has room for.
fn short(value: &Json) -> String {
    let text = value.to_string();
    text.char_indices().nth(300).map_or_else(|| text.clone(), |(end, _)| format!("{}…", &text[..end]))
}

pub(crate) fn same(theirs: &Json, ours: &Json, single: bool, tolerance: f64) -> bool {
    match (theirs, ours) {
        (Json::Array(items), Json::Array(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(theirs, ours)| same(theirs, ours, single, tolerance))
        }
        (Json::Object(entries), Json::Object(others)) => {
            entries.len() == others.len()
                && entries
                    .iter()
                    .all(|(key, theirs)| others.get(key).is_some_and(|ours| same(theirs, ours, single, tolerance)))
        }
        (Json::Number(a), Json::Number(b)) if tolerance > 0.0 && (a.is_f64() || b.is_f64()) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= tolerance * a.abs().max(1.0)
        }
        _ => canonical(theirs, single) == canonical(ours, single),
    }
}

/// The one text of a value.
fn canonical(value: &Json, single: bool) -> String {
    match value {
        Json::Number(number) => match number.as_i64() {
            Some(whole) if single => float(whole as f32),
            Some(whole) => whole.to_string(),
            None if single => float(number.as_f64().unwrap() as f32),
            None => {
                let float = number.as_f64().unwrap();
                // Up to 2^63, where i64 ends.
                let is_whole = float.fract() == 0.0 && float.abs() < 9_223_372_036_854_775_808.0;
                if is_whole { (float as i64).to_string() } else { format!("{float:?}") }
            }
        },
        Json::Array(items) => {
            format!("[{}]", items.iter().map(|item| canonical(item, single)).collect::<Vec<_>>().join(","))
        }
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key:?}:{}", canonical(value, single)));
            format!("{{{}}}", entries.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

fn float(value: f32) -> String {
    format!("{value:?}")
}
