//! A server in this process, a client that sends bytes as they are, and an upstream that a test writes itself.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use neuprint_serve::options::ServeOptions;
use neuprint_serve::server::{self, Running};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../neuprint-local/sample/hemibrain-sample-v1.2.1.npdata");
pub(crate) const NAME: &str = "hemibrain-sample:v1.2.1";

/// More than a day of work.
pub(crate) const ENDLESS: &str = "MATCH (a:Neuron), (b:Neuron), (c:Neuron), (d:Neuron) \
                           WHERE a.bodyId + b.bodyId + c.bodyId + d.bodyId < 0 RETURN count(*)";

/// After so long a test has failed, whatever it waits for.
const AT_MOST: Duration = Duration::from_secs(60);

/// A server on a free port.
pub(crate) async fn start(change: impl FnOnce(&mut ServeOptions)) -> Running {
    let mut options = ServeOptions { port: Some(0), ..ServeOptions::default() };
    change(&mut options);
    server::start(options).await.unwrap()
}

/// The JSON of a query to the sample.
pub(crate) fn cypher(text: &str) -> String {
    serde_json::json!({ "dataset": NAME, "cypher": text }).to_string()
}

/// A query as bytes of HTTP.
pub(crate) fn query(path: &str, text: &str) -> String {
    let body = cypher(text);
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )
}

/// A GET as bytes of HTTP, with further header lines (each with its end).
pub(crate) fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n")
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// 0 if the connection was closed without an answer.
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes[end..].to_vec() }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// All values of a header.
    pub(crate) fn header(&self, name: &str) -> Vec<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).collect()
    }
}

/// Sends bytes, and reads what comes until the server closes.
pub(crate) async fn send(to: &Running, bytes: impl AsRef<[u8]>) -> Answer {
    let mut stream = TcpStream::connect(to.address()).await.unwrap();
    // A server that refuses early may close before everything is sent.
    let _ = stream.write_all(bytes.as_ref()).await;
    read(&mut stream).await
}

/// Reads until the server closes.
pub(crate) async fn read(stream: &mut TcpStream) -> Answer {
    let mut answer = Vec::new();
    // A reset after the answer is an end, too.
    let _ = in_time(stream.read_to_end(&mut answer)).await;
    Answer::of(&answer)
}

/// Waits, but not for ever.
pub(crate) async fn in_time<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(AT_MOST, future).await.expect("it did not happen")
}

/// Waits until the counters have this line.
pub(crate) async fn until(running: &Running, line: &str) {
    in_time(async {
        while !running.metrics().text().lines().any(|known| known == line) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

/// A server that a test plays itself.
pub(crate) struct Fake {
    pub(crate) address: SocketAddr,
    listener: TcpListener,
}

impl Fake {
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self { address: listener.local_addr().unwrap(), listener }
    }

    /// As an upstream called `lab`.
    pub(crate) fn lab(&self) -> String {
        format!("lab=http://{}", self.address)
    }

    /// The next connection, and the head of the first request on it; the start of the body may have come along.
    pub(crate) async fn request(&self) -> (String, TcpStream) {
        let (mut stream, _) = in_time(self.listener.accept()).await.unwrap();
        let mut text = Vec::new();
        while !text.windows(4).any(|four| four == b"\r\n\r\n") {
            let mut part = [0; 4096];
            let read = in_time(stream.read(&mut part)).await.unwrap();
            assert!(read > 0, "the request broke off");
            text.extend_from_slice(&part[..read]);
        }
        (String::from_utf8(text).unwrap(), stream)
    }

    /// Answers one request; the text of its head.
    pub(crate) async fn answer(&self, answer: &str) -> String {
        let (text, mut stream) = self.request().await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        text
    }

    /// Whether somebody connected who was not answered yet.
    pub(crate) async fn is_asked(&self) -> bool {
        tokio::time::timeout(Duration::from_millis(1), self.listener.accept()).await.is_ok()
    }
}

/// A folder that goes when the test ends.
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    pub(crate) fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("neuprint-serve-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            std::fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
