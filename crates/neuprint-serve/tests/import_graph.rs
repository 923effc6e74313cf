//! `neuprint import` over a property graph out of Neo4j, and what the dataset file then answers.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[path = "import/folder.rs"]
mod folder;

use std::process::Output;

use folder::{Files, Folder, neuprint};
use neuprint_local::Dataset;

const NODES: &str = r#"{"id":0,"labels":["Meta","tiny_Meta"],"properties":{"dataset":"tiny","tag":"v1","uuid":"abc","info":"https://example.org","primaryRois":["EB"],"roiInfo":"{\"EB\":{\"pre\":2}}","voxelSize":[8.0,8.0,8.5]}}
{"id":1,"labels":["Segment","tiny_Segment","Neuron","tiny_Neuron"],"properties":{"bodyId":9007199254740993,"type":"EPG, odd","pre":2,"somaRadius":1.0,"somaLocation":{"$point":[1,2,3.5]},"cropped":false,"a'L(R)":true,"roiInfo":"{\"EB\":{\"pre\":2}}","tags":["a","b"],"empty":[]}}

{"id":2,"labels":["tiny_Segment"],"properties":{"bodyId":20,"confidence":0.30000000000000004,"type":null}}
{"id":3,"labels":[],"properties":{"odd":true}}
"#;
const EDGES: &str = r#"{"from":1,"type":"ConnectsTo","to":2,"properties":{"weight":3,"roiInfo":"{\"EB\":{\"post\":3}}"}}
{"from":2,"type":"Close to","to":2,"properties":{"distance":12.25}}
{"from":3,"type":"ConnectsTo","to":1,"properties":{}}
"#;
const BOTH: Files<'_> = &[("nodes.jsonl", NODES), ("edges.jsonl", EDGES)];

/// The same in Neo4j's own words, relationships first.
const EXPORTED: &str = r#"{"type":"relationship","id":"9","label":"ConnectsTo","properties":{"weight":3,"roiInfo":"{\"EB\":{\"post\":3}}"},"start":{"id":"1","labels":["Segment"],"properties":{"bodyId":9007199254740993}},"end":{"id":"2","labels":["tiny_Segment"]}}
{"id":"10","type":"relationship","label":"Close to","properties":{"distance":12.25},"start":{"id":"2"},"end":{"id":"2"}}
{"type":"relationship","id":"11","label":"ConnectsTo","start":{"id":"3"},"end":{"id":"1"}}
{"type":"node","id":"0","labels":["Meta","tiny_Meta"],"properties":{"dataset":"tiny","tag":"v1","uuid":"abc","info":"https://example.org","primaryRois":["EB"],"roiInfo":"{\"EB\":{\"pre\":2}}","voxelSize":[8.0,8.0,8.5]}}
{"type":"node","id":"1","labels":["Segment","tiny_Segment","Neuron","tiny_Neuron"],"properties":{"bodyId":9007199254740993,"type":"EPG, odd","pre":2,"somaRadius":1.0,"somaLocation":{"crs":"cartesian-3d","x":1.0,"y":2.0,"z":3.5},"cropped":false,"a'L(R)":true,"roiInfo":"{\"EB\":{\"pre\":2}}","tags":["a","b"],"empty":[]}}
{"type":"node","id":"2","labels":["tiny_Segment"],"properties":{"bodyId":20,"confidence":0.30000000000000004}}
{"type":"node","id":"3","properties":{"odd":true}}
"#;

fn holds_the_graph(folder: &Folder) {
    for (query, rows) in [
        (
            "MATCH (n:Segment) RETURN labels(n), n.bodyId, n.somaRadius, n.somaLocation.z, n.cropped, n.`a'L(R)`, n.tags, n.empty, n.confidence ORDER BY n.bodyId",
            r#"[[["Segment","tiny_Segment"],20,null,null,null,null,null,null,0.30000000000000004],[["Segment","tiny_Segment","Neuron","tiny_Neuron"],9007199254740993,1,3.5,false,true,["a","b"],[],null]]"#,
        ),
        ("MATCH (n:tiny_Neuron) RETURN n.roiInfo, n.type", r#"[["{\"EB\":{\"pre\":2}}","EPG, odd"]]"#),
        (
            "MATCH (n)-[c]->(m) RETURN n.bodyId, type(c), m.bodyId, c.weight, c.distance, c.roiInfo ORDER BY type(c), c.weight",
            r#"[[20,"Close to",20,null,12.25,null],[9007199254740993,"ConnectsTo",20,3,null,"{\"EB\":{\"post\":3}}"],[null,"ConnectsTo",9007199254740993,null,null,null]]"#,
        ),
        ("MATCH (m:tiny_Meta) RETURN m.voxelSize, m.primaryRois, m.tag", r#"[[[8,8,8.5],["EB"],"v1"]]"#),
        ("MATCH (n) WHERE n.odd RETURN labels(n), keys(n)", r#"[[[],["odd"]]]"#),
        ("MATCH (n) RETURN count(*)", "[[4]]"),
    ] {
        assert_eq!(folder.query(query), rows, "{query}");
    }
}

#[test]
fn nodes_and_edges_become_a_dataset() {
    let folder = Folder::with("graph-halves", BOTH);
    let report = folder.imported();
    assert!(report.contains("nodes.jsonl: 4 nodes, 0 relationships"), "{report}");
    assert!(report.contains("edges.jsonl: 0 nodes, 3 relationships"), "{report}");
    assert!(report.contains("1 nodes bear the label tiny_Segment without Segment: they got it, too"), "{report}");
    holds_the_graph(&folder);
    let made = Dataset::read(&folder.made()).unwrap();
    assert_eq!((made.name(), made.about().info.as_str()), ("tiny:v1", "https://example.org"));
}

#[test]
fn what_neo4j_exports_is_the_same_in_any_order_and_packed() {
    let folder = Folder::with("graph-exported", &[]);
    folder.add_bytes("all.json.gz", EXPORTED.as_bytes());
    folder.imported();
    holds_the_graph(&folder);
    // Beside the two halves it would be the same once more.
    folder.add("", BOTH);
    let report = folder.imported();
    assert!(report.contains("all.json.gz: no file that this import knows"), "{report}");
    holds_the_graph(&folder);
}

/// The command with files and further options.
fn import(folder: &Folder, sources: &[&str], more: &[&str]) -> Output {
    std::fs::create_dir_all(folder.0.join("out")).unwrap();
    let path = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let mut arguments = vec!["import".to_owned()];
    arguments.extend(sources.iter().map(|name| path(name)));
    arguments.extend(["--name", "tiny:v1", "-o"].map(str::to_owned));
    arguments.push(folder.output().to_str().unwrap().to_owned());
    // An option, and the folder that it names.
    for pair in more.chunks(2) {
        arguments.extend([pair[0].to_owned(), path(pair[1])]);
    }
    neuprint(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn files_may_be_named_and_folders_go_with_them() {
    let folder = Folder::with("graph-named", BOTH);
    folder.add(
        "swc",
        &[
            ("20.swc", "1 0 0 0 0 1 -1\n"),
            ("7.swc", "1 0 0 0 0 1 -1\n"),
            ("1.swc", "1 0 1 2 3\n"),
            ("x.swc", "1 0 0 0 0 1 -1\n"),
        ],
    );
    folder.add_bytes("obj/MB(+ACA)(R).obj.gz", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    folder.add_bytes("keys/testkv/hello", b"\x00\x01binary\xff");
    folder.add_bytes("keys/testkv/a%2Fb%20c", b"slash");
    folder.add_bytes("keys/testkv/packed.bin", b"\x1f\x8b");
    let options = ["--skeletons", "swc", "--meshes", "obj", "--keyvalues", "keys"];
    let output = import(&folder, &["edges.jsonl", "nodes.jsonl"], &options);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{report}{}", String::from_utf8_lossy(&output.stderr));
    for line in [
        "skeletons: 3 files",
        "meshes: 1 files",
        "keys: 3 files",
        "7.swc is kept, but no node has the bodyId 7",
        "1.swc is kept, but ",
        "x.swc: the body id in the name",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    holds_the_graph(&folder);
    let made = Dataset::read(&folder.made()).unwrap();
    // A server keeps what it was given; so does the dataset.
    assert_eq!(made.skeleton(1).unwrap().as_ref(), b"1 0 1 2 3\n");
    assert_eq!(made.rois_with_mesh().collect::<Vec<_>>(), ["MB(+ACA)(R)"]);
    assert_eq!(made.key_value("testkv", "hello").unwrap().as_ref(), b"\x00\x01binary\xff");
    assert_eq!(made.key_value("testkv", "a/b c").unwrap().as_ref(), b"slash");
    assert_eq!(made.key_value("testkv", "packed.bin").unwrap().as_ref(), b"\x1f\x8b");
    assert_eq!(made.key_value("testkv", "a%2Fb%20c"), None);
    assert_eq!(made.key_value_instances().collect::<Vec<_>>(), ["testkv"]);
}

#[test]
fn a_property_that_changes_its_type_is_kept_and_told() {
    let nodes = "{\"id\":\"a\",\"labels\":[\"N\"],\"properties\":{\"x\":1,\"y\":1}}\n\
                 {\"id\":\"b\",\"labels\":[\"N\"],\"properties\":{\"x\":\"1\",\"y\":2}}\n\
                 {\"id\":\"c\",\"labels\":[\"N\"],\"properties\":{\"x\":1.0,\"y\":3}}\n";
    let folder = Folder::with("graph-kinds", &[("graph.jsonl", nodes)]);
    let report = folder.imported();
    let line = "the property `x` of nodes is an integer at graph.jsonl:1, but a text at graph.jsonl:2; both are kept";
    assert!(report.contains(line), "{report}");
    assert!(!report.contains("`y`"), "{report}");
    assert_eq!(folder.query("MATCH (n:N) RETURN n.x, toString(n.x) ORDER BY n.y"), r#"[[1,"1"],["1","1"],[1,"1.0"]]"#);
    assert!(report.contains("the Meta node: no file has one"), "{report}");
}

#[test]
fn what_cannot_be_taken_ends_the_import_with_file_line_and_reason() {
    let node = r#"{"id":1,"labels":["N"],"properties":{}}"#;
    let of = |rest: &str| format!("{node}\n\n{rest}\n");
    for (name, text, reason) in [
        (
            "end",
            of(r#"{"from":1,"type":"T","to":77,"properties":{}}"#),
            "graph.jsonl:3: the relationship ends at the node 77, which is not there",
        ),
        ("json", of(r#"{"id":2,"labels":["N"],"properties":{"#), "graph.jsonl:3: the line is no JSON: byte"),
        ("cut", of(r#"{"id":2,"labels":["N"],"properties":{}} {}"#), "graph.jsonl:3: the line is no JSON"),
        ("twice", of(node), "graph.jsonl:3: another node has the id 1, too"),
        ("kind", of(r#"{"a":1}"#), "graph.jsonl:3: this is neither a node (id, labels, properties) nor a relationship"),
        ("scalar", of("7"), "graph.jsonl:3: the line is no JSON object"),
        ("array", format!("[{node}]"), "graph.jsonl:1: the file is one JSON array"),
        ("map", of(r#"{"id":2,"labels":[],"properties":{"x":{"a":1}}}"#), "graph.jsonl:3: the property `x` is a map"),
        (
            "nested",
            of(r#"{"id":2,"labels":[],"properties":{"x":[[1]]}}"#),
            "graph.jsonl:3: the property `x` is a list with a list in it",
        ),
        (
            "geographic",
            of(
                r#"{"id":2,"labels":[],"properties":{"x":{"crs":"wgs-84","latitude":1.0,"longitude":2.0,"height":null}}}"#,
            ),
            "graph.jsonl:3: the property `x` is a point of the system wgs-84",
        ),
        (
            "flat",
            of(r#"{"id":2,"labels":[],"properties":{"x":{"crs":"cartesian","x":1.0,"z":null}}}"#),
            "graph.jsonl:3: the property `x` is a point without the numbers x and y",
        ),
        (
            "labels",
            of(r#"{"id":2,"labels":[7],"properties":{}}"#),
            "graph.jsonl:3: the node's labels are no list of texts",
        ),
        ("id", of(r#"{"id":null,"labels":["N"],"properties":{}}"#), "graph.jsonl:3: the node's id is neither"),
        ("type", of(r#"{"from":1,"to":1,"type":"","properties":{}}"#), "graph.jsonl:3: the relationship has no type"),
        (
            "big",
            of(r#"{"id":2,"labels":[],"properties":{"x":9223372036854775808}}"#),
            "graph.jsonl:3: the property `x` is 9223372036854775808, which is beyond 64 bits",
        ),
        ("nothing", "\n".to_owned(), "there is no node in it"),
    ] {
        let folder = Folder::with(&format!("graph-wrong-{name}"), &[("graph.jsonl", &text)]);
        let refused = folder.refused();
        assert!(refused.contains(reason), "{name}: {refused}");
    }
}

#[test]
fn a_packed_file_that_is_cut_leaves_nothing() {
    let folder = Folder::with("graph-cut", &[]);
    folder.add_bytes("nodes.jsonl.gz", NODES.as_bytes());
    folder.add_bytes("edges.jsonl.gz", EDGES.as_bytes());
    let path = folder.0.join("edges.jsonl.gz");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 12]).unwrap();
    let refused = folder.refused();
    assert!(refused.contains("edges.jsonl.gz:") && refused.contains("cannot be read further"), "{refused}");
    let output = import(&folder, &["nothing.txt"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let refused = String::from_utf8(output.stderr).unwrap();
    assert!(refused.contains("nothing.txt: is no folder, and no file with a property graph"), "{refused}");
}
