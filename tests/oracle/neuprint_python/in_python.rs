//! Every public function of neuprint-python 0.6.4, asked over TLS of `neuprint serve`, gives what our client gives over
//! the same server. The step `oracles in Python` runs what is in here; the step for all other tests leaves it out.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use neuprint::{ClientOptions, ServerAddress, Token};
use neuprint_http::HttpTransport;
use neuprint_tests::{Folder, mushroom_body_export, shared_data_or_skip, skipped};
use serde_json::Value as Json;

use crate::calls::Asker;
use crate::recorded;
use crate::report::{Report, judge};
use crate::serving::{Programs, Serving};

const SAMPLE: &str = "../crates/neuprint-local/sample/hemibrain-sample-v1.2.1.npdata";

fn programs(test: &str) -> Option<Programs> {
    let found = Programs::found();
    if found.is_none() {
        skipped(
            test,
            "nobody says where Python and the server are (`cargo xtask test --only \"oracles in Python\"` does)",
        );
    }
    found
}

/// Our client of a server, which trusts the certificate in this file and no other.
async fn asker(address: &str, dataset: &str, certificate: &Path) -> Asker<HttpTransport> {
    let certificate = reqwest::Certificate::from_pem(&std::fs::read(certificate).unwrap()).unwrap();
    let client = reqwest::Client::builder().tls_built_in_root_certs(false).add_root_certificate(certificate).no_proxy();
    let transport = HttpTransport::with_client(client.build().unwrap());
    let mut options = ClientOptions::new(ServerAddress::parse(address, false).unwrap());
    options.dataset = Some(dataset.to_owned());
    // The one that neuprint-python sends (answers.py): who has none has no profile.
    options.token = Token::parse("any").unwrap();
    Asker::connect(transport, options).await.unwrap()
}

/// Has both clients ask about a dataset file, and prints what came of it. `told`: which functions there are and were
/// called.
fn compare_clients(programs: &Programs, file: &Path, dataset: &str) -> (Report, Json) {
    let folder = Folder::new(dataset);
    let server = Serving::start(&programs.neuprint, file);
    programs.ask(&server, dataset, folder.path());
    let left = |ending: &str| folder.path().join(dataset.split(':').next().unwrap()).with_extension(ending);
    let read = |line: &str| neuprint::table::read_json(line.as_bytes()).unwrap();

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let report = runtime.block_on(async {
        let asker = asker(&server.address, dataset, &left("pem")).await;
        let mut report = Report::default();
        for line in std::fs::read_to_string(left("jsonl")).unwrap().lines() {
            let made = read(line);
            report.add(&made, judge(&made, asker.answer(&made).await));
        }
        report
    });
    println!("{dataset}\n{report}");
    (report, read(&std::fs::read_to_string(left("json")).unwrap()))
}

/// That nothing is wrong, and that as many answers hold something as did before.
fn assert_agreed(report: &Report, least: usize) {
    assert!(report.wrong.is_empty(), "{} calls differ:\n{}", report.wrong.len(), report.wrong.join("\n"));
    let (agreed, with_rows) = report.agreed();
    println!("{} calls, {agreed} agree, {with_rows} of them with rows", report.calls());
    assert!(
        with_rows >= least,
        "only {with_rows} of {} calls have rows to compare, {least} had before",
        report.calls()
    );
}

#[test]
fn every_function_answers_over_the_sample_as_ours_does() {
    let Some(programs) = programs("every_function_answers_over_the_sample_as_ours_does") else { return };
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE);
    let (report, told) = compare_clients(&programs, &sample, "hemibrain-sample:v1.2.1");

    let names = |key: &str| -> BTreeSet<&str> {
        told[key].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
    };
    let (functions, called) = (names("functions"), names("called"));
    let not_called = told["not_called"].as_object().unwrap();
    println!("not called:");
    for (function, reason) in not_called {
        println!("{function:<42}{}", reason.as_str().unwrap());
        assert!(functions.contains(function.as_str()), "{function} is listed, but neuprint-python does not have it");
        assert!(!called.contains(function.as_str()), "{function} is listed as not called, but it is called");
    }
    let forgotten: Vec<_> =
        functions.difference(&called).filter(|function| !not_called.contains_key(**function)).collect();
    assert!(forgotten.is_empty(), "neither called nor listed with a reason: {forgotten:?}");
    assert_agreed(&report, 252);
}

#[test]
fn every_function_answers_over_an_import_as_ours_does() {
    let test = "every_function_answers_over_an_import_as_ours_does";
    let Some(programs) = programs(test) else { return };
    let Some(export) = mushroom_body_export(test) else { return };
    let (file, dataset) = (export.path().join("mb.npdata"), "hemibrain-mb:v1.2.1");
    let mut import = Command::new(&programs.neuprint);
    import.arg("import").arg(export.path()).args(["--name", dataset, "--output"]).arg(&file);
    assert!(import.output().unwrap().status.success(), "`neuprint import` failed");
    let (report, _) = compare_clients(&programs, &file, dataset);
    // It has no synapses, and roiInfo of connections alone.
    assert_agreed(&report, 147);
}

#[test]
fn every_function_about_synapses_answers_as_ours_does_where_there_are_some() {
    let test = "every_function_about_synapses_answers_as_ours_does_where_there_are_some";
    let Some(programs) = programs(test) else { return };
    let Some(recorded) = shared_data_or_skip(test, "neo4j-answers") else { return };
    let folder = Folder::new(test);
    let file = folder.path().join("recorded.npdata");
    std::fs::write(&file, recorded::dataset(&recorded).write().unwrap()).unwrap();
    let (report, _) = compare_clients(&programs, &file, recorded::DATASET);
    assert_agreed(&report, 120);
}
