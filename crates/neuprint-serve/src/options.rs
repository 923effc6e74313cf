//! The command line of `neuprint`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::forward::Upstream;

/// neuPrint in the browser.
#[derive(Debug, Parser)]
#[command(name = "neuprint", version)]
pub struct Options {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app on this machine.
    Serve(ServeOptions),
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8642)]
    pub port: u16,
    /// The address to listen on. Anything but the default lets other machines in.
    #[arg(long, default_value = "127.0.0.1")]
    pub bind: IpAddr,
    /// A folder with the built app, instead of the one inside this program.
    #[arg(long)]
    pub dist: Option<PathBuf>,
    /// A neuPrint server to forward from the same origin, such as `https://neuprint.janelia.org`.
    #[arg(long)]
    pub upstream: Option<Upstream>,
}
