//! Synapses and mitochondria: every query as it is sent, and what becomes of the answers.

use neuprint::query::{MeanSynapseOptions, Neurotransmitters, SynapseConnectionOptions, SynapseOptions};
use neuprint::table::{Cell, Table};
use neuprint::{Criterion, Error, MitoCriteria, NeuronCriteria, SynapseCriteria};

use crate::transport::{Recorded, connected, now};

/// A Meta node with overlapping ROIs: `a'L` is in `MB`, which is not primary.
const META: &str = r#"{"columns":["m"],"data":[[{"primaryRois":["a'L","b`L"],
    "roiInfo":"{\"a'L\":{},\"b`L\":{},\"MB\":{}}","postHighAccuracyThreshold":0.5}]]}"#;

const META_WITH_NT: &str = r#"{"columns":["m"],"data":[[{"primaryRois":["a"],"roiInfo":"{\"a\":{}}",
    "ntSynapseProperties":"{\"ntGabaProb\":\"float\",\"ntAcetylcholineProb\":\"float\"}"}]]}"#;

fn bodies(ids: &[i64]) -> String {
    let rows: Vec<String> = ids.iter().map(|id| format!("[{id}]")).collect();
    format!(r#"{{"columns":["bodyId"],"data":[{}]}}"#, rows.join(","))
}

/// An answer with so many columns.
fn rows(columns: usize, rows: &str) -> String {
    let names: Vec<String> = (0..columns).map(|at| format!("\"{at}\"")).collect();
    format!(r#"{{"columns":[{}],"data":[{rows}]}}"#, names.join(","))
}

fn recorded(answers: &[&str]) -> Recorded {
    Recorded::answering(&answers.iter().map(|answer| (200, *answer)).collect::<Vec<_>>())
}

fn names(table: &Table) -> Vec<&str> {
    table.columns().iter().map(|column| column.name()).collect()
}

fn row(table: &Table, row: usize) -> Vec<String> {
    (0..table.columns().len()).map(|column| format!("{:?}", table.cell(row, column))).collect()
}

fn every_roi() -> SynapseCriteria {
    SynapseCriteria::of([("primaryOnly", false.into())]).unwrap()
}

#[test]
fn synapses_are_asked_for_some_bodies_at_a_time() {
    let none = rows(7, "");
    let recorded = recorded(&[META, &bodies(&[7, 720_575_940_628_857_210, 9]), &none, &none]);
    let client = connected(&recorded);
    let neurons = NeuronCriteria::of([("type", Criterion::from("KCa'b'"))]).unwrap();
    let synapses = SynapseCriteria::of([
        ("rois", vec!["a'L", "b`L"].into()),
        ("type", "post".into()),
        ("confidence", 0.25.into()),
    ]);
    let options = SynapseOptions { batch_size: 2, ..SynapseOptions::default() };
    let table = now(client.synapses(&neurons, &synapses.unwrap(), options, &mut |_, _| {})).unwrap();
    assert_eq!(names(&table), ["bodyId", "type", "roi", "x", "y", "z", "confidence"]);
    assert_eq!(
        recorded.cyphers()[1..3],
        [
            "MATCH (n:Neuron)\nWHERE n.type = 'KCa\\'b\\''\nRETURN n.bodyId AS bodyId\nORDER BY bodyId",
            "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)\nWHERE n.bodyId IN [7, \
             720575940628857210] AND (s.`a'L` OR s.`b``L`) AND s.confidence > 0.25 AND s.type = 'post'\nWITH DISTINCT n, \
             s\nRETURN n.bodyId AS bodyId, s.type AS type, s.location.x AS x, s.location.y AS y, s.location.z AS z, \
             s.confidence AS confidence, apoc.map.removeKeys(properties(s), ['location', 'confidence', 'type']) AS \
             properties",
        ]
    );
    assert!(recorded.cyphers()[3].contains("n.bodyId IN [9] AND"));
}

#[test]
fn a_synapse_has_a_row_for_each_of_its_rois() {
    let answer = rows(
        7,
        r#"[720575940628857210,"pre",1,2,3,1,{"a'L":true,"MB":true,"compartment":"axon","bodyId":7}],
           [7,"post",1.5,2,3,0.75,{"MB":true}],[7,"post",4,5,6,null,{"order":[1]}]"#,
    );
    let recorded = recorded(&[META, &bodies(&[7]), &answer, &bodies(&[7]), &answer]);
    let client = connected(&recorded);
    let ask = |criteria| {
        now(client.synapses(&NeuronCriteria::default(), &criteria, SynapseOptions::default(), &mut |_, _| {})).unwrap()
    };
    let every = ask(every_roi());
    assert_eq!(names(&every)[7..], ["compartment", "order"]);
    let shown: Vec<String> = (0..every.rows()).map(|at| row(&every, at).join(" ")).collect();
    assert_eq!(
        shown,
        [
            r#"Int(720575940628857210) Text("pre") Text("MB") Float(1.0) Int(2) Int(3) Float(1.0) Text("axon") Null"#,
            r#"Int(720575940628857210) Text("pre") Text("a'L") Float(1.0) Int(2) Int(3) Float(1.0) Text("axon") Null"#,
            r#"Int(7) Text("post") Text("MB") Float(1.5) Int(2) Int(3) Float(0.75) Null Null"#,
            r#"Int(7) Text("post") Null Float(4.0) Int(5) Int(6) Null Null Json("[1]")"#,
        ]
    );
    let primary = ask(SynapseCriteria::default());
    let rois: Vec<Cell<'_>> = (0..primary.rows()).map(|at| primary.cell(at, 2)).collect();
    assert_eq!(rois, [Cell::Text("a'L"), Cell::Null, Cell::Null]);
    // The dataset's own threshold applies.
    assert!(recorded.cyphers()[2].contains("WHERE n.bodyId IN [7] AND s.confidence > 0.5\n"));
}

#[test]
fn neurotransmitters_are_told_in_one_column_or_in_all() {
    let answer = rows(
        7,
        r#"[7,"pre",1,2,3,1,{"a":true,"ntGabaProb":0.75,"ntAcetylcholineProb":0.25}],[7,"post",1,2,3,1,{"a":true}]"#,
    );
    let recorded = recorded(&[META_WITH_NT, &bodies(&[7]), &answer, &bodies(&[7]), &answer, &bodies(&[7]), &answer]);
    let client = connected(&recorded);
    let ask = |nt| {
        let options = SynapseOptions { nt, ..SynapseOptions::default() };
        now(client.synapses(&NeuronCriteria::default(), &SynapseCriteria::default(), options, &mut |_, _| {})).unwrap()
    };
    let max = ask(Neurotransmitters::Max);
    assert_eq!(names(&max)[7..], ["nt", "ntProb"]);
    assert_eq!(row(&max, 0)[7..], ["Text(\"gaba\")", "Float(0.75)"]);
    assert_eq!(row(&max, 1)[7..], ["Null", "Null"]);
    let all = ask(Neurotransmitters::All);
    assert_eq!(names(&all)[7..], ["acetylcholine", "gaba"]);
    assert_eq!(row(&all, 0)[7..], ["Float(0.25)", "Float(0.75)"]);
    assert_eq!(names(&ask(Neurotransmitters::None)).len(), 7);
}

#[test]
fn a_dataset_without_neurotransmitters_says_so() {
    let recorded = recorded(&[META, r#"{"columns":["k"],"data":[["type"],["confidence"]]}"#]);
    let client = connected(&recorded);
    let options = SynapseOptions { nt: Neurotransmitters::Max, ..SynapseOptions::default() };
    let error = now(client.synapses(&NeuronCriteria::default(), &SynapseCriteria::default(), options, &mut |_, _| {}))
        .unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
    assert!(error.to_string().contains("no neurotransmitters"), "{error}");
}

#[test]
fn rois_are_checked_before_synapses_are_asked_for() {
    let recorded = recorded(&[META]);
    let client = connected(&recorded);
    let refused = |roi: &str| {
        let criteria = SynapseCriteria::of([("rois", roi.into())]).unwrap();
        let error =
            now(client.synapses(&NeuronCriteria::default(), &criteria, SynapseOptions::default(), &mut |_, _| {}))
                .unwrap_err();
        assert_eq!(error.code(), "invalid-argument");
        error.to_string()
    };
    assert_eq!(refused("aL"), "`aL` is no ROI of the dataset; did you mean `a'L`?");
    assert!(refused("MB").starts_with("`rois` cannot be \"MB\": it is not a primary ROI"));
}

#[test]
fn means_are_by_roi_or_over_all() {
    let by_roi = rows(8, r#"[7,"MB","pre",3,1,2.5,3,1]"#);
    let recorded = recorded(&[META, &bodies(&[7]), &by_roi, &bodies(&[7]), &rows(7, "")]);
    let client = connected(&recorded);
    let neurons = NeuronCriteria::default();
    let ask = |by_roi, criteria| {
        let options = MeanSynapseOptions { by_roi, ..MeanSynapseOptions::default() };
        now(client.mean_synapses(&neurons, &criteria, options, &mut |_, _| {})).unwrap()
    };
    let table = ask(true, every_roi());
    assert_eq!(row(&table, 0)[3..], ["Int(3)", "Float(1.0)", "Float(2.5)", "Float(3.0)", "Float(1.0)"]);
    let table = ask(false, SynapseCriteria::default());
    assert_eq!(names(&table), ["bodyId", "type", "count", "x", "y", "z", "confidence"]);
    let cyphers = recorded.cyphers();
    assert_eq!(
        [&cyphers[2], &cyphers[4]],
        [
            "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)\nWHERE n.bodyId IN [7] AND s.confidence > \
             0.5\nWITH DISTINCT n, s\nUNWIND keys(s) AS roi\nWITH n, s, roi WHERE roi IN ['MB', 'a\\'L', 'b`L']\nRETURN \
             n.bodyId AS bodyId, roi, s.type AS type, count(s) AS count, avg(s.location.x) AS x, avg(s.location.y) AS y, \
             avg(s.location.z) AS z, avg(s.confidence) AS confidence",
            "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)\nWHERE n.bodyId IN [7] AND s.confidence > \
             0.5\nWITH DISTINCT n, s\nRETURN n.bodyId AS bodyId, s.type AS type, count(s) AS count, avg(s.location.x) AS x, \
             avg(s.location.y) AS y, avg(s.location.z) AS z, avg(s.confidence) AS confidence",
        ]
    );
}

/// The answer of the query for connections, with all their weight in one ROI.
fn connections(pairs: &[(i64, i64)]) -> String {
    let row = |(pre, post): &(i64, i64)| format!(r#"[{pre},{post},20,"{{\"MB\":{{\"post\":20}}}}"]"#);
    let rows: Vec<String> = pairs.iter().map(row).collect();
    format!(r#"{{"columns":["bodyId_pre","bodyId_post","weight","roiInfo"],"data":[{}]}}"#, rows.join(","))
}

#[test]
fn connections_are_asked_for_some_pairs_at_a_time() {
    let count = |count: u8| format!(r#"{{"columns":["count"],"data":[[{count}]]}}"#);
    let pairs = connections(&[(1, 11), (1, 12), (1, 13), (2, 11)]);
    let one = r#"[1,11,1,2,3,4,5,6,1,0.5,{"a'L":true,"MB":true,"v":1},{"w":2}]"#;
    let recorded = recorded(&[META, &count(2), &count(9), &bodies(&[1, 2]), &pairs, &rows(12, one), &rows(12, "")]);
    let client = connected(&recorded);
    let sources = NeuronCriteria::of([("type", Criterion::from("made"))]).unwrap();
    let synapses = SynapseCriteria::of([("rois", vec!["a'L", "MB"].into()), ("primaryOnly", false.into())]).unwrap();
    let options =
        SynapseConnectionOptions { min_total_weight: 12, batch_size: 3, ..SynapseConnectionOptions::default() };
    let mut heard = Vec::new();
    let mut progress = |done, total| heard.push((done, total));
    let every = NeuronCriteria::default();
    let table = now(client.synapse_connections(&sources, &every, &synapses, options, &mut progress)).unwrap();
    assert_eq!(names(&table)[..4], ["bodyId_pre", "bodyId_post", "roi_pre", "roi_post"]);
    assert_eq!(names(&table)[10..], ["confidence_pre", "confidence_post", "v_pre", "w_post"]);
    assert_eq!(table.cell(0, 2), Cell::Json(r#"["MB","a'L"]"#));
    assert_eq!((table.cell(0, 3), table.cell(0, 10)), (Cell::Null, Cell::Float(1.0)));
    assert_eq!(heard, [(3, 4), (4, 4)]);
    let cyphers = recorded.cyphers();
    assert!(cyphers[4].contains("e.weight >= 12") && cyphers[4].contains("(m.`a'L` OR m.MB)"), "{}", cyphers[4]);
    assert_eq!(
        cyphers[5],
        "UNWIND [[1, [11, 12, 13]]] AS pairs\nMATCH (n:Segment)-[:ConnectsTo]->(m:Segment), \
         (n)-[:Contains]->(nss:SynapseSet)-[:ConnectsTo]->(mss:SynapseSet)<-[:Contains]-(m), \
         (nss)-[:Contains]->(ns:Synapse)-[:SynapsesTo]->(ms:Synapse)<-[:Contains]-(mss)\nWHERE n.bodyId = pairs[0] AND \
         m.bodyId IN pairs[1] AND ns.confidence > 0.5 AND ns.type = 'pre' AND (ms.`a'L` OR ms.MB) AND ms.confidence > 0.5 \
         AND ms.type = 'post'\nWITH DISTINCT n, m, ns, ms\nRETURN n.bodyId AS bodyId_pre, m.bodyId AS bodyId_post, \
         ns.location.x AS x_pre, ns.location.y AS y_pre, ns.location.z AS z_pre, ms.location.x AS x_post, ms.location.y AS \
         y_post, ms.location.z AS z_post, ns.confidence AS confidence_pre, ms.confidence AS confidence_post, \
         apoc.map.removeKeys(properties(ns), ['location', 'confidence', 'type']) AS properties_pre, \
         apoc.map.removeKeys(properties(ms), ['location', 'confidence', 'type']) AS properties_post"
    );
    assert!(cyphers[6].starts_with("UNWIND [[2, [11]]] AS pairs\n"), "{}", cyphers[6]);
}

#[test]
fn pairs_are_grouped_by_the_side_with_fewer_bodies() {
    let pairs = connections(&[(1, 11), (2, 11), (3, 11), (3, 12)]);
    let recorded = recorded(&[META, &bodies(&[1, 2, 3]), &pairs, &rows(12, "")]);
    let client = connected(&recorded);
    let sources = NeuronCriteria::of([("type", Criterion::from("made"))]).unwrap();
    let (every, synapses) = (NeuronCriteria::default(), SynapseCriteria::default());
    let options = SynapseConnectionOptions::default();
    let table = now(client.synapse_connections(&sources, &every, &synapses, options, &mut |_, _| {})).unwrap();
    assert_eq!((table.rows(), table.columns().len()), (0, 12));
    let cypher = &recorded.cyphers()[3];
    assert!(cypher.starts_with("UNWIND [[11, [1, 2, 3]], [12, [3]]] AS pairs\n"), "{cypher}");
    assert!(cypher.contains("WHERE m.bodyId = pairs[0] AND n.bodyId IN pairs[1] AND"), "{cypher}");
}

#[test]
fn a_batch_that_takes_too_long_is_halved_and_what_was_answered_is_kept() {
    let timeout = r#"{"error":"failed to execute query: Neo4jError: Neo.ClientError.Transaction.TransactionTimedOut (The transaction has been terminated.)"}"#;
    let one = rows(7, r#"[7,"pre",1,2,3,1,{}]"#);
    let answers = [(200, META), (200, &bodies(&[7, 8])), (400, timeout), (200, &one), (400, timeout)];
    let recorded = Recorded::answering(&answers);
    let client = connected(&recorded);
    let (neurons, synapses) = (NeuronCriteria::default(), SynapseCriteria::default());
    let error = now(client.synapses(&neurons, &synapses, SynapseOptions::default(), &mut |_, _| {})).unwrap_err();
    assert_eq!(error.code(), "timeout");
    let Error::Incomplete { done: 1, total: 2, partial, .. } = error else { panic!("{error:?}") };
    assert_eq!(partial.rows(), 1);
}

#[test]
fn an_answer_of_another_shape_is_an_error() {
    let recorded = recorded(&[META, &bodies(&[7]), &rows(2, "[7,1]"), &bodies(&[7]), &rows(7, "[7,1,1,1,1,1,1]")]);
    let client = connected(&recorded);
    let (neurons, synapses) = (NeuronCriteria::default(), SynapseCriteria::default());
    for _ in 0..2 {
        let error = now(client.synapses(&neurons, &synapses, SynapseOptions::default(), &mut |_, _| {})).unwrap_err();
        assert_eq!(error.code(), "malformed-response");
    }
}

#[test]
fn all_connections_of_a_dataset_are_refused() {
    let recorded = recorded(&[]);
    let client = connected(&recorded);
    let every = NeuronCriteria::default();
    let options = SynapseConnectionOptions::default();
    let error = now(client.synapse_connections(&every, &every, &SynapseCriteria::default(), options, &mut |_, _| {}))
        .unwrap_err();
    assert_eq!((error.code(), recorded.count()), ("invalid-argument", 1));
}

#[test]
fn connections_can_have_their_mitochondria() {
    let answer = rows(24, r#"[1,11,1,2,3,4,5,6,1,1,{},{},"dark",7,8,9,10,11,null,null,null,null,null,null]"#);
    let recorded = recorded(&[META, &bodies(&[1]), &connections(&[(1, 11)]), &answer]);
    let client = connected(&recorded);
    let sources = NeuronCriteria::of_bodies(&["1".parse().unwrap()]);
    let options = SynapseConnectionOptions::default();
    let (targets, synapses) = (NeuronCriteria::default(), SynapseCriteria::default());
    let table = now(client.connection_mitochondria(&sources, &targets, &synapses, options, &mut |_, _| {})).unwrap();
    assert_eq!(names(&table)[12..16], ["mitoType_pre", "distance_pre", "mitoSize_pre", "mx_pre"]);
    assert_eq!(names(&table)[18..20], ["mitoType_post", "distance_post"]);
    assert_eq!(row(&table, 0)[12..15], ["Text(\"dark\")", "Float(7.0)", "Int(8)"]);
    let cypher = &recorded.cyphers()[3];
    for part in [
        "\nWITH DISTINCT n, m, ns, ms\nOPTIONAL MATCH (ns)-[nc:CloseTo]->(nt:Element {type: 'mitochondrion'})\nOPTIONAL \
         MATCH (ms)-[mc:CloseTo]->(mt:Element {type: 'mitochondrion'})\nRETURN ",
        " AS properties_post, nt.mitoType AS mitoType_pre, nc.distance AS distance_pre, nt.size AS mitoSize_pre, \
         nt.location.x AS mx_pre, nt.location.y AS my_pre, nt.location.z AS mz_pre, mt.mitoType AS mitoType_post, \
         mc.distance AS distance_post, mt.size AS mitoSize_post, mt.location.x AS mx_post, mt.location.y AS my_post, \
         mt.location.z AS mz_post",
    ] {
        assert!(cypher.contains(part), "{cypher}");
    }
}

#[test]
fn mitochondria_have_a_row_for_each_of_their_rois() {
    let answer = rows(10, r#"[7,"dark",1,2,3,50000,60,30.25,1,{"a'L":true,"MB":true}],[7,"light",1,2,3,9,1,2,3,{}]"#);
    let recorded = recorded(&[META, &bodies(&[7]), &answer]);
    let client = connected(&recorded);
    let criteria = MitoCriteria::of([
        ("rois", "MB".into()),
        ("mitoType", "dark".into()),
        ("size", 100.into()),
        ("primaryOnly", false.into()),
    ]);
    let table = now(client.mitochondria(&NeuronCriteria::default(), &criteria.unwrap(), 10, &mut |_, _| {})).unwrap();
    assert_eq!(names(&table), ["bodyId", "mitoType", "roi", "x", "y", "z", "size", "r0", "r1", "r2"]);
    let rois: Vec<Cell<'_>> = (0..table.rows()).map(|at| table.cell(at, 2)).collect();
    assert_eq!(rois, [Cell::Text("MB"), Cell::Text("a'L"), Cell::Null]);
    assert_eq!(table.cell(0, 7), Cell::Float(60.0));
    assert_eq!(
        recorded.cyphers()[2],
        "MATCH (n:Segment)-[:Contains]->(:ElementSet)-[:Contains]->(m:Element {type: 'mitochondrion'})\nWHERE n.bodyId IN [7] \
         AND (m.MB) AND m.size >= 100 AND m.mitoType = 'dark'\nRETURN n.bodyId AS bodyId, m.mitoType AS mitoType, \
         m.location.x AS x, m.location.y AS y, m.location.z AS z, m.size AS size, m.r0 AS r0, m.r1 AS r1, m.r2 AS r2, \
         apoc.map.removeKeys(properties(m), ['location', 'type', 'mitoType', 'size', 'r0', 'r1', 'r2']) AS properties"
    );
}

#[test]
fn synapses_come_with_their_closest_mitochondria() {
    let answer = rows(16, r#"[7,"pre",1,2,3,0.5,"dark",27,50000,4,5,6,60.5,30.25,0.5,{"a'L":true}]"#);
    let recorded = recorded(&[META, &bodies(&[7]), &answer]);
    let client = connected(&recorded);
    let (neurons, synapses) = (NeuronCriteria::default(), SynapseCriteria::default());
    let table = now(client.synapses_and_closest_mitochondria(&neurons, &synapses, 10, &mut |_, _| {})).unwrap();
    assert_eq!(
        names(&table),
        [
            "bodyId",
            "type",
            "roi",
            "x",
            "y",
            "z",
            "confidence",
            "mitoType",
            "distance",
            "size",
            "mx",
            "my",
            "mz",
            "r0",
            "r1",
            "r2"
        ]
    );
    assert_eq!(row(&table, 0)[7..10], ["Text(\"dark\")", "Float(27.0)", "Int(50000)"]);
    assert_eq!(
        recorded.cyphers()[2],
        "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)-[c:CloseTo]->(m:Element {type: \
         'mitochondrion'})\nWHERE n.bodyId IN [7] AND s.confidence > 0.5\nWITH DISTINCT n, s, m, c\nRETURN n.bodyId AS \
         bodyId, s.type AS type, s.location.x AS x, s.location.y AS y, s.location.z AS z, s.confidence AS confidence, \
         m.mitoType AS mitoType, c.distance AS distance, m.size AS size, m.location.x AS mx, m.location.y AS my, \
         m.location.z AS mz, m.r0 AS r0, m.r1 AS r1, m.r2 AS r2, apoc.map.removeKeys(properties(s), ['location', \
         'confidence', 'type']) AS properties"
    );
}

#[test]
fn criteria_name_field_and_value_of_a_mistake() {
    let synapses = |name, value: Criterion| SynapseCriteria::of([(name, value)]).unwrap_err();
    let mitochondria = |name, value: Criterion| MitoCriteria::of([(name, value)]).unwrap_err();
    for (error, field, value) in [
        (synapses("type", "both".into()), "type", "\"both\""),
        (synapses("confidence", f64::NAN.into()), "confidence", "NaN"),
        (synapses("confidence", 2.into()), "confidence", "2"),
        (synapses("primaryOnly", 1.into()), "primaryOnly", "1"),
        (synapses("rois", 1.into()), "rois", "1"),
        (synapses("roi", "EB".into()), "roi", "roi"),
        (mitochondria("mitoType", "grey".into()), "mitoType", "\"grey\""),
        (mitochondria("size", (-1).into()), "size", "-1"),
        (mitochondria("type", "dark".into()), "type", "type"),
    ] {
        assert_eq!((error.field.as_str(), error.value.as_str()), (field, value));
        let message = error.to_string();
        assert!(message.contains(field) && message.contains(value), "{message}");
    }
    assert_eq!(synapses("roi", "EB".into()).to_string(), "`roi` is no criterion; did you mean `rois`?");
}
