//! Unit, property, doc and cross-crate tests, natively.

use super::tally::Tally;
use crate::{Failure, process};

/// `cargo test` over the workspace, with the features that need no build of their own. `--show-output` because a skip is announced on a passing test's output. What needs Python or a living database has a step of its own.
pub(super) fn tests() -> Result<Tally, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["test", "--workspace", "--features", "neuprint-table/arrow", "--no-fail-fast", "--", "--show-output"]);
    cargo.args(["--skip", super::oracles::MODULE, "--skip", crate::oracle::MODULE]);
    Ok(Tally::of_cargo(&process::run_and_listen(&mut cargo, "cargo test")?))
}
