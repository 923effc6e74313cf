//! Paths of connections from one neuron to another.

use neuprint_table::{Cell, Column, Table};
use serde_json::Value;

use super::rows;
use crate::body_id::BodyId;
use crate::client::Client;
use crate::criteria::{CriteriaError, Matches, NeuronCriteria};
use crate::cypher::quote;
use crate::error::Error;
use crate::json;
use crate::transport::Transport;

/// How long paths may be, in connections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PathLength {
    /// All that are as short as any.
    #[default]
    Shortest,
    /// Exactly so long.
    Exactly(u32),
    /// At most so long.
    AtMost(u32),
}

/// Which paths are wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct PathOptions {
    /// How long.
    pub length: PathLength,
    /// Every connection on the way has at least so many synapses.
    pub min_weight: i64,
    /// What every neuron between the two must be. `None`: traced.
    pub intermediate: Option<NeuronCriteria>,
    /// How long the database may look for them, in milliseconds.
    pub timeout: u32,
}

impl Default for PathOptions {
    fn default() -> Self {
        Self { length: PathLength::Shortest, min_weight: 1, intermediate: None, timeout: 5_000 }
    }
}

impl<T: Transport> Client<T> {
    /// Paths, one row per neuron on each: `path` (0, 1, …), `bodyId`, `type`, `weight` (of the connection that leads
    /// there; 0 for the first), and, unless the shortest are wanted, `path_length`.
    ///
    /// # Errors
    /// [`Error::QueryTimeout`] if the database did not get to the end in time: neuprint-python gives an empty table then.
    /// [`Error::Criteria`]; whatever the server refuses.
    pub async fn paths(&self, upstream: BodyId, downstream: BodyId, options: &PathOptions) -> Result<Table, Error> {
        if let Some(intermediate) = options.intermediate.as_ref().filter(|intermediate| intermediate.names_rois()) {
            intermediate.check(&*self.meta().await?)?;
        }
        let table = self.query(&paths_cypher(upstream, downstream, options)?).await?;
        path_rows(&table, options)
    }
}

/// The question of [`Client::paths`]; [`path_rows`] reads the answer.
///
/// # Errors
/// A length of 0.
pub fn paths_cypher(upstream: BodyId, downstream: BodyId, options: &PathOptions) -> Result<String, CriteriaError> {
    if matches!(options.length, PathLength::Exactly(0) | PathLength::AtMost(0)) {
        return Err(CriteriaError::field("length", "a path has at least one connection".into()));
    }
    let traced = NeuronCriteria::of([("status", "Traced".into())])?;
    let intermediate = options.intermediate.as_ref().unwrap_or(&traced);
    Ok(cypher(upstream, downstream, intermediate, options))
}

/// The answer to [`paths_cypher`] in the form of [`Client::paths`].
///
/// # Errors
/// [`Error::QueryTimeout`] if the database did not get to the end in time; [`Error::InvalidAnswer`] for another table.
pub fn path_rows(table: &Table, options: &PathOptions) -> Result<Table, Error> {
    let paths = rows::column(table, "path")?;
    // The row behind the last path tells that the database got there.
    if table.rows() == 0 || !paths.cell(table.rows() - 1).is_null() {
        return Err(Error::QueryTimeout { message: format!("the paths, within {} ms", options.timeout) });
    }
    laid_out(table, options.length != PathLength::Shortest)
}

/// The search is boxed in time: without, it would go on in the database for ever. A box that runs out gives what was found
/// until then, as if that were all; so the search ends with a row of nulls.
fn cypher(upstream: BodyId, downstream: BodyId, intermediate: &NeuronCriteria, options: &PathOptions) -> String {
    let matches = Matches(vec![("x", intermediate)]);
    let path = match options.length {
        PathLength::Shortest => "allShortestPaths((src)-[:ConnectsTo*]->(dest))".to_owned(),
        PathLength::Exactly(length) => format!("(src)-[:ConnectsTo*{length}]->(dest)"),
        PathLength::AtMost(length) => format!("(src)-[:ConnectsTo*1..{length}]->(dest)"),
    };
    let conditions = intermediate.conditions("x");
    let fits = if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") };
    // allShortestPaths refuses a path from a neuron to itself.
    let search = format!(
        "{}MATCH (src:Segment {{bodyId: {upstream}}}), (dest:Segment {{bodyId: {downstream}}})\n\
         WHERE src <> dest\n\
         MATCH p = {path}\n\
         WHERE all(e IN relationships(p) WHERE e.weight >= {}) \
         AND all(x IN nodes(p) WHERE x = src OR x = dest OR ({fits}))\n\
         RETURN [x IN nodes(p) | [x.bodyId, x.type]] AS path, [e IN relationships(p) | e.weight] AS weights\n\
         UNION ALL RETURN null AS path, null AS weights",
        matches.with(&[]),
        options.min_weight.max(1),
    );
    format!(
        "CALL apoc.cypher.runTimeboxed({}, {{}}, {}) YIELD value\nRETURN value.path AS path, value.weights AS weights",
        quote(&search),
        options.timeout
    )
}

/// One row per neuron.
fn laid_out(table: &Table, with_length: bool) -> Result<Table, Error> {
    let (paths, weights) = (rows::column(table, "path")?, rows::column(table, "weights")?);
    let mut columns = ["path", "bodyId", "type", "weight"].map(Column::new).to_vec();
    if with_length {
        columns.push(Column::new("path_length"));
    }
    for at in 0..table.rows() - 1 {
        let (path, weights) = (list(paths.cell(at))?, list(weights.cell(at))?);
        for (step, neuron) in path.iter().enumerate() {
            columns[0].push(Cell::Int(at as i64));
            rows::push(&mut columns[1], neuron.get(0).unwrap_or(&Value::Null));
            rows::push(&mut columns[2], neuron.get(1).unwrap_or(&Value::Null));
            let weight = step.checked_sub(1).and_then(|step| weights.get(step)).cloned();
            rows::push(&mut columns[3], &weight.unwrap_or_else(|| 0.into()));
            if with_length {
                columns[4].push(Cell::Int(weights.len() as i64));
            }
        }
    }
    rows::table(columns)
}

fn list(cell: Cell<'_>) -> Result<Vec<Value>, Error> {
    let problem = |problem: String| Error::InvalidAnswer { path: "/api/custom/custom".into(), problem };
    match cell {
        Cell::Json(text) => json::list(text).map_err(problem),
        _ => Err(problem("a path is no list".into())),
    }
}
