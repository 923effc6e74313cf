//! The `neuprint` program.

use std::process::ExitCode;

use clap::Parser;
use neuprint_serve::options::{Command, Options};
use neuprint_serve::server;

#[tokio::main]
async fn main() -> ExitCode {
    let Options { command: Command::Serve(options) } = Options::parse();
    match server::serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("neuprint: {error}");
            ExitCode::FAILURE
        }
    }
}
