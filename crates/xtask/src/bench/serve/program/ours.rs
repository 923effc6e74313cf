//! `neuprint serve`, as it is built for users. It logs nothing, as nginx does here, and lets one client have all places.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Program, free_port};
use crate::bench::serve::served::Served;
use crate::{Failure, process, workspace};

/// Builds the program, with the app inside if there is one; where it is.
pub(in crate::bench::serve) fn build(with_app: bool) -> Result<PathBuf, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--release", "--package", "neuprint-serve"]);
    cargo.args(with_app.then_some("--features=embed-app"));
    process::run(&mut cargo, "the build of neuprint-serve")?;
    Ok(workspace::target().join("release/neuprint"))
}

/// With the app in a folder or inside the program, before the upstream.
pub(in crate::bench::serve) fn gateway(
    binary: &Path,
    app: Option<&Path>,
    upstream: &Program,
) -> Result<Program, Failure> {
    start(binary, app, &["--upstream", &format!("http://127.0.0.1:{}", upstream.port)])
}

/// With the app in a folder, the sample dataset, and the upstream under a name.
pub(in crate::bench::serve) fn everything(
    binary: &Path,
    served: &Served,
    upstream: &Program,
) -> Result<Program, Failure> {
    let sample = workspace::root().join(super::super::memory::SAMPLE);
    let upstream = format!("lab=http://127.0.0.1:{}", upstream.port);
    start(binary, Some(&served.app), &[&sample.to_string_lossy(), "--upstream", &upstream])
}

fn start(binary: &Path, app: Option<&Path>, arguments: &[&str]) -> Result<Program, Failure> {
    let port = free_port()?;
    let mut command = Command::new(binary);
    command.args(["serve", "--port", &port.to_string(), "--log", "off"]).args(arguments);
    command.args(["--queries", "4096", "--queries-per-client", "4096"]);
    command.args(["--connections", "4096", "--connections-per-client", "4096"]);
    if let Some(app) = app {
        command.arg("--dist").arg(app);
    }
    Program::start(&mut command, "neuprint serve", port)
}
