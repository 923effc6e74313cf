//! wrk: asks on some connections, as fast as it is answered, for some time.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::program::Program;
use crate::{Failure, process};

/// What is asked.
pub(super) struct Wrk {
    /// Path on the server.
    pub(super) path: String,
    pub(super) connections: usize,
    pub(super) time: Duration,
    /// A script that says what is asked instead of the path alone.
    pub(super) script: Option<PathBuf>,
}

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measured {
    /// Requests that were answered.
    pub(super) requests: u64,
    /// Of these in a second.
    pub(super) rate: f64,
    /// 99 of 100 answers took no longer, in milliseconds.
    pub(super) p99: f64,
    /// Microseconds that the server computed for one.
    pub(super) cpu: f64,
}

impl Wrk {
    /// Asks this server. One answer that is none is a failure of the benchmark.
    pub(super) fn run(&self, server: &Program) -> Result<Measured, Failure> {
        let before = server.cpu()?;
        let mut wrk = Command::new("wrk");
        wrk.args(["--latency", "--threads", "1", "--header", "Accept-Encoding: br, gzip"]);
        wrk.args(["--connections", &self.connections.to_string()]);
        wrk.args(["--duration", &format!("{}s", self.time.as_secs())]);
        if let Some(script) = &self.script {
            wrk.arg("--script").arg(script);
        }
        wrk.arg(format!("http://127.0.0.1:{}{}", server.port, self.path));
        let said = process::read(&mut wrk, "wrk")?;
        let used = server.cpu()? - before;
        let (requests, rate, p99) =
            read(&said).ok_or_else(|| format!("{} was not answered as it should be:\n{said}", self.path))?;
        Ok(Measured { requests, rate, p99, cpu: used * 1e6 / requests as f64 })
    }
}

/// Requests, requests in a second, and the 99th percentile in milliseconds; `None` if anything went wrong.
fn read(said: &str) -> Option<(u64, f64, f64)> {
    if said.contains("Non-2xx") || said.contains("Socket errors") {
        return None;
    }
    let field = |label: &str| said.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
    let requests = said.lines().find_map(|line| line.trim().split_once(" requests in ")?.0.parse().ok())?;
    Some((requests, field("Requests/sec:")?.parse().ok()?, milliseconds(field("99%")?)?))
        .filter(|(count, ..)| *count > 0)
}

fn milliseconds(text: &str) -> Option<f64> {
    for (unit, of_one) in [("us", 0.001), ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0)] {
        if let Some(number) = text.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok()) {
            return Some(number * of_one);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_and_failures_seen() {
        let said = "Running 2s test @ http://127.0.0.1:1/\n  Latency Distribution\n     50%  100.00us\n     99%    3.67ms\n  \
                    246780 requests in 2.00s, 155.40MB read\nRequests/sec: 123377.71\nTransfer/sec:     77.69MB\n";
        assert_eq!(read(said), Some((246_780, 123_377.71, 3.67)));
        assert_eq!(read(&format!("{said}  Non-2xx or 3xx responses: 1\n")), None);
        assert_eq!(read(&format!("{said}  Socket errors: connect 0, read 1, write 0, timeout 0\n")), None);
        assert_eq!(
            ["12.00us", "1.50s", "2.00m", "-"].map(milliseconds),
            [Some(0.012), Some(1500.0), Some(120_000.0), None]
        );
    }
}
