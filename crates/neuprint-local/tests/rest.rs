//! Statuses, error bodies and shapes of the REST API, over a dataset of three neurons.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{Request, Response};
use neuprint_cypher::{GraphBuilder, Value};
use neuprint_local::{About, Admitted, Body, Dataset, LocalServer, sample};
use serde_json::{Value as Json, json};

fn dataset(name: &str, meta: &[(&str, Value)], swc: &'static str) -> Dataset {
    let mut builder = GraphBuilder::new();
    builder.add_node(&["Meta"], meta.iter().cloned());
    for (body, info) in [
        (1_i64, r#"{"A":{"pre":10,"post":3},"B":{"pre":4,"post":1},"C":{"pre":2,"post":50}}"#),
        (2, r#"{"A":{"post":1},"B":{"pre":6}}"#),
        (3, "not JSON"),
    ] {
        let status = Value::text(if body == 2 { "Orphan" } else { "Traced" });
        let properties = [("bodyId", Value::Int(body)), ("type", Value::text("T")), ("status", status)];
        builder.add_node(&["Segment", "Neuron"], properties.into_iter().chain([("roiInfo", Value::text(info))]));
    }
    let about = About {
        name: name.to_owned(),
        description: String::new(),
        info: String::new(),
        licence: String::new(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    let skeletons = match swc {
        "" => BTreeMap::new(),
        // One of a neuron, and one of no neuron.
        text => BTreeMap::from([0, 1].map(|body| (body, Bytes::from_static(text.as_bytes())))),
    };
    Dataset::new(
        about,
        builder.build(),
        skeletons,
        BTreeMap::from([("A".to_owned(), Bytes::from_static(b"v 0 0 0\n"))]),
    )
}

const ROI_INFO: &str = r#"{"A":{"pre":100,"post":200},"C":{"excludeFromOverview":true}}"#;

fn server(swc: &'static str) -> LocalServer {
    let meta = [("primaryRois", Value::list(["A", "B", "C"].map(Value::text))), ("roiInfo", Value::text(ROI_INFO))];
    LocalServer::new(vec![dataset("d:v1", &meta, swc)])
}

fn get(server: &LocalServer, path: &str) -> Response<Body> {
    server.handle(Request::get(path).body(Bytes::new()).unwrap())
}

fn post(body: &Json) -> (u16, Json) {
    let request = Request::post("/api/custom/custom").header("content-type", "application/json");
    read(server("").handle(request.body(body.to_string().into()).unwrap()))
}

fn read(response: Response<Body>) -> (u16, Json) {
    let status = response.status().as_u16();
    (status, serde_json::from_slice(&response.into_body().into_bytes()).unwrap())
}

#[test]
fn an_answer_in_arrow_has_the_values_of_the_one_in_json() {
    let server = LocalServer::new(vec![sample().unwrap()]);
    let ask = |path: &str, cypher: &str| {
        let json = serde_json::json!({ "dataset": "hemibrain-sample:v1.2.1", "cypher": cypher });
        let request = Request::post(path).header("content-type", "application/json");
        server.handle(request.body(json.to_string().into()).unwrap())
    };
    for cypher in [
        // Integers beyond a float's, a column that begins with nulls, lists, maps and several kinds in one column.
        "UNWIND [null, 9007199254740993] AS id RETURN id, [id, 'x'] AS list, {a: id} AS map",
        "UNWIND [1, 'x', 2.5, null] AS mixed RETURN mixed, 0.1 AS tenth, true AS flag",
        "MATCH (n:Neuron) WHERE n.type STARTS WITH 'DA1' RETURN n.bodyId, n.instance, n.pre ORDER BY n.bodyId",
        "MATCH (n:Neuron {bodyId: -1}) RETURN n.bodyId AS body, n.type AS type",
    ] {
        let json = ask("/api/custom/custom", cypher).into_body().into_bytes();
        let mut decoder = neuprint_table::TableDecoder::new();
        decoder.push(&json).unwrap();
        let expected = decoder.finish().unwrap();
        let response = ask("/api/v1/custom/arrow", cypher);
        assert_eq!(response.headers()["content-type"], "application/vnd.apache.arrow.stream");
        let table = neuprint_table::read_arrow(&response.into_body().into_bytes()).unwrap();
        let written = |table: &neuprint_table::Table| {
            let mut text = String::new();
            neuprint_table::write_json(table, None, &mut text);
            text
        };
        assert_eq!(written(&table), written(&expected), "{cypher}");
        assert_eq!(table.columns().len(), expected.columns().len());
    }
    let refused = ask("/api/custom/arrow", "MATCH (n RETURN n");
    assert_eq!(refused.status(), 400, "a mistake is told in JSON, as ever");
}

#[test]
fn a_store_is_named_with_the_datasets_that_it_holds() {
    let both = LocalServer::new(vec![dataset("d:v1", &[], "1 0 0 0 0 1 -1\n"), dataset("e:v2", &[], "")]);
    let stores = json!({
        "skeletons": [{"instance": "", "datasets": ["d:v1"]}],
        "roimeshes": [{"instance": "", "datasets": ["d:v1", "e:v2"]}],
    });
    assert_eq!(read(get(&both, "/api/dbmeta/instances")), (200, stores));
    let meshes = json!({"roimeshes": [{"instance": "", "datasets": ["d:v1"]}]});
    assert_eq!(read(get(&server(""), "/api/v1/dbmeta/instances")), (200, meshes));
}

#[test]
fn a_key_is_answered_with_its_bytes_however_it_is_escaped() {
    let key = |instance: &str, key: &str| (instance.to_owned(), key.to_owned());
    let keys = [
        (key("store", "a/b c"), Bytes::from_static(b"slash")),
        (key("other", "k"), Bytes::from_static(b"\x00\xff")),
        (key("store", "k"), Bytes::new()),
    ];
    let server = LocalServer::new(vec![dataset("d:v1", &[], "").with_key_values(keys.into())]);
    for (path, bytes) in [
        ("store/a%2Fb%20c", &b"slash"[..]),
        ("store/%61%2fb%20c", b"slash"),
        ("other/k", b"\x00\xff"),
        ("store/k", b""),
    ] {
        let answer = get(&server, &format!("/api/v1/raw/keyvalue/key/{path}"));
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["content-type"]),
            (200, &"application/octet-stream".parse().unwrap())
        );
        assert_eq!(answer.into_body().into_bytes(), bytes, "{path}");
    }
    assert_eq!(read(get(&server, "/api/raw/keyvalue/key/other/a")), (400, json!({"error": "Key not found"})));
    let stores = &read(get(&server, "/api/dbmeta/instances")).1["keyvalue"];
    let store = |name: &str| json!({"instance": name, "datasets": ["d:v1"]});
    assert_eq!(*stores, json!([store("other"), store("store")]));
}

#[test]
fn a_query_may_name_the_data_model_or_a_part_of_it() {
    for version in ["0.5.0", "0.5", "0", "", "0..0"] {
        let (status, answer) = post(&json!({"dataset": "d:v1", "cypher": "RETURN 1 AS x", "version": version}));
        assert_eq!((status, &answer["data"]), (200, &json!([[1]])), "{version}: {answer}");
    }
    for version in ["0.4.9", "1", "0.5.0.1", "x"] {
        // Looked at before the dataset.
        let answer = post(&json!({"dataset": "nope", "cypher": "RETURN 1", "version": version}));
        assert_eq!(answer, (400, json!({"error": "neo4j data model version incompatible"})), "{version}");
    }
}

#[test]
fn a_path_may_name_the_version_of_the_api_or_a_part_of_it() {
    let server = server("");
    for version in ["v1", "v1.9", "v1.9.2", "v1."] {
        assert_eq!(get(&server, &format!("/api/{version}/dbmeta/version")).status(), 200, "{version}");
    }
    for version in ["v2", "v1.8", "v1.9.2.1", "v01"] {
        let refused = (400, json!({"error": "Incompatible API version"}));
        assert_eq!(read(get(&server, &format!("/api/{version}/dbmeta/version"))), refused, "{version}");
        assert_eq!(get(&server, &format!("/api/{version}/nothing")).status(), 404, "{version}");
    }
}

#[test]
fn null_counts_as_nothing() {
    let answer = post(&json!({"dataset": null, "cypher": "RETURN 1", "version": null}));
    assert_eq!(answer, (404, json!({"error": "dataset \"\" not available in stores"})));
    let (status, answer) = post(&json!({"dataset": "d:v1", "cypher": null}));
    assert_eq!(status, 400);
    assert!(answer["error"].as_str().unwrap().contains("Neo.ClientError.Statement.SyntaxError"), "{answer}");
}

#[test]
fn a_value_without_a_form_in_json_is_the_server_s_own_failure() {
    let answer = post(&json!({"dataset": "d:v1", "cypher": "RETURN 1.0 / 0"}));
    assert_eq!(answer, (500, json!({"message": "Internal Server Error"})));
}

#[test]
fn a_skeleton_as_json_has_the_numbers_of_its_text() {
    let swc = "# a comment\n1 0 16990.123456789 -0.5 3e2 0.1 -1\r\n\n 2 5 1 2\t3 4.5 99";
    let (status, answer) = read(get(&server(swc), "/api/skeletons/skeleton/d:v1/1"));
    let rows = json!([[1, 16990.123456789, -0.5, 300, 0.1, -1], [2, 1, 2, 3, 4.5, 99]]);
    assert_eq!((status, &answer["data"]), (200, &rows));
    for bad in ["1 0 1 2 3\n", "1 0 1 2 3 4 -1 8\n", "1 0 1 2 x 4 -1\n", "1 0 1 2 inf 4 -1\n"] {
        let refused = (400, json!({"error": "SWC not formatted properly"}));
        assert_eq!(read(get(&server(bad), "/api/skeletons/skeleton/d:v1/1")), refused, "{bad}");
        // As text it is nobody's business what it says.
        let text = get(&server(bad), "/api/skeletons/skeleton/d:v1/1?format=swc");
        assert_eq!((text.status().as_u16(), text.into_body().into_bytes()), (200, bad.into()));
    }
}

#[test]
fn what_is_not_stored_is_a_bad_request() {
    let server = server("1 0 0 0 0 1 -1\n");
    for (path, error) in [
        ("skeletons/skeleton/nope/x", "body id should be an integer"),
        ("skeletons/skeleton/d:v1/9223372036854775808", "body id should be an integer"),
        ("skeletons/skeleton/nope/1", "no store found supporting the datatype and dataset"),
        ("skeletons/skeleton/d:v1/2", "Key not found"),
        ("skeletons/skeleton/d:v1/-1", "Key not found"),
        ("skeletons/skeleton/d:v1/01", "Key not found"),
        ("roimeshes/mesh/nope/A", "no store found supporting the datatype and dataset"),
        ("roimeshes/mesh/d:v1/a", "Key not found"),
        ("cached/dailytype?dataset=nope", "no cell type exists"),
    ] {
        assert_eq!(read(get(&server, &format!("/api/{path}"))), (400, json!({"error": error})), "{path}");
    }
    for path in ["/", "/api", "/api/nope", "/api/v1/version", "/api/skeletons/skeleton/d:v1"] {
        assert_eq!(read(get(&server, path)), (404, json!({"message": "Not Found"})), "{path}");
    }
    assert_eq!(read(get(&server, "/api/raw/keyvalue/key/store/a%2Fb")), (400, json!({"error": "Key not found"})));
}

#[test]
fn whoever_sends_a_token_is_a_reader_and_who_sends_none_is_nobody() {
    let server = server("");
    let ask = |path: &str, header: Option<(&str, &str)>| {
        let request = header.into_iter().fold(Request::get(path), |request, (name, value)| request.header(name, value));
        read(server.handle(request.body(Bytes::new()).unwrap()))
    };
    let profile = json!({"Email": "reader@localhost", "AuthLevel": "readwrite", "ImageURL": ""});
    for (query, header) in [
        ("", Some(("authorization", "Bearer abc"))),
        ("", Some(("authorization", "bearer  abc "))),
        ("", Some(("cookie", "other=1; dsg_token=abc; more=2"))),
        ("?dsg_token=abc", None),
    ] {
        assert_eq!(ask(&format!("/profile{query}"), header), (200, profile.clone()), "{query} {header:?}");
        assert_eq!(ask(&format!("/token{query}"), header), (200, json!({"token": "abc"})), "{query} {header:?}");
    }
    for (header, why) in [
        (None, "authentication required"),
        (Some(("cookie", "other=1")), "authentication required"),
        (Some(("authorization", "Bearer ")), "invalid or expired token"),
        (Some(("authorization", "Basic YTpi")), "invalid or expired token"),
        (Some(("authorization", "é")), "invalid or expired token"),
        (Some(("cookie", "dsg_token=")), "invalid or expired token"),
    ] {
        for path in ["/profile", "/token"] {
            assert_eq!(ask(path, header), (401, json!({ "message": why })), "{path} {header:?}");
        }
    }
    // What a layer in front took out of the request.
    let request = Request::get("/token").extension(Admitted::new("taken out"));
    let answer = read(server.handle(request.body(Bytes::new()).unwrap()));
    assert_eq!(answer, (200, json!({"token": "taken out"})));
    assert!(!format!("{:?}", Admitted::new("secret")).contains("secret"));
}

#[test]
fn everybody_may_read_the_datasets_that_are_here() {
    let server = server("");
    let access =
        json!({"access": true, "dataset": "d:v1", "level": "readwrite", "service": "neuprint", "tos_required": false});
    assert_eq!(read(get(&server, "/dataset-access?dataset=d%3Av1")), (200, access));
    let none = json!({
        "access": false, "dataset": "nope", "level": "noauth", "service": "neuprint", "tos_required": false,
        "message": "You do not have access to nope dataset",
    });
    assert_eq!(read(get(&server, "/dataset-access?dataset=nope")), (200, none));
    let missing = json!({"message": "dataset parameter required"});
    assert_eq!(read(get(&server, "/dataset-access")), (400, missing));
}

#[test]
fn what_would_write_is_refused_in_words() {
    let server = server("1 0 0 0 0 1 -1\n");
    for path in [
        "skeletons/skeleton/d:v1/1",
        "v1/roimeshes/mesh/d:v1/A",
        "raw/keyvalue/key/store/key",
        "raw/cypher/transaction",
        "raw/cypher/transaction/1/cypher",
        "v1/raw/cypher/transaction/1/commit",
        "raw/cypher/transaction/1/kill",
    ] {
        let (status, answer) = read(server.handle(Request::post(format!("/api/{path}")).body("x".into()).unwrap()));
        assert_eq!(status, 403, "{path}");
        assert!(answer["message"].as_str().unwrap().starts_with("this server only reads"), "{path}: {answer}");
    }
    for path in ["version", "raw/cypher/transaction/1", "raw/cypher/transaction/1/other", "cached/dailytype"] {
        let answer = read(server.handle(Request::post(format!("/api/{path}")).body(Bytes::new()).unwrap()));
        assert_eq!(answer, (404, json!({"message": "Not Found"})), "{path}");
    }
}

#[test]
fn completeness_counts_reconstructed_neurons() {
    let (status, answer) = read(get(&server(""), "/api/cached/roicompleteness?dataset=d:v1"));
    let rows = json!([["A", 10, 3, 100, 200], ["B", 4, 1, null, null], ["C", 2, 50, null, null]]);
    assert_eq!((status, &answer["data"]), (200, &rows));
    assert!(answer["debug"].is_string(), "{answer}");
}

#[test]
fn links_between_regions_count_neurons_and_share_out_their_outputs() {
    let (_, answer) = read(get(&server(""), "/api/cached/roiconnectivity"));
    let expected = json!({
        // C is excluded, so inputs there do not count either.
        "roi_names": ["A", "B"],
        "weights": {
            "A=>A": {"count": 1, "weight": 7.5},
            "A=>B": {"count": 2, "weight": 9.0},
            "B=>A": {"count": 1, "weight": 2.5},
            "B=>B": {"count": 1, "weight": 1.0},
        },
    });
    assert_eq!(answer, expected);
    let meta = [
        ("primaryRois", Value::list(["A", "B"].map(Value::text))),
        ("overviewRois", Value::list(["C"].map(Value::text))),
    ];
    let chosen = LocalServer::new(vec![dataset("d:v1", &meta, "")]);
    let (_, answer) = read(get(&chosen, "/api/cached/roiconnectivity"));
    assert_eq!(answer, json!({"roi_names": ["C"], "weights": {"C=>C": {"count": 1, "weight": 2.0}}}));
}

#[test]
fn the_type_of_the_day_comes_compressed() {
    let response = get(&server("1 0 0 0 0 1 -1\n"), "/api/cached/dailytype?dataset=d:v1");
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!((header("content-type"), header("content-encoding")), ("application/json".into(), "gzip".into()));
    let mut json = String::new();
    let bytes = response.into_body().into_bytes();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut json).unwrap();
    let answer: Json = serde_json::from_str(&json).unwrap();
    let info = json!({"typename": "T", "numtype": 3, "numpre": null, "numpost": null, "bodyid": "1"});
    assert_eq!((&answer["info"], &answer["skeleton"]["data"]), (&info, &json!([[1, 0, 0, 0, 1, -1]])));
}

#[test]
fn the_plan_is_handed_out_to_who_asks_for_it() {
    let ask = |cypher: &str| post(&json!({"cypher": cypher, "dataset": "d:v1"})).1;
    let explained = ask("EXPLAIN MATCH (n:Neuron) RETURN n.bodyId");
    assert_eq!((&explained["columns"], &explained["data"]), (&json!(["n.bodyId"]), &json!([])));
    assert!(explained["plan"].as_str().unwrap().contains("+NodeByLabelScan :Neuron of 3"), "{explained}");
    let profiled = ask("PROFILE MATCH (n:Neuron) RETURN count(n) AS c");
    assert_eq!(profiled["data"], json!([[3]]));
    assert!(profiled["plan"].is_string());
    assert!(ask("RETURN 1 AS x").get("plan").is_none());
}

#[test]
fn a_part_of_a_query_can_be_given_so_much_time() {
    let inner = "UNWIND range(1, 10000) AS x RETURN x";
    let cypher = format!("CALL apoc.cypher.runTimeboxed('{inner}', {{}}, 50) YIELD value RETURN count(value)");
    let body = json!({"cypher": cypher, "dataset": "d:v1"}).to_string();
    let server = server("");
    let count = |passes: u64| {
        let request = Request::post("/api/custom/custom").header("content-type", "application/json");
        let mut job = server.start(request.body(body.clone().into()).unwrap());
        for slice in 0.. {
            job.tell_time(slice * passes);
            if let Some(response) = job.advance(100) {
                return read(response).1["data"][0][0].as_u64().unwrap();
            }
        }
        unreachable!("every query ends")
    };
    assert_eq!(count(0), 10_000);
    assert!((1..1000).contains(&count(10)));
}
