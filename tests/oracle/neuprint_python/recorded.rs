//! What neuprint-python 0.6.4 got over a real server, our client gets over the same graph.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use futures_util::FutureExt;
use neuprint::{ClientOptions, ServerAddress, Token};
use neuprint_local::{About, Dataset, LocalServer, LocalTransport, QueryLimits};
use neuprint_tests::shared_data_or_skip;

use crate::calls::Asker;
pub(crate) use crate::recorded_dataset::DATASET;
use crate::recorded_graph::{graph, lines};
use crate::report::{Report, judge};
use crate::{names, otherwise, recorded_dataset};

/// How many of the recorded calls agree. May only grow.
const AGREED: usize = 65;

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
    asker_of(dataset(folder), None)
}

fn asker_of(dataset: Dataset, token: Option<Token>) -> Asker<LocalTransport> {
    let limits = QueryLimits { steps: u64::MAX, rows: u64::MAX, memory: u64::MAX };
    let server = LocalServer::new(vec![dataset]).with_limits(limits);
    let mut options = ClientOptions::new(ServerAddress::parse("https://local.invalid", false).unwrap());
    options.token = token;
    now(Asker::connect(LocalTransport(Arc::new(server)), options)).unwrap()
}

#[test]
fn answers_are_those_of_neuprint_python() {
    let test = "answers_are_those_of_neuprint_python";
    let (Some(dataset), Some(recording)) =
        (recorded_dataset::dataset(test), shared_data_or_skip(test, "neo4j-answers/neuprint-python.jsonl.gz"))
    else {
        return;
    };
    // The one that was sent when the calls were recorded.
    let asker = asker_of(dataset, Token::parse("user-token").unwrap());
    let mut report = Report::default();
    let reasons = otherwise::reasons();
    let mut used = vec![0; reasons.len()];
    let mut called = BTreeSet::new();
    for mut made in lines(&recording) {
        called.insert(made["call"].as_str().unwrap().to_owned());
        let answer = now(asker.answer(&made));
        if let Some(place) = reasons.iter().position(|reason| otherwise::is_of(reason, &made)) {
            otherwise::explain(&mut made, &reasons[place], &answer);
            used[place] += 1;
        }
        let outcome = judge(&made, answer);
        report.add(&made, outcome);
    }
    names::check(&called);
    println!("{report}");
    let agreed = report.agreed().0;
    println!("{} recorded calls: {agreed} agree, {} end otherwise", report.calls(), used.iter().sum::<usize>());
    assert!(report.wrong.is_empty(), "{} calls differ:\n{}", report.wrong.len(), report.wrong.join("\n"));
    for (reason, used) in reasons.iter().zip(used) {
        assert!(used > 0, "no call ends otherwise because of {reason}");
    }
    assert!(agreed >= AGREED, "{agreed} calls agree, {AGREED} did before");
}
