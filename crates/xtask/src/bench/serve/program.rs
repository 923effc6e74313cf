//! The servers that are compared, as processes: their addresses, and what they used.

pub(super) mod nginx;
pub(super) mod ours;

use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Failure, process};

/// Ticks of `/proc/PID/stat` in a second: the same on every Linux that Rust's standard library runs on.
const TICKS: f64 = 100.0;
/// How long a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that runs. Dropping it ends it.
pub(super) struct Program {
    running: process::Running,
    /// Its port on the loopback.
    pub(super) port: u16,
}

impl Program {
    /// Starts a server, and waits until it listens.
    fn start(command: &mut Command, what: &str, port: u16) -> Result<Self, Failure> {
        command.stdout(std::process::Stdio::null());
        let running = process::Running::start(command, what)?;
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if started.elapsed() > PATIENCE {
                return Err(format!("{what} does not listen (its own words are above)"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Self { running, port })
    }

    /// Seconds that it computed so far, with its workers.
    pub(super) fn cpu(&self) -> Result<f64, Failure> {
        let mut ticks = 0;
        for fields in self.processes()? {
            // Time in user code and in the kernel; the fields are counted behind the name.
            ticks += number(&fields, 11)? + number(&fields, 12)?;
        }
        Ok(ticks as f64 / TICKS)
    }

    /// MiB of memory that it holds.
    pub(super) fn resident(&self) -> Result<f64, Failure> {
        let path = format!("/proc/{}/status", self.running.id());
        let status = std::fs::read_to_string(&path).map_err(|error| format!("{path} cannot be read: {error}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
        kib.map(|kib| kib / 1024.0).ok_or_else(|| format!("{path} tells no VmRSS"))
    }

    /// The fields of `/proc/PID/stat` behind the name, of it and of its workers.
    fn processes(&self) -> Result<Vec<Vec<String>>, Failure> {
        let entries = std::fs::read_dir("/proc").map_err(|error| format!("/proc cannot be read: {error}"))?;
        let own = self.running.id().to_string();
        let mut found = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Others may end while this is read.
            let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
            let Some((_, fields)) = stat.rsplit_once(')') else { continue };
            let fields: Vec<String> = fields.split_whitespace().map(str::to_owned).collect();
            if name == own || fields.get(1) == Some(&own) {
                found.push(fields);
            }
        }
        if found.is_empty() { Err("a server ended while it was measured".to_owned()) } else { Ok(found) }
    }
}

fn number(fields: &[String], at: usize) -> Result<u64, Failure> {
    fields.get(at).and_then(|field| field.parse().ok()).ok_or_else(|| "/proc/PID/stat has another form".to_owned())
}

/// A port that nobody has now.
fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("there is no free port: {error}"))
}
