//! What is served, by the options on the command line and in a file.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::support::{Folder, NAME, SAMPLE, cypher, get, query, send, start};

/// The message with which the program refuses to start.
fn refused(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_neuprint")).arg("serve").args(arguments).output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?} started");
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test]
async fn without_files_and_upstreams_the_sample_answers() {
    let server = start(|_| {}).await;
    let answer = send(&server, get("/api/dbmeta/datasets", "")).await;
    assert!(answer.status == 200 && answer.text().contains(NAME), "{answer:?}");
    assert!(server.address().ip().is_loopback());
}

#[tokio::test]
async fn files_and_upstreams_answer_side_by_side_with_the_same_table() {
    let upstream = start(|options| options.files = vec![SAMPLE.into()]).await;
    let server = start(|options| {
        options.files = vec![SAMPLE.into()];
        options.upstream = vec![format!("lab={}", upstream.origin()).parse().unwrap()];
    })
    .await;
    let text = "MATCH (n:Neuron) WHERE n.pre > 0 RETURN n.bodyId, n.type ORDER BY n.bodyId";
    let own = send(&server, query("/api/custom/custom", text)).await;
    let forwarded = send(&server, query("/upstream/lab/api/custom/custom", text)).await;
    assert_eq!((own.status, forwarded.status), (200, 200), "{}", forwarded.text());
    assert!(own.body.len() > 1000 && own.body == forwarded.body);
    assert_eq!(send(&server, get("/upstream", "")).await.text(), r#"{"api":true,"upstreams":["lab"]}"#);
    let unknown = send(&server, get("/upstream/other/api/version", "")).await;
    assert!(unknown.status == 404 && unknown.text().contains("error"), "{unknown:?}");
}

#[tokio::test]
async fn beside_upstreams_with_names_only_nobody_answers_below_api() {
    let server = start(|options| options.upstream = vec!["lab=http://127.0.0.1:9".parse().unwrap()]).await;
    assert_eq!(send(&server, get("/api/version", "")).await.status, 404);
}

#[test]
fn options_that_contradict_each_other_are_refused_with_what_to_do() {
    for (arguments, part) in [
        (&[SAMPLE, "--upstream", "http://127.0.0.1:9"][..], "--upstream NAME=http://127.0.0.1:9"),
        (&["--upstream", "http://127.0.0.1:8", "--upstream", "http://127.0.0.1:9"], "give each a name"),
        (&["--upstream", "a=http://127.0.0.1:8", "--upstream", "a=http://127.0.0.1:9"], "two upstreams are called a"),
        (&["--upstream", "a/b=http://127.0.0.1:8"], "is not the address"),
        (&["--private-upstream", "b"], "there is no upstream of this name"),
        (&["--tls-cert", "cert.pem"], "--tls-cert and --tls-key belong together"),
        (&["--tls-cert", "nowhere.pem", "--tls-key", "nowhere.pem"], "nowhere.pem"),
        (&["--token-file", "nowhere"], "nowhere cannot be read"),
        (&["--allow-origin", "*"], "is no origin"),
        (&["--config", "nowhere.toml"], "nowhere.toml cannot be read"),
    ] {
        let message = refused(arguments);
        assert!(message.contains(part), "{arguments:?}: {message}");
    }
}

#[tokio::test]
async fn every_option_may_stand_in_a_file_and_the_command_line_counts_first() {
    let text = format!(
        "files = ['{SAMPLE}']\nport = 1\nupstream = ['lab=http://127.0.0.1:9']\nallow-host = ['neurons.example']\n\
         token-file = 'tokens'\n[limits]\nquery-rows = 3\n"
    );
    let folder = Folder::with("config", &[("neuprint.toml", &text), ("tokens", "a-token-of-the-file\n")]);
    let server = start(|options| options.config = Some(folder.path("neuprint.toml"))).await;
    assert_ne!(server.address().port(), 1, "the port of the command line counts");
    let body = cypher("MATCH (n:Neuron) RETURN n.bodyId LIMIT 4");
    let ask = format!(
        "POST /api/custom/custom HTTP/1.1\r\nHost: neurons.example\r\nAuthorization: Bearer a-token-of-the-file\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = send(&server, &ask).await;
    assert!(answer.status == 400 && answer.text().contains("Neo.TransientError"), "four rows of three: {answer:?}");
    let answer = send(&server, ask.replace("LIMIT 4", "LIMIT 3")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(send(&server, ask.replace("neurons.example", "other.example")).await.status, 421);

    std::fs::write(folder.path("wrong.toml"), "port = 0\nports = 1\n").unwrap();
    let message = refused(&["--config", folder.path("wrong.toml").to_str().unwrap()]);
    assert!(message.contains("line 2") && message.contains("ports"), "{message}");
}

#[test]
fn the_program_says_what_it_serves() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_neuprint"))
        .args(["serve", SAMPLE, "--port", "0", "--upstream", "lab=http://127.0.0.1:9", "--log", "off"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let lines: Vec<String> = lines.take(3).map(Result::unwrap).collect();
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(lines[1].ends_with("/api answers for hemibrain-sample:v1.2.1"), "{lines:?}");
    assert!(lines[2].ends_with("/upstream/lab forwards http://127.0.0.1:9"), "{lines:?}");
}
