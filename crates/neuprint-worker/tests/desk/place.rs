//! A host without a browser: its clock goes on at every look, its network is the sample dataset.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::{poll_fn, ready};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::future::{Either, LocalBoxFuture};
use futures_util::task::noop_waker;
use http::{Request as HttpRequest, Response as HttpResponse, StatusCode};
use neuprint::{Transport, TransportError};
use neuprint_engine::InProcess;
use neuprint_local::{Body, LocalServer, SAMPLE, sample};
use neuprint_parquet::InProcess as Writer;
use neuprint_worker::messages::{
    ConnectTo, Connection, Failure, FromWorker, Progress, Request, RequestId, Response, ToWorker,
};
use neuprint_worker::{Bulk, Desk, Disk, Host};

/// Where the page finds the embedded dataset.
pub(crate) const FILE: &str = "https://app.test/sample.npdata";
/// Where `neuprint serve` lists what it forwards to, if the app came from it.
pub(crate) const LIST: &str = "http://app.test:8642/neuprint/upstream";
/// A server that has the sample dataset.
pub(crate) const SERVER: &str = "https://server.test";

/// A file of the user that cannot be read.
pub(crate) const GONE: &[u8] = b"gone";

/// A host. Clones share everything.
#[derive(Clone)]
pub(crate) struct Place(pub(crate) Rc<Inner>);

pub(crate) struct Inner {
    server: Arc<LocalServer>,
    now: Cell<f64>,
    /// How far the clock goes on at every look, milliseconds.
    pub(crate) step: Cell<f64>,
    /// What day it is.
    pub(crate) date: Cell<f64>,
    /// Whether no server can be reached.
    pub(crate) is_offline: Cell<bool>,
    /// How often others had their turn.
    pub(crate) turns: Cell<usize>,
    /// Method, address and credentials of everything that was sent.
    pub(crate) sent: RefCell<Vec<(String, Option<String>)>>,
    /// What the Meta node of the server is taken for; `None`: as it is.
    pub(crate) meta: RefCell<Option<&'static str>>,
    /// Whether the server refuses queries.
    pub(crate) refuses: Cell<bool>,
    /// What the server sends for every query but those of the Meta node, if anything: what a test pushes, until it is
    /// ended.
    pub(crate) slow: RefCell<Option<Slow>>,
    /// What the server that the app came from says at [`LIST`]; `None`: nothing.
    pub(crate) upstreams: Cell<Option<&'static str>>,
    /// Whether the engine cannot be loaded.
    pub(crate) no_engine: Cell<bool>,
    /// Whether the writer of Parquet files cannot be loaded.
    pub(crate) no_parquet: Cell<bool>,
    /// What outlives the page: folders of entries; `None`: nothing can.
    pub(crate) disk: RefCell<Option<Folders>>,
}

/// Folders of named entries.
pub(crate) type Folders = BTreeMap<String, BTreeMap<String, Vec<u8>>>;

impl Place {
    pub(crate) fn new() -> Self {
        Self(Rc::new(Inner {
            server: Arc::new(LocalServer::new(vec![sample().unwrap()])),
            now: Cell::new(0.0),
            step: Cell::new(0.5),
            date: Cell::new(1.7e12),
            is_offline: Cell::new(false),
            turns: Cell::new(0),
            sent: RefCell::default(),
            meta: RefCell::new(None),
            refuses: Cell::new(false),
            slow: RefCell::new(None),
            upstreams: Cell::new(None),
            no_engine: Cell::new(false),
            no_parquet: Cell::new(false),
            disk: RefCell::new(Some(Folders::new())),
        }))
    }
}

impl Host for Place {
    type Remote = Self;

    fn remote(&self) -> Self {
        self.clone()
    }

    type Engine = InProcess;

    async fn engine(&self) -> Result<InProcess, String> {
        if self.0.no_engine.get() { Err("no such file".to_owned()) } else { Ok(InProcess) }
    }

    type Parquet = Writer;

    async fn parquet(&self) -> Result<Writer, String> {
        if self.0.no_parquet.get() { Err("no such file".to_owned()) } else { Ok(Writer) }
    }

    fn disk(&self) -> Rc<dyn Disk> {
        Rc::new(self.clone())
    }

    fn now_ms(&self) -> f64 {
        self.0.now.set(self.0.now.get() + self.0.step.get());
        self.0.now.get()
    }

    fn date_ms(&self) -> f64 {
        self.0.date.get()
    }

    async fn turn(&self) {
        self.0.turns.set(self.0.turns.get() + 1);
        // Like an event loop: goes on at the next poll.
        let mut waited = false;
        poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    }

    type File = &'static [u8];

    async fn read(&self, file: &'static [u8]) -> Result<Vec<u8>, String> {
        if file == GONE { Err("it is gone".to_owned()) } else { Ok(file.to_vec()) }
    }

    fn origin(&self) -> Option<String> {
        Some("http://app.test:8642".to_owned())
    }
}

impl Disk for Place {
    fn folders(&self) -> LocalBoxFuture<'_, Option<Vec<String>>> {
        let disk = self.0.disk.borrow();
        Box::pin(ready(disk.as_ref().map(|folders| folders.keys().cloned().collect())))
    }

    fn names<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, Vec<String>> {
        let disk = self.0.disk.borrow();
        let entries = disk.as_ref().and_then(|folders| folders.get(folder));
        Box::pin(ready(entries.map(|entries| entries.keys().cloned().collect()).unwrap_or_default()))
    }

    fn get<'a>(&'a self, folder: &'a str, name: &'a str) -> LocalBoxFuture<'a, Option<Vec<u8>>> {
        let disk = self.0.disk.borrow();
        let entry = disk.as_ref().and_then(|folders| folders.get(folder)?.get(name).cloned());
        Box::pin(ready(entry))
    }

    fn put<'a>(&'a self, folder: &'a str, name: &'a str, bytes: &'a [u8]) -> LocalBoxFuture<'a, ()> {
        if let Some(folders) = self.0.disk.borrow_mut().as_mut() {
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned(), bytes.to_vec());
        }
        Box::pin(ready(()))
    }

    fn erase<'a>(&'a self, folder: &'a str) -> LocalBoxFuture<'a, ()> {
        if let Some(folders) = self.0.disk.borrow_mut().as_mut() {
            folders.remove(folder);
        }
        Box::pin(ready(()))
    }

    fn alias<'a>(&'a self, secret: &'a str) -> LocalBoxFuture<'a, Option<String>> {
        // In a browser it is SHA-256: here it is enough that nobody reads the secret in it.
        let sum = secret.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        Box::pin(ready(self.0.disk.borrow().as_ref().map(|_| format!("{sum:016x}"))))
    }
}

impl Transport for Place {
    type Body = Either<Body, Slow>;

    async fn send(&self, request: HttpRequest<Bytes>) -> Result<HttpResponse<Self::Body>, TransportError> {
        let is_query =
            request.uri().path().contains("/custom/") && !request.body().windows(5).any(|part| part == b":Meta");
        if let Some(slow) = self.0.slow.borrow().clone().filter(|_| is_query) {
            return Ok(HttpResponse::new(Either::Right(slow)));
        }
        Ok(self.answer(request)?.map(Either::Left))
    }

    async fn sleep(&self, _: Duration) {}
}

impl Place {
    fn answer(&self, request: HttpRequest<Bytes>) -> Result<HttpResponse<Body>, TransportError> {
        let token = request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
        self.0.sent.borrow_mut().push((request.uri().to_string(), token));
        if request.uri() == FILE {
            return Ok(HttpResponse::new(Body::from(Bytes::from_static(SAMPLE))));
        }
        if request.uri().host() == Some("gone.test") || self.0.is_offline.get() {
            return Err(TransportError::Network(format!("no answer from {}", request.uri())));
        }
        if let Some(list) = self.0.upstreams.get().filter(|_| request.uri() == LIST) {
            return Ok(HttpResponse::new(Body::from(Bytes::from_static(list.as_bytes()))));
        }
        if !request.uri().path().starts_with("/api/") {
            let mut missing = HttpResponse::new(Body::default());
            *missing.status_mut() = StatusCode::NOT_FOUND;
            return Ok(missing);
        }
        if let Some(meta) = *self.0.meta.borrow()
            && request.body().windows(5).any(|window| window == b":Meta")
        {
            return Ok(HttpResponse::new(Body::from(Bytes::from_static(meta.as_bytes()))));
        }
        if self.0.refuses.get() && request.uri().path().contains("/custom/") {
            let mut refused = HttpResponse::new(Body::from(Bytes::from_static(b"{\"error\":\"not today\"}")));
            *refused.status_mut() = StatusCode::BAD_REQUEST;
            return Ok(refused);
        }
        Ok(self.0.server.handle(request))
    }
}

/// A piece of an answer, or why none comes any more; `None`: its end.
type Piece = Option<Result<Bytes, TransportError>>;

/// An answer that a test sends itself. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Slow(Rc<RefCell<VecDeque<Piece>>>);

impl Slow {
    /// Sends some text.
    pub(crate) fn send(&self, text: &str) {
        self.0.borrow_mut().push_back(Some(Ok(Bytes::from(text.to_owned()))));
    }

    /// Ends the answer.
    pub(crate) fn end(&self) {
        self.0.borrow_mut().push_back(None);
    }

    /// Breaks the connection.
    pub(crate) fn tear(&self) {
        let torn = TransportError::Network("the connection broke".to_owned());
        self.0.borrow_mut().push_back(Some(Err(torn)));
    }
}

impl Stream for Slow {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // Whoever tests polls again without being woken.
        self.0.borrow_mut().pop_front().map_or(Poll::Pending, Poll::Ready)
    }
}

/// A desk, and all that it said.
pub(crate) struct Page {
    pub(crate) place: Place,
    pub(crate) desk: Desk<Place>,
    last: Cell<RequestId>,
}

/// How a request ended, and the progress before that.
pub(crate) struct Heard {
    pub(crate) end: Result<(Response, Vec<Bulk>), Failure>,
    pub(crate) progress: Vec<Progress>,
}

impl Page {
    /// Nothing is open.
    pub(crate) fn new() -> Self {
        Self::at(Place::new())
    }

    /// Another page, or the same on another day, where something may be kept.
    pub(crate) fn at(place: Place) -> Self {
        Self { desk: Desk::new(place.clone()), place, last: Cell::new(0) }
    }

    /// The embedded dataset is open.
    pub(crate) fn with_sample() -> Self {
        let page = Self::new();
        page.connect(ConnectTo::Embedded { url: FILE.to_owned() }).unwrap();
        page
    }

    pub(crate) fn connect(&self, target: ConnectTo) -> Result<Connection, Failure> {
        match self.ask(Request::Connect(target))? {
            (Response::Connected(connection), _) => Ok(connection),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn ask(&self, request: Request) -> Result<(Response, Vec<Bulk>), Failure> {
        self.hear(request, |_| {}).end
    }

    /// Opens files of the user.
    pub(crate) fn open(&self, files: &[(&str, &'static [u8])]) -> Result<Connection, Failure> {
        let names = files.iter().map(|file| file.0.to_owned()).collect();
        let files = files.iter().map(|file| file.1).collect();
        match self.hear_with(Request::Connect(ConnectTo::Files { names }), files, |_| {}).end? {
            (Response::Connected(connection), _) => Ok(connection),
            other => panic!("{other:?}"),
        }
    }

    /// Asks; `meanwhile` is called with the request's number between two polls.
    pub(crate) fn hear(&self, request: Request, meanwhile: impl Fn(RequestId)) -> Heard {
        self.hear_with(request, Vec::new(), meanwhile)
    }

    fn hear_with(&self, request: Request, files: Vec<&'static [u8]>, meanwhile: impl Fn(RequestId)) -> Heard {
        let id = self.last.get() + 1;
        self.last.set(id);
        let said = RefCell::new(Vec::new());
        let said_here = |answer, bulk| said.borrow_mut().push((answer, bulk));
        let serving = self.desk.serve(ToWorker { id, request }, files, said_here);
        let mut serving = pin!(serving);
        let mut polls = 0;
        while serving.as_mut().poll(&mut Context::from_waker(&noop_waker())).is_pending() {
            polls += 1;
            assert!(polls < 100_000, "it does not end");
            meanwhile(id);
        }
        let mut heard = Heard { end: Err(never()), progress: Vec::new() };
        for (answer, bulk) in said.take() {
            match answer {
                FromWorker::Progress(of, progress) => {
                    assert_eq!(of, id);
                    heard.progress.push(progress);
                }
                FromWorker::Finished(of, end) => {
                    assert_eq!(of, id);
                    heard.end = end.map(|response| (response, bulk));
                }
                FromWorker::Ready => panic!("a desk is ready from the beginning"),
            }
        }
        heard
    }

    /// Sends a message that has no answer.
    pub(crate) fn tell(&self, request: Request) {
        let telling =
            self.desk.serve(ToWorker { id: 0, request }, Vec::new(), |answer, _| panic!("an answer: {answer:?}"));
        assert!(pin!(telling).poll(&mut Context::from_waker(&noop_waker())).is_ready());
    }
}

fn never() -> Failure {
    let text = "no answer came".to_owned();
    Failure { code: text.clone(), message: text, position: None, tos_url: None, datasets: Vec::new() }
}
