//! `neuprint info` and `neuprint query` over the sample dataset, as a shell runs them.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../neuprint-local/sample/hemibrain-sample-v1.2.1.npdata");

fn neuprint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_neuprint")).args(arguments).output().unwrap()
}

fn query(cypher: &str, format: &str) -> String {
    let output = neuprint(&["query", SAMPLE, cypher, "--format", format]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = neuprint(arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "a refusal leaves standard output empty");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn info_counts_what_is_in_the_file() {
    let output = neuprint(&["info", SAMPLE]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let size = std::fs::metadata(SAMPLE).unwrap().len();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = text.lines().map(words).collect();
    let has = |wanted: &str| assert!(lines.iter().any(|line| line == wanted), "{wanted:?} is not in\n{text}");
    has("name hemibrain-sample:v1.2.1");
    has(&format!("file {size} bytes, format version 1"));
    has("licence CC-BY-4.0");
    has("Neuron 2290");
    has("hemibrain-sample_Neuron 2290");
    has("Meta 1");
    has("Skeletons: 5");
    has("Meshes: 4");
    has("CA(R) (mesh)");
    assert!(lines.iter().any(|line| line.starts_with("uuid ") && line.len() == "uuid ".len() + 32), "{text}");
    // What the query counts, info counts.
    let count = |cypher: &str| query(cypher, "csv").lines().nth(1).unwrap().to_owned();
    has(&format!("ConnectsTo {}", count("MATCH ()-[c:ConnectsTo]->() RETURN count(c)")));
    has(&format!("status {} text", count("MATCH (n) WHERE n.status IS NOT NULL RETURN count(n)")));
    has(&format!("weight {} integer", count("MATCH ()-[c]->() WHERE c.weight IS NOT NULL RETURN count(c)")));
}

#[test]
fn an_answer_is_a_table_or_csv_or_json_with_the_same_cells() {
    let cypher = "MATCH (n:Neuron {type: 'DA1_lPN'}) WHERE n.pre > 0 \
                  RETURN n.bodyId AS bodyId, n.nothing AS nothing, 'a,\"b\"\\n' AS text ORDER BY bodyId LIMIT 2";
    assert_eq!(
        query(cypher, "table"),
        "\x20  bodyId  nothing  text\n\
         ---------  -------  -------\n\
         722817260  null     a,\"b\"\\n\n\
         754534424  null     a,\"b\"\\n\n\
         (2 rows)\n"
    );
    assert_eq!(
        query(cypher, "csv"),
        "bodyId,nothing,text\r\n722817260,,\"a,\"\"b\"\"\n\"\r\n754534424,,\"a,\"\"b\"\"\n\"\r\n"
    );
    assert_eq!(
        query(cypher, "json"),
        "{\"columns\":[\"bodyId\",\"nothing\",\"text\"],\"data\":[[722817260,null,\"a,\\\"b\\\"\\n\"],[754534424,null,\"a,\\\"b\\\"\\n\"]]}\n"
    );
}

#[test]
fn integers_of_64_bits_are_exact_in_every_format() {
    for format in ["table", "csv", "json"] {
        let text = query("RETURN 9223372036854775807 AS a, 9007199254740993 AS b, -9223372036854775807 AS c", format);
        for exact in ["9223372036854775807", "9007199254740993", "-9223372036854775807"] {
            assert!(text.contains(exact), "{format}: {text}");
        }
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_exit_code_says_so() {
    let error = refused(&["query", SAMPLE, "MATCH (n:Neuron)\nRETURN m.bodyId"]);
    assert!(error.contains("line 2, column 8") && error.contains("SyntaxError"), "{error}");
    assert!(error.contains("\n  RETURN m.bodyId\n         ^\n"), "{error}");
    let error = refused(&["query", SAMPLE, "CREATE (n) RETURN n"]);
    assert!(!error.is_empty());
    assert_eq!(neuprint(&["query", SAMPLE]).status.code(), Some(2), "a command line without a query");
}

#[test]
fn what_is_no_dataset_is_named_with_its_path() {
    let error = refused(&["info", "nowhere.npdata"]);
    assert!(error.starts_with("neuprint: nowhere.npdata cannot be read: "), "{error}");
    let this = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let error = refused(&["query", this, "RETURN 1"]);
    assert!(error.contains("Cargo.toml: this is not a neuprint-web dataset file"), "{error}");
}

#[test]
fn a_query_may_come_from_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_neuprint"))
        .args(["query", SAMPLE, "-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"RETURN 1 + 1 AS two").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "two\r\n2\r\n");
}

#[test]
fn help_says_what_the_exit_codes_mean_and_which_files_are_read() {
    let help = |command: &str| String::from_utf8(neuprint(&[command, "--help"]).stdout).unwrap().replace('\n', " ");
    assert!(help("query").contains("The exit code is 0 with an answer"), "{}", help("query"));
    for name in ["traced-neurons.csv", "traced-total-connections.csv", "traced-roi-connections.csv", "meta.json"] {
        assert!(help("import").contains(name), "{name}");
    }
    assert!(help("serve").contains("--tls-self-signed"));
}
