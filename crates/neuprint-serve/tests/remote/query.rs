//! `neuprint query` asked of a server, and in Arrow: the answers are those of the file.

use std::io::Write;
use std::process::Stdio;

use crate::real::{Real, SAMPLE, neuprint, run};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_ipc::reader::StreamReader;
use base64::Engine;
use neuprint_serve::options::ServeOptions;

/// Integers beyond a float's, fractions, nulls, texts that need quotes, lists and maps.
const CYPHER: &str = "MATCH (n:Neuron {type: 'DA1_lPN'}) \
    RETURN n.bodyId AS bodyId, n.pre AS pre, 0.1 * n.post AS tenth, n.nothing AS nothing, 'a,\"b\"' AS text, \
    [1, 'x', null] AS list, {id: 9007199254740993} AS map, 9223372036854775807 AS large ORDER BY bodyId";

fn answer(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "nobody looks, so no progress is shown");
    output.stdout
}

#[test]
fn a_server_and_a_file_give_the_same_bytes_in_every_format() {
    let server = Real::start();
    let dataset = ["--dataset", "hemibrain-sample:v1.2.1"];
    for format in ["table", "csv", "json", "arrow"] {
        let of_file = answer(&["query", SAMPLE, "--format", format, CYPHER]);
        let asked = ["query", "--server", &server.address, dataset[0], dataset[1], CYPHER, "--format", format];
        assert_eq!(answer(&asked), of_file, "{format}");
        assert!(of_file.len() > 100, "{format}");
    }
    // Its only dataset need not be named.
    assert_eq!(answer(&["query", "RETURN 1 AS a", "--server", &server.address, "--format", "csv"]), b"a\r\n1\r\n");
}

#[test]
fn arrow_is_a_stream_that_apaches_own_reader_takes_with_every_digit() {
    let stream = answer(&["query", SAMPLE, CYPHER, "--format", "arrow"]);
    let batches: Vec<_> = StreamReader::try_new(stream.as_slice(), None).unwrap().map(Result::unwrap).collect();
    let json = answer(&["query", SAMPLE, CYPHER, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let rows = json["data"].as_array().unwrap();
    let bodies: Vec<i64> = batches
        .iter()
        .flat_map(|batch| batch.column_by_name("bodyId").unwrap().as_primitive::<Int64Type>().values().to_vec())
        .collect();
    let expected: Vec<i64> = rows.iter().map(|row| row[0].as_i64().unwrap()).collect();
    assert!(bodies.len() > 1);
    assert_eq!(bodies, expected);
    let batch = &batches[0];
    assert_eq!(batch.column_by_name("large").unwrap().as_primitive::<Int64Type>().value(0), i64::MAX);
    assert_eq!(batch.column_by_name("map").unwrap().as_string::<i32>().value(0), "{\"id\":9007199254740993}");
    assert_eq!(batch.column_by_name("nothing").unwrap().logical_null_count(), batch.num_rows());
}

#[test]
fn an_answer_may_go_into_a_file_whole_or_not_at_all() {
    let folder = std::env::temp_dir().join(format!("neuprint-query-output-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("answer.arrow");
    let path = file.to_str().unwrap();
    assert!(answer(&["query", SAMPLE, CYPHER, "--format", "arrow", "-o", path]).is_empty());
    let written = std::fs::read(&file).unwrap();
    assert_eq!(written, answer(&["query", SAMPLE, CYPHER, "--format", "arrow"]));
    let refused = run(&["query", SAMPLE, "RETURN m", "--format", "csv", "-o", path]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(std::fs::read(&file).unwrap(), written, "a refused query leaves the file as it was");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "and nothing beside it");
    let nowhere = folder.join("no-folder").join("a.csv");
    let refused = run(&["query", SAMPLE, "RETURN 1", "-o", nowhere.to_str().unwrap()]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("no-folder cannot be written: "));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_mistake_is_told_by_a_server_as_by_a_file() {
    let server = Real::start();
    let told = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    let cypher = "MATCH (n:Neuron)\nRETURN m.bodyId";
    let of_server = told(&["query", "--server", &server.address, cypher]);
    assert!(of_server.contains("\n  RETURN m.bodyId\n         ^\n"), "{of_server}");
    assert_eq!(of_server, told(&["query", SAMPLE, cypher]));
    let unknown = told(&["query", "--server", &server.address, "--dataset", "other:v1", "RETURN 1"]);
    assert!(unknown.contains("no dataset `other:v1`; it has: hemibrain-sample:v1.2.1"), "{unknown}");
    drop(server);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dead = told(&["query", "--server", &format!("http://{closed}"), "RETURN 1"]);
    assert!(dead.contains(&closed.to_string()), "{dead}");
}

#[test]
fn a_command_line_that_means_nothing_is_refused_with_2() {
    for wrong in [
        &["query", SAMPLE][..],
        &["query", "RETURN 1", "--server", "http://neuprint.example.org"],
        &["query", SAMPLE, "RETURN 1", "--server", "localhost"],
        &["query", SAMPLE, "RETURN 1", "--token-file", "token"],
        &["query", "RETURN 1", "--dataset", "hemibrain:v1.2.1"],
    ] {
        let output = run(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_query_from_standard_input_goes_to_a_server_too() {
    let server = Real::start();
    let mut child = neuprint()
        .args(["query", "--server", &server.address, "-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"RETURN 1 + 1 AS two").unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, b"two\r\n2\r\n");
}

/// The program runs beside the server, so that has a thread of its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_signs_itself_is_trusted_only_with_its_certificate() {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let pem = |what: &str, bytes: &[u8]| {
        let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
        format!("-----BEGIN {what}-----\n{base64}\n-----END {what}-----\n")
    };
    let folder = std::env::temp_dir().join(format!("neuprint-query-ca-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let [good, bad, key] =
        ["good.pem", "bad.pem", "key.pem"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    std::fs::write(&good, pem("CERTIFICATE", made.cert.der())).unwrap();
    std::fs::write(&key, pem("PRIVATE KEY", &made.signing_key.serialize_der())).unwrap();
    std::fs::write(&bad, "no certificate").unwrap();
    let options = ServeOptions {
        port: Some(0),
        files: vec![SAMPLE.into()],
        tls_cert: Some(good.clone().into()),
        tls_key: Some(key.into()),
        ..ServeOptions::default()
    };
    let server = neuprint_serve::server::start(options).await.unwrap();
    let address = server.origin().to_owned();

    let ask = |more: &[&str]| {
        let arguments = ["query", "--server", &address, "RETURN 1 AS a", "--format", "csv"];
        let arguments: Vec<String> = arguments.iter().chain(more).map(|&argument| argument.to_owned()).collect();
        tokio::task::spawn_blocking(move || neuprint().args(arguments).output().unwrap())
    };
    let trusted = ask(&["--ca", &good]).await.unwrap();
    assert_eq!(trusted.stdout, b"a\r\n1\r\n", "{}", String::from_utf8_lossy(&trusted.stderr));
    let refused = ask(&[]).await.unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("certificate"));
    let refused = ask(&["--ca", &bad]).await.unwrap();
    let error = String::from_utf8(refused.stderr).unwrap();
    assert!(error.contains("bad.pem cannot be used"), "{error}");
    std::fs::remove_dir_all(folder).unwrap();
}
