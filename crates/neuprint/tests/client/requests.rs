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
fn a_name_that_no_path_can_hold_is_not_sent() {
    let recorded = Recorded::answering(&[(200, DATASETS)]);
    let client = Client::connect(&recorded, options());
    let client = now(client).unwrap();
    for error in [
        now(client.roi_mesh("a/b")).unwrap_err(),
        now(client.raw_keyvalue("a/b", "key")).unwrap_err(),
        now(client.post_raw_keyvalue("a/b", "key", bytes::Bytes::new())).unwrap_err(),
    ] {
        assert_eq!(error.code(), "invalid-argument");
        assert!(error.to_string().starts_with("`a/b` has a slash"), "{error}");
    }
    assert_eq!(recorded.asked.borrow().len(), 1);
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

#[test]
fn what_the_server_says_of_itself_and_of_its_user_is_read() {
    let recorded = Recorded::answering(&[
        (200, r#"{"Version":"0.5.0"}"#),
        (200, r#"[{"method":"GET","path":"/api/version","name":"n"}]"#),
        (200, r#"{"Location":"bolt://127.0.0.1:7687","Description":"neuPrint-bolt"}"#),
        (200, "null"),
        (200, r#"{"skeletons":[{"instance":"","datasets":["hemibrain:v1.2.1"]}]}"#),
        (200, r#"{"AuthLevel":"readwrite","Email":"user@example.org","ImageURL":""}"#),
        (200, r#"{"token": "another"}"#),
        (
            200,
            r#"{"access":false,"dataset":"d","level":"noauth","tos_required":true,"tos_url":"https://t","message":"m"}"#,
        ),
        (200, r#"{"columns":["roi","roipre"],"data":[["AL(R)",46858]],"debug":""}"#),
        (200, r#"{"roi_names":["a","b"],"weights":{"a=>b":{"count":9007199254740993,"weight":0.5}}}"#),
        (
            200,
            r#"{"info":{"typename":"T","numtype":2,"numpre":null,"numpost":3,"bodyid":"1"},
                "connectivity":{"columns":["bodyId"],"data":[]},"skeleton":null}"#,
        ),
    ]);
    let client = connected(&recorded);
    assert_eq!(now(client.data_model_version()).unwrap(), "0.5.0");
    assert_eq!(now(client.available()).unwrap()[0].path, "/api/version");
    assert_eq!(now(client.database()).unwrap().location, "bolt://127.0.0.1:7687");
    assert!(now(client.instances()).unwrap().0.is_empty());
    assert_eq!(now(client.instances()).unwrap().0.get("skeletons").unwrap()[0].datasets, ["hemibrain:v1.2.1"]);
    assert_eq!(now(client.profile()).unwrap().email, "user@example.org");
    let token = now(client.token()).unwrap();
    assert_eq!(token, neuprint::Token::parse("another").unwrap());
    let access = now(client.dataset_access()).unwrap();
    assert!(!access.access && access.tos_url.as_deref() == Some("https://t"));
    assert_eq!(now(client.roi_completeness()).unwrap().cell(0, 1), Cell::Int(46_858));
    let weight = now(client.roi_connectivity()).unwrap().weight("a", "b").unwrap();
    assert_eq!((weight.count, weight.weight), (9_007_199_254_740_993, 0.5));
    let daily = now(client.daily_type()).unwrap();
    assert_eq!((daily.info.numpre, daily.info.numpost, daily.skeleton), (None, Some(3), None));
    let asked: Vec<String> = recorded.asked.borrow()[1..]
        .iter()
        .map(|line| line.replace("https://neuprint.example.org", "").replace(" | authorization: Bearer secret", ""))
        .collect();
    let expected = [
        "GET /api/dbmeta/version",
        "GET /api/available",
        "GET /api/dbmeta/database",
        "GET /api/dbmeta/instances",
        "GET /api/dbmeta/instances",
        "GET /profile",
        "GET /token",
        "GET /dataset-access?dataset=hemibrain%3Av1.2.1",
        "GET /api/cached/roicompleteness?dataset=hemibrain%3Av1.2.1",
        "GET /api/cached/roiconnectivity?dataset=hemibrain%3Av1.2.1",
        "GET /api/cached/dailytype?dataset=hemibrain%3Av1.2.1",
    ];
    assert_eq!(asked, expected);
}
