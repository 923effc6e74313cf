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
//! computed in slices: between two of them it is seen whether its time is over, whether nobody waits any more, or whether
//! there are rows to hand out.

mod streamed;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use http::StatusCode;
use neuprint_local::{LocalServer, QueryLimits, RowsOf};

use crate::api::{busy, failure, unread};
use crate::dataset_file::{self, FileError};
use crate::limits::{Limits, Share};
use crate::metrics::{Counter, Ongoing};
use crate::paced::{Paced, whole};
use crate::shared::{Client, Shared};
use streamed::Answering;

/// Work between two looks at the clock: some milliseconds.
const SLICE: u64 = 100_000;

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
    /// The sample inside this program cannot be read.
    #[error("the sample inside this program: {0}")]
    Sample(neuprint_local::FormatError),
}

/// Answers requests from datasets in this process.
#[derive(Debug)]
pub struct LocalApi {
    server: LocalServer,
    deadline: Option<Duration>,
}

/// Says that nobody waits any more, when the connection is gone and the waiting future with it.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl LocalApi {
    /// An API over this server.
    pub fn new(server: LocalServer) -> Self {
        Self { server, deadline: None }
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
        Ok(Self::new(LocalServer::new(datasets)))
    }

    /// The sample that is inside this program.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn sample() -> Result<Self, OpenError> {
        Ok(Self::new(LocalServer::new(vec![neuprint_local::sample().map_err(OpenError::Sample)?])))
    }

    /// Sets how long a query may take, whatever the server's limits say.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// The names of the datasets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.server.datasets().iter().map(neuprint_local::Dataset::name)
    }

    pub(crate) fn handler(self, shared: Shared) -> MethodRouter {
        let Limits { query_rows: rows, query_memory: memory, query_time, .. } = shared.limits;
        // The clock bounds the work, so only what fills the memory is bounded here.
        let server = self.server.with_limits(QueryLimits { steps: u64::MAX, rows, memory });
        let deadline = self.deadline.unwrap_or(query_time);
        any(answer).with_state(Arc::new(Datasets { server, deadline, shared }))
    }
}

/// The datasets of a server that runs.
struct Datasets {
    server: LocalServer,
    deadline: Duration,
    shared: Shared,
}

/// What a computation holds until it ends, also when nobody waits for it any more.
struct Computing {
    _place: Share,
    _counted: Ongoing,
}

impl Datasets {
    /// Computes an answer; blocks the thread. Nothing is answered if nobody waits for it any more.
    fn compute(
        &self,
        request: http::Request<bytes::Bytes>,
        computing: Computing,
        gone: &AtomicBool,
        mut answer: Answering,
    ) {
        let started = Instant::now();
        let count = |outcome| self.shared.metrics.count(Counter::Queries, outcome);
        let mut job = self.server.start(request);
        loop {
            job.tell_time(u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
            let mut timed_out = false;
            let done = match job.advance(SLICE) {
                None if started.elapsed() >= self.deadline => {
                    timed_out = true;
                    job.time_out()
                }
                other => other,
            };
            if let Some(response) = done {
                count(match response.status() {
                    _ if timed_out => "timed-out",
                    status if status.is_success() => "answered",
                    status if status.is_client_error() => "refused",
                    _ => "failed",
                });
                if let Some(rows) = response.extensions().get::<RowsOf>() {
                    self.shared.metrics.rows(rows.rows);
                }
                // Whoever has the answer finds the place free.
                drop(computing);
                return answer.end(response);
            }
            if gone.load(Ordering::Relaxed) {
                return count("cancelled");
            }
            answer = answer.go_on(&mut job);
        }
    }
}

async fn answer(State(datasets): State<Arc<Datasets>>, request: Request) -> Response {
    let Shared { limits, metrics, queries, room } = &datasets.shared;
    let (parts, body) = request.into_parts();
    let body = match whole(Paced::new(body, limits.body, limits.client_time), room).await {
        Ok(body) => body,
        Err(why) => return unread(why, metrics),
    };
    let place = match queries.wait(Client::of(&parts.extensions), limits.wait_time).await {
        Ok(place) => place,
        Err(who) => return busy(who, metrics),
    };
    let gone = Arc::new(AtomicBool::new(false));
    let (answer, answered) = streamed::answer(Waiting(gone.clone()));
    let computing = Computing { _place: place, _counted: metrics.query_runs() };
    let request = http::Request::from_parts(parts, body.bytes.clone());
    let datasets = datasets.clone();
    tokio::task::spawn_blocking(move || {
        let _held = body;
        datasets.compute(request, computing, &gone, answer);
    });
    // A computation that broke off is this program's mistake, as far as the client is concerned.
    answered.begun().await.unwrap_or_else(|| failure(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"))
}
