//! What neuprint-python 0.6.4 got over a real server, our client gets over the same graph.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use futures_util::FutureExt;
use neuprint::{ClientOptions, ServerAddress};
use neuprint_local::{About, Dataset, LocalServer, LocalTransport, QueryLimits};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value as Json;

use crate::calls::Asker;
use crate::recorded_graph::{graph, lines};
use crate::report::{Report, judge};

/// What the recorded graph is called.
pub(crate) const DATASET: &str = "hemibrain:v1.2.1";

/// How many of the recorded calls agree. May only grow.
const AGREED: usize = 50;

/// What neuprint-python fails at and we answer, or refuse for another reason.
const THEIR_FAILURES: [&str; 2] = ["ValueError", "KeyError"];

/// Nothing here waits.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().unwrap()
}

/// The recorded graph as a dataset.
pub(crate) fn dataset(folder: &Path) -> Dataset {
    let about = About {
        name: DATASET.into(),
        description: String::new(),
        info: String::new(),
        licence: String::new(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    Dataset::new(about, graph(folder), BTreeMap::new(), BTreeMap::new())
}

/// A client of it, which the project's own engine answers for.
pub(crate) fn asker(folder: &Path) -> Asker<LocalTransport> {
    let limits = QueryLimits { steps: u64::MAX, rows: u64::MAX, memory: u64::MAX };
    let server = LocalServer::new(vec![dataset(folder)]).with_limits(limits);
    let options = ClientOptions::new(ServerAddress::parse("https://local.invalid", false).unwrap());
    now(Asker::connect(LocalTransport(Arc::new(server)), options)).unwrap()
}

/// Whether a call asks about the graph alone: the server's own words, skeletons and meshes were not recorded with it.
fn is_about_the_graph(made: &Json) -> bool {
    made["call"].as_str().is_some_and(|call| !call.starts_with("client.") && call != "fetch_skeleton")
}

#[test]
fn answers_are_those_of_neuprint_python() {
    let Some(folder) = shared_data_or_skip("answers_are_those_of_neuprint_python", "neo4j-answers") else { return };
    let asker = asker(&folder);
    let mut report = Report::default();
    for mut made in lines(&folder.join("neuprint-python.jsonl.gz")).filter(is_about_the_graph) {
        if THEIR_FAILURES.iter().any(|kind| made["error"]["type"] == *kind) {
            made["fails"] = made["error"]["message"].clone();
            made["with"] = serde_json::json!(THEIR_FAILURES);
        }
        let outcome = judge(&made, now(asker.answer(&made)));
        report.add(&made, outcome);
    }
    println!("{report}");
    assert!(report.wrong.is_empty(), "{} calls differ:\n{}", report.wrong.len(), report.wrong.join("\n"));
    let agreed = report.agreed().0;
    assert!(agreed >= AGREED, "{agreed} calls agree, {AGREED} did before");
}
