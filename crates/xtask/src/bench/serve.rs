//! `cargo xtask bench serve`: `neuprint serve` under load, beside nginx.
//!
//! ```text
//! cargo xtask bench serve            # some minutes
//! cargo xtask bench serve --write    # and the table goes into crates/neuprint-serve/README.md
//! ```
//!
//! Both serve the same files, and both stand before the same upstream, on this machine and over the loopback only. They
//! take turns, so that whatever else the machine does meets both. wrk, which asks, and the upstream share the processors
//! with them: CPU time for a request is measured too, and is the steadier figure. Linux only.

mod memory;
mod program;
mod report;
mod served;
mod slow;
mod wrk;

use std::time::Duration;

use crate::{Failure, workspace};
use program::{Program, nginx, ours};
use report::{Cell, Report};
use served::Served;
use wrk::Wrk;

/// The name of the benchmark.
pub(super) const NAME: &str = "serve";
/// How often each is measured.
const ROUNDS: usize = 5;
/// How long at a time.
const SPELL: Duration = Duration::from_secs(2);
/// Connections that ask.
const CONNECTIONS: usize = 16;

/// Measures, and prints the report or writes it.
pub(super) fn compare(write: bool) -> Result<(), Failure> {
    needed()?;
    let served = Served::new()?;
    let upstream = nginx::upstream(&served)?;
    let nginx = nginx::gateway(&served, &upstream)?;
    let binary = ours::build(served.is_app)?;
    let folder = ours::gateway(&binary, Some(&served.app), &upstream)?;
    let embedded = if served.is_app { Some(ours::gateway(&binary, None, &upstream)?) } else { None };

    let mut cells = Vec::new();
    for (what, path) in &served.files {
        for (kind, ours) in [("in a folder", Some(&folder)), ("in the program", embedded.as_ref())] {
            let Some(ours) = ours else { continue };
            cells.push(cell(&format!("{what}, {kind}"), path, ours, &nginx)?);
        }
    }
    for (what, path) in &served.answers {
        cells.push(cell(&format!("proxied: {what}"), path, &folder, &nginx)?);
    }
    let page = &served.files[0].1;
    let slow = [slow::starve(&folder, page, &served.large)?, slow::starve(&nginx, page, &served.large)?];
    drop((folder, embedded, nginx));
    let memory = memory::over_a_million(&binary, &served, &upstream)?;

    let report = Report { cells, slow, memory, is_app: served.is_app };
    if write { report.write() } else { report.print() }
}

/// One comparison, in rounds.
fn cell(what: &str, path: &str, ours: &Program, nginx: &Program) -> Result<Cell, Failure> {
    println!("xtask: {what}");
    let mut rounds = Vec::new();
    let wrk = Wrk { path: path.to_owned(), connections: CONNECTIONS, time: SPELL, script: None };
    for round in 0..ROUNDS {
        // Nobody is always the first.
        rounds.push(if round % 2 == 0 {
            let ours = wrk.run(ours)?;
            (ours, wrk.run(nginx)?)
        } else {
            let nginx = wrk.run(nginx)?;
            (wrk.run(ours)?, nginx)
        });
    }
    Ok(Cell { what: what.to_owned(), rounds })
}

/// What the machine must have.
fn needed() -> Result<(), Failure> {
    let missing: Vec<&str> =
        ["nginx", "wrk"].into_iter().filter(|name| crate::process::on_path(&[name]).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} {} not on PATH; on Debian: apt-get install nginx-light libnginx-mod-http-brotli-static wrk",
        missing.join(" and "),
        if missing.len() == 1 { "is" } else { "are" }
    ))
}

/// Where everything that is made for the benchmark is put.
fn folder() -> std::path::PathBuf {
    workspace::target().join("bench-serve")
}
