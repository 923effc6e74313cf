//! neuPrint's REST API, answered from datasets in memory.
//!
//! Statuses, error bodies and shapes are those of neuPrintHTTP 1.9.2. What differs, on purpose:
//! - a dataset's name in another letter case is unknown (404), where the server answers with no rows; so is an unknown
//!   name for `cached/*` and `npexplorer/*`;
//! - path segments may be escaped in any way;
//! - there are no accounts: data is for everybody, every token is a reader's (`/profile`, `/token`), and
//!   `/dataset-access` answers without one;
//! - nothing is written: skeletons, meshes, keys and transactions are refused (403);
//! - a key of a store beside the graph is found however it is escaped;
//! - a skeleton as JSON keeps its last node when the text has no final newline, and is refused (400) where the server
//!   takes a word for the number 0;
//! - the answer to EXPLAIN and PROFILE has a further field `plan`: how this engine runs the query, as text;
//! - the columns of an Arrow stream have the types of all their values, and there may be no rows (feature `arrow`).
//!
//! The feature `full-api` has what programs ask and no page of its own dataset: accounts, keys and writes,
//! `npexplorer/*`, `help/swagger.yaml` and `vimoserver`. Without it there are no such routes (404). What `npexplorer/*`
//! has otherwise than on a server is in the modules `explorer`, `cell_type` and `layers`.

#[cfg(feature = "full-api")]
mod account;
mod answer;
mod cached;
#[cfg(feature = "full-api")]
mod cell_type;
mod custom;
mod daily;
mod dbmeta;
#[cfg(feature = "full-api")]
mod explorer;
mod files;
#[cfg(feature = "full-api")]
mod layers;
mod route;
#[cfg(feature = "full-api")]
mod swagger;
mod version;
#[cfg(feature = "full-api")]
mod whole;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::json;

use crate::body::Body;
use crate::dataset::Dataset;
#[cfg(feature = "full-api")]
pub use account::Admitted;
use route::Route;

/// The server version whose behaviour this is.
const SERVER_VERSION: &str = "1.9.2";
/// The version of neuPrint's data model that queries can rely on.
const DATA_MODEL: &str = "0.5.0";

/// How much one query may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryLimits {
    /// Elementary steps: candidates looked at, expressions evaluated.
    pub steps: u64,
    /// Rows of the result.
    pub rows: u64,
    /// Bytes held at a time while it is evaluated, and bytes of the answer.
    pub memory: u64,
}

impl Default for QueryLimits {
    /// Some seconds of work, a million rows, half a gigabyte.
    fn default() -> Self {
        Self { steps: 500_000_000, rows: 1_000_000, memory: 512 << 20 }
    }
}

/// How much a query answered, for whoever keeps count: an extension of the response to a query that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsOf {
    /// The dataset that was asked.
    pub dataset: String,
    /// The rows of the answer.
    pub rows: u64,
}

/// Datasets and the API over them.
#[derive(Debug)]
pub struct LocalServer {
    datasets: Vec<Dataset>,
    limits: QueryLimits,
}

/// A request that is being answered. Dropping it cancels the work.
pub struct Job {
    state: State,
}

enum State {
    Done(Option<Response<Body>>),
    Query(Box<custom::Running>),
}

impl LocalServer {
    /// A server of these datasets.
    pub fn new(datasets: Vec<Dataset>) -> Self {
        Self { datasets, limits: QueryLimits::default() }
    }

    /// Sets what one query may do.
    #[must_use]
    pub fn with_limits(mut self, limits: QueryLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The datasets, in the order in which they were given.
    pub fn datasets(&self) -> &[Dataset] {
        &self.datasets
    }

    /// The dataset of this name, such as `hemibrain-sample:v1.2.1`.
    pub fn dataset(&self, name: &str) -> Option<&Dataset> {
        self.datasets.iter().find(|dataset| dataset.name() == name)
    }

    /// Starts to answer a request; [`Job::advance`] does the work.
    pub fn start(&self, request: Request<Bytes>) -> Job {
        let state = match Route::of(&request) {
            Route::Custom { arrow } => match custom::start(self, &request, arrow) {
                Ok(running) => State::Query(Box::new(running)),
                Err(refusal) => State::Done(Some(refusal.into_response())),
            },
            #[cfg(feature = "full-api")]
            Route::Whole(whole::Asked::Explorer(question)) => match explorer::start(self, &request, question) {
                Ok(running) => State::Query(Box::new(running)),
                Err(refusal) => State::Done(Some(refusal.into_response())),
            },
            route => State::Done(Some(self.answer(route))),
        };
        Job { state }
    }

    /// Answers a request in one go.
    pub fn handle(&self, request: Request<Bytes>) -> Response<Body> {
        let mut job = self.start(request);
        loop {
            if let Some(response) = job.advance(u64::from(u32::MAX)) {
                return response;
            }
        }
    }

    fn answer(&self, route: Route) -> Response<Body> {
        let version = |version: &str| answer::json(&json!({"Version": version}));
        match route {
            Route::NotFound | Route::Custom { .. } => answer::not_found(),
            Route::OtherVersion => answer::error(StatusCode::BAD_REQUEST, "Incompatible API version"),
            Route::Version => version(SERVER_VERSION),
            Route::ServerInfo => answer::json(&json!({"IsPublic": true, "Version": SERVER_VERSION})),
            Route::Available => answer::json(&route::available()),
            Route::DataModel => version(DATA_MODEL),
            Route::Database => answer::json(&json!({"Location": "in this process", "Description": "neuprint-local"})),
            Route::Instances => answer::json(&json!(dbmeta::instances(self))),
            Route::Datasets { hidden } => answer::json(&dbmeta::datasets(self, hidden)),
            Route::Skeleton { dataset, body, swc } => files::skeleton(self, &dataset, &body, swc),
            Route::Mesh { dataset, roi } => files::mesh(self, &dataset, &roi),
            Route::RoiCompleteness { dataset } => cached::roi_completeness(self, &dataset),
            Route::RoiConnectivity { dataset } => cached::roi_connectivity(self, &dataset),
            Route::DailyType { dataset } => daily::daily_type(self, &dataset),
            #[cfg(feature = "full-api")]
            Route::Whole(asked) => whole::answer(self, asked),
        }
    }

    /// The dataset of a request to `cached/*`, which may leave it out if there is only one.
    fn dataset_or_only(&self, name: &str) -> Option<&Dataset> {
        match self.datasets.as_slice() {
            [only] if name.is_empty() => Some(only),
            _ => self.dataset(name),
        }
    }
}

impl Job {
    /// The content type of an answer whose rows are taken as they are found. Its status is 200.
    pub const STREAMED: &'static str = answer::JSON;

    /// Works for about `fuel` steps; the answer, once it is there. After that there is none any more.
    pub fn advance(&mut self, fuel: u64) -> Option<Response<Body>> {
        match &mut self.state {
            State::Done(response) => response.take(),
            State::Query(running) => {
                let response = running.advance(fuel)?;
                self.state = State::Done(None);
                Some(response)
            }
        }
    }

    /// How many bytes of the answer are written and not taken yet: rows of a query, while it looks for the next ones.
    pub fn written(&self) -> usize {
        match &self.state {
            State::Done(_) => 0,
            State::Query(running) => running.written(),
        }
    }

    /// Takes what is written, so that rows are seen as they are found. The answer is of [`Job::STREAMED`] then, and what
    /// [`Job::advance`] gives at last is the rest of its body: its status says how the query ended, and nobody else hears
    /// it. A query that fails ends the body with `],"error":"…"` and without the last brace.
    pub fn take_written(&mut self) -> Bytes {
        match &mut self.state {
            State::Done(_) => Bytes::new(),
            State::Query(running) => running.take(),
        }
    }

    /// Tells the time in milliseconds, from any beginning, best before each slice: a query may give a part of itself so
    /// much time (`apoc.cypher.runTimeboxed`), and there is no clock here.
    pub fn tell_time(&mut self, milliseconds: u64) {
        if let State::Query(running) = &mut self.state {
            running.tell_time(milliseconds);
        }
    }

    /// Gives up a query whose time is over, as the database does; the answer, unless it was there already.
    pub fn time_out(&mut self) -> Option<Response<Body>> {
        match std::mem::replace(&mut self.state, State::Done(None)) {
            State::Done(response) => response,
            State::Query(mut running) => Some(running.timed_out()),
        }
    }
}
