//! Values as neuPrint writes them.

use neuprint_cypher::{NotInJson, Value, write_json};

use crate::ask::{check, graph, run};

#[test]
fn nodes_relationships_and_points() {
    check("MATCH (n {bodyId: 3}) RETURN n", r#"[[{"bodyId":3,"type":"B"}]]"#);
    check(
        "MATCH ()-[e {weight: 20}]->() RETURN e",
        r#"[[{"weight":20,"id":1,"type":"ConnectsTo","startNodeId":1,"endNodeId":2}]]"#,
    );
    check(
        "MATCH (n {bodyId: 4}) RETURN n.soma",
        r#"[[{"type":"Point","coordinates":[1,2.5,3],"crs":{"srid":9157,"name":"cartesian-3d","type":"link","properties":{"href":"http://spatialreference.org/ref/sr-org/9157/ogcwkt/","type":"ogcwkt"}}}]]"#,
    );
}

#[test]
fn numbers_and_texts() {
    check(
        "RETURN 1.0, 1.5, 1e20, 1e21, 1e-7, 0.0, 720575940628857210",
        "[[1,1.5,100000000000000000000,1e21,1e-7,0,720575940628857210]]",
    );
    check(r#"RETURN 'a"b\\c\n', '<&>', '\u0001'"#, r#"[["a\"b\\c\n","<&>","\u0001"]]"#);
}

#[test]
fn what_json_cannot_hold() {
    let graph = graph();
    for text in ["RETURN 1.0 / 0", "RETURN [0.0 / 0]", "RETURN {a: -1.0 / 0}"] {
        let rows = run(&graph, text, 100).unwrap();
        assert_eq!(write_json(&graph, &Value::list(rows.concat()), &mut String::new()), Err(NotInJson), "{text}");
    }
}

#[test]
fn json_texts_become_values() {
    let text = r#"{"a": {"pre": 1, "post": 2.5, "x": 1e400}}"#;
    let refused = run(&graph(), &format!("RETURN apoc.convert.fromJsonMap('{text}')"), 1_000).unwrap_err();
    assert!(refused.to_string().contains("not JSON"), "{refused}");
    let text = r#"{"b": {"pre": 1, "post": -2}, "a": {"post": 3, "pre": 9223372036854775808, "q": [null, true, {"pre": "é"}]}, "b": {"pre": 4}}"#;
    check(
        &format!("WITH apoc.convert.fromJsonMap('{text}') AS m RETURN keys(m), m.b, m.a.post, m.a.pre > 9.2e18, m.a.q"),
        r#"[[["a","b"],{"pre":4},3,true,[null,true,{"pre":"é"}]]]"#,
    );
    let many = (0..20).map(|at| format!(r#""n{at}": {at}"#)).collect::<Vec<_>>().join(", ");
    check(
        &format!(
            "WITH apoc.convert.fromJsonList('[{{{many}}}, {{{many}}}]') AS l RETURN l[0] = l[1], size(keys(l[1])), l[1].n19"
        ),
        "[[true,20,19]]",
    );
    for broken in ["{} 1", "{\"a\": }", "[1", ""] {
        let asked = format!("RETURN apoc.convert.fromJsonMap('{broken}')");
        assert!(run(&graph(), &asked, 1_000).is_err(), "{broken}");
    }
}
