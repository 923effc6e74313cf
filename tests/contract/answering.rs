//! A transport that gives one recorded answer, and recordings read from their files.

use std::cell::RefCell;
use std::future::{Future, ready};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use flate2::read::GzDecoder;
use futures_util::FutureExt;
use futures_util::stream::{self, Iter};
use neuprint::{Client, ClientOptions, ServerAddress, Transport, TransportError};
use serde_json::Value as Json;

/// Answers the question for datasets, then with what it holds; keeps the paths that were asked.
#[derive(Debug)]
pub(crate) struct Answering {
    status: u16,
    body: Bytes,
    pub(crate) asked: RefCell<Vec<String>>,
}

impl Transport for &Answering {
    type Body = Iter<std::vec::IntoIter<Result<Bytes, TransportError>>>;

    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Self::Body>, TransportError>> {
        let first = self.asked.borrow().is_empty();
        self.asked.borrow_mut().push(request.uri().path_and_query().unwrap().to_string());
        let datasets = Bytes::from_static(b"{\"hemibrain:v1.2.1\":{}}");
        let asks_for_datasets = request.uri().path() == "/api/dbmeta/datasets";
        let (status, body) =
            if first || asks_for_datasets { (200, datasets) } else { (self.status, self.body.clone()) };
        // A prime, so that pieces end anywhere.
        let pieces: Vec<_> = body.chunks(1013).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        ready(Ok(http::Response::builder().status(status).body(stream::iter(pieces)).unwrap()))
    }

    fn sleep(&self, _: Duration) -> impl Future<Output = ()> {
        ready(())
    }
}

impl Answering {
    pub(crate) fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, body: body.into(), asked: RefCell::default() }
    }

    pub(crate) fn client(&self) -> Client<&Self> {
        let options = ClientOptions::new(ServerAddress::parse("https://neuprint.example.org", false).unwrap());
        now(Client::connect(self, options)).unwrap()
    }
}

/// Nothing here waits.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().unwrap()
}

pub(crate) fn unzip(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// The records of a file with one JSON document per line.
pub(crate) fn records(path: &Path) -> Vec<Json> {
    let text = String::from_utf8(unzip(path)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
