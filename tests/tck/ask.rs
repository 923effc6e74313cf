//! A query to the engine, to its end.

use std::sync::Arc;

use neuprint_cypher::{CypherError, Given, Graph, Limits, Step, Value, parse};

/// What the engine answered.
pub(crate) struct Answer {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// Asks in small slices, so that pausing is tested as well.
pub(crate) fn ask(graph: &Arc<Graph>, cypher: &str, given: &Given) -> Result<Answer, CypherError> {
    let limits = Limits { steps: 20_000_000, rows: 100_000, ..Limits::default() };
    let mut execution = parse(cypher)?.start_with(graph.clone(), given, limits)?;
    let mut rows = Vec::new();
    loop {
        match execution.advance(7)? {
            Step::Rows(more) => rows.extend(more),
            Step::Pending => {}
            Step::Done => return Ok(Answer { columns: execution.columns().to_vec(), rows }),
        }
    }
}
