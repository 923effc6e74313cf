//! `cargo xtask oracle`: random queries, put to a living Neo4j and to the engine.
//!
//! ```text
//! cargo xtask oracle --queries 5000 --seed 7
//! ```
//!
//! The database is `shared/tools/neo4j` beside the clone: a real Neo4j 4.4 with APOC on loopback, in a folder that goes when
//! the run ends, whatever ends it. It needs Java 17, Maven and Python; the first run downloads what Maven needs. What asks and compares
//! is the test `tests/oracle/neo4j`, which the step of all other tests leaves out.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::process::{Running, Said};
use crate::{Failure, process, workspace};

/// What the names of the tests that ask the database begin with.
pub(crate) const MODULE: &str = "in_neo4j::";
/// How many queries are put if nothing else is said.
const QUERIES: u64 = 5_000;
/// How long the database may take to start, and to be given the graph.
const START: Duration = Duration::from_secs(180);
/// How long nothing may be said by the queries: one that is shrunk takes seconds.
const SILENCE: Duration = Duration::from_secs(600);
/// Seconds that the database works on a query.
const LIMIT: &str = "10";

/// Puts queries, and fails if an answer differs.
pub(crate) fn oracle(mut arguments: Arguments) -> Result<(), Failure> {
    let number = |text: Option<String>, otherwise| match text {
        None => Ok(otherwise),
        Some(text) => text.parse::<u64>().map_err(|_| format!("`{text}` is no number")),
    };
    let queries = number(arguments.option("--queries")?, QUERIES)?;
    let seed = number(arguments.option("--seed")?, 1)?;
    arguments.finish()?;
    available()?;
    if put(queries, seed)?.success { Ok(()) } else { Err("answers differ (see above)".to_owned()) }
}

/// Whether there is all that the database needs.
///
/// # Errors
/// What is missing.
pub(crate) fn available() -> Result<(), Failure> {
    let missing: Vec<&str> =
        [("java", "Java 17"), ("javac", "a Java compiler"), ("mvn", "Maven"), ("python3", "Python"), ("bash", "bash")]
            .into_iter()
            .filter(|(program, _)| process::on_path(&[program]).is_none())
            .map(|(_, name)| name)
            .collect();
    if !missing.is_empty() {
        return Err(format!(
            "a living Neo4j needs {}: on Debian, apt-get install openjdk-17-jdk maven",
            missing.join(" and ")
        ));
    }
    if !script().is_file() {
        return Err(format!("a living Neo4j needs {}, which is not there", script().display()));
    }
    if !graph().is_dir() {
        return Err(format!("a living Neo4j needs the graph {}, which is not there", graph().display()));
    }
    Ok(())
}

/// Starts the database, puts queries, and stops it.
///
/// # Errors
/// If it does not start.
pub(crate) fn put(queries: u64, seed: u64) -> Result<Said, Failure> {
    let database = Database::start()?;
    let mut cargo = process::cargo();
    cargo.args(["test", "--package", "neuprint-tests", "--test", "neo4j", "--", "--nocapture", MODULE]);
    cargo.env("NEUPRINT_ORACLE_NEO4J", format!("http://127.0.0.1:{}", database.port));
    cargo.env("NEUPRINT_ORACLE_QUERIES", queries.to_string()).env("NEUPRINT_ORACLE_SEED", seed.to_string());
    process::listen(&mut cargo, "the queries", SILENCE)
}

fn script() -> PathBuf {
    workspace::test_data().join("../tools/neo4j/neo4j.sh")
}

fn graph() -> PathBuf {
    workspace::test_data().join("neo4j-answers")
}

/// A database with the graph in it. Dropping it stops it and removes its folder.
struct Database {
    folder: PathBuf,
    port: u16,
    /// The database is in its process group, and ends with it.
    running: Option<Running>,
}

impl Database {
    fn start() -> Result<Self, Failure> {
        let folder = std::env::temp_dir().join(format!("neuprint-neo4j-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        let [bolt, port] = [free_port()?, free_port()?];
        // From here on it is stopped and removed, whatever happens.
        let mut database = Self { folder, port, running: None };
        database.remember_classpath(false);
        println!(
            "xtask: starting Neo4j in {} (half a minute; the first time Maven downloads it)",
            database.folder.display()
        );
        // The script ends when the database answers; what is around it stays, holds the process group together, and removes
        // the folder where this process is ended before it can.
        let around = r#"trap 'rm -rf "$1"' EXIT; trap 'exit 143' TERM INT HUP
                        "$0" start "$@" && touch "$1/up" && { tail -f /dev/null & wait; }"#;
        let mut start = Command::new("bash");
        start.args(["-c", around]);
        start.arg(script()).arg(&database.folder).args([bolt.to_string(), port.to_string(), LIMIT.to_owned()]);
        let mut running = Running::start(&mut start, "the start of Neo4j")?;
        let up = database.folder.join("up");
        let began = Instant::now();
        while !up.is_file() && !running.has_ended() && began.elapsed() < START {
            std::thread::sleep(Duration::from_millis(100));
        }
        database.running = Some(running);
        if !up.is_file() {
            return Err(format!("Neo4j did not start within {} s (its own words are above)", START.as_secs()));
        }
        database.remember_classpath(true);
        let mut load = Command::new("bash");
        load.arg(script()).arg("load").arg(&database.folder).arg(graph());
        if !process::listen(&mut load, "the load of the graph", START)?.success {
            return Err("the graph was not loaded (the reason is above)".to_owned());
        }
        Ok(database)
    }

    /// What Maven found is kept: it takes seconds to find it again.
    fn remember_classpath(&self, found: bool) {
        let (own, kept) = (self.folder.join("classpath"), workspace::memory().join("neo4j-classpath"));
        let (from, to) = if found { (own, kept) } else { (kept, own) };
        // Jars that are gone meanwhile have to be sought again.
        let is_whole = std::fs::read_to_string(&from)
            .is_ok_and(|jars| std::env::split_paths(jars.trim()).all(|jar| Path::new(&jar).exists()));
        if is_whole {
            // What cannot be kept is found again.
            let _ = std::fs::create_dir_all(workspace::memory()).and_then(|()| std::fs::copy(from, to));
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.running = None;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A port that nobody listens at.
fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no port is free: {error}"))
}
