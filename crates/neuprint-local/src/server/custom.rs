//! `custom/custom` and `custom/arrow`: a Cypher query.
//!
//! A mistake in the query is answered as Neo4j words it, through neuPrintHTTP: the code, the message with its place, the
//! line, and a mark under the place. The place is in the text that the user wrote: nothing is rewritten here.
//!
//! The rows that are written already may be taken before the answer is complete. A query that fails after that can no
//! longer be a 400: its answer then ends with `],"error":"…"` and without its last brace, so that no reader of JSON takes
//! it for complete, and one that reads it as it comes finds the reason.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};
use neuprint::api::{FromJson, custom};
use neuprint_cypher::{
    CypherError, ErrorCode, Execution, Graph, Limits, NotInJson, Step, parse, write_json, write_json_string,
};

use super::{DATA_MODEL, LocalServer, QueryLimits, RowsOf, answer, version};
use crate::body::Body;
use crate::dataset::Dataset;

/// What an answer that was begun says at a value which JSON cannot hold.
const NOT_IN_JSON: &str = "the next row has a value that JSON cannot hold, such as 1.0 / 0: use toString there";

/// Why a request was not even tried.
#[derive(Debug)]
pub(super) enum Refusal {
    Malformed,
    NoDataset(String),
    OtherDataModel,
    Cypher { error: CypherError, text: String },
}

/// A query that is being evaluated, and its answer as far as it is written.
pub(super) struct Running {
    graph: Arc<Graph>,
    execution: Execution,
    dataset: String,
    cypher: String,
    /// What is written and not taken yet.
    json: String,
    /// Bytes that were taken.
    taken: u64,
    rows: u64,
    /// Bytes that the answer may have.
    most: u64,
    /// Whether it is wanted in Arrow.
    arrow: bool,
}

/// Reads and checks a request, and begins the query.
pub(super) fn start(server: &LocalServer, request: &Request<Bytes>, arrow: bool) -> Result<Running, Refusal> {
    let custom::Request { cypher, dataset, version } = read(request).map_err(|_| Refusal::Malformed)?;
    if version.is_some_and(|version| !version::is_part_of(&version, DATA_MODEL)) {
        return Err(Refusal::OtherDataModel);
    }
    let Some(dataset) = server.dataset(&dataset) else { return Err(Refusal::NoDataset(dataset)) };
    start_query(server, dataset, cypher, arrow)
}

/// Begins a query over a dataset.
pub(super) fn start_query(
    server: &LocalServer,
    dataset: &Dataset,
    cypher: String,
    arrow: bool,
) -> Result<Running, Refusal> {
    let graph = dataset.shared_graph();
    let QueryLimits { steps, rows, memory } = server.limits;
    let limits = Limits { steps, rows, memory };
    let started = parse(&cypher).and_then(|query| query.start(graph.clone(), limits));
    let execution = match started {
        Ok(execution) => execution,
        Err(error) => return Err(Refusal::Cypher { error, text: cypher }),
    };
    let mut json = String::from("{\"columns\":[");
    for (at, name) in execution.columns().iter().enumerate() {
        json.push_str(if at > 0 { "," } else { "" });
        write_json_string(name, &mut json);
    }
    json.push_str("],\"data\":[");
    let dataset = dataset.name().to_owned();
    Ok(Running { graph, execution, dataset, cypher, json, taken: 0, rows: 0, most: memory, arrow })
}

/// What the body asks, or what is wrong with it. Without a body, or as a form, it counts as an empty object.
pub(super) fn read<T: FromJson>(request: &Request<Bytes>) -> Result<T, String> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if request.body().is_empty() || kind.starts_with("application/x-www-form-urlencoded") {
        T::from_json_text(b"{}")
    } else if kind.starts_with("application/json") {
        T::from_json_text(request.body())
    } else {
        Err("its Content-Type is not application/json".to_owned())
    }
}

impl Refusal {
    pub(super) fn into_response(self) -> Response<Body> {
        let bad = |text: &str| answer::error(StatusCode::BAD_REQUEST, text);
        match self {
            Self::Malformed => bad("request object not formatted correctly"),
            Self::NoDataset(name) => answer::no_dataset(&name),
            Self::OtherDataModel => bad("neo4j data model version incompatible"),
            Self::Cypher { error, text } => failed(&error, &text),
        }
    }
}

impl Running {
    /// Works for about `fuel` steps; the answer, or what is left of it, once it is complete.
    pub(super) fn advance(&mut self, fuel: u64) -> Option<Response<Body>> {
        match self.execution.advance(fuel) {
            Ok(Step::Pending) => None,
            Ok(Step::Rows(rows)) => match rows.iter().try_for_each(|row| self.write(row)) {
                Ok(()) if self.taken + self.json.len() as u64 <= self.most => None,
                Ok(()) => {
                    let message = "the answer is larger than allowed: add a LIMIT, or ask for fewer columns".to_owned();
                    Some(self.fail(&CypherError { code: ErrorCode::Limit, message, position: None }))
                }
                // As the server does with a value that JSON cannot hold.
                Err(NotInJson) if self.taken == 0 => Some(answer::broken()),
                Err(NotInJson) => Some(self.broken_off(StatusCode::INTERNAL_SERVER_ERROR, NOT_IN_JSON)),
            },
            Ok(Step::Done) => Some(self.end()),
            Err(error) => Some(self.fail(&error)),
        }
    }

    /// What is written and not taken yet, in bytes. In Arrow all rows together are one answer.
    pub(super) fn written(&self) -> usize {
        if self.arrow || self.rows == 0 { 0 } else { self.json.len() }
    }

    /// Takes what is written.
    pub(super) fn take(&mut self) -> Bytes {
        let json = std::mem::take(&mut self.json);
        self.taken += json.len() as u64;
        json.into()
    }

    fn end(&mut self) -> Response<Body> {
        let mut json = std::mem::take(&mut self.json);
        json.push_str("],\"debug\":");
        write_json_string(&self.cypher, &mut json);
        if self.execution.plan_is_wanted() {
            json.push_str(",\"plan\":");
            write_json_string(&self.execution.plan(), &mut json);
        }
        json.push('}');
        let mut response = match self.arrow {
            true => in_arrow(&json),
            false => answer::json_text(StatusCode::OK, json),
        };
        let dataset = std::mem::take(&mut self.dataset);
        response.extensions_mut().insert(RowsOf { dataset, rows: self.rows });
        response
    }

    fn fail(&mut self, error: &CypherError) -> Response<Body> {
        match self.taken {
            0 => failed(error, &self.cypher),
            _ => self.broken_off(StatusCode::BAD_REQUEST, &words(error, &self.cypher)),
        }
    }

    /// The end of an answer whose beginning was taken: the reason, and no brace.
    fn broken_off(&mut self, status: StatusCode, why: &str) -> Response<Body> {
        let mut json = std::mem::take(&mut self.json);
        json.push_str("],\"error\":");
        write_json_string(why, &mut json);
        answer::json_text(status, json)
    }

    /// Tells the time in milliseconds.
    pub(super) fn tell_time(&mut self, milliseconds: u64) {
        self.execution.tell_time(milliseconds);
    }

    /// The answer of a database that gives up.
    pub(super) fn timed_out(&mut self) -> Response<Body> {
        let message = "the query took longer than it may; ask for less, or for one part at a time".to_owned();
        self.fail(&CypherError { code: ErrorCode::TimedOut, message, position: None })
    }

    /// Writes a row, or nothing of it.
    fn write(&mut self, row: &[neuprint_cypher::Value]) -> Result<(), NotInJson> {
        let before = self.json.len();
        self.json.push_str(if self.rows > 0 { ",[" } else { "[" });
        for (at, value) in row.iter().enumerate() {
            self.json.push_str(if at > 0 { "," } else { "" });
            write_json(&self.graph, value, &mut self.json).inspect_err(|_| self.json.truncate(before))?;
        }
        self.json.push(']');
        self.rows += 1;
        Ok(())
    }
}

/// An answer in Arrow. Its columns' types follow from all their values, where the server's follow from the first few.
#[cfg(feature = "arrow")]
fn in_arrow(json: &str) -> Response<Body> {
    let mut decoder = neuprint_table::TableDecoder::new();
    match decoder.push(json.as_bytes()).and_then(|_| decoder.finish()) {
        Ok(table) => answer::arrow(neuprint_table::write_arrow(&table, None).into()),
        Err(error) => answer::error(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

/// Without the feature there is no such route.
#[cfg(not(feature = "arrow"))]
fn in_arrow(_: &str) -> Response<Body> {
    answer::not_found()
}

fn failed(error: &CypherError, text: &str) -> Response<Body> {
    answer::error(StatusCode::BAD_REQUEST, words(error, text))
}

/// An error as Neo4j words it, through the server.
fn words(error: &CypherError, text: &str) -> String {
    let quoted = error.position.map(|at| {
        let line = text.lines().nth((at.line as usize).saturating_sub(1)).unwrap_or_default();
        format!("\n\"{line}\"\n {}^", " ".repeat((at.column as usize).saturating_sub(1)))
    });
    let (code, quoted) = (error.code.neo4j(), quoted.unwrap_or_default());
    format!("failed to execute query: Neo4jError: {code} ({error}{quoted})")
}
