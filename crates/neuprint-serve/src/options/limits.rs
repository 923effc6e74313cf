//! The limits of `neuprint serve`, on the command line or in the table `[limits]` of a TOML file.

use std::time::Duration;

use clap::Args;
use serde::Deserialize;

use crate::limits::Limits;

/// Limits as they are given; what is not given has its default.
#[derive(Debug, Clone, Copy, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[command(next_help_heading = "Limits")]
pub struct LimitOptions {
    /// Seconds that a query may take [default: 60].
    #[arg(long, value_name = "SECONDS")]
    pub query_seconds: Option<f64>,
    /// Rows that a query may answer with [default: 10000000].
    #[arg(long, value_name = "ROWS")]
    pub query_rows: Option<u64>,
    /// Memory that a query may hold, in MiB [default: 4096].
    #[arg(long, value_name = "MIB")]
    pub query_memory: Option<u64>,
    /// Requests for data that are worked on at a time, of all clients [default: 64].
    #[arg(long, value_name = "NUMBER")]
    pub queries: Option<usize>,
    /// Requests for data that are worked on at a time, of one client [default: 16].
    #[arg(long, value_name = "NUMBER")]
    pub queries_per_client: Option<usize>,
    /// Seconds that a request may wait for its turn among these [default: 30].
    #[arg(long, value_name = "SECONDS")]
    pub wait_seconds: Option<f64>,
    /// Open connections of all clients [default: 1024].
    #[arg(long, value_name = "NUMBER")]
    pub connections: Option<usize>,
    /// Open connections of one client [default: 256].
    #[arg(long, value_name = "NUMBER")]
    pub connections_per_client: Option<usize>,
    /// The largest body of a request, in KiB [default: 16384].
    #[arg(long, value_name = "KIB")]
    pub body: Option<u64>,
    /// The longest head of a request, in KiB, at least 8 [default: 64].
    #[arg(long, value_name = "KIB")]
    pub head: Option<usize>,
    /// Seconds that a client may take to send a head, or may pause within a body or an answer [default: 30].
    #[arg(long, value_name = "SECONDS")]
    pub client_seconds: Option<f64>,
    /// Seconds that an upstream may take to begin its answer, or may pause within it [default: 300].
    #[arg(long, value_name = "SECONDS")]
    pub upstream_seconds: Option<f64>,
    /// Seconds that running answers get to end when the server is told to stop [default: 30].
    #[arg(long, value_name = "SECONDS")]
    pub stop_seconds: Option<f64>,
}

impl LimitOptions {
    /// These limits, and for what they leave open the others.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            query_seconds: self.query_seconds.or(other.query_seconds),
            query_rows: self.query_rows.or(other.query_rows),
            query_memory: self.query_memory.or(other.query_memory),
            queries: self.queries.or(other.queries),
            queries_per_client: self.queries_per_client.or(other.queries_per_client),
            wait_seconds: self.wait_seconds.or(other.wait_seconds),
            connections: self.connections.or(other.connections),
            connections_per_client: self.connections_per_client.or(other.connections_per_client),
            body: self.body.or(other.body),
            head: self.head.or(other.head),
            client_seconds: self.client_seconds.or(other.client_seconds),
            upstream_seconds: self.upstream_seconds.or(other.upstream_seconds),
            stop_seconds: self.stop_seconds.or(other.stop_seconds),
        }
    }

    /// The limits that hold. A number of seconds that is none (negative, infinite) counts as not given.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        let time = |given: Option<f64>, default: Duration| {
            given.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).unwrap_or(default)
        };
        limits.query_time = time(self.query_seconds, limits.query_time);
        limits.wait_time = time(self.wait_seconds, limits.wait_time);
        limits.client_time = time(self.client_seconds, limits.client_time);
        limits.upstream_time = time(self.upstream_seconds, limits.upstream_time);
        limits.stop_time = time(self.stop_seconds, limits.stop_time);
        limits.query_rows = self.query_rows.unwrap_or(limits.query_rows);
        limits.query_memory = self.query_memory.map_or(limits.query_memory, |mib| mib.saturating_mul(1 << 20));
        limits.queries = self.queries.unwrap_or(limits.queries).max(1);
        limits.queries_per_client = self.queries_per_client.unwrap_or(limits.queries_per_client).max(1);
        limits.connections = self.connections.unwrap_or(limits.connections).max(1);
        limits.connections_per_client = self.connections_per_client.unwrap_or(limits.connections_per_client).max(1);
        limits.body = self.body.map_or(limits.body, |kib| kib.saturating_mul(1 << 10));
        limits.head = self.head.map_or(limits.head, |kib| kib.saturating_mul(1 << 10)).max(8 << 10);
        limits
    }
}
