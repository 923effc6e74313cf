//! How a neuPrint server is asked.

use std::path::PathBuf;

use clap::Args;
use neuprint::ServerAddress;

/// How to ask a server. The token is taken from the file that is named here, otherwise from the environment variable
/// `NEUPRINT_APPLICATION_CREDENTIALS`; there is no option for the token itself, since others on a machine see command
/// lines.
#[derive(Debug, Args)]
pub struct RemoteOptions {
    /// The server's dataset, such as `hemibrain:v1.2.1`; not needed if it has only one.
    #[arg(long)]
    pub dataset: Option<String>,
    /// A file with your token, as the server's account page shows it: the token, or the whole JSON document. Without it,
    /// the environment variable NEUPRINT_APPLICATION_CREDENTIALS is read; without either, you are anonymous.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// A file with certificates (PEM) that are trusted beside those of this machine, for a server that signs itself.
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// For how many seconds nothing may come from the server.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: u64,
}

/// Reads a server's address. Plain http is for this machine alone.
pub(super) fn server(text: &str) -> Result<ServerAddress, neuprint::Error> {
    ServerAddress::parse(text, false)
}
