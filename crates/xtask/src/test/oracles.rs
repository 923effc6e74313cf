//! Names and results as in navis and neuprint-python: both run here, and are compared with the crates.
//!
//! `tests/oracle/navis.py` writes what they make of real neurons to `target/oracle/navis.json`; the tests of
//! `tests/oracle/navis.rs` compare. Those of `tests/oracle/neuprint_python/` start `neuprint serve` themselves, and have
//! neuprint-python ask it over TLS; that of `tests/oracle/parquet.rs` has pyarrow read a file. The step of all other tests leaves these out.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::tally::Tally;
use crate::{Failure, oracle, process, python, workspace};

/// How many queries are put to a living database in every run, and which.
const QUERIES: u64 = 500;
const SEED: u64 = 44;
const SCRIPT: &str = "tests/oracle/navis.py";
/// What the names of the tests that compare begin with.
pub(super) const MODULE: &str = "in_python::";

/// Asks the oracles, then runs the tests that compare.
pub(super) fn in_python() -> Result<Tally, Failure> {
    let python = match python::with_peers() {
        Ok(python) => python,
        Err(missing) => return Ok(Tally::unavailable(&missing)),
    };
    let answers = navis(&python)?;
    let server = server()?;
    let mut cargo = process::cargo();
    cargo.args(["test", "--package", "neuprint-tests"]);
    for test in ["navis", "neuprint_python", "parquet"] {
        cargo.args(["--test", test]);
    }
    cargo.args(["--no-fail-fast", "--", "--show-output", MODULE]);
    cargo.env("NEUPRINT_ORACLE_ANSWERS", &answers);
    cargo.env("NEUPRINT_ORACLE_PYTHON", &python).env("NEUPRINT_ORACLE_SERVER", &server);
    let mut tally = Tally::of_cargo(&process::run_and_listen(&mut cargo, "cargo test of the oracles")?);
    // And through the gateway.
    let mut cargo = process::cargo();
    cargo.args([
        "test",
        "--package",
        "neuprint-serve",
        "--test",
        "serve",
        "--no-fail-fast",
        "--",
        "--show-output",
        MODULE,
    ]);
    cargo.env("NEUPRINT_PYTHON", &python);
    tally.merge(Tally::of_cargo(&process::run_and_listen(
        &mut cargo,
        "cargo test of the gateway with neuprint-python",
    )?));
    Ok(tally)
}

/// Random queries, put to a living Neo4j and to the engine. Where there is no Java, or no Maven, it says so: no clone is
/// asked to have them.
pub(super) fn in_neo4j() -> Result<Tally, Failure> {
    match oracle::available() {
        Ok(()) => Ok(Tally::of_cargo(&oracle::put(QUERIES, SEED)?)),
        Err(missing) => Ok(Tally::one_skipped(&missing)),
    }
}

/// What navis and neuprint-python make of neurons, in a file.
fn navis(python: &Path) -> Result<PathBuf, Failure> {
    let answers = workspace::target().join("oracle/navis.json");
    let mut script = Command::new(python);
    // -P: the folder of the script, which has the library's name, is not searched for libraries.
    script.args(["-P", "-W", "ignore"]).arg(workspace::root().join(SCRIPT)).arg(&answers);
    let raw = workspace::test_data().join("hemibrain-mb/skeletons");
    if raw.is_dir() {
        script.arg(raw);
    }
    process::run(&mut script, SCRIPT)?;
    Ok(answers)
}

/// The program `neuprint`, built.
fn server() -> Result<PathBuf, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", "neuprint-serve", "--bin", "neuprint"]);
    process::run(&mut cargo, "cargo build of neuprint")?;
    Ok(workspace::target().join("debug").join(format!("neuprint{}", std::env::consts::EXE_SUFFIX)))
}
