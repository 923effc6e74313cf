//! The Cypher that each ready-made query sends, against `snapshots/*.cypher`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p neuprint` writes them anew; the difference is then to be read like code.

use std::path::Path;

use neuprint::query::{
    AdjacencyOptions, ConnectionOptions, Direction, NeuronOptions, PathLength, PathOptions, Weights,
};
use neuprint::{BodyId, Criterion, NeuronCriteria};

use crate::transport::{Answer, Recorded, connected, now};

/// ROIs whose names need escaping, and properties that make the dataset tell axons from dendrites.
const META: &str = r#"{"columns":["m"],"data":[[{"primaryRois":["a'L(R)","LH(R)"],
    "roiInfo":"{\"a'L(R)\":{},\"LH(R)\":{},\"MB(R)\":{}}",
    "neuronProperties":"{\"bodyId\":\"int\",\"type\":\"str\",\"pre\":\"int\",\"axonOut\":\"int\",\"odd `name`\":\"str\",\"LH(R)\":\"bool\"}"}]]}"#;

fn answering(tables: &[&str]) -> Recorded {
    let tables = std::iter::once(META).chain(tables.iter().copied());
    Recorded::new(tables.map(|table| Answer::Whole(200, table.to_owned())))
}

/// Everything that was sent, but for the question for Meta.
fn assert_snapshot(name: &str, recorded: &Recorded) {
    let sent: Vec<String> = recorded.cyphers().into_iter().filter(|cypher| !cypher.contains("(m:Meta)")).collect();
    assert!(!sent.is_empty(), "{name} sent nothing");
    let sent = sent.join("\n\n---\n\n") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/client/snapshots/{name}.cypher"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &sent).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(sent, expected.replace("\r\n", "\n"), "{name}: see {}", path.display());
}

/// One criterion of each kind, with names that need escaping.
fn everything() -> NeuronCriteria {
    NeuronCriteria::of([
        ("type", vec!["KCa'b'", "a\\b"].into()),
        ("regex", false.into()),
        ("instance", Criterion::NotNull),
        ("status", vec![Some("Traced"), None].into()),
        ("bodyId", vec![1_i64, 2, 3, i64::MAX].into()),
        ("flywireType", Criterion::from("K.*")),
        ("class", "it's".into()),
        ("hemibrainBodyId", vec![Criterion::Integer(7), "7".into()].into()),
        ("cropped", false.into()),
        ("somaLocation", Criterion::IsNull),
        ("minPre", 3_i64.into()),
        ("maxClosestLandmarkDistanceMicrons", Criterion::Number(1.5)),
        ("inputRois", "a'L(R)".into()),
        ("outputRois", vec!["LH(R)", "MB(R)"].into()),
        ("roiReq", "any".into()),
        ("minRoiInputs", 5_i64.into()),
    ])
    .unwrap()
}

fn names(names: &[&str]) -> NeuronCriteria {
    NeuronCriteria::of_names(names).unwrap()
}

#[test]
fn neurons_by_every_kind_of_criterion() {
    let recorded = answering(&[r#"{"columns":["bodyId","roiInfo"],"data":[]}"#]);
    now(connected(&recorded).neurons(&everything(), &NeuronOptions::default())).unwrap();
    assert_snapshot("neurons", &recorded);
}

#[test]
fn a_query_without_neurons_has_the_columns_of_the_dataset() {
    let recorded = answering(&[r#"{"columns":["n"],"data":[]}"#]);
    let found = now(connected(&recorded).custom_neurons("MATCH (n:Neuron) WHERE false RETURN n")).unwrap();
    let names: Vec<&str> = found.neurons.columns().iter().map(neuprint::table::Column::name).collect();
    let expected = ["bodyId", "type", "pre", "axonOut", "odd `name`", "roiInfo", "inputRois", "outputRois"];
    assert_eq!((found.neurons.rows(), &names[..]), (0, &expected[..]));
    assert_eq!(found.roi_counts.map(|counts| counts.rows()), Some(0));
}

#[test]
fn properties_of_neurons_come_in_the_order_of_the_dataset_and_are_asked_for_once() {
    let recorded = answering(&[]);
    let client = connected(&recorded);
    for _ in 0..2 {
        let keys = now(client.neuron_keys()).unwrap();
        assert_eq!(keys[..], ["bodyId", "type", "pre", "axonOut", "odd `name`", "LH(R)"]);
    }
    assert_eq!(recorded.cyphers().len(), 1);
}

#[test]
fn simple_connections() {
    let recorded = answering(&[r#"{"columns":["bodyId_pre","bodyId_post","weight","conn_roiInfo"],"data":[]}"#]);
    let options = ConnectionOptions {
        properties: vec!["type".into(), "roiInfo".into(), "odd `name`".into()],
        ..ConnectionOptions::default()
    };
    now(connected(&recorded).simple_connections(&names(&["KC.*", "MBON"]), &names(&["a", "b", "c", "d"]), &options))
        .unwrap();
    assert_snapshot("simple-connections", &recorded);
}

#[test]
fn common_connectivity() {
    let recorded = answering(&[r#"{"columns":["bodyId_pre","bodyId_post","weight","conn_roiInfo"],"data":[]}"#]);
    let options = ConnectionOptions {
        weights: Weights::Named(vec!["weightHP".into()]),
        min_weight: 7,
        ..ConnectionOptions::default()
    };
    now(connected(&recorded).common_connectivity(&names(&["KC"]), Direction::Downstream, &options)).unwrap();
    assert_snapshot("common-connectivity", &recorded);
}

#[test]
fn adjacencies_are_counted_batched_and_completed() {
    let recorded = answering(&[
        r#"{"columns":["count"],"data":[[5]]}"#,
        r#"{"columns":["count"],"data":[[3]]}"#,
        r#"{"columns":["bodyId"],"data":[[11],[12],[13]]}"#,
        r#"{"columns":["bodyId_pre","bodyId_post","weight","roiInfo"],"data":[[1,11,4,"{\"LH(R)\":{\"pre\":3,\"post\":4}}"]]}"#,
        r#"{"columns":["bodyId_pre","bodyId_post","weight","roiInfo"],"data":[]}"#,
        r#"{"columns":["type","bodyId"],"data":[["a",1],["b",11]]}"#,
    ]);
    let options = AdjacencyOptions {
        rois: vec!["LH(R)".into()],
        min_total_weight: 2,
        properties: vec!["type".into(), "bodyId".into()],
        weights: Weights::Named(Vec::new()),
        batch_size: 2,
        ..AdjacencyOptions::default()
    };
    let found = now(connected(&recorded).adjacencies(&names(&["KC.*"]), &names(&["MBON01"]), &options, &mut |_, _| {}))
        .unwrap();
    assert_eq!((found.neurons.rows(), found.connections.rows()), (2, 1));
    assert_snapshot("adjacencies", &recorded);
}

#[test]
fn paths_are_boxed_in_time_and_end_with_a_row_of_nulls() {
    let done = r#"{"columns":["path","weights"],"data":[[[[1,"a"],[2,null]],[9]],[null,null]]}"#;
    let recorded = Recorded::answering(&[(200, done)]);
    let (from, to) = (BodyId::new(1).unwrap(), BodyId::new(2).unwrap());
    let options = PathOptions { length: PathLength::AtMost(3), min_weight: 2, ..PathOptions::default() };
    let table = now(connected(&recorded).paths(from, to, &options)).unwrap();
    assert_eq!(table.rows(), 2);
    assert_snapshot("paths", &recorded);
}

#[test]
fn paths_that_ran_out_of_time_are_an_error() {
    let (from, to) = (BodyId::new(1).unwrap(), BodyId::new(2).unwrap());
    for cut in [
        r#"{"columns":["path","weights"],"data":[]}"#,
        r#"{"columns":["path","weights"],"data":[[[[1,"a"],[2,null]],[9]]]}"#,
    ] {
        let recorded = Recorded::answering(&[(200, cut)]);
        let error = now(connected(&recorded).paths(from, to, &PathOptions::default())).unwrap_err();
        assert_eq!(error.code(), "timeout");
    }
}

#[test]
fn output_completeness() {
    let recorded = Recorded::answering(&[
        (200, r#"{"columns":["bodyId"],"data":[[1],[2]]}"#),
        (200, r#"{"columns":["bodyId","total_weight","traced_weight"],"data":[[1,10,4],[2,5,0]]}"#),
    ]);
    let table =
        now(connected(&recorded).output_completeness(&names(&["KC"]), &["Traced", "Anch'or"], &mut |_, _| {})).unwrap();
    assert_eq!(table.cell(0, 4), neuprint::table::Cell::Float(0.4));
    assert_snapshot("output-completeness", &recorded);
}

#[test]
fn a_batch_that_takes_too_long_is_asked_in_halves_and_a_failure_keeps_the_rest() {
    const SLOW: &str = r#"{"error":"failed to execute query: Neo4jError: Neo.TransientError.Transaction.TransactionTimedOut (too long)"}"#;
    let sums = |body: u64| format!(r#"{{"columns":["bodyId","total_weight","traced_weight"],"data":[[{body},10,5]]}}"#);
    let (first, second) = (sums(1), sums(2));
    let bodies = r#"{"columns":["bodyId"],"data":[[1],[2]]}"#;
    let recorded = Recorded::answering(&[(200, bodies), (400, SLOW), (200, &first), (200, &second)]);
    let mut heard = Vec::new();
    let table =
        now(connected(&recorded)
            .output_completeness(&names(&["KC"]), &["Traced"], &mut |done, of| heard.push((done, of))))
        .unwrap();
    assert_eq!((table.rows(), heard), (2, vec![(1, 2), (2, 2)]));

    let recorded = Recorded::answering(&[(200, bodies), (400, SLOW), (200, &first), (400, SLOW)]);
    let error =
        now(connected(&recorded).output_completeness(&names(&["KC"]), &["Traced"], &mut |_, _| {})).unwrap_err();
    assert_eq!(error.code(), "timeout");
    let neuprint::Error::Incomplete { done, total, partial, .. } = error else { panic!("{error}") };
    assert_eq!((done, total, partial.rows()), (1, 2, 1));
}

#[test]
fn criteria_that_contradict_the_dataset_are_not_sent() {
    let unknown = NeuronCriteria::of([("rois", "LH(L)".into())]).unwrap();
    let recorded = answering(&[]);
    let error = now(connected(&recorded).neurons(&unknown, &NeuronOptions::default())).unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
    assert_eq!(error.to_string(), "`LH(L)` is no ROI of the dataset; did you mean `LH(R)`?");
    assert!(recorded.cyphers().iter().all(|cypher| cypher.contains("(m:Meta)")));
}
