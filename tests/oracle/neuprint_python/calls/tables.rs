//! What is made of tables.

use neuprint::Error;
use neuprint::analysis::{
    ConnectionMatrix, MatrixOptions, SideOptions, SyndistOptions, assign_sides_in_groups, bilateral_syndist,
    connection_table_to_matrix, merge_neuron_properties, syndist_matrix,
};
use neuprint::table::Table;
use serde_json::{Value as Json, json};

use super::{Answer, Call};
use crate::arguments::texts;
use crate::values::{of_cell, of_table, to_table};

pub(super) fn answer(call: &Call) -> Option<Answer> {
    Some(match call.function.as_str() {
        "merge_neuron_properties" => merged(call),
        "connection_table_to_matrix" => matrix(call),
        "syndist_matrix" | "bilateral_syndist" => distribution(call),
        "assign_sides_in_groups" => sides(call),
        _ => return None,
    })
}

fn table(call: &Call, place: usize, name: &str) -> Table {
    to_table(call.arguments.at(place, name))
}

fn merged(call: &Call) -> Answer {
    let properties =
        texts(call.arguments.at(2, "properties")).unwrap_or_else(|| vec!["type".into(), "instance".into()]);
    let properties: Vec<&str> = properties.iter().map(String::as_str).collect();
    let (neurons, connections) = (table(call, 0, "neuron_df"), table(call, 1, "conn_df"));
    Ok(of_table(&merge_neuron_properties(&neurons, &connections, &properties).map_err(Error::from)?))
}

fn matrix(call: &Call) -> Answer {
    // One name is of two columns.
    let pair = |value: &Json| match value {
        Json::String(name) => Some(MatrixOptions::pair(name)),
        value => texts(value).map(|names| [names[0].clone(), names[1].clone()]),
    };
    let options = MatrixOptions {
        group_columns: pair(call.arguments.at(1, "group_cols")).unwrap(),
        weight_column: call.arguments.at(2, "weight_col").as_str().unwrap_or("weight").into(),
        sort_by: pair(call.arguments.at(3, "sort_by")),
        make_square: call.arguments.at(4, "make_square") == true,
    };
    Ok(shown(&connection_table_to_matrix(&table(call, 0, "conn_df"), &options).map_err(Error::from)?))
}

/// A row for each group, named in the first column.
fn shown(matrix: &ConnectionMatrix) -> Json {
    let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
    let mut names = vec![json!(matrix.rows.name())];
    names.extend((0..columns).map(|column| of_cell(matrix.columns.cell(column))));
    let row = |row: usize| {
        let mut cells = vec![of_cell(matrix.rows.cell(row))];
        cells.extend((0..columns).map(|column| json!(matrix.weight(row, column))));
        cells
    };
    json!({ "table": names, "rows": (0..rows).map(row).collect::<Vec<_>>() })
}

fn distribution(call: &Call) -> Answer {
    let is_matrix = call.function == "syndist_matrix";
    // How names of columns are put together is the form of a DataFrame.
    call.arguments.named("flatten_column_index");
    let bodies = call.arguments.named("bodies").as_array();
    let options = SyndistOptions {
        rois: texts(call.arguments.named("rois")),
        bodies: bodies.map(|bodies| bodies.iter().map(|body| body.as_u64().unwrap()).collect()),
        syn_columns: texts(call.arguments.named("syn_columns")),
    };
    let made = if is_matrix { syndist_matrix } else { bilateral_syndist };
    Ok(of_table(&made(&table(call, 0, "syndist"), &options).map_err(Error::from)?))
}

fn sides(call: &Call) -> Answer {
    let number = |name: &str, otherwise: f64| call.arguments.named(name).as_f64().unwrap_or(otherwise);
    let usual = SideOptions::default();
    let options = SideOptions {
        primary_rois: texts(call.arguments.at(2, "primary_rois")),
        min_pre: number("min_pre", usual.min_pre),
        min_post: number("min_post", usual.min_post),
        min_bias: number("min_bias", usual.min_bias),
    };
    let (neurons, counts) = (table(call, 0, "neurons"), table(call, 1, "syndist"));
    Ok(of_table(&assign_sides_in_groups(&neurons, &counts, &options).map_err(Error::from)?))
}
