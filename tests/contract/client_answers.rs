//! The client against recorded answers: every value exactly, every path as the server needs it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod answering;

use answering::{Answering, now, records, unzip};
use neuprint::path::{escape, unescape};
use neuprint::table::{Cell, Table};
use neuprint::{BodyId, Mesh};
use neuprint_tests::shared_data_or_skip;
use serde_json::{Value as Json, json};

fn assert_same(cell: Cell<'_>, value: &Json, place: &str) {
    let same = match cell {
        Cell::Null => value.is_null(),
        Cell::Bool(v) => value.as_bool() == Some(v),
        Cell::Int(v) => value.as_i64() == Some(v),
        Cell::UInt(v) => value.as_u64() == Some(v),
        // A whole number in a column of fractions is a float, exactly.
        Cell::Float(v) => value.as_f64() == Some(v) && value.as_i64().is_none_or(|v| v.unsigned_abs() <= 1 << 53),
        Cell::Text(v) => value.as_str() == Some(v),
        Cell::Json(v) => serde_json::from_str::<Json>(v).unwrap() == *value,
    };
    assert!(same, "{place}: {cell:?} for {value}");
}

fn assert_holds(table: &Table, columns: &Json, data: &Json, place: &str) {
    let names: Vec<&str> = table.columns().iter().map(|column| column.name()).collect();
    assert_eq!(json!(names), *columns, "{place}");
    let rows = data.as_array().unwrap();
    assert_eq!(table.rows(), rows.len(), "{place}");
    for (at, row) in rows.iter().enumerate() {
        for (column, value) in row.as_array().unwrap().iter().enumerate() {
            assert_same(table.cell(at, column), value, place);
        }
    }
}

#[test]
fn every_recorded_table_is_read_exactly() {
    let Some(file) = shared_data_or_skip("client_answers", "neo4j-answers/cypher.jsonl.gz") else { return };
    let mut cells = 0;
    for record in records(&file) {
        if record["status"] != 200 {
            continue;
        }
        let cypher = record["cypher"].as_str().unwrap();
        let answer = json!({"columns": record["columns"], "data": record["data"], "debug": cypher}).to_string();
        let server = Answering::new(200, answer);
        let table = now(server.client().custom(cypher, |_| {})).unwrap();
        assert_holds(&table, &record["columns"], &record["data"], cypher);
        cells += table.rows() * table.columns().len();
    }
    assert!(cells > 1_000, "{cells} cells");
}

#[test]
fn answers_with_white_space_are_read_too() {
    for name in ["find-neurons.json", "column-request.json"] {
        let Some(file) = shared_data_or_skip("client_answers", &format!("api-captures/{name}")) else { return };
        let text = std::fs::read(file).unwrap();
        let answer: Json = serde_json::from_slice(&text).unwrap();
        let server = Answering::new(200, text);
        let table = now(server.client().custom("RETURN 1", |_| {})).unwrap();
        assert_holds(&table, &answer["columns"], &answer["data"], name);
    }
}

#[test]
fn recorded_answers_of_other_endpoints_are_read() {
    let Some(file) = shared_data_or_skip("client_answers", "neo4j-answers/rest.jsonl.gz") else { return };
    let mut read = 0;
    for record in records(&file) {
        let (path, Some(answer)) = (record["path"].as_str().unwrap(), record["answer"].as_str()) else { continue };
        if record["status"] != 200 || record["method"] != "GET" {
            continue;
        }
        let server = Answering::new(200, answer.to_owned());
        let client = server.client();
        let json = || serde_json::from_str::<Json>(answer).unwrap();
        match path.split('?').next().unwrap() {
            "/api/version" => assert_eq!(now(client.version()).unwrap(), json()["Version"]),
            "/api/serverinfo" => assert_eq!(json!(now(client.server_info()).unwrap()), json()),
            "/api/available" => assert_eq!(json!(now(client.available()).unwrap()), json()),
            "/api/dbmeta/version" => assert_eq!(now(client.data_model_version()).unwrap(), json()["Version"]),
            "/api/dbmeta/database" => assert_eq!(json!(now(client.database()).unwrap()), json()),
            "/profile" => assert_eq!(json!(now(client.profile()).unwrap()), json()),
            "/token" => assert!(now(client.token()).unwrap().is_some()),
            "/dataset-access" => {
                assert_eq!(json!(now(client.dataset_access()).unwrap()), json());
                assert_eq!(server.asked.borrow()[1], path);
            }
            "/api/cached/roicompleteness" if path.contains("hemibrain") => {
                let table = now(client.roi_completeness()).unwrap();
                assert_holds(&table, &json()["columns"], &json()["data"], path);
                assert_eq!(server.asked.borrow()[1], path);
            }
            "/api/cached/roiconnectivity" => {
                let rois = now(client.roi_connectivity()).unwrap();
                assert_eq!(json!(rois.roi_names), json()["roi_names"]);
                assert_eq!(rois.weights.len(), json()["weights"].as_object().unwrap().len());
                assert_eq!(server.asked.borrow()[1], path);
            }
            _ => continue,
        }
        read += 1;
    }
    assert!(read >= 12, "{read} answers");
}

#[test]
fn names_in_paths_are_escaped_as_the_recorded_server_needs_them() {
    let Some(file) = shared_data_or_skip("client_answers", "neo4j-answers/rest.jsonl.gz") else { return };
    let (mut accepted, mut refused) = (0, 0);
    for record in records(&file) {
        let path = record["path"].as_str().unwrap().split('?').next().unwrap();
        let prefixes = ["/api/roimeshes/mesh/", "/api/skeletons/skeleton/"];
        let Some(names) = prefixes.iter().find_map(|prefix| path.strip_prefix(prefix)) else { continue };
        let ours = names.split('/').map(|name| escape(&unescape(name).unwrap())).collect::<Vec<_>>().join("/");
        if record["status"] == 200 {
            // The server takes a bare parenthesis or quote too; ours means the same.
            assert_eq!(unescape(&ours), unescape(names), "{path}");
            accepted += 1;
        } else if names.contains("%2B") || names.contains("%3A") {
            assert_ne!(ours, names, "{path} was refused for its escapes");
            refused += 1;
        }
    }
    assert!(accepted >= 6 && refused >= 2, "{accepted} accepted, {refused} refused");
}

#[test]
fn every_roi_of_a_real_dataset_can_be_asked_for() {
    let Some(file) = shared_data_or_skip("client_answers", "meta/np_roiInfo.json") else { return };
    let rois: Json = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let server = Answering::new(200, "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    let client = server.client();
    let rois = rois.as_object().unwrap();
    for roi in rois.keys() {
        now(client.roi_mesh(roi)).unwrap();
        let asked = server.asked.borrow().last().unwrap().clone();
        let sent = asked.strip_prefix("/api/roimeshes/mesh/hemibrain:v1.2.1/").unwrap();
        assert_eq!(unescape(sent).as_ref(), Some(roi));
        assert!(!["%2C", "%2B", "%3A", "(", "'"].iter().any(|wrong| sent.contains(wrong)), "{sent}");
    }
    assert!(rois.len() > 200, "{}", rois.len());
}

#[test]
fn real_skeletons_and_meshes_come_through() {
    let Some(folder) = shared_data_or_skip("client_answers", "roi-meshes") else { return };
    for roi in ["EB", "a'L(R)", "PED(R)"] {
        let server = Answering::new(200, unzip(&folder.join(format!("{roi}.obj.gz"))));
        let Mesh { vertices, faces } = now(server.client().roi_mesh(roi)).unwrap();
        assert!(vertices.len() > 1_000 && faces.len() > 2_000, "{roi}: {} {}", vertices.len(), faces.len());
    }
    let Some(folder) = shared_data_or_skip("client_answers", "hemibrain-mb/skeletons") else { return };
    let path = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let swc = if path.extension().is_some_and(|e| e == "gz") { unzip(&path) } else { std::fs::read(&path).unwrap() };
    let lines = swc.split(|byte| *byte == b'\n').filter(|line| line.first().is_some_and(u8::is_ascii_digit)).count();
    let server = Answering::new(200, swc);
    assert_eq!(now(server.client().skeleton(BodyId::new(1).unwrap())).unwrap().len(), lines);
}
