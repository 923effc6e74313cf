//! A client over the sample dataset, in one process: no network, no runtime.

#![cfg(feature = "sample")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::future::Future;
use std::sync::Arc;

use futures_util::FutureExt;
use neuprint::skeleton::{HealOptions, heal};
use neuprint::{BodyId, Client, ClientOptions, Error, ServerAddress};
use neuprint_local::{LocalServer, LocalTransport, sample};

/// A local transport never waits, so every future is ready at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().unwrap()
}

fn client() -> Client<LocalTransport> {
    let server = LocalServer::new(vec![sample().unwrap()]);
    let options = ClientOptions::new(ServerAddress::parse("https://local.invalid", false).unwrap());
    now(Client::connect(LocalTransport(Arc::new(server)), options)).unwrap()
}

#[test]
fn the_only_dataset_is_chosen_and_described() {
    let client = client();
    assert_eq!(client.dataset(), "hemibrain-sample:v1.2.1");
    let datasets = client.datasets();
    let info = datasets.get("hemibrain-sample:v1.2.1").unwrap();
    assert!(info.rois.iter().any(|roi| roi == "AL(R)") && !info.hidden && info.uuid.len() == 32);
    assert_eq!(now(client.version()).unwrap(), "1.9.2");
    assert!(now(client.server_info()).unwrap().is_public);
}

#[test]
fn a_skeleton_of_two_fragments_is_healed() {
    let skeleton = now(client().skeleton(BodyId::new(754_538_881).unwrap())).unwrap();
    assert_eq!(skeleton.fragments().count(), 2);
    let healed = heal(&skeleton, HealOptions::default());
    assert_eq!((healed.fragments_before, healed.fragments_after, healed.bridges.len()), (2, 1, 1));
    let nanometres = healed.bridges[0].length * 8.0;
    assert!((nanometres - 986.0).abs() < 0.5, "{nanometres} nm");
}

#[test]
fn what_is_not_there_is_not_found() {
    let client = client();
    // One of the two DA1_lPN neurons that the sources lack.
    let error = now(client.skeleton(BodyId::new(1_765_040_289).unwrap())).unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
    let error = now(client.roi_mesh("EB")).unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
}

#[test]
fn a_mesh_of_a_region_is_there() {
    let mesh = now(client().roi_mesh("CA(R)")).unwrap();
    assert!(mesh.faces.len() > 20);
}

#[test]
fn the_published_example_has_the_rows_that_the_sources_have() {
    let cypher = "MATCH (n:Neuron) WHERE n.status = \"Traced\" AND NOT coalesce(n.cropped, false) \
                  RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance ORDER BY n.type, n.instance";
    let table = now(client().custom(cypher, |_| {})).unwrap();
    // 197 local neurons of which one is an orphan, 16 lateral horn neurons, five DA1_lPN.
    assert_eq!(table.rows(), 197 - 1 + 16 + 5);
    let names: Vec<&str> = table.columns().iter().map(|column| column.name()).collect();
    assert_eq!(names, ["bodyId", "type", "instance"]);
}

#[test]
fn a_mistake_in_a_query_is_told_with_its_place() {
    let error = now(client().custom("MATCH (n:Neuron)\nRETURN m.bodyId", |_| {})).unwrap_err();
    let Error::Cypher(failure) = &error else { panic!("{error:?}") };
    assert!(failure.neo4j_code.ends_with("SyntaxError"), "{failure:?}");
    assert_eq!(failure.position, Some((2, 8)), "{failure:?}");
}

#[test]
fn the_meta_node_comes_through_the_query() {
    let meta = now(client().meta()).unwrap();
    assert_eq!(meta.voxel_size().unwrap().nanometres(), Some([8.0; 3]));
    assert!(meta.primary_rois().contains(&"AL(R)".to_owned()));
    assert!(meta.all_rois().len() > 80);
}

#[test]
fn connections_are_found_from_both_sides() {
    let count = |cypher: &str| {
        let table = now(client().custom(cypher, |_| {})).unwrap();
        format!("{:?}", table.cell(0, 0))
    };
    let all = "MATCH (:Neuron)-[c:ConnectsTo]->(:Neuron) RETURN count(c)";
    let back = "MATCH (:Neuron)<-[c:ConnectsTo]-(:`hemibrain-sample_Neuron`) RETURN count(c)";
    assert_eq!(count(all), "Int(35984)");
    assert_eq!(count(back), "Int(35984)");
}

#[test]
fn a_query_can_be_advanced_in_slices_and_stopped_by_its_limits() {
    use neuprint_local::QueryLimits;

    let ask = || {
        let json = serde_json::json!({
            "dataset": "hemibrain-sample:v1.2.1",
            "cypher": "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN sum(c.weight)",
        });
        let request = http::Request::post("/api/custom/custom").header("content-type", "application/json");
        request.body(json.to_string().into()).unwrap()
    };
    let server = LocalServer::new(vec![sample().unwrap()]);
    let mut job = server.start(ask());
    let mut slices = 1;
    let response = loop {
        match job.advance(1_000) {
            Some(response) => break response,
            None => slices += 1,
        }
    };
    assert!(slices > 30, "{slices} slices");
    assert!(job.advance(1_000).is_none(), "a finished job answers once");
    let whole = server.handle(ask()).into_body().into_bytes();
    assert_eq!(response.into_body().into_bytes(), whole);

    let strict = LocalServer::new(vec![sample().unwrap()]).with_limits(QueryLimits {
        steps: 1_000,
        rows: 10,
        ..QueryLimits::default()
    });
    let response = strict.handle(ask());
    assert_eq!(response.status(), 400);
    let text = response.into_body().into_bytes();
    assert!(text.windows(19).any(|part| part == b"TransactionTimedOut"), "{text:?}");

    let small =
        LocalServer::new(vec![sample().unwrap()]).with_limits(QueryLimits { memory: 10_000, ..QueryLimits::default() });
    for (cypher, why) in [
        ("MATCH (n:Neuron) RETURN n", "larger than allowed"),
        ("MATCH (n:Neuron) WITH n ORDER BY n.pre RETURN count(n)", "more in memory than allowed"),
    ] {
        let json = serde_json::json!({ "cypher": cypher, "dataset": "hemibrain-sample:v1.2.1" });
        let request = http::Request::post("/api/custom/custom").header("content-type", "application/json");
        let response = small.handle(request.body(json.to_string().into()).unwrap());
        assert_eq!(response.status(), 400, "{cypher}");
        let text = String::from_utf8(response.into_body().into_bytes().to_vec()).unwrap();
        assert!(text.contains(why), "{text}");
    }
}

#[test]
fn computed_tables_have_the_server_s_shape() {
    let server = LocalServer::new(vec![sample().unwrap()]);
    let get = |path: &str| {
        let response = server.handle(http::Request::get(path).body(Default::default()).unwrap());
        assert_eq!(response.status(), 200, "{path}");
        serde_json::from_slice::<serde_json::Value>(&response.into_body().into_bytes()).unwrap()
    };
    let table = get("/api/cached/roicompleteness?dataset=hemibrain-sample%3Av1.2.1");
    assert_eq!(table["columns"], serde_json::json!(["roi", "roipre", "roipost", "totalpre", "totalpost"]));
    let rows = table["data"].as_array().unwrap();
    let calyx = rows.iter().find(|row| row[0] == "CA(R)").unwrap();
    assert!(calyx[1].as_i64().unwrap() > 300, "{calyx}");
    let links = get("/api/v1/cached/roiconnectivity?dataset=hemibrain-sample:v1.2.1");
    // Of the sample only the five DA1_lPN are known to have inputs in one and outputs in the other.
    let link = &links["weights"]["AL(R)=>LH(R)"];
    assert_eq!(link["count"], 5, "{links}");
    assert!(link["weight"].as_f64().unwrap() > 1_000.0, "{link}");
    let routes = get("/api/available");
    assert!(routes.as_array().unwrap().iter().any(|route| route["path"] == "/api/custom/custom"));
    let table = get("/api/skeletons/skeleton/hemibrain-sample:v1.2.1/754538881");
    assert_eq!(table["data"][0], serde_json::json!([1, 16990, 36826, 26406, 30, -1]));
}
