//! Searches find what they name, whatever characters are in it: asked of the project's own engine.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::FutureExt;
use neuprint::query::FindOptions;
use neuprint::table::Cell;
use neuprint::{Client, ClientOptions, Search, ServerAddress};
use neuprint_cypher::{GraphBuilder, Value, parse};
use neuprint_local::{About, Dataset, LocalServer, LocalTransport};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// A client of neurons with these types; their bodyIds count from 1.
fn neurons(types: &[String]) -> Client<LocalTransport> {
    let mut builder = GraphBuilder::new();
    for (body, name) in (1_i64..).zip(types) {
        builder.add_node(&["Neuron"], [("bodyId", Value::Int(body)), ("type", Value::text(name.as_str()))]);
    }
    let about = About {
        name: "made:v1".into(),
        description: String::new(),
        info: String::new(),
        licence: String::new(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    let server = LocalServer::new(vec![Dataset::new(about, builder.build(), BTreeMap::new(), BTreeMap::new())]);
    let options = ClientOptions::new(ServerAddress::parse("https://local.invalid", false).unwrap());
    Client::connect(LocalTransport(Arc::new(server)), options).now_or_never().unwrap().unwrap()
}

fn found(client: &Client<LocalTransport>, search: &str) -> Vec<i64> {
    let table = client.find_neurons(search, FindOptions::default()).now_or_never().unwrap().unwrap();
    let body = |row| match table.cell(row, 0) {
        Cell::Int(body) => body,
        other => panic!("{other:?} is no bodyId"),
    };
    (0..table.rows()).map(body).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    /// A name in quotation marks finds the neurons of that name and no others.
    #[test]
    fn a_quoted_name_finds_those_that_have_it(names in prop::collection::vec(r#"[au'"\\`|/:() \n]{0,4}|\PC{0,6}"#, 1..6)) {
        let client = neurons(&names);
        for name in &names {
            let quoted = format!("'{}'", name.replace('\\', r"\\").replace('\'', r"\'"));
            let expected: Vec<i64> = (1..).zip(&names).filter(|(_, other)| *other == name).map(|(body, _)| body).collect();
            prop_assert_eq!(found(&client, &format!("type:{quoted}")), expected.clone());
            prop_assert_eq!(found(&client, &quoted), expected);
        }
    }

    /// Whatever can be read as a search without a condition of the user's own is Cypher.
    #[test]
    fn a_search_is_always_a_condition(search in r#"[a-c0-9 '"\\`|/:().*,-]{1,12}"#) {
        if let Ok(search) = Search::parse(&search) {
            let cypher = format!("MATCH (n:Neuron)\nWHERE {}\nRETURN n.bodyId", search.condition());
            prop_assert!(parse(&cypher).is_ok(), "{cypher}");
        }
    }
}

#[test]
fn terms_are_alternatives() {
    let types: Vec<String> = ["MBON01", "KCa'b'", "KC", "PPL"].map(String::from).into();
    let client = neurons(&types);
    assert_eq!(found(&client, "/MBON.*/ | type:KC | 4"), [1, 3, 4]);
    assert_eq!(found(&client, "KCa'b' | where: n.type STARTS WITH 'P' AND n.bodyId > 3"), [2, 4]);
    assert_eq!(found(&client, "instance:null"), [1, 2, 3, 4]);
    assert!(found(&client, "type:kc").is_empty());
}
