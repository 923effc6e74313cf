//! Dataset files behind neuPrint's REST API, over HTTP.
//!
//! ```
//! use neuprint_local::LocalServer;
//! use neuprint_serve::local::LocalApi;
//!
//! let api = LocalApi::new(LocalServer::new(Vec::new()));
//! ```
//!
//! Each request is computed on a thread of its own, so that the threads that listen are never busy with a query. It is
//! computed in slices: between two of them it is seen whether its time is over, or whether nobody waits any more.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use http::StatusCode;
use neuprint_local::{LocalServer, QueryLimits};

use crate::api::failure;
use crate::dataset_file::{self, FileError};

/// How long a query may take, as on a neuPrint server.
const DEADLINE: Duration = Duration::from_secs(60);
/// Work between two looks at the clock: some milliseconds.
const SLICE: u64 = 100_000;
/// The largest request: queries with many thousand body ids fit.
const LARGEST_REQUEST: usize = 16 * 1024 * 1024;
/// The clock bounds the work, so only what fills the memory is bounded.
const LIMITS: QueryLimits = QueryLimits { steps: u64::MAX, rows: 10_000_000, memory: 4 << 30 };

/// Why dataset files cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// One of them holds no dataset.
    #[error(transparent)]
    File(#[from] FileError),
    /// Two of them would answer to the same name.
    #[error("{} and {} both hold the dataset {name}: serve one of them", first.display(), second.display())]
    SameName {
        /// The dataset's name.
        name: String,
        /// The file that has it.
        first: PathBuf,
        /// The file that has it too.
        second: PathBuf,
    },
}

/// Answers requests from datasets in this process.
#[derive(Debug, Clone)]
pub struct LocalApi {
    server: Arc<LocalServer>,
    deadline: Duration,
}

/// Says that nobody waits any more, when the connection is gone and the waiting future with it.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl LocalApi {
    /// An API over this server; a query may take 60 s.
    pub fn new(server: LocalServer) -> Self {
        Self { server: Arc::new(server), deadline: DEADLINE }
    }

    /// Reads dataset files, whose names must differ.
    ///
    /// # Errors
    /// If one cannot be read or is none, or two hold a dataset of the same name.
    pub fn open(files: &[PathBuf]) -> Result<Self, OpenError> {
        let mut datasets: Vec<neuprint_local::Dataset> = Vec::new();
        for file in files {
            let dataset = dataset_file::open(file)?.dataset;
            if let Some(at) = datasets.iter().position(|known| known.name() == dataset.name()) {
                let (first, second) = (files[at].clone(), file.clone());
                return Err(OpenError::SameName { name: dataset.name().to_owned(), first, second });
            }
            datasets.push(dataset);
        }
        Ok(Self::new(LocalServer::new(datasets).with_limits(LIMITS)))
    }

    /// Sets how long a query may take.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The names of the datasets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.server.datasets().iter().map(neuprint_local::Dataset::name)
    }

    pub(crate) fn handler(self) -> MethodRouter {
        any(answer).with_state(self)
    }

    /// Computes an answer; blocks the thread. `None` if nobody waits for it any more.
    fn compute(&self, request: http::Request<bytes::Bytes>, gone: &AtomicBool) -> Option<Response> {
        let end = Instant::now() + self.deadline;
        let mut job = self.server.start(request);
        loop {
            let done = match job.advance(SLICE) {
                None if Instant::now() >= end => job.time_out(),
                other => other,
            };
            if let Some(response) = done {
                return Some(response.map(|body| Body::from(body.into_bytes())));
            }
            if gone.load(Ordering::Relaxed) {
                return None;
            }
        }
    }
}

async fn answer(State(api): State<LocalApi>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST_REQUEST).await else {
        return failure(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    };
    let gone = Arc::new(AtomicBool::new(false));
    let _waiting = Waiting(gone.clone());
    let request = http::Request::from_parts(parts, body);
    let computed = tokio::task::spawn_blocking(move || api.compute(request, &gone)).await;
    // A computation that broke off is this program's mistake, as far as the client is concerned.
    computed.ok().flatten().unwrap_or_else(|| failure(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"))
}
