//! The command line of `neuprint skeletons`.

use std::path::PathBuf;

use clap::Args;
use neuprint::{HealLimit, ServerAddress};

use super::remote::{self, RemoteOptions};

/// Which skeletons to download, and how.
#[derive(Debug, Args)]
pub struct SkeletonsOptions {
    /// The neuPrint server, such as `neuprint.janelia.org`.
    #[arg(long, value_parser = remote::server)]
    pub server: ServerAddress,
    /// How to ask the server.
    #[command(flatten)]
    pub remote: RemoteOptions,
    /// The type of the neurons, such as `LC4`, or a regular expression, such as `LC.*`. May be given several times.
    #[arg(long = "type", value_name = "TYPE", required_unless_present = "ids", conflicts_with = "ids")]
    pub types: Vec<String>,
    /// A file with body IDs, in lines, CSV, JSON or however they are written.
    #[arg(long, value_name = "FILE")]
    pub ids: Option<PathBuf>,
    /// How far healing may bridge from one fragment to another: `8um`, `2000nm`, `100voxels`; `all` joins every fragment,
    /// `off` leaves them as the server has them.
    #[arg(long, value_name = "LENGTH", default_value = "off")]
    pub heal: HealLimit,
    /// The folder for the files; it is made if it is not there.
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// How many skeletons are asked for at the same time.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=64))]
    pub jobs: u8,
}
