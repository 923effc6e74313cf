//! Names and results as in navis and neuprint-python: both run on real neurons, and are compared with the crate's. And
//! neuprint-python as a client of `neuprint serve`.
//!
//! `tests/oracle/navis.py` writes what they answer to `target/oracle/navis.json`; the tests of `tests/oracle/navis.rs`
//! compare. The step of all other tests leaves these out.

use std::process::Command;

use super::tally::Tally;
use crate::{Failure, process, python, workspace};

const SCRIPT: &str = "tests/oracle/navis.py";
/// What the names of the tests that compare begin with.
pub(super) const MODULE: &str = "in_python::";

/// Asks the oracles, then runs the tests that compare.
pub(super) fn in_python() -> Result<Tally, Failure> {
    let python = match python::with_peers() {
        Ok(python) => python,
        Err(missing) => return Ok(Tally::unavailable(&missing)),
    };
    let answers = workspace::target().join("oracle/navis.json");
    let mut script = Command::new(&python);
    // -P: the folder of the script, which has the library's name, is not searched for libraries.
    script.args(["-P", "-W", "ignore"]).arg(workspace::root().join(SCRIPT)).arg(&answers);
    let raw = workspace::test_data().join("hemibrain-mb/skeletons");
    if raw.is_dir() {
        script.arg(raw);
    }
    process::run(&mut script, SCRIPT)?;
    let mut tally = Tally::default();
    for (package, test) in [("neuprint-tests", "navis"), ("neuprint-serve", "serve")] {
        let mut cargo = process::cargo();
        cargo.args(["test", "--package", package, "--test", test, "--no-fail-fast", "--", "--show-output", MODULE]);
        cargo.env("NEUPRINT_ORACLE_ANSWERS", &answers).env("NEUPRINT_PYTHON", &python);
        tally.merge(Tally::of_cargo(&process::run_and_listen(&mut cargo, "cargo test of the oracles")?));
    }
    Ok(tally)
}
