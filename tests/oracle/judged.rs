//! Recorded queries, put to a local server, and judged. The rules are those of the recordings: integers exactly, floats
//! nearly, rows in their order where the query sorts, lists as bags where the query does not say in which order they are
//! collected; of errors the code.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Request;
use neuprint_cypher::Graph;
use neuprint_local::{About, Dataset, LocalServer};
use neuprint_table::read_json;
use serde_json::{Value as Json, json};

use crate::same::Alike;

const DATASET: &str = "hemibrain:v1.2.1";

/// Status and answer.
fn ask(server: &LocalServer, cypher: &str) -> (u16, Json) {
    let body = json!({"cypher": cypher, "dataset": DATASET}).to_string();
    let request = Request::post("/api/custom/custom").header("content-type", "application/json");
    let answer = server.handle(request.body(Bytes::from(body)).unwrap());
    (answer.status().as_u16(), read_json(&answer.into_body().into_bytes()).unwrap())
}

/// The last part of a Neo4j code: `SyntaxError`.
fn code(answer: &Json) -> Option<String> {
    let text = answer.to_string();
    let code = text.split("Neo.").nth(1)?.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?.to_owned();
    code.rsplit('.').next().map(str::to_owned)
}

/// What is wrong with an answer.
fn judge(record: &Json, status: u16, answer: &Json) -> Result<(), String> {
    let short = |json: &Json| json.to_string().chars().take(300).collect::<String>();
    if record["status"] != status {
        return Err(format!("status {status}, not {}: {}", record["status"], short(answer)));
    }
    if status != 200 {
        let (ours, theirs) = (code(answer), code(&record["body"]));
        let named = theirs.is_none() || theirs.as_deref() == Some("ExecutionFailed") || ours == theirs;
        return if named { Ok(()) } else { Err(format!("{ours:?}, not {theirs:?}: {}", short(answer))) };
    }
    if answer["columns"] != record["columns"] {
        return Err(format!("columns {}, not {}", answer["columns"], record["columns"]));
    }
    let alike = Alike { lists_are_bags: record.get("list_order").is_some(), whole_floats_are_integers: true };
    let (ours, theirs) = (answer["data"].as_array().unwrap(), record["data"].as_array().unwrap());
    if ours.len() != theirs.len() {
        return Err(format!("{} rows, not {}", ours.len(), theirs.len()));
    }
    if record["ordered"] == true {
        let at =
            ours.iter().zip(theirs).position(|(a, b)| !alike.same_list(a.as_array().unwrap(), b.as_array().unwrap()));
        return at.map_or(Ok(()), |at| Err(format!("row {at}: {}, not {}", short(&ours[at]), short(&theirs[at]))));
    }
    if alike.same_bag(ours, theirs) {
        Ok(())
    } else {
        Err(format!("other rows, such as {}", short(&json!(ours.first()))))
    }
}

/// How the queries were answered.
pub(crate) struct Judged {
    agreed: u64,
    /// What our own server does otherwise on purpose is judged with the requests.
    otherwise: u64,
    wrong: Vec<String>,
}

/// Puts all recorded queries to a server of the graph.
pub(crate) fn judged(graph: Graph, records: impl Iterator<Item = Json>) -> Judged {
    let about = About::of_meta(DATASET, &graph, Vec::new());
    let server = LocalServer::new(vec![Dataset::new(about, graph, BTreeMap::new(), BTreeMap::new())]);
    let mut judged = Judged { agreed: 0, otherwise: 0, wrong: Vec::new() };
    for record in records {
        let cypher = record["cypher"].as_str().unwrap();
        if record.get("ours").is_some() {
            judged.otherwise += 1;
            continue;
        }
        let (status, answer) = ask(&server, cypher);
        match judge(&record, status, &answer) {
            Ok(()) => judged.agreed += 1,
            Err(why) => judged.wrong.push(format!("{}: {cypher}\n  {why}", record["id"])),
        }
    }
    judged
}

impl Judged {
    /// In the words of the recordings' own script.
    pub(crate) fn told(&self) -> String {
        format!("{} passed, {} failed, {} skipped", self.agreed, self.wrong.len(), self.otherwise)
    }

    /// That all were answered as recorded.
    pub(crate) fn assert(&self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        assert!(self.agreed >= 187, "{} queries agreed", self.agreed);
    }
}
