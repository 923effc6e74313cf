//! Datasets from files of the user.

use neuprint_local::SAMPLE;
use neuprint_worker::Bulk;
use neuprint_worker::messages::{InBytes as _, Request, Response, SkeletonSummary};

use crate::place::{GONE, Page};

const SWC: &[u8] = b"1 0 0 0 0 1 -1\n2 0 3 4 0 1 1\n";

#[test]
fn a_dataset_file_is_opened() {
    let page = Page::new();
    let connection = page.open(&[("mine.npdata", SAMPLE)]).unwrap();
    assert_eq!((connection.server.as_str(), connection.dataset.as_str()), ("in this page", "hemibrain-sample:v1.2.1"));
    assert_eq!(connection.bodies_with_skeleton.unwrap().len(), 5);
    assert!(page.place.0.sent.borrow().is_empty(), "nothing is sent anywhere");
}

#[test]
fn a_folder_of_skeletons_becomes_a_dataset() {
    let page = Page::with_sample();
    let files =
        [("lc4/1001.swc", SWC), ("lc4/left.SWC", SWC), ("lc4/notes.txt", GONE), ("lc4/wrong.swc", b"no skeleton")];
    let connection = page.open(&files).unwrap();
    assert_eq!(connection.dataset, "skeletons");
    assert_eq!(connection.bodies_with_skeleton, Some(vec![1, 1001]));
    let caveats = connection.caveats.join(" ");
    for said in ["neither connections nor synapses", "lc4/wrong.swc was left out: ", "1 other files were left out."] {
        assert!(caveats.contains(said), "{said}: {caveats}");
    }
    let Ok((Response::Skeleton, bulk)) = page.ask(Request::Skeleton { body: 1, root: None }) else {
        panic!("no skeleton")
    };
    let Some(Bulk::Bytes(summary)) = bulk.first() else { panic!("no summary") };
    let summary = SkeletonSummary::read(summary).unwrap();
    assert_eq!((summary.nodes, summary.instance.as_deref()), (2, Some("left")));
    assert_eq!(summary.cable, 5.0, "voxels: the unit is not known");
    let cypher = "MATCH (n:Neuron) RETURN n.bodyId".to_owned();
    let Ok((Response::Table(table), _)) = page.ask(Request::Query { cypher }) else { panic!("no table") };
    assert_eq!(table.rows, 2);
}

#[test]
fn the_files_of_a_graph_become_a_dataset() {
    let page = Page::with_sample();
    let nodes = br#"{"id":0,"labels":["Meta"],"properties":{"dataset":"mine","tag":"v2"}}
{"id":1,"labels":["Segment","mine_Neuron"],"properties":{"bodyId":720575940628857210}}"#;
    let edges = br#"{"from":1,"type":"ConnectsTo","to":1,"properties":{"weight":7}}"#;
    let connection = page.open(&[("lab/edges.jsonl", edges), ("lab/nodes.jsonl", nodes)]).unwrap();
    assert_eq!(connection.dataset, "mine:v2");
    let caveats = connection.caveats.join(" ");
    assert!(caveats.contains("1 nodes bear the label mine_Neuron without Neuron"), "{caveats}");
    let cypher = "MATCH (n:Neuron)-[e:ConnectsTo]->(n) RETURN n.bodyId, e.weight".to_owned();
    let Ok((Response::Table(table), _)) = page.ask(Request::Query { cypher }) else { panic!("no table") };
    assert_eq!(table.rows, 1);
}

#[test]
fn what_cannot_be_used_leaves_the_open_dataset() {
    let page = Page::with_sample();
    let refused = |files: &[(&str, &'static [u8])], why: &str| {
        let failure = page.open(files).unwrap_err();
        assert_eq!(failure.code, "dataset-unreadable");
        assert!(failure.message.contains(why), "{}", failure.message);
    };
    refused(&[("notes.txt", b"no dataset")], "notes.txt cannot be used: ");
    refused(&[("a.npdata", SAMPLE), ("b.npdata", SAMPLE)], "one dataset file at a time");
    refused(&[("a.swc", b"x"), ("b.swc", b"")], "None of the files is a skeleton. a.swc was left out: ");
    refused(&[("a.npdata", GONE)], "a.npdata cannot be used: it is gone");
    refused(
        &[("graph.json", b"{\"from\":1,\"to\":2,\"type\":\"T\"}")],
        "The graph cannot be used: there is no node in it.",
    );
    refused(&[("graph.jsonl", b"{}")], "The graph cannot be used: graph.jsonl:1: ");
    refused(&[], "no file");
    assert!(page.ask(Request::Query { cypher: "MATCH (n:Neuron) RETURN n LIMIT 1".to_owned() }).is_ok());
}
