//! Every request as it is sent, and that the token is nowhere but in its header.

use neuprint::table::Cell;
use neuprint::{BodyId, Client, ClientOptions};

use crate::transport::{DATASETS, Recorded, connected, now, options};

#[test]
fn every_request_is_what_the_server_expects() {
    let recorded = Recorded::answering(&[
        (200, r#"{"columns":["x"],"data":[[720575940628857210]]}"#),
        (200, "1 0 1 2 3 4 -1"),
        (200, "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"),
        (200, r#"{"IsPublic":true,"Version":"1.9.2"}"#),
        (200, r#"{"Version":"1.9.2"}"#),
        (200, r#"{"columns":["m"],"data":[[{"dataset":"hemibrain"}]]}"#),
    ]);
    let client = connected(&recorded);
    let mut seen = Vec::new();
    let table = now(client.custom("RETURN 1 AS x", |rows| seen.push(rows))).unwrap();
    assert_eq!((table.cell(0, 0), seen), (Cell::Int(720_575_940_628_857_210), vec![1]));
    assert_eq!(now(client.skeleton(BodyId::new(7).unwrap())).unwrap().len(), 1);
    assert_eq!(now(client.roi_mesh("MB(+ACA)(R)")).unwrap().faces, [[0, 1, 2]]);
    assert!(now(client.server_info()).unwrap().is_public);
    assert_eq!(now(client.version()).unwrap(), "1.9.2");
    assert_eq!(now(client.meta()).unwrap().get("dataset").unwrap(), "hemibrain");
    let expected = [
        "GET https://neuprint.example.org/api/dbmeta/datasets | authorization: Bearer secret",
        "POST https://neuprint.example.org/api/custom/custom | content-type: application/json | authorization: Bearer \
         secret | {\"cypher\":\"RETURN 1 AS x\",\"dataset\":\"hemibrain:v1.2.1\"}",
        "GET https://neuprint.example.org/api/skeletons/skeleton/hemibrain:v1.2.1/7?format=swc | authorization: Bearer \
         secret",
        "GET https://neuprint.example.org/api/roimeshes/mesh/hemibrain:v1.2.1/MB%28+ACA%29%28R%29 | authorization: \
         Bearer secret",
        "GET https://neuprint.example.org/api/serverinfo | authorization: Bearer secret",
        "GET https://neuprint.example.org/api/version | authorization: Bearer secret",
        "POST https://neuprint.example.org/api/custom/custom | content-type: application/json | authorization: Bearer \
         secret | {\"cypher\":\"MATCH (m:Meta) RETURN m\",\"dataset\":\"hemibrain:v1.2.1\"}",
    ];
    assert_eq!(*recorded.asked.borrow(), expected);
}

#[test]
fn without_a_token_there_is_no_header() {
    let recorded = Recorded::answering(&[(200, DATASETS)]);
    now(Client::connect(&recorded, ClientOptions { token: None, ..options() })).unwrap();
    assert_eq!(*recorded.asked.borrow(), ["GET https://neuprint.example.org/api/dbmeta/datasets"]);
}

#[test]
fn the_dataset_is_chosen_exactly_or_not_at_all() {
    let two = r#"{"hemibrain:v1.2.1":{},"manc:v1.0":{}}"#;
    let hidden = r#"{"hemibrain:v1.2.1":{},"manc:v1.0":{},"secret:v0":{"hidden":true}}"#;
    let recorded = Recorded::answering(&[(200, two), (200, two), (200, hidden), (200, two), (200, two), (200, hidden)]);
    let choose = |dataset: Option<&str>| {
        now(Client::connect(&recorded, ClientOptions { dataset: dataset.map(Into::into), ..options() }))
    };
    for wrong in [None, Some("Hemibrain:v1.2.1")] {
        let error = choose(wrong).unwrap_err();
        assert_eq!(error.code(), "dataset-not-found");
        assert!(error.to_string().ends_with("hemibrain:v1.2.1, manc:v1.0"), "{error}");
    }
    assert_eq!(choose(Some("manc:v1.0")).unwrap().dataset(), "manc:v1.0");
    // Hidden ones are not listed, but whoever knows the name may use them.
    assert_eq!(choose(Some("secret:v0")).unwrap().dataset(), "secret:v0");
    let asked = recorded.asked.borrow();
    assert!(asked.last().unwrap().contains("/api/dbmeta/datasets?hidden=true "), "{asked:?}");
}

#[test]
fn a_write_is_refused_before_it_is_sent() {
    let recorded = Recorded::default();
    let client = connected(&recorded);
    let error = now(client.custom("MATCH (n)\n  SET n.x = 1", |_| {})).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column 3: `SET` would change the database; this client only reads");
    assert_eq!((error.code(), recorded.count()), ("write-refused", 1));
}
