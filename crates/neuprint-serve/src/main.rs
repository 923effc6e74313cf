//! The `neuprint` program.

use std::process::ExitCode;

use clap::Parser;
use neuprint_serve::options::{Command, Options};
use neuprint_serve::{dataset_file, import, info, output, query, server, skeletons};

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("neuprint: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Box<dyn std::error::Error>> {
    match command {
        Command::Serve(options) => server::serve(*options).await?,
        Command::Import(options) => import::run(&options)?,
        Command::Info(options) => output::print(info::text(&dataset_file::open(&options.file)?))?,
        Command::Query(options) => query::run(options).await?,
        Command::Skeletons(options) => skeletons::run(options).await?,
    }
    Ok(())
}
