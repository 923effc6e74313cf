//! Values as neuPrint writes them.

use std::sync::Arc;

use neuprint_cypher::{GraphBuilder, NotInJson, Value, write_json};
use proptest::prelude::*;

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
    for broken in ["{} 1", "{\"a\": }", "[1", " "] {
        let asked = format!("RETURN apoc.convert.fromJsonMap('{broken}')");
        assert!(run(&graph(), &asked, 1_000).is_err(), "{broken}");
    }
}

/// Texts such as `roiInfo`, and such as are nearly so.
fn nearly_roi_info() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        8 => (0i64..2_000).prop_map(|n| n.to_string()),
        1 => any::<i64>().prop_map(|n| n.to_string()),
        1 => prop::sample::select(vec!["-2147483648", "2147483648", "1.0", "1e2", "18446744073709551615", "null", "true", "\"7\"", "[1]", "{}"])
            .prop_map(str::to_owned),
    ];
    let name = prop::sample::select(vec!["pre", "post", "upstream", "EB", "MB(R)", "a\\\"b", "\\u00e9", ""]);
    let row = prop::collection::vec((name.clone(), number), 0..4).prop_map(object);
    let rows = prop_oneof![9 => row, 1 => Just("3".to_owned())];
    prop::collection::vec((name, rows), 0..6).prop_map(object)
}

fn object(entries: Vec<(&str, String)>) -> String {
    let entries: Vec<String> = entries.into_iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Maps of maps of small integers are kept apart from others: it must not be seen.
    #[test]
    fn a_text_is_read_as_the_same_map_however_it_is_kept(text in nearly_roi_info()) {
        let mut builder = GraphBuilder::new();
        builder.add_node(&["Neuron"], [("roiInfo", Value::text(text.clone()))]);
        let graph = Arc::new(builder.build());
        // Within a list it is read like anything else.
        let plain = format!("[{text}]").replace('\\', "\\\\").replace('\'', "\\'");
        let query = format!(
            "MATCH (n) WITH apoc.convert.fromJsonMap(n.roiInfo) AS kept, head(apoc.convert.fromJsonList('{plain}')) AS plain \
             UNWIND [''] + keys(plain) AS name \
             RETURN kept, kept = plain, keys(kept) = keys(plain), kept[name], kept[name] = plain[name], \
             apoc.map.setKey(kept, 'new', 1), apoc.map.setKey(plain, 'new', 1), plain, plain[name]"
        );
        // What was read before is known the second time.
        for _ in 0..2 {
            for row in run(&graph, &query, 1_000).unwrap() {
                prop_assert_eq!(&row[0], &row[7]);
                prop_assert_eq!(&row[3], &row[8]);
                prop_assert_eq!(&row[5], &row[6]);
                prop_assert_eq!(&row[2], &Value::Bool(true));
                prop_assert_ne!(&row[1], &Value::Bool(false));
                prop_assert_ne!(&row[4], &Value::Bool(false));
            }
        }
    }
}

#[test]
fn a_number_is_found_by_both_its_names() {
    let info = r#"'{"EB": {"pre": 3, "post": 4}, "FB": {"post": 5}}'"#;
    check(
        &format!(
            "WITH apoc.convert.fromJsonMap({info}) AS i UNWIND keys(i) AS r RETURN r, i[r].pre, i[r].post, i['no'].pre, i.FB.post"
        ),
        r#"[["EB",3,4,null,5],["FB",null,5,null,5]]"#,
    );
}
