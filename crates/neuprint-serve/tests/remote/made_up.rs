//! A server that answers from the sample dataset, except where a test wants otherwise, and remembers what was asked.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use neuprint_local::{Dataset, LocalServer};
use tokio::sync::Barrier;

use crate::real::SAMPLE;

/// How a skeleton is answered.
pub(crate) enum Answer {
    /// As the dataset has it.
    Whole,
    /// The same, compressed.
    Packed,
    /// With this status and this body.
    Status(u16, &'static str),
    /// Never.
    Hang,
    /// Only its first half, then the connection breaks.
    BreakOff,
    /// Not at all, since the server dies, with all its connections.
    Die,
    /// As the dataset has it, once so many are asked for at the same time.
    Together(Arc<Barrier>),
}

/// What a test wants: the answer to the n-th request for a body's skeleton, counted from 0.
type Rule = Box<dyn Fn(u64, usize) -> Answer + Send + Sync>;

struct Shared {
    local: LocalServer,
    rule: Rule,
    /// In place of the dataset's Meta node.
    meta: Option<&'static str>,
    asked: Mutex<BTreeMap<u64, usize>>,
    tokens: Mutex<Vec<Option<String>>>,
    hanging: Mutex<Sender<u64>>,
    die: Mutex<Sender<()>>,
    running: AtomicUsize,
    most: AtomicUsize,
}

pub(crate) struct MadeUp {
    pub(crate) address: String,
    /// The bodies whose requests hang.
    pub(crate) hanging: Receiver<u64>,
    shared: Arc<Shared>,
}

impl MadeUp {
    /// With the dataset's own Meta node.
    pub(crate) fn start(rule: impl Fn(u64, usize) -> Answer + Send + Sync + 'static) -> Self {
        Self::with_meta(None, rule)
    }

    /// With another Meta node, in JSON.
    pub(crate) fn with_meta(
        meta: Option<&'static str>,
        rule: impl Fn(u64, usize) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (hangs, hanging) = channel();
        let (die, dies) = channel();
        let shared = Arc::new(Shared {
            local: LocalServer::new(vec![Dataset::read(&std::fs::read(SAMPLE).unwrap()).unwrap()]),
            rule: Box::new(rule),
            meta,
            asked: Mutex::default(),
            tokens: Mutex::default(),
            hanging: Mutex::new(hangs),
            die: Mutex::new(die),
            running: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        });
        let router = axum::Router::new().fallback(answer).with_state(shared.clone());
        runtime.spawn(async move { axum::serve(listener, router).await });
        // Its end closes the listener and every connection.
        std::thread::spawn(move || {
            let _ = dies.recv();
            runtime.shutdown_background();
        });
        Self { address, hanging, shared }
    }

    /// How often each body's skeleton was asked for since the last look.
    pub(crate) fn asked(&self) -> BTreeMap<u64, usize> {
        std::mem::take(&mut self.shared.asked.lock().unwrap())
    }

    /// The `Authorization` of each request, whatever it was for.
    pub(crate) fn tokens(&self) -> Vec<Option<String>> {
        std::mem::take(&mut self.shared.tokens.lock().unwrap())
    }

    /// How many skeletons were asked for at the same time, at most.
    pub(crate) fn most(&self) -> usize {
        self.shared.most.load(Ordering::SeqCst)
    }
}

impl Drop for MadeUp {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.shared.die.lock().unwrap().send(());
    }
}

/// Counts a request until it is answered.
struct Running<'s>(&'s Shared);

impl<'s> Running<'s> {
    fn new(shared: &'s Shared) -> Self {
        let running = shared.running.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most.fetch_max(running, Ordering::SeqCst);
        Self(shared)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let token = parts.headers.get("authorization").map(|token| token.to_str().unwrap().to_owned());
    shared.tokens.lock().unwrap().push(token);
    if let Some(meta) = shared.meta
        && String::from_utf8_lossy(&body).contains("MATCH (m:Meta) RETURN m")
    {
        return Response::new(Body::from(format!("{{\"columns\":[\"m\"],\"data\":[[{meta}]]}}")));
    }
    let packs = parts.headers.get("accept-encoding").is_some_and(|how| how.to_str().unwrap().contains("gzip"));
    let neuron = parts.uri.path().strip_prefix("/api/skeletons/skeleton/").map(|rest| rest.rsplit_once('/').unwrap().1);
    let neuron: Option<u64> = neuron.map(|neuron| neuron.parse().unwrap());
    let whole = shared.local.handle(http::Request::from_parts(parts, body)).map(neuprint_local::Body::into_bytes);
    let Some(neuron) = neuron else { return whole.map(Body::from) };
    let _running = Running::new(&shared);
    let nth = {
        let mut asked = shared.asked.lock().unwrap();
        let count = asked.entry(neuron).or_default();
        *count += 1;
        *count - 1
    };
    match (shared.rule)(neuron, nth) {
        Answer::Whole => whole.map(Body::from),
        Answer::Packed => {
            assert!(packs, "nobody wants it compressed");
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(whole.body()).unwrap();
            let mut answer = whole.map(|_| Body::from(packed.finish().unwrap()));
            answer.headers_mut().remove("content-length");
            answer.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
            answer
        }
        Answer::Status(status, text) => Response::builder().status(status).body(Body::from(text)).unwrap(),
        Answer::Hang => {
            shared.hanging.lock().unwrap().send(neuron).unwrap();
            std::future::pending().await
        }
        Answer::BreakOff => whole.map(|bytes| {
            let half = bytes.slice(..bytes.len() / 2);
            let pieces: [Result<Bytes, std::io::Error>; 2] = [Ok(half), Err(std::io::Error::other("broken off"))];
            Body::from_stream(futures_util::stream::iter(pieces))
        }),
        Answer::Die => {
            shared.die.lock().unwrap().send(()).unwrap();
            std::future::pending().await
        }
        Answer::Together(barrier) => {
            barrier.wait().await;
            whole.map(Body::from)
        }
    }
}
