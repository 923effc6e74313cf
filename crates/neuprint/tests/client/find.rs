//! The query that a search becomes.

use neuprint::query::FindOptions;

use crate::transport::{Recorded, connected, now};

#[test]
fn a_search_is_one_query() {
    let answer = r#"{"columns":["bodyId"],"data":[[1734350788]]}"#;
    let recorded = Recorded::answering(&[(200, answer), (200, answer)]);
    let client = connected(&recorded);
    let options = FindOptions { segments: true, limit: Some(10) };
    now(client.find_neurons("/MBON.*/ | type:KCa'b'", FindOptions::default())).unwrap();
    assert_eq!(now(client.find_neurons("where: n.pre > 1 OR n.post > 1", options)).unwrap().rows(), 1);
    let expected = [
        "MATCH (n:Neuron)\nWHERE (n.type =~ 'MBON.*' OR n.instance =~ 'MBON.*') OR n.type = 'KCa\\'b\\''\nRETURN n.bodyId \
         AS bodyId, n.type AS type, n.instance AS instance, n.status AS status, n.pre AS pre, n.post AS post\nORDER BY \
         bodyId",
        "MATCH (n:Segment)\nWHERE (n.pre > 1 OR n.post > 1)\nRETURN n.bodyId AS bodyId, n.type AS type, n.instance AS \
         instance, n.status AS status, n.pre AS pre, n.post AS post\nORDER BY bodyId\nLIMIT 10",
    ];
    assert_eq!(recorded.cyphers(), expected);
}

#[test]
fn a_search_that_cannot_be_read_is_not_sent() {
    let recorded = Recorded::default();
    let client = connected(&recorded);
    let error = now(client.find_neurons("type:KC | where: true) RETURN n", FindOptions::default())).unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
    assert_eq!(error.to_string(), "character 22 of the search: this bracket closes none");
    assert_eq!(recorded.count(), 1);
}
