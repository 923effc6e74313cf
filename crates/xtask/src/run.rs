//! `cargo xtask run`: from a clone to the app in a browser.
//!
//! ```text
//! cargo xtask run --port 9000 --upstream https://neuprint.janelia.org
//! ```
//!
//! Installs what is missing, builds the app and its server, and becomes the server until Ctrl-C.

use std::path::PathBuf;
use std::process::Command;

use crate::arguments::Arguments;
use crate::{Failure, app, node, process, workspace};

/// Serves the app; ends when the server ends.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), Failure> {
    let port = arguments.option("--port")?.unwrap_or_else(|| "8642".to_owned());
    let upstream = arguments.option("--upstream")?;
    arguments.finish()?;
    port.parse::<u16>().map_err(|_| format!("--port {port}: a port is a number from 0 to 65535"))?;
    node::node()?;
    let dist = app::build()?;
    let mut server = Command::new(server()?);
    server.args(["serve", "--port", &port, "--dist"]).arg(dist);
    if let Some(upstream) = upstream {
        server.args(["--upstream", &upstream]);
    }
    process::run(&mut server, "the server")
}

/// Builds the `neuprint` program without the app inside; where it is.
pub(crate) fn server() -> Result<PathBuf, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--package", "neuprint-serve"]);
    process::run(&mut cargo, "the build of neuprint-serve")?;
    Ok(workspace::target().join("debug").join(format!("neuprint{}", std::env::consts::EXE_SUFFIX)))
}
