//! `neuprint query`: one Cypher query over a dataset file, or asked of a server.
//!
//! ```text
//! neuprint query hemibrain-sample-v1.2.1.npdata "MATCH (n:Neuron) RETURN n.bodyId, n.type LIMIT 3" --format csv
//! neuprint query --server neuprint.janelia.org --dataset hemibrain:v1.2.1 "MATCH (n:Meta) RETURN n.uuid" --format json
//! ```
//!
//! The file is asked as a server is: by the client, over the REST API that `neuprint-local` answers. So an answer here is
//! the answer there, and a mistake is told with the same place. Arrow is made here of the exact answer: a server's own
//! Arrow cuts fractions and has lists as texts.

mod grid;

use std::io::{IsTerminal, Read};
use std::path::PathBuf;
use std::sync::Arc;

use neuprint::table::{Table, write_csv, write_json};
use neuprint::{Client, ClientOptions, Error, ServerAddress};
use neuprint_local::{Dataset, LocalServer, LocalTransport, QueryLimits};
use neuprint_table::write_arrow;

use crate::options::{Format, QueryOptions};
use crate::progress::ProgressLine;
use crate::remote::{self, RemoteError};
use crate::whole_file::{self, WriteError};
use crate::{dataset_file, output};

/// Whoever asks can stop with Ctrl-C, so only what fills the memory is bounded.
const LIMITS: QueryLimits = QueryLimits { steps: u64::MAX, rows: 10_000_000, memory: 4 << 30 };

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// There is no dataset to ask.
    #[error(transparent)]
    File(#[from] dataset_file::FileError),
    /// There is no server to ask.
    #[error(transparent)]
    Server(#[from] RemoteError),
    /// Bytes were to be shown to a person.
    #[error("Arrow is no text for a terminal: give a file (-o answer.arrow), or pipe it to a program")]
    Terminal,
    /// The answer's file could not be written.
    #[error(transparent)]
    Unwritable(#[from] WriteError),
    /// The query could not be read, or its answer not written.
    #[error("{what}: {source}")]
    Io {
        /// Which of the two.
        what: &'static str,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The query was refused, or failed.
    #[error("{0}")]
    Refused(String),
}

/// Who is asked.
enum Asked {
    File(PathBuf),
    Server(ServerAddress),
}

/// Runs the command.
///
/// # Errors
/// If there is nobody to ask, the query is refused or fails, or the answer cannot be written.
pub async fn run(options: QueryOptions) -> Result<(), QueryError> {
    if let Some(path) = &options.output {
        whole_file::check(path)?;
    } else if options.format == Format::Arrow && std::io::stdout().is_terminal() {
        return Err(QueryError::Terminal);
    }
    // A server leaves one argument, which is the query.
    let (asked, cypher) = match (options.server, options.second) {
        (Some(server), _) => (Asked::Server(server), options.first.to_string_lossy().into_owned()),
        (None, cypher) => (Asked::File(options.first), cypher.unwrap_or_default()),
    };
    let cypher = if cypher == "-" {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map_err(|source| QueryError::Io { what: "the query cannot be read", source })?;
        text
    } else {
        cypher
    };
    let answer = match asked {
        Asked::File(path) => ask(dataset_file::open(&path)?.dataset, &cypher).await,
        Asked::Server(server) => {
            let client = remote::connect(server, &options.remote).await?;
            let line = ProgressLine::new();
            line.say("waiting for the answer");
            let answer = client.custom(&cypher, |rows| line.tell(|| format!("{rows} rows"))).await;
            line.clear();
            answer
        }
    };
    let table = answer.map_err(|error| QueryError::Refused(in_words(&error, &cypher)))?;
    let bytes = written(&table, options.format);
    match options.output {
        Some(path) => Ok(whole_file::write(&path, &bytes)?),
        None => output::print(bytes).map_err(|source| QueryError::Io { what: "the answer cannot be written", source }),
    }
}

fn written(table: &Table, format: Format) -> Vec<u8> {
    let mut text = String::new();
    match format {
        Format::Table => grid::write(table, &mut text),
        Format::Csv => write_csv(table, None, &mut text),
        Format::Json => {
            write_json(table, None, &mut text);
            text.push('\n');
        }
        Format::Arrow => return write_arrow(table, None),
    }
    text.into_bytes()
}

async fn ask(dataset: Dataset, cypher: &str) -> Result<Table, Error> {
    // The address is for the client's messages only; nothing is sent anywhere.
    let mut options = ClientOptions::new(ServerAddress::parse("localhost", false)?);
    options.dataset = Some(dataset.name().to_owned());
    let server = LocalServer::new(vec![dataset]).with_limits(LIMITS);
    Client::connect(LocalTransport(Arc::new(server)), options).await?.query(cypher).await
}

/// The mistake with its line, and a mark under the place.
fn in_words(error: &Error, cypher: &str) -> String {
    let Error::Cypher(failure) = error else { return error.to_string() };
    let Some((line, column)) = failure.position else { return format!("{failure} [{}]", failure.neo4j_code) };
    let quoted = cypher.lines().nth((line as usize).saturating_sub(1)).unwrap_or_default();
    let place = format!("line {line}, column {column}");
    // The engine's own words may name the place already.
    let place = if failure.message.contains(&place) { String::new() } else { format!(" ({place})") };
    let before: String =
        quoted.chars().take((column as usize).saturating_sub(1)).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    format!("{failure}{place} [{}]\n  {quoted}\n  {before}^", failure.neo4j_code)
}
