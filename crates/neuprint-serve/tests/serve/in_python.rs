//! A real client: neuprint-python over TLS, of a dataset file and through the gateway.
//!
//! ```text
//! cargo xtask test --only "oracles in Python"
//! ```

use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, NAME, SAMPLE, start};

const TOKEN: &str = "a-token-of-this-servers-list";

/// What the client gets; blocks until it ends.
fn tables(python: &std::ffi::OsStr, server: &str) -> Result<Value, String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/serve/tables.py");
    let output = Command::new(python).args(["-P", "-W", "ignore", script, server, TOKEN]).output().unwrap();
    if !output.status.success() {
        return Err(String::from_utf8(output.stderr).unwrap());
    }
    Ok(serde_json::from_slice(&output.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neuprint_python_gets_the_same_tables_from_a_file_and_through_the_gateway() {
    let Some(python) = std::env::var_os("NEUPRINT_PYTHON") else {
        println!("SKIPPED neuprint-python: nobody has named a Python that has it (`cargo xtask test` does)");
        return;
    };
    let folder = Folder::with("python", &[("tokens", TOKEN)]);
    let upstream = start(|options| options.files = vec![SAMPLE.into()]).await;
    let server = start(|options| {
        options.files = vec![SAMPLE.into()];
        options.upstream = vec![format!("lab={}", upstream.origin()).parse().unwrap()];
        options.tls_self_signed = true;
        options.token_file = Some(folder.path("tokens"));
    })
    .await;
    let (own, gateway) = (server.origin().to_owned(), format!("{}/upstream/lab", server.origin()));
    let asking = tokio::task::spawn_blocking(move || [tables(&python, &own), tables(&python, &gateway)]);
    let [own, forwarded] = asking.await.unwrap().map(Result::unwrap);
    assert_eq!(own["datasets"], serde_json::json!([NAME]));
    let rows = |name: &str| own[name]["data"].as_array().unwrap().len();
    assert_eq!((rows("neurons"), rows("query")), (3, 2290));
    for table in ["rois", "partners", "connections", "skeleton"] {
        assert!(rows(table) > 0, "{table}");
    }
    assert!(own == forwarded, "the gateway changes nothing");
    assert!(upstream.metrics().text().contains("neuprint_queries_total{outcome=\"answered\"}"));
}
