//! https.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::support::{Folder, NAME, start};

fn pem(what: &str, bytes: &[u8]) -> String {
    format!("-----BEGIN {what}-----\n{}\n-----END {what}-----\n", STANDARD.encode(bytes))
}

#[tokio::test]
async fn a_client_that_trusts_the_certificate_is_answered_and_another_is_not() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    let files = [
        ("cert.pem", pem("CERTIFICATE", made.cert.der())),
        ("key.pem", pem("PRIVATE KEY", &made.signing_key.serialize_der())),
    ];
    let folder = Folder::with("tls", &files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let server = start(|options| {
        options.tls_cert = Some(folder.path("cert.pem"));
        options.tls_key = Some(folder.path("key.pem"));
    })
    .await;
    let port = server.address().port();
    // Somebody who connects and says nothing.
    let silent = tokio::net::TcpStream::connect(server.address()).await.unwrap();

    let certificate = reqwest::Certificate::from_der(made.cert.der()).unwrap();
    let trusting = reqwest::Client::builder().add_root_certificate(certificate).build().unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let address = format!("https://{host}:{port}/api/dbmeta/datasets");
        let text = trusting.get(address).send().await.unwrap().text().await.unwrap();
        assert!(text.contains(NAME), "{text}");
    }
    let address = format!("https://127.0.0.1:{port}/api/version");
    let wary = reqwest::Client::builder().build().unwrap();
    assert!(wary.get(&address).send().await.is_err());
    assert!(trusting.get(address.replace("https", "http")).send().await.is_err(), "plain text is not answered");
    drop(silent);
    tokio::time::timeout(Duration::from_secs(20), server.stop()).await.unwrap();
    assert!(std::net::TcpListener::bind(("127.0.0.1", port)).is_ok(), "the port is free again");
}

#[tokio::test]
async fn a_certificate_made_at_the_start_is_for_this_machines_names() {
    let server = start(|options| options.tls_self_signed = true).await;
    assert!(server.origin().starts_with("https://127.0.0.1:"));
    let careless = reqwest::Client::builder().danger_accept_invalid_certs(true).build().unwrap();
    let answer = careless.get(format!("{}/api/version", server.origin())).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}
