//! The command line of `neuprint`.

mod limits;
mod remote;
mod serve;
mod skeletons;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use neuprint::ServerAddress;

pub use limits::LimitOptions;
pub use remote::RemoteOptions;
pub use serve::{ConfigError, Log, ServeOptions};
pub use skeletons::SkeletonsOptions;

/// neuPrint in the browser, and datasets in files.
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
    /// Serve the app on this machine, and neuPrint's REST API beside it: over dataset files, and of other servers.
    ///
    /// Dataset files answer under /api, and so does an upstream without a name. Upstreams with names answer under
    /// /upstream/NAME/api, beside files. With neither, /api answers from the sample that is inside this program.
    ///
    /// Every option may stand in a TOML file (--config), under its own name without dashes before it, the dataset files as
    /// `files`, the limits below `[limits]`; an option given here counts before the file's.
    Serve(Box<ServeOptions>),
    /// Make a dataset file from the exports of a neuPrint dataset, or from a graph out of Neo4j.
    ///
    /// The folder holds traced-neurons.csv (bodyId, type, instance), traced-total-connections.csv (bodyId_pre,
    /// bodyId_post, weight) or traced-roi-connections.csv (bodyId_pre, bodyId_post, roi, weight) or both, plain or as
    /// .csv.gz; and if they are at hand, here or one folder below, skeletons (BODY.swc), ROI surfaces (ROI.obj,
    /// ROI.obj.gz) and meta.json, the properties of the Meta node.
    ///
    /// A graph is nodes.jsonl and edges.jsonl, in lines of JSON, or what `CALL apoc.export.json.all` writes, plain or as
    /// .gz, in a folder or file by file. It is taken whole: a line that cannot be used ends the import, with file, line
    /// and reason. --skeletons, --meshes and --keyvalues name further folders; files in them are kept as they are.
    ///
    /// The report says what was read, derived and left out. Wrong rows of tables are left out and told with file, line and
    /// reason; they are no failure. The exit code is 0 with a dataset file, 1 without, 2 if this command line is wrong.
    Import(ImportOptions),
    /// Say what is in a dataset file.
    Info(InfoOptions),
    /// Ask a dataset file, or a server, a question in Cypher.
    ///
    /// The exit code is 0 with an answer, 1 if there is no file or server to ask, or the query is refused or fails, 2 if
    /// this command line is wrong.
    Query(QueryOptions),
    /// Download many skeletons of a server, healed, as SWC files.
    ///
    /// Each becomes BODY.swc in the folder, whole or not at all, whose header says dataset, uuid, unit and healing.
    /// manifest.csv has a row for each: id, type, fragments (left in the file), bridges (that healing added), unit, and
    /// the error of one that could not be had. The same command goes on where it was interrupted, and tries again what
    /// failed; a folder takes several types, but one dataset and one way of healing.
    ///
    /// The exit code is 0 if all skeletons are there, 1 if some are not, 2 if this command line is wrong.
    Skeletons(SkeletonsOptions),
}

/// What to make a dataset file from.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The folder with the exports, or the files of a graph.
    #[arg(required = true, value_name = "DIR|FILE")]
    pub sources: Vec<PathBuf>,
    /// The dataset's name with its version, such as `hemibrain:v1.2.1`.
    #[arg(long)]
    pub name: String,
    /// The dataset file to write. It is written whole or not at all.
    #[arg(short, long)]
    pub output: PathBuf,
    /// A folder with skeletons (BODY.swc, BODY.swc.gz).
    #[arg(long, value_name = "DIR")]
    pub skeletons: Option<PathBuf>,
    /// A folder with ROI surfaces (ROI.obj, ROI.obj.gz).
    #[arg(long, value_name = "DIR")]
    pub meshes: Option<PathBuf>,
    /// A folder with stores of keys: INSTANCE/KEY holds the key's bytes. A name may be escaped as in URLs.
    #[arg(long, value_name = "DIR")]
    pub keyvalues: Option<PathBuf>,
}

/// Which dataset file to describe.
#[derive(Debug, Args)]
pub struct InfoOptions {
    /// The dataset file, such as `hemibrain-sample-v1.2.1.npdata`.
    pub file: PathBuf,
}

/// What to ask which dataset.
#[derive(Debug, Args)]
#[command(
    override_usage = "neuprint query [OPTIONS] <FILE> <CYPHER>\n       neuprint query [OPTIONS] --server <SERVER> <CYPHER>"
)]
pub struct QueryOptions {
    /// The dataset file. With --server there is none, and the query stands here.
    #[arg(value_name = "FILE")]
    pub first: PathBuf,
    /// The query, such as `MATCH (n:Neuron) RETURN count(n)`; `-` reads it from standard input.
    #[arg(
        value_name = "CYPHER",
        required_unless_present = "server",
        conflicts_with_all = ["server", "dataset", "token_file", "ca", "timeout"]
    )]
    pub second: Option<String>,
    /// The neuPrint server, such as `neuprint.janelia.org`.
    #[arg(long, value_parser = remote::server)]
    pub server: Option<ServerAddress>,
    /// How to ask the server.
    #[command(flatten)]
    pub remote: RemoteOptions,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The file to write it to, whole or not at all, instead of standard output.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
}

/// How an answer is written. Integers are written in full in each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: aligned columns. Long texts are cut, which the other formats never do.
    #[default]
    Table,
    /// RFC 4180, nulls as empty fields, lists and maps as JSON.
    Csv,
    /// neuPrint's own form: `{"columns":[…],"data":[[…],…]}`.
    Json,
    /// An Arrow IPC stream for pyarrow, polars, DuckDB and their kin. Lists and maps are JSON texts. Not written to a
    /// terminal.
    Arrow,
}
