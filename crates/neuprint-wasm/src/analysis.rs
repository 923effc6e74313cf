//! What people make of tables: neuprint-python's functions of the same names.

use js_sys::Float64Array;
use neuprint::analysis::{self, AnalysisError, MatrixOptions, SideOptions, SyndistOptions};
use wasm_bindgen::prelude::*;

use crate::arguments::{self, Options};
use crate::body_id::body_id;
use crate::error::{invalid_argument, thrown};
use crate::object::object;
use crate::table::{Table, values};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How connections become a matrix. */
export interface MatrixOptions {
  /** The columns of the labels: two names, or one that gets `_pre` and `_post`. Left out: `bodyId`. */
  groupBy?: string | readonly [string, string] | undefined;
  /** The column that is summed. Left out: `weight`. */
  weight?: string | undefined;
  /** Columns to sort rows and columns by: two names, or one that gets `_pre` and `_post`. Left out: as they come. */
  sortBy?: string | readonly [string, string] | undefined;
  /** The same labels for rows and columns, sorted. */
  makeSquare?: boolean | undefined;
}

/** Weights between groups. */
export interface ConnectionMatrix {
  /** The labels of the rows: presynaptic. */
  rows: CellValue[];
  /** The labels of the columns: postsynaptic. */
  columns: CellValue[];
  /** The sums, row by row. */
  weights: Float64Array;
}

/** What of a table of synapse counts is used. */
export interface SyndistOptions {
  /** Only these ROIs. */
  rois?: Iterable<string> | undefined;
  /** Only these neurons. */
  bodies?: Iterable<BodyId> | undefined;
  /** The columns of counts. Left out: `pre` and `post`. */
  synColumns?: Iterable<string> | undefined;
}

/** When synapse counts tell a neuron's side. */
export interface SideOptions {
  /** ROIs that do not overlap, so that no synapse counts twice. Left out: all of the table. */
  primaryRois?: Iterable<string> | undefined;
  /** Presynapses that a neuron must have. Left out: 50. */
  minPre?: number | undefined;
  /** Postsynapses that a neuron must have. Left out: 100. */
  minPost?: number | undefined;
  /** The part of its lateral synapses that must be exceeded on one side. Left out: 0.7. */
  minBias?: number | undefined;
}
"#;

fn refused(error: AnalysisError) -> JsValue {
    thrown(&error.into())
}

/// The connections with the properties of their neurons, in columns `<property>_pre` and `<property>_post`. Left out,
/// the properties are `type` and `instance`.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if a column is missing or a neuron stands twice.
#[wasm_bindgen(js_name = mergeNeuronProperties)]
pub fn merge_neuron_properties(
    neurons: &Table,
    connections: &Table,
    #[wasm_bindgen(unchecked_optional_param_type = "Iterable<string>")] properties: &JsValue,
) -> Result<Table, JsValue> {
    let given = Some(properties).filter(|given| !given.is_undefined());
    let names = given.map(|given| texts(given, "properties")).transpose()?;
    let names = names.unwrap_or_else(|| vec!["type".into(), "instance".into()]);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let merged = analysis::merge_neuron_properties(&neurons.shown(), &connections.shown(), &names);
    merged.map(Table::new).map_err(refused)
}

/// The summed weights of connections between groups. Connections whose group is null are left out.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if a column is missing or a weight is no number.
#[wasm_bindgen(js_name = connectionTableToMatrix, unchecked_return_type = "ConnectionMatrix")]
pub fn connection_table_to_matrix(
    connections: &Table,
    #[wasm_bindgen(unchecked_optional_param_type = "MatrixOptions")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let given = Options::of(options, "options")?;
    let mut wanted = MatrixOptions::grouped_by("bodyId");
    if let Some(columns) = pair(&given, "groupBy")? {
        wanted.group_columns = columns;
    }
    if let Some(weight) = given.text("weight")? {
        wanted.weight_column = weight;
    }
    wanted.sort_by = pair(&given, "sortBy")?;
    wanted.make_square = given.flag("makeSquare")?;
    let matrix = analysis::connection_table_to_matrix(&connections.shown(), &wanted).map_err(refused)?;
    Ok(object([
        ("rows", values(&matrix.rows)?.into()),
        ("columns", values(&matrix.columns)?.into()),
        ("weights", Float64Array::from(matrix.weights.as_slice()).into()),
    ])
    .into())
}

/// Synapse counts with one row per neuron: `bodyId`, then columns such as `EB-pre`, 0 where the table says nothing.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if a column is missing or a neuron and ROI stand twice.
#[wasm_bindgen(js_name = syndistMatrix)]
pub fn syndist_matrix(
    syndist: &Table,
    #[wasm_bindgen(unchecked_optional_param_type = "SyndistOptions")] options: &JsValue,
) -> Result<Table, JsValue> {
    analysis::syndist_matrix(&syndist.shown(), &syndist_options(options)?).map(Table::new).map_err(refused)
}

/// Synapse counts with those of left and right ROIs summed under the name with `(LR)`.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if a column is missing.
#[wasm_bindgen(js_name = bilateralSyndist)]
pub fn bilateral_syndist(
    syndist: &Table,
    #[wasm_bindgen(unchecked_optional_param_type = "SyndistOptions")] options: &JsValue,
) -> Result<Table, JsValue> {
    analysis::bilateral_syndist(&syndist.shown(), &syndist_options(options)?).map(Table::new).map_err(refused)
}

/// On which side each neuron is, where its whole group agrees: by `somaSide`, else by the end of `instance`, else by
/// where most of its synapses are. Gives `bodyId`, `instanceSide`, `preSide`, `postSide`, `consensusSide` and
/// `consensusSideMethod` for each row of `neurons`.
///
/// Throws a `NeuprintError` with the code `invalid-argument` if a column is missing.
#[wasm_bindgen(js_name = assignSidesInGroups)]
pub fn assign_sides_in_groups(
    neurons: &Table,
    syndist: &Table,
    #[wasm_bindgen(unchecked_optional_param_type = "SideOptions")] options: &JsValue,
) -> Result<Table, JsValue> {
    let given = Options::of(options, "options")?;
    let usual = SideOptions::default();
    let wanted = SideOptions {
        primary_rois: listed(&given, "primaryRois")?,
        min_pre: given.amount("minPre")?.unwrap_or(usual.min_pre),
        min_post: given.amount("minPost")?.unwrap_or(usual.min_post),
        min_bias: given.amount("minBias")?.unwrap_or(usual.min_bias),
    };
    analysis::assign_sides_in_groups(&neurons.shown(), &syndist.shown(), &wanted).map(Table::new).map_err(refused)
}

fn syndist_options(options: &JsValue) -> Result<SyndistOptions, JsValue> {
    let given = Options::of(options, "options")?;
    let mut bodies = None;
    if let Some(list) = given.get("bodies")? {
        let items = arguments::items(&list, "`bodies` must be an array of body IDs")?;
        bodies = Some(items.map(|body| Ok(body_id(&body?)?.get())).collect::<Result<_, JsValue>>()?);
    }
    Ok(SyndistOptions { rois: listed(&given, "rois")?, bodies, syn_columns: listed(&given, "synColumns")? })
}

fn listed(options: &Options<'_>, name: &str) -> Result<Option<Vec<String>>, JsValue> {
    options.get(name)?.map(|list| texts(&list, name)).transpose()
}

fn texts(list: &JsValue, name: &str) -> Result<Vec<String>, JsValue> {
    let items = arguments::items(list, &format!("`{name}` must be an array of strings"))?;
    items.map(|text| arguments::text(&text?, name)).collect()
}

/// Two columns' names, or one that gets `_pre` and `_post`.
fn pair(options: &Options<'_>, name: &str) -> Result<Option<[String; 2]>, JsValue> {
    let Some(given) = options.get(name)? else { return Ok(None) };
    if let Some(name) = given.as_string() {
        return Ok(Some(MatrixOptions::pair(&name)));
    }
    let names = texts(&given, name)?.try_into();
    names.map(Some).map_err(|_| invalid_argument(&format!("`{name}` must be one column's name, or two")))
}
