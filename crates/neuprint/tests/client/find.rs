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

#[test]
fn a_misspelt_property_is_refused_with_the_nearest_names() {
    let meta = r#"{"columns":["m"],"data":[[{"primaryRois":["MB(R)"],"roiInfo":"{\"MB(R)\":{}}",
        "neuronProperties":{"hemilineage":"str","somaSide":"str"}}]]}"#;
    let answer = r#"{"columns":["bodyId"],"data":[]}"#;
    let recorded = Recorded::answering(&[(200, meta), (200, answer)]);
    let client = connected(&recorded);
    let find = |search: &str| now(client.find_neurons(search, FindOptions::default()));
    let error = find("type:KC | /hemilinage:DL.*/").unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
    let said = "character 12 of the search: `hemilinage` is no property of this dataset's neurons; did you mean \
                `hemilineage`?";
    assert_eq!(error.to_string(), said);
    // The keys and the ROIs were asked for once; those that all neurons have, not at all.
    assert!(find("hemilineage:* | `MB(R)`:true | bodyId:* | pre:1").is_ok());
    assert_eq!(recorded.cyphers().len(), 2);
}
