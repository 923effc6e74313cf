//! Datasets of SWC files, asked as any other.
#![allow(clippy::unwrap_used)]

use neuprint_local::{Dataset, LocalServer};

const SWC: &str = "1 0 1 2 3 1 -1\n2 0 2 2 3 1 1\n";

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn ask(server: &LocalServer, cypher: &str) -> serde_json::Value {
    let json = serde_json::json!({ "dataset": "mine", "cypher": cypher });
    let request = http::Request::post("/api/custom/custom").header("content-type", "application/json");
    let response = server.handle(request.body(json.to_string().into()).unwrap());
    assert_eq!(response.status(), 200, "{cypher}");
    let answer: serde_json::Value = serde_json::from_slice(&response.into_body().into_bytes()).unwrap();
    answer["data"].clone()
}

#[test]
fn each_file_is_a_neuron() {
    let files = [
        file("left/DA1 left.swc", SWC),
        file("720575940628857210.swc", SWC),
        file("1.SWC", SWC),
        // Not to the letter: a line with a column too many, and no final line break.
        file("right.swc", "# made by hand\n1 0 1 2 3 1 -1 0.5"),
    ];
    let (dataset, left_out) = Dataset::of_skeletons("mine", files).unwrap();
    assert_eq!(left_out, []);
    assert_eq!(dataset.bodies_with_skeleton().collect::<Vec<_>>(), [1, 2, 3, 720_575_940_628_857_210]);
    assert_eq!(dataset.skeleton(1).unwrap(), SWC.as_bytes(), "an exact text is kept to the byte");
    assert!(dataset.about().caveats.iter().any(|caveat| caveat.contains("unit")));
    let server = LocalServer::new(vec![dataset]);
    let rows = ask(&server, "MATCH (n:Neuron) RETURN n.bodyId, n.instance ORDER BY n.bodyId");
    let expected = r#"[[1,null],[2,"DA1 left"],[3,"right"],[720575940628857210,null]]"#;
    assert_eq!(rows.to_string(), expected);
    assert_eq!(ask(&server, "MATCH (n:mine_Neuron:Segment) RETURN count(n)").to_string(), "[[4]]");
    for body in [1_u64, 3, 720_575_940_628_857_210] {
        let path = format!("/api/skeletons/skeleton/mine/{body}?format=swc");
        let response = server.handle(http::Request::get(path).body(Default::default()).unwrap());
        assert_eq!(response.status(), 200, "{body}");
    }
}

#[test]
fn what_is_no_skeleton_is_left_out_and_said() {
    let files =
        [file("5.swc", SWC), file("more/5.swc", SWC), file("notes.swc", "not a skeleton"), file("empty.swc", "")];
    let (dataset, left_out) = Dataset::of_skeletons("mine", files).unwrap();
    assert_eq!(dataset.bodies_with_skeleton().collect::<Vec<_>>(), [5]);
    let names: Vec<&str> = left_out.iter().map(|left_out| left_out.file.as_str()).collect();
    assert_eq!(names, ["more/5.swc", "notes.swc", "empty.swc"]);
    assert_eq!(left_out[0].reason, "another file is the skeleton of 5");
    let nothing = Dataset::of_skeletons("mine", [file("notes.swc", "not a skeleton")]).unwrap_err();
    assert_eq!(nothing.len(), 1);
    assert!(!nothing[0].reason.is_empty());
    assert_eq!(Dataset::of_skeletons("mine", []).unwrap_err(), []);
}
