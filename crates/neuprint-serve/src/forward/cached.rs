//! Which answers of an upstream are kept, and under which name.
//!
//! Skeletons, meshes and cached statistics change only with their dataset, whose `uuid` changes with it. So the uuid is
//! part of the name of an answer, and is asked for again every minute, as whoever asks for the answer: somebody who lost
//! access to a dataset is no longer told its uuid, and gets nothing out of the cache.

use std::borrow::Cow;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::{Frame, SizeHint};

use super::{Forwarder, path};
use crate::cache::{Cache, Entry, Key};
use crate::metrics::{Counter, Metrics};

/// How long a dataset's uuid is taken to be the same.
const FRESH: Duration = Duration::from_secs(60);
/// Users whose datasets are remembered.
const USERS: usize = 256;
/// The longest list of datasets.
const LIST: u64 = 8 << 20;
/// Bytes of answers that may be held at a time until they are whole.
const HELD: u64 = 64 << 20;
/// Tells where an answer comes from (RFC 9211).
const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");

/// The uuids of the datasets that one user sees, and when they were asked for.
type Seen = (Instant, Arc<HashMap<String, String>>);

/// The cache of one upstream.
pub(super) struct Cached {
    cache: Arc<Cache>,
    metrics: Arc<Metrics>,
    users: Mutex<HashMap<String, Seen>>,
    /// Bytes of answers that are not whole yet.
    held: Arc<AtomicU64>,
}

impl Cached {
    pub(super) fn new(cache: Arc<Cache>, metrics: Arc<Metrics>) -> Self {
        Self { cache, metrics, users: Mutex::default(), held: Arc::default() }
    }

    /// The name of the answer to a GET, if it is one to keep.
    pub(super) async fn key(&self, to: &Forwarder, path: &str, query: &str, headers: &HeaderMap) -> Option<Key> {
        let dataset = dataset(path, query)?;
        let token = headers.get(AUTHORIZATION).map_or(&b""[..], HeaderValue::as_bytes);
        let user = self.cache.key(&[token]).name().to_owned();
        let uuid = self.uuids(to, user, headers).await?.get(&dataset).cloned()?;
        let header = |name| headers.get(name).map_or(&b""[..], HeaderValue::as_bytes);
        let upstream = to.upstream.to_string();
        let parts: [&[u8]; 8] = [
            upstream.as_bytes(),
            dataset.as_bytes(),
            uuid.as_bytes(),
            path.as_bytes(),
            query.as_bytes(),
            header(ACCEPT),
            header(ACCEPT_ENCODING),
            token,
        ];
        Some(self.cache.key(&parts))
    }

    /// The answer of this name, if it is kept.
    pub(super) async fn find(&self, key: &Key) -> Option<Response> {
        let (cache, name) = (self.cache.clone(), key.clone());
        let found = tokio::task::spawn_blocking(move || cache.find(&name)).await.ok().flatten();
        self.metrics.count(Counter::Cache, if found.is_some() { "hit" } else { "miss" });
        let Entry { kind, encoding, body } = found?;
        let mut response = Response::new(Body::from(body));
        for (name, value) in [(CONTENT_TYPE, kind), (CONTENT_ENCODING, encoding)] {
            if !value.is_empty() {
                response.headers_mut().insert(name, HeaderValue::from_maybe_shared(value).ok()?);
            }
        }
        response.headers_mut().insert(CACHE_STATUS, HeaderValue::from_static("neuprint; hit"));
        Some(response)
    }

    /// The answer, which is kept once it is whole.
    pub(super) fn record(&self, key: Key, answer: Response) -> Response {
        let headers = answer.headers();
        let forbidden = headers.get(CACHE_CONTROL).and_then(|value| value.to_str().ok());
        let forbidden = forbidden.is_some_and(|value| value.contains("no-store"));
        if answer.status() != StatusCode::OK || forbidden {
            return answer;
        }
        let text = |name| headers.get(name).map_or_else(Bytes::new, |value| Bytes::copy_from_slice(value.as_bytes()));
        let (kind, encoding) = (text(CONTENT_TYPE), text(CONTENT_ENCODING));
        let (cache, metrics) = (self.cache.clone(), self.metrics.clone());
        let held = Held { all: self.held.clone(), bytes: 0 };
        answer.map(|inner| {
            Body::new(Recording { inner, so_far: Some((Vec::new(), held)), key, kind, encoding, cache, metrics })
        })
    }

    /// The uuids of the datasets that this user sees.
    async fn uuids(&self, to: &Forwarder, user: String, headers: &HeaderMap) -> Option<Arc<HashMap<String, String>>> {
        let known = self.users().get(&user).cloned();
        if let Some((asked, uuids)) = known
            && asked.elapsed() < FRESH
        {
            return Some(uuids);
        }
        let mut request = http::Request::new(Body::empty());
        *request.uri_mut() = to.upstream.address("/api/dbmeta/datasets")?;
        super::copy(headers, &[AUTHORIZATION], request.headers_mut());
        let reading = async {
            let response = to.connections.request(request).await.ok()?;
            let whole = usize::try_from(LIST).ok()?;
            let answered = response.status() == StatusCode::OK;
            axum::body::to_bytes(Body::new(response.into_body()), whole).await.ok().filter(|_| answered)
        };
        let list = tokio::time::timeout(to.shared.limits.upstream_time, reading).await.ok().flatten()?;
        let list: HashMap<String, serde_json::Value> = serde_json::from_slice(&list).ok()?;
        let uuid =
            |about: &serde_json::Value| about["uuid"].as_str().filter(|uuid| !uuid.is_empty()).map(str::to_owned);
        let uuids = list.iter().filter_map(|(name, about)| Some((name.clone(), uuid(about)?))).collect();
        let uuids = Arc::new(uuids);
        let mut users = self.users();
        if users.len() >= USERS {
            users.clear();
        }
        users.insert(user, (Instant::now(), Arc::clone(&uuids)));
        Some(uuids)
    }

    fn users(&self) -> std::sync::MutexGuard<'_, HashMap<String, Seen>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The dataset of a request whose answer is to be kept.
fn dataset(path: &str, query: &str) -> Option<String> {
    // A token in the address is not the one in the header, and belongs in no name.
    if query.contains("dsg_token") {
        return None;
    }
    let mut segments = path.split('/').skip(2).map(path::plainest).peekable();
    segments.next_if(|version| version.starts_with('v') && version[1..].starts_with(|c: char| c.is_ascii_digit()));
    let (first, second) = (segments.next()?, segments.next()?);
    match (&*first, &*second) {
        ("skeletons", "skeleton") | ("roimeshes", "mesh") => segments.next().map(Cow::into_owned),
        ("cached", _) => {
            let value = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("dataset="))?;
            Some(path::plainest(value).into_owned())
        }
        _ => None,
    }
}

/// Bytes that are held, given back when this is dropped.
struct Held {
    all: Arc<AtomicU64>,
    bytes: u64,
}

impl Held {
    /// Whether there is room for so many more.
    fn more(&mut self, bytes: u64) -> bool {
        self.bytes += bytes;
        self.all.fetch_add(bytes, Ordering::Relaxed) + bytes <= HELD
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.all.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// A body on its way, and what came of it so far; that is dropped when it becomes too much.
struct Recording {
    inner: Body,
    so_far: Option<(Vec<u8>, Held)>,
    key: Key,
    kind: Bytes,
    encoding: Bytes,
    cache: Arc<Cache>,
    metrics: Arc<Metrics>,
}

impl Recording {
    fn heard(&mut self, data: &[u8]) {
        let Some((so_far, held)) = &mut self.so_far else { return };
        if held.more(data.len() as u64) && (so_far.len() + data.len()) as u64 <= self.cache.largest() {
            so_far.extend_from_slice(data);
        } else {
            self.so_far = None;
        }
    }

    /// Keeps what came, beside the work of the connection.
    fn whole(&mut self) {
        let Some((body, held)) = self.so_far.take() else { return };
        let (cache, metrics, key) = (self.cache.clone(), self.metrics.clone(), self.key.clone());
        let entry = Entry { kind: self.kind.clone(), encoding: self.encoding.clone(), body: body.into() };
        tokio::task::spawn_blocking(move || {
            let kept = cache.keep(&key, &entry);
            metrics.count(Counter::Cache, if kept.is_ok() { "kept" } else { "unwritten" });
            drop(held);
        });
    }
}

impl http_body::Body for Recording {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref() {
                    self.heard(data);
                }
                // With a known length nobody asks for an end behind the last byte.
                if self.inner.is_end_stream() {
                    self.whole();
                }
            }
            Some(Err(_)) => self.so_far = None,
            None => self.whole(),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
