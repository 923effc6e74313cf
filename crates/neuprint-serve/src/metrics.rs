//! What happened so far, for Prometheus.
//!
//! ```
//! use neuprint_serve::metrics::Metrics;
//!
//! let metrics = Metrics::default();
//! assert!(metrics.text().contains("neuprint_queries_running 0\n"));
//! ```
//!
//! Labels hold only what is known beforehand (areas, statuses, outcomes, names of upstreams), never a text of a request.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The upper bounds of the histogram, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 30.0, 60.0];

/// A family of counters, one for each value of its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Counter {
    /// Answers, by status.
    Answers,
    /// Requests to datasets, by how they ended.
    Queries,
    /// What was refused at the door, by reason.
    Refused,
    /// Requests that an upstream did not answer, by its name.
    Upstream,
    /// What became of answers that may be kept.
    Cache,
}

impl Counter {
    const ALL: [Self; 5] = [Self::Answers, Self::Queries, Self::Refused, Self::Upstream, Self::Cache];

    /// Name, label and explanation.
    fn described(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Answers => ("neuprint_answers_total", "status", "Answers to requests."),
            Self::Queries => ("neuprint_queries_total", "outcome", "Requests to datasets, by how they ended."),
            Self::Refused => ("neuprint_refused_total", "reason", "Connections and requests refused at the door."),
            Self::Upstream => ("neuprint_upstream_failures_total", "upstream", "Requests that an upstream failed."),
            Self::Cache => ("neuprint_cache_total", "outcome", "Upstreams' answers, by what the cache did."),
        }
    }
}

/// Counters and gauges of one server.
#[derive(Debug, Default)]
pub struct Metrics {
    counters: Mutex<BTreeMap<Counter, BTreeMap<String, u64>>>,
    times: Mutex<Times>,
    rows: AtomicU64,
    running: AtomicU64,
    connections: AtomicU64,
}

/// Durations of answers to requests for data.
#[derive(Debug, Default)]
struct Times {
    below: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

impl Metrics {
    pub(crate) fn count(&self, counter: Counter, label: &str) {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let family = counters.entry(counter).or_default();
        // Nearly always the label is known; then nothing is copied.
        match family.get_mut(label) {
            Some(count) => *count += 1,
            None => drop(family.insert(label.to_owned(), 1)),
        }
    }

    pub(crate) fn rows(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }

    pub(crate) fn took(&self, time: Duration) {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = time.as_secs_f64();
        for (bound, below) in BOUNDS.iter().zip(&mut times.below) {
            *below += u64::from(seconds <= *bound);
        }
        times.count += 1;
        times.seconds += seconds;
    }

    /// Counts a query as running until the answer is dropped.
    pub(crate) fn query_runs(self: &Arc<Self>) -> Ongoing {
        Ongoing::new(self, |metrics| &metrics.running)
    }

    /// Counts a connection as open until the answer is dropped.
    pub(crate) fn connected(self: &Arc<Self>) -> Ongoing {
        Ongoing::new(self, |metrics| &metrics.connections)
    }

    /// Everything, in Prometheus' text format.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        // Writing to a String cannot fail, here and below.
        for family in Counter::ALL {
            let (name, label, help) = family.described();
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} counter");
            for (value, count) in counters.get(&family).into_iter().flatten() {
                let _ = writeln!(out, "{name}{{{label}=\"{value}\"}} {count}");
            }
        }
        let single = [
            ("neuprint_rows_total", "counter", "Rows that queries answered with.", &self.rows),
            ("neuprint_queries_running", "gauge", "Requests that a dataset is working on.", &self.running),
            ("neuprint_connections", "gauge", "Open connections.", &self.connections),
        ];
        for (name, kind, help, value) in single {
            let value = value.load(Ordering::Relaxed);
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
        }
        let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let name = "neuprint_answer_seconds";
        let _ =
            writeln!(out, "# HELP {name} Time until an answer to a request for data begins.\n# TYPE {name} histogram");
        for (bound, below) in BOUNDS.iter().zip(times.below) {
            let _ = writeln!(out, "{name}_bucket{{le=\"{bound}\"}} {below}");
        }
        let Times { count, seconds, .. } = *times;
        let _ = writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {count}\n{name}_sum {seconds}\n{name}_count {count}");
        out
    }
}

/// Something that is counted as long as it goes on.
#[derive(Debug)]
pub(crate) struct Ongoing {
    metrics: Arc<Metrics>,
    which: fn(&Metrics) -> &AtomicU64,
}

impl Ongoing {
    fn new(metrics: &Arc<Metrics>, which: fn(&Metrics) -> &AtomicU64) -> Self {
        which(metrics).fetch_add(1, Ordering::Relaxed);
        Self { metrics: metrics.clone(), which }
    }
}

impl Drop for Ongoing {
    fn drop(&mut self) {
        (self.which)(&self.metrics).fetch_sub(1, Ordering::Relaxed);
    }
}
