//! Whether memory stays flat over a million requests: files, queries of the sample dataset, and forwarded ones in turn.

use std::path::Path;
use std::time::{Duration, Instant};

use super::program::{Program, ours};
use super::served::Served;
use super::wrk::Wrk;
use super::{CONNECTIONS, folder};
use crate::Failure;

/// The dataset.
pub(super) const SAMPLE: &str = "crates/neuprint-local/sample/hemibrain-sample-v1.2.1.npdata";
/// After so many requests it is looked at the memory.
const MARKS: [u64; 3] = [100_000, 500_000, 1_000_000];
/// After so long it is given up.
const AT_MOST: Duration = Duration::from_secs(600);

/// Requests so far, and MiB then; the first one is before any.
pub(super) type Memory = Vec<(u64, f64)>;

pub(super) fn over_a_million(binary: &Path, served: &Served, upstream: &Program) -> Result<Memory, Failure> {
    println!("xtask: memory over a million requests");
    let server = ours::everything(binary, served, upstream)?;
    let script = folder().join("mixed.lua");
    let page = &served.files[0].1;
    let proxied = format!("/upstream/lab{}", served.answers[0].1);
    let text = format!(
        r#"local body = '{{"dataset":"hemibrain-sample:v1.2.1","cypher":"MATCH (n:Neuron) RETURN n.bodyId LIMIT 10"}}'
local json = {{ ["Content-Type"] = "application/json" }}
local turn = 0
request = function()
  turn = (turn + 1) % 3
  if turn == 0 then return wrk.format("GET", "{page}") end
  if turn == 1 then return wrk.format("GET", "{proxied}") end
  return wrk.format("POST", "/api/custom/custom", json, body)
end
"#
    );
    std::fs::write(&script, text).map_err(|error| format!("{} cannot be written: {error}", script.display()))?;
    let wrk = Wrk { path: page.clone(), connections: CONNECTIONS, time: Duration::from_secs(3), script: Some(script) };
    let (started, mut count) = (Instant::now(), 0);
    let mut memory = vec![(0, server.resident()?)];
    for mark in MARKS {
        while count < mark {
            if started.elapsed() > AT_MOST {
                return Err(format!("{count} requests took {} s: too long to go on", AT_MOST.as_secs()));
            }
            count += wrk.run(&server)?.requests;
        }
        memory.push((count, server.resident()?));
    }
    Ok(memory)
}
