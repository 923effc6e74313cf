//! What can go wrong, with stable codes.

mod server;

use neuprint_decimal::Plain;

use crate::analysis::AnalysisError;
use crate::body_id::{BodyId, InvalidBodyId};
use crate::criteria::CriteriaError;
use crate::mesh::MeshError;
use crate::neuroglancer::NeuroglancerError;
use crate::path::SlashInName;
use crate::search::SearchError;
use crate::transport::TransportError;
pub(crate) use server::{Asked, of_answer, of_handler};

/// Everything that a client's call can fail with. [`Error::code`] is stable; the message may get better.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No answer came.
    #[error("{0}")]
    Transport(#[from] TransportError),
    /// The server did not answer in time, or stopped in the middle of its answer.
    #[error("nothing came from the server for {} s; it may still be working on the request", Plain::from(*seconds))]
    Timeout {
        /// The limit of the client's own options.
        seconds: f64,
    },
    /// The database stopped the query because it took too long.
    #[error(
        "the server stopped the query because it took too long: ask for less, or for one part at a time. ({message})"
    )]
    QueryTimeout {
        /// The server's words.
        message: String,
    },
    /// The database stopped the query because it needed more memory, rows or steps than it may.
    #[error("the query needs more than the server allows: ask for less, or for one part at a time. ({message})")]
    BudgetExceeded {
        /// The server's words.
        message: String,
    },
    /// The server wants a token, or does not accept this one.
    #[error(
        "the server does not accept the request without a valid token ({message}): sign in there and copy a new token"
    )]
    Unauthorized {
        /// The server's words.
        message: String,
    },
    /// The token is valid, but its owner may not do this.
    #[error("no permission: {message}")]
    Forbidden {
        /// The server's words.
        message: String,
    },
    /// The dataset's terms of service have not been accepted.
    #[error("the terms of service of {dataset} have not been accepted: accept them at {tos_url}, then try again")]
    TermsOfService {
        /// The dataset.
        dataset: String,
        /// Where to accept them.
        tos_url: String,
        /// The server's words.
        message: String,
    },
    /// The server has no such dataset, or more than one and none was named.
    #[error("{}", unknown_dataset(dataset.as_deref(), available))]
    UnknownDataset {
        /// What was asked for.
        dataset: Option<String>,
        /// What there is.
        available: Vec<String>,
    },
    /// The database refused the query.
    #[error("{0}")]
    Cypher(#[from] CypherFailure),
    /// The query has a quotation mark of a word processor where Cypher's belong.
    #[error("line {line}, column {column}: `{quote}` is a typographic quotation mark; Cypher's are ' and \"")]
    TypographicQuote {
        /// The mark.
        quote: char,
        /// Counted from 1.
        line: u32,
        /// Counted from 1, in characters.
        column: u32,
    },
    /// The query would write.
    #[error("line {line}, column {column}: `{keyword}` would change the database; this client only reads")]
    WriteRefused {
        /// The clause.
        keyword: String,
        /// Counted from 1.
        line: u32,
        /// Counted from 1, in characters.
        column: u32,
    },
    /// The server has nothing under this name.
    #[error("{what} was not found in {dataset} ({message})")]
    NotFound {
        /// "the skeleton of 1234", "the mesh of MB(R)".
        what: String,
        /// Where it was looked for.
        dataset: String,
        /// The server's words.
        message: String,
    },
    /// The server does not know the route.
    #[error("the server does not know {path}: it may be too old for this client, or no neuPrint server")]
    NoSuchEndpoint {
        /// The path.
        path: String,
    },
    /// A proxy in front of the server could not reach it.
    #[error("a gateway in front of the server answered {status}: the server is down or too slow; try again later")]
    Gateway {
        /// 502, 503 or 504.
        status: u16,
    },
    /// Another refusal.
    #[error("the server answered {status}: {message}")]
    Server {
        /// The HTTP status.
        status: u16,
        /// The server's words, or the beginning of its answer.
        message: String,
    },
    /// The answer is not what the protocol says.
    #[error("the answer of {path} cannot be read: {problem}")]
    InvalidAnswer {
        /// Which request.
        path: String,
        /// What is wrong.
        problem: String,
    },
    /// A query's answer is not a table, or was cut off.
    #[error("{0}")]
    Decode(#[from] neuprint_table::DecodeError),
    /// A skeleton is not SWC.
    #[error("the skeleton of {body} is not valid SWC: {source}")]
    InvalidSkeleton {
        /// Whose.
        body: u64,
        /// Where and why.
        source: neuprint_skeleton::ParseError,
    },
    /// A mesh is not OBJ.
    #[error("the mesh of {roi} is not valid OBJ: {source}")]
    InvalidMesh {
        /// Which.
        roi: String,
        /// Where and why.
        source: MeshError,
    },
    /// A search cannot be read.
    #[error("{0}")]
    InvalidSearch(#[from] SearchError),
    /// Something that is not a bodyId was given for one.
    #[error("{0}")]
    InvalidBodyId(#[from] InvalidBodyId),
    /// A query of several requests failed at one of them; what the others answered is here.
    #[error("{source} ({done} of {total} parts were answered; they are in the error)")]
    Incomplete {
        /// What went wrong.
        source: Box<Error>,
        /// For how many neurons, or pairs of them, there are answers.
        done: usize,
        /// For how many answers were wanted.
        total: usize,
        /// Those answers, as they came from the server.
        partial: Box<neuprint_table::Table>,
    },
    /// Many skeletons were asked for, and one of them failed; those before it are here.
    #[error("{source} ({done} of {total} skeletons were answered before; they are in the error)")]
    IncompleteSkeletons {
        /// What went wrong.
        source: Box<Error>,
        /// For how many neurons there were answers.
        done: usize,
        /// For how many answers were wanted.
        total: usize,
        /// Their skeletons, in the order of the neurons.
        partial: Vec<(BodyId, neuprint_skeleton::Skeleton)>,
    },
    /// A table cannot be analysed.
    #[error("{0}")]
    Analysis(#[from] AnalysisError),
    /// There is no link to neuroglancer, or nothing in it.
    #[error("{0}")]
    Neuroglancer(#[from] NeuroglancerError),
    /// Criteria that cannot be meant as they are written.
    #[error("{0}")]
    Criteria(#[from] CriteriaError),
    /// The server's address is not usable.
    #[error("the server address `{server}` cannot be used: {reason}")]
    InvalidServer {
        /// What was given.
        server: String,
        /// Why not.
        reason: String,
    },
    /// A name cannot be part of a path.
    #[error("{0}")]
    SlashInName(#[from] SlashInName),
    /// The token is not usable.
    #[error("this is not a token: paste the token itself, or the whole JSON document that the server shows")]
    InvalidToken,
}

/// What the database said of a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CypherFailure {
    /// Neo4j's code, such as `Neo.ClientError.Statement.SyntaxError`.
    pub neo4j_code: String,
    /// Its message, without the quoted query.
    pub message: String,
    /// Line and column in the text that the user wrote, counted from 1, if the message has a place that can be
    /// mapped back.
    pub position: Option<(u32, u32)>,
}

impl Error {
    /// A stable name for what happened, in kebab case: one of [`Error::CODES`].
    pub fn code(&self) -> &'static str {
        match self {
            Self::Transport(TransportError::Network(_)) => "network",
            Self::Transport(TransportError::Blocked { .. }) => "cors-blocked",
            Self::Transport(TransportError::Cancelled) => "aborted",
            Self::Timeout { .. } | Self::QueryTimeout { .. } => "timeout",
            Self::BudgetExceeded { .. } => "budget-exceeded",
            Self::Unauthorized { .. } => "unauthorized",
            Self::Forbidden { .. } => "forbidden",
            Self::TermsOfService { .. } => "terms-of-service-required",
            Self::UnknownDataset { .. } => "dataset-not-found",
            Self::Cypher(failure) if failure.is_syntax() => "cypher-syntax",
            Self::TypographicQuote { .. } => "cypher-syntax",
            Self::Cypher(_) => "query-failed",
            Self::WriteRefused { .. } => "write-refused",
            Self::NotFound { .. } => "not-found",
            Self::NoSuchEndpoint { .. } => "unsupported",
            Self::Gateway { .. } | Self::Server { .. } => "server-error",
            Self::InvalidAnswer { .. } | Self::Decode(_) | Self::InvalidMesh { .. } => "malformed-response",
            Self::InvalidSkeleton { .. } => "invalid-swc",
            Self::Incomplete { source, .. } | Self::IncompleteSkeletons { source, .. } => source.code(),
            Self::InvalidSearch(_)
            | Self::InvalidBodyId(_)
            | Self::Criteria(_)
            | Self::Analysis(_)
            | Self::Neuroglancer(_)
            | Self::InvalidServer { .. }
            | Self::SlashInName(_)
            | Self::InvalidToken => "invalid-argument",
        }
    }

    /// All codes, for the types of other languages. `internal` is no [`Error`]: it is a mistake of this library, which
    /// other languages receive as an error, too.
    pub const CODES: [&str; 19] = [
        "network",
        "cors-blocked",
        "aborted",
        "timeout",
        "budget-exceeded",
        "unauthorized",
        "forbidden",
        "terms-of-service-required",
        "dataset-not-found",
        "cypher-syntax",
        "query-failed",
        "write-refused",
        "not-found",
        "unsupported",
        "server-error",
        "malformed-response",
        "invalid-swc",
        "invalid-argument",
        "internal",
    ];
}

impl CypherFailure {
    /// Whether the query was refused for how it is written, before it ran.
    pub fn is_syntax(&self) -> bool {
        self.neo4j_code.ends_with(".SyntaxError")
    }
}

fn unknown_dataset(dataset: Option<&str>, available: &[String]) -> String {
    let list = if available.is_empty() { "none that you may see".into() } else { available.join(", ") };
    match dataset {
        Some(dataset) => format!("the server has no dataset `{dataset}`; it has: {list}"),
        None => format!("the server has several datasets, choose one: {list}"),
    }
}
