//! Neurons with their properties and their counts per ROI.

mod counts;

use neuprint_table::{Cell, Column, Table, sort_by};
use serde_json::Value;

use super::roi_info;
use super::rows::{self, is_in};
use crate::client::Client;
use crate::criteria::{CriteriaError, Criterion, Matches, NeuronCriteria};
use crate::cypher::name;
use crate::error::Error;
use crate::json;
use crate::meta::Meta;
use crate::transport::Transport;

/// The properties that come first, in this order.
const CORE: [&str; 18] = [
    "bodyId",
    "instance",
    "type",
    "pre",
    "post",
    "downstream",
    "upstream",
    "mito",
    "size",
    "status",
    "cropped",
    "statusLabel",
    "cellBodyFiber",
    "somaRadius",
    "somaLocation",
    "inputRois",
    "outputRois",
    "roiInfo",
];

/// What is wanted of neurons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeuronOptions {
    /// Which properties.
    pub columns: NeuronColumns,
    /// Leave out everything per ROI: less to send.
    pub omit_rois: bool,
}

/// Properties of neurons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NeuronColumns {
    /// All that the dataset has.
    #[default]
    All,
    /// The common ones, where the dataset has them.
    Core,
    /// These, in this order; those that the dataset does not have are left out.
    Named(Vec<String>),
}

/// Neurons, and their synapses per ROI.
#[derive(Debug, Clone, PartialEq)]
pub struct Neurons {
    /// One row per neuron: its properties. `roiInfo` is a map, `inputRois` and `outputRois` are lists, places are
    /// `[x, y, z]`; ROIs' marks are left out.
    pub neurons: Table,
    /// `bodyId`, `roi`, and the counts `pre`, `post`, `downstream`, `upstream`, `mito`, `soma` where the dataset has
    /// them; sorted by bodyId and ROI. Synapses outside all primary ROIs are in the rows `NotPrimary`. ROIs are nested:
    /// the sum over all rows counts a synapse more than once. `None` if they were to be left out.
    pub roi_counts: Option<Table>,
}

impl<T: Transport> Client<T> {
    /// Neurons that fit the criteria, in the order of their bodyIds.
    ///
    /// # Errors
    /// [`Error::Criteria`] for an unknown ROI, and if the dataset has none of the named columns; whatever the server
    /// refuses.
    pub async fn neurons(&self, criteria: &NeuronCriteria, options: &NeuronOptions) -> Result<Neurons, Error> {
        let meta = self.meta().await?;
        criteria.check(&meta)?;
        let properties = self.properties_for(&meta, options).await?;
        let table = self.query(&cypher(criteria, &properties)).await?;
        tidy(table.columns().to_vec(), &meta, options.omit_rois)
    }

    /// Neurons that a query of one's own returns as `n`, in the form of [`Client::neurons`].
    ///
    /// # Errors
    /// [`Error::Criteria`] if the query returns no nodes as `n`; whatever the server refuses.
    pub async fn custom_neurons(&self, cypher: &str) -> Result<Neurons, Error> {
        let missing = || CriteriaError::field("cypher", "the query must return neurons as `n`: `… RETURN n`".into());
        let meta = self.meta().await?;
        let table = self.query(cypher).await?;
        let nodes = table.column("n").ok_or_else(missing)?;
        let mut columns: Vec<Column> = Vec::new();
        for row in 0..nodes.len() {
            let Cell::Json(text) = nodes.cell(row) else { return Err(missing().into()) };
            let Ok(node) = json::map(text) else { return Err(missing().into()) };
            for key in node.keys() {
                if !columns.iter().any(|column| column.name() == key) {
                    let mut column = Column::new(key);
                    (0..row).for_each(|_| column.push(Cell::Null));
                    columns.push(column);
                }
            }
            for column in &mut columns {
                let value = node.get(column.name()).cloned().unwrap_or(Value::Null);
                rows::push(column, &value);
            }
        }
        let place = |name: &str| CORE.iter().position(|core| *core == name).unwrap_or(CORE.len());
        sort_by(&mut columns, &|a, b| (place(a.name()), a.name()).cmp(&(place(b.name()), b.name())));
        if columns.is_empty() {
            // No neuron tells of its properties.
            let properties = self.properties_for(&meta, &NeuronOptions::default()).await?;
            columns.extend(properties.iter().map(Column::new));
        }
        tidy(columns, &meta, false)
    }

    /// The properties to ask for, of those that the dataset's neurons have beside the marks of ROIs.
    async fn properties_for(&self, meta: &Meta, options: &NeuronOptions) -> Result<Vec<String>, Error> {
        let rois = meta.all_rois();
        let keys = self.neuron_keys().await?;
        let keys: Vec<&str> = keys.iter().map(String::as_str).filter(|key| !is_in(&rois, key)).collect();
        Ok(properties(&keys, options)?.into_iter().map(str::to_owned).collect())
    }
}

/// The properties to ask for, of those that the dataset has.
fn properties<'k>(keys: &[&'k str], options: &NeuronOptions) -> Result<Vec<&'k str>, Error> {
    let known = |name: &str| keys.iter().copied().find(|key| *key == name);
    let mut properties: Vec<&str> = match &options.columns {
        NeuronColumns::Named(names) => names.iter().filter_map(|name| known(name)).collect(),
        _ => CORE.iter().filter_map(|name| known(name)).collect(),
    };
    match &options.columns {
        NeuronColumns::All => {
            let mut others: Vec<&str> = keys.iter().copied().filter(|key| !properties.contains(key)).collect();
            sort_by(&mut others, &Ord::cmp);
            properties.extend(others);
        }
        NeuronColumns::Named(names) if properties.is_empty() => {
            let names = Criterion::from(names.clone());
            return Err(CriteriaError::value("columns", &names, "the dataset has none of them").into());
        }
        _ => {}
    }
    if options.omit_rois {
        properties.retain(|property| *property != "roiInfo");
    } else {
        // The counts per ROI are made of these.
        for needed in ["roiInfo", "bodyId"] {
            if !properties.contains(&needed) {
                properties.push(needed);
            }
        }
    }
    Ok(properties)
}

fn cypher(criteria: &NeuronCriteria, properties: &[String]) -> String {
    let matches = Matches(vec![("n", criteria)]);
    let returned: Vec<String> = properties.iter().map(|key| format!("n.{0} AS {0}", name(key))).collect();
    format!(
        "{}MATCH {}\n{}RETURN {}\nORDER BY n.bodyId",
        matches.with(&[]),
        criteria.pattern("n"),
        matches.conditions(&[]),
        returned.join(", ")
    )
}

/// Makes the columns what [`Neurons`] says.
fn tidy(columns: Vec<Column>, meta: &Meta, omit_rois: bool) -> Result<Neurons, Error> {
    let rois = meta.all_rois();
    let mut columns: Vec<Column> = columns.into_iter().filter(|column| !is_in(&rois, column.name())).collect();
    for column in &mut columns {
        if let Some(places) = places(column) {
            *column = places;
        }
    }
    let mut roi_counts = None;
    if !omit_rois && let Some(at) = columns.iter().position(|column| column.name() == "roiInfo") {
        let infos =
            (0..columns[at].len()).map(|row| roi_info::read(columns[at].cell(row))).collect::<Result<Vec<_>, _>>()?;
        for (name, kind) in [("inputRois", "post"), ("outputRois", "pre")] {
            let mut lists = Column::new(name);
            for info in &infos {
                let mut rois: Vec<&str> = info
                    .iter()
                    .filter(|(_, counts)| roi_info::count(counts, kind) > 0)
                    .map(|(roi, _)| roi.as_str())
                    .collect();
                sort_by(&mut rois, &Ord::cmp);
                lists.push(Cell::Json(&json::text(&Value::from(rois))));
            }
            match columns.iter_mut().find(|column| column.name() == name) {
                Some(column) => *column = lists,
                None => columns.push(lists),
            }
        }
        columns[at] = roi_info::as_maps(&columns[at])?;
        roi_counts = Some(counts::table(&columns, &infos, meta)?);
    }
    Ok(Neurons { neurons: rows::table(columns)?, roi_counts })
}

/// The column with its points as `[x, y, z]`, if there is a point in it.
fn places(column: &Column) -> Option<Column> {
    let is_point = |cell: Cell<'_>| matches!(cell, Cell::Json(text) if text.contains("\"coordinates\""));
    if !(0..column.len()).any(|row| is_point(column.cell(row))) {
        return None;
    }
    let mut places = Column::new(column.name());
    for row in 0..column.len() {
        let cell = column.cell(row);
        let point = match cell {
            Cell::Json(text) => json::read(text.as_bytes()).ok(),
            _ => None,
        };
        match point.as_ref().and_then(|point| point.get("coordinates")) {
            Some(coordinates) => rows::push(&mut places, coordinates),
            None => places.push(cell),
        }
    }
    Some(places)
}
