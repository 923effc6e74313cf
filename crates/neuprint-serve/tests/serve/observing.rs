//! Health, counters, logs, and the end.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::{ENDLESS, get, in_time, query, read, send, start, until};

#[tokio::test]
async fn health_and_counters_are_told() {
    let server = start(|_| {}).await;
    let health = send(&server, get("/healthz", "")).await;
    assert_eq!((health.status, health.text().as_str()), (200, "{\"status\":\"ok\"}\n"));
    send(&server, query("/api/custom/custom", "MATCH (n:Neuron) RETURN n.bodyId LIMIT 7")).await;
    send(&server, query("/api/custom/custom", "RETURN m")).await;
    send(&server, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").await;
    let metrics = send(&server, get("/metrics", "")).await;
    assert!(metrics.header("content-type")[0].starts_with("text/plain; version=0.0.4"));
    let text = metrics.text();
    for line in [
        "neuprint_queries_total{outcome=\"answered\"} 1",
        "neuprint_queries_total{outcome=\"refused\"} 1",
        "neuprint_answers_total{status=\"200\"} 2",
        "neuprint_answers_total{status=\"400\"} 1",
        "neuprint_answers_total{status=\"421\"} 1",
        "neuprint_refused_total{reason=\"host\"} 1",
        "neuprint_rows_total 7",
        "neuprint_queries_running 0",
        "neuprint_answer_seconds_bucket{le=\"+Inf\"} 2",
        "# TYPE neuprint_answer_seconds histogram",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} is not in\n{text}");
    }
    // Each line is what Prometheus reads: a comment, or a name, labels and a number.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(name.starts_with("neuprint_") && value.parse::<f64>().is_ok(), "{line}");
    }
}

#[tokio::test]
async fn answers_are_compressed_when_asked() {
    let server = start(|_| {}).await;
    let text = "MATCH (n:Neuron) RETURN n.bodyId, n.type";
    let plain = send(&server, query("/api/custom/custom", text)).await;
    for encoding in ["gzip", "br"] {
        let request =
            query("/api/custom/custom", text).replacen("Host:", &format!("Accept-Encoding: {encoding}\r\nHost:"), 1);
        let answer = send(&server, request).await;
        assert_eq!(answer.header("content-encoding"), [encoding]);
        assert!(answer.body.len() < plain.body.len() / 2, "{encoding}: {} of {}", answer.body.len(), plain.body.len());
    }
    let client = reqwest::Client::builder().gzip(true).build().unwrap();
    let address = format!("{}/api/skeletons/skeleton/hemibrain-sample:v1.2.1/754538881?format=swc", server.origin());
    let swc = client.get(address).send().await.unwrap().text().await.unwrap();
    assert!(swc.contains("1 0 16990"), "{}", &swc[..swc.len().min(200)]);
}

#[tokio::test]
async fn running_answers_finish_when_the_server_is_told_to_stop() {
    let server = start(|options| options.limits.query_seconds = Some(0.5)).await;
    let mut idle = TcpStream::connect(server.address()).await.unwrap();
    let mut asking = TcpStream::connect(server.address()).await.unwrap();
    asking.write_all(query("/api/custom/custom", ENDLESS).as_bytes()).await.unwrap();
    until(&server, "neuprint_queries_running 1").await;
    let address = server.address();
    let (answer, ()) = tokio::join!(read(&mut asking), server.stop());
    assert!(answer.status == 400 && answer.text().contains("TransactionTimedOut"), "{answer:?}");
    assert_eq!(read(&mut idle).await.status, 0);
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}

#[cfg(unix)]
fn tell_to_stop(program: &std::process::Child) {
    assert!(Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap().success());
}

/// The program with a query that it works on, and the connection that waits for the answer.
#[cfg(unix)]
async fn asked(seconds: &str) -> (std::process::Child, String, TcpStream) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_neuprint"))
        .args(["serve", "--port", "0", "--log", "off", "--query-seconds", seconds, "--stop-seconds", "100000"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever reads only the first line and closes is no reason to stop.
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split([' ', '\n']).next().unwrap().to_owned();
    let mut asking = TcpStream::connect(&address).await.unwrap();
    asking.write_all(query("/api/custom/custom", ENDLESS).as_bytes()).await.unwrap();
    let runs = async || {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(get("/metrics", "").as_bytes()).await.unwrap();
        read(&mut stream).await.text().contains("neuprint_queries_running 1\n")
    };
    in_time(async { while !runs().await {} }).await;
    (program, address, asking)
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_lets_a_running_answer_finish() {
    let (mut program, _, mut asking) = asked("3").await;
    tell_to_stop(&program);
    let answer = read(&mut asking).await;
    assert!(answer.status == 400 && answer.text().contains("TransactionTimedOut"), "{answer:?}");
    assert!(in_time(tokio::task::spawn_blocking(move || program.wait())).await.unwrap().unwrap().success());
}

#[cfg(unix)]
#[tokio::test]
async fn told_twice_the_program_waits_for_no_answer() {
    let (mut program, address, mut asking) = asked("100000").await;
    tell_to_stop(&program);
    // The first one is heard when nobody listens any more.
    in_time(async { while TcpStream::connect(&address).await.is_ok() {} }).await;
    tell_to_stop(&program);
    let ended = in_time(tokio::task::spawn_blocking(move || program.wait())).await.unwrap().unwrap();
    assert!(ended.success(), "{ended}");
    assert_eq!(read(&mut asking).await.status, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_logs_no_secret_and_ends_in_order() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_neuprint"))
        .args(["serve", "--port", "0", "--log", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(program.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split([' ', '\n']).next().unwrap().to_owned();
    let ask = async |request: String| {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        read(&mut stream).await.status
    };
    let secrets =
        "Authorization: Bearer very-secret\r\nX-Gateway-Token: very-secret\r\nCookie: dsg_token=very-secret\r\n";
    assert_eq!(ask(get("/api/version?dsg_token=very-secret", secrets)).await, 200);
    let query = query("/api/custom/custom", "MATCH (n:Neuron) RETURN 'very-secret' LIMIT 3");
    assert_eq!(ask(query).await, 200);
    assert_eq!(ask(get("/api/%C2%9Bcolour\u{9b}", "")).await, 404);

    tell_to_stop(&program);
    assert!(program.wait().unwrap().success());
    let mut log = String::new();
    program.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(!log.contains("very-secret") && !log.contains('\u{9b}'), "{log}");
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{log}");
    assert_eq!((&lines[0]["path"], &lines[0]["status"]), (&"/api/version".into(), &200.into()), "{log}");
    assert_eq!((&lines[1]["dataset"], &lines[1]["rows"]), (&"hemibrain-sample:v1.2.1".into(), &3.into()), "{log}");
    assert!(lines.iter().all(|line| line["milliseconds"].is_u64() && line["client"] == "127.0.0.1"), "{log}");
}
