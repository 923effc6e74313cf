//! `neuprint serve` over real connections: what is answered, who is let in, and what happens when something goes wrong.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[path = "serve/adversarial.rs"]
mod adversarial;
#[path = "serve/cache.rs"]
mod cache;
#[cfg(unix)]
#[path = "serve/cache_faults.rs"]
mod cache_faults;
#[path = "serve/faults.rs"]
mod faults;
#[path = "serve/gateway.rs"]
mod gateway;
#[path = "serve/guard.rs"]
mod guard;
#[path = "serve/in_python.rs"]
mod in_python;
#[path = "serve/limits.rs"]
mod limits;
#[path = "serve/observing.rs"]
mod observing;
#[path = "serve/options.rs"]
mod options;
#[path = "serve/streaming.rs"]
mod streaming;
#[path = "serve/support.rs"]
mod support;
#[path = "serve/tls.rs"]
mod tls;
