//! What one client and all of them together may use.
//!
//! ```
//! use neuprint_serve::limits::Limits;
//!
//! assert_eq!(Limits::default().query_time.as_secs(), 60);
//! ```
//!
//! A client is an address; of an IPv6 address only the network counts, because one machine has many. Behind a proxy
//! that all requests come through, all are one client.

mod shares;

use std::time::Duration;

pub use shares::{Busy, Share, Shares};

/// The limits. Sizes are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long a query may take.
    pub query_time: Duration,
    /// Rows that a query may answer with.
    pub query_rows: u64,
    /// Bytes that a query may hold at a time, and bytes of its answer.
    pub query_memory: u64,
    /// Requests for data that are worked on at a time.
    pub queries: usize,
    /// Of these, requests of one client.
    pub queries_per_client: usize,
    /// How long a request may wait for its turn.
    pub wait_time: Duration,
    /// Open connections.
    pub connections: usize,
    /// Of these, connections of one client.
    pub connections_per_client: usize,
    /// The largest body of a request.
    pub body: u64,
    /// The longest head of a request.
    pub head: usize,
    /// How long a client may take to send a head, or may pause within a body or an answer.
    pub client_time: Duration,
    /// How long an upstream may take to begin its answer, or may pause within it.
    pub upstream_time: Duration,
    /// How long running answers get when the server is told to stop.
    pub stop_time: Duration,
}

impl Default for Limits {
    /// A query may take 60 s, as on a neuPrint server; requests with many thousand body ids fit.
    fn default() -> Self {
        Self {
            query_time: Duration::from_secs(60),
            query_rows: 10_000_000,
            query_memory: 4 << 30,
            queries: 64,
            queries_per_client: 16,
            wait_time: Duration::from_secs(30),
            connections: 1024,
            connections_per_client: 256,
            body: 16 << 20,
            head: 64 << 10,
            client_time: Duration::from_secs(30),
            upstream_time: Duration::from_secs(300),
            stop_time: Duration::from_secs(30),
        }
    }
}
