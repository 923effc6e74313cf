//! `neuprint query`: one Cypher query over a dataset file.
//!
//! ```text
//! neuprint query hemibrain-sample-v1.2.1.npdata "MATCH (n:Neuron) RETURN n.bodyId, n.type LIMIT 3" --format csv
//! ```
//!
//! The file is asked as a server is: by the client, over the REST API that `neuprint-local` answers. So an answer here is
//! the answer there, and a mistake is told with the same place.

mod grid;

use std::io::Read;
use std::sync::Arc;

use neuprint::table::{Table, write_csv, write_json};
use neuprint::{Client, ClientOptions, Error, ServerAddress};
use neuprint_local::{Dataset, LocalServer, LocalTransport, QueryLimits};

use crate::options::{Format, QueryOptions};
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

/// Runs the command.
///
/// # Errors
/// If the file is no dataset, or the query is refused or fails.
pub async fn run(options: QueryOptions) -> Result<(), QueryError> {
    let cypher = if options.cypher == "-" {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map_err(|source| QueryError::Io { what: "the query cannot be read", source })?;
        text
    } else {
        options.cypher
    };
    let dataset = dataset_file::open(&options.file)?.dataset;
    let table = ask(dataset, &cypher).await.map_err(|error| QueryError::Refused(in_words(&error, &cypher)))?;
    let mut text = String::new();
    match options.format {
        Format::Table => grid::write(&table, &mut text),
        Format::Csv => write_csv(&table, None, &mut text),
        Format::Json => {
            write_json(&table, None, &mut text);
            text.push('\n');
        }
    }
    output::print(&text).map_err(|source| QueryError::Io { what: "the answer cannot be written", source })
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
