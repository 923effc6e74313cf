//! `npexplorer/celltype` and `npexplorer/nglayers`.

use std::collections::BTreeMap;

use neuprint_cypher::{GraphBuilder, Value};
use neuprint_local::{About, Dataset, LocalServer, QueryLimits};
use serde_json::json;

use crate::get;

/// Neurons by their bodyIds, with status and `cropped`, and connections by weight.
fn dataset(
    meta: &[(&str, Value)],
    neurons: &[(i64, &str, &str, bool)],
    connections: &[(i64, i64, i64)],
) -> LocalServer {
    let mut builder = GraphBuilder::new();
    builder.add_node(&["Meta"], meta.iter().cloned());
    let mut nodes = BTreeMap::new();
    for (body, name, status, cropped) in neurons {
        let kind = if name.is_empty() { Value::Null } else { Value::text(*name) };
        let properties = [
            ("bodyId", Value::Int(*body)),
            ("type", kind),
            ("instance", Value::text(format!("{name}_R"))),
            ("status", Value::text(*status)),
            ("cropped", Value::Bool(*cropped)),
        ];
        nodes.insert(*body, builder.add_node(&["Segment", "Neuron"], properties));
    }
    for (from, to, weight) in connections {
        builder.add_relationship(nodes[from], "ConnectsTo", nodes[to], [("weight", Value::Int(*weight))]);
    }
    let about = About {
        name: "d:v1".to_owned(),
        description: String::new(),
        info: String::new(),
        licence: String::new(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    LocalServer::new(vec![Dataset::new(about, builder.build(), BTreeMap::new(), BTreeMap::new())])
}

#[test]
fn a_cell_type_is_described_by_what_its_neurons_share() {
    let server = dataset(
        &[],
        &[
            (1, "T", "Traced", false),
            (2, "T", "Anchor", false),
            (3, "T", "Traced", true),
            (4, "T", "Orphan", false),
            (11, "A", "Traced", false),
            (12, "B", "Traced", false),
            (13, "", "Traced", false),
            (14, "", "Traced", true),
            (15, "C", "Orphan", false),
        ],
        &[
            (11, 1, 17),
            (12, 1, 37),
            (11, 2, 37),
            (12, 2, 17),
            (12, 3, 4),
            (1, 13, 3),
            (1, 14, 50),
            (1, 15, 60),
            (1, 11, 2),
            (2, 2, 9),
            (4, 11, 99),
        ],
    );
    let (status, answer) = get(&server, "/api/npexplorer/celltype/d:v1/T");
    assert_eq!(status, 200, "{answer}");
    let one = json!({
        "input-size": 54, "output-size": 115, "input-comp": 54, "output-comp": 55,
        "reference": true, "instance-name": "T_R",
    });
    assert_eq!(answer["neuroninfo"]["1"], one);
    // A connection with itself is an output; a type of its own is a partner, too.
    assert_eq!(
        (&answer["neuroninfo"]["2"]["input-size"], &answer["neuroninfo"]["2"]["output-size"]),
        (&json!(54), &json!(9))
    );
    assert_eq!(answer["neuroninfo"].as_object().unwrap().keys().collect::<Vec<_>>(), ["1", "2", "3"]);
    // 2 has less than half as many connections as 1 has, and 3 is cut off: 1 alone is the reference.
    assert_eq!(answer["neuroninfo"]["2"]["reference"], json!(false));
    assert_eq!(answer["centroid-neuron"], 1);
    assert_eq!(
        answer["common-inputs"],
        json!({"index": [1, 2, 3], "columns": ["B", "A"], "data": [[37.0, 17.0], [17.0, 37.0], [4.0, 0.0]]})
    );
    assert_eq!(
        answer["common-inputs-med"],
        json!({"index": ["B", "A"], "columns": ["median"], "data": [[37.0], [17.0]]})
    );
    // Neither the weak connection, nor the one with a part without a type, nor those with what is not traced.
    assert_eq!(
        (&answer["common-outputs"]["columns"], &answer["common-outputs"]["data"][0]),
        (&json!(["13"]), &json!([3.0]))
    );
    let columns = json!(["type", "neuron weight", "group weight", "good match"]);
    let of_two = json!({"index": [0, 1], "columns": columns, "data": [["A", 37, 17.0, false], ["B", 17, 37.0, false]]});
    assert_eq!(answer["neuron-inputs"]["2"], of_two);
    let missed =
        json!({"index": [0], "columns": ["type", "group weight", "neuron weight"], "data": [["A", 17.0, 0.0]]});
    assert_eq!(answer["neuron-missed-inputs"]["3"], missed);

    let strength = |weight: f64| 1.0 / (1.0 + (-(weight - 17.0) / 20.0).exp());
    let direction = |weights: &[f64]| {
        let values: Vec<f64> = weights.iter().map(|weight| strength(*weight)).collect();
        let norm = values.iter().map(|value| value * value).sum::<f64>().sqrt();
        values.iter().map(|value| value / norm).collect::<Vec<_>>()
    };
    // Outputs have one column, so that they are alike.
    let (a, b) = (direction(&[37.0, 17.0]), direction(&[17.0, 37.0]));
    let expected = (a.iter().zip(&b).map(|(a, b)| (a - b).powi(2)).sum::<f64>() * 0.5).sqrt();
    let distances = &answer["dist-matrix"]["data"];
    let distance = |a: usize, b: usize| distances[a][b].as_f64().unwrap();
    assert!(
        (distance(0, 1) - expected).abs() < 1e-12 && distance(1, 0) == distance(0, 1) && distance(2, 2) == 0.0,
        "{distances}"
    );
    let mean = (distance(0, 1) + distance(0, 2) + distance(1, 2)) / 3.0;
    assert!((answer["average-distance"].as_f64().unwrap() - mean).abs() < 1e-12);

    let (_, alone) = get(&server, "/api/v1/npexplorer/celltype/d:v1/A");
    assert!(alone["centroid-neuron"] == 11 && alone.get("dist-matrix").is_none(), "{alone}");
    for (path, status, error) in [
        ("d:v1/none", 400, "no cell type exists"),
        ("d:v1/C", 400, "no neuron of this cell type is traced"),
        ("nope/T", 404, "dataset \"nope\" not available in stores"),
    ] {
        let answer = get(&server, &format!("/api/npexplorer/celltype/{path}"));
        assert_eq!(answer, (status, json!({ "error": error })), "{path}");
    }
    let strict = server.with_limits(QueryLimits { steps: 10, ..QueryLimits::default() });
    let (status, answer) = get(&strict, "/api/npexplorer/celltype/d:v1/T");
    assert!(status == 400 && answer["error"].as_str().unwrap().contains("so many neurons"), "{answer}");
}

#[test]
fn the_layers_for_neuroglancer_are_those_of_the_meta_node() {
    let meta = r#"[{"name": "em", "source": "precomputed://a", "dataType": "image", "host": "h"},
        {"dataType": "annotation"}]"#;
    let server = dataset(&[("neuroglancerMeta", Value::text(meta))], &[], &[]);
    let layers = json!({"layers": [{"name": "em", "type": "image", "source": "precomputed://a"}]});
    assert_eq!(get(&server, "/api/npexplorer/nglayers/d:v1.json"), (200, layers));
    for file in ["d:v1", "d:v1-actions.json", "nope.json", ".json"] {
        let answer = get(&server, &format!("/api/npexplorer/nglayers/{file}"));
        assert_eq!(answer, (404, json!({"message": "Not Found"})), "{file}");
    }
    let broken = dataset(&[("neuroglancerMeta", Value::text("[{"))], &[], &[]);
    assert_eq!(get(&broken, "/api/npexplorer/nglayers/d:v1.json").0, 404);
}
