//! From a server's refusal to a typed error: three shapes of JSON, and whatever a proxy says.

use http::StatusCode;
use serde_json::Value;

use super::{CypherFailure, Error};
use crate::api::{Fields, FromJson};
use crate::cypher::position::{in_line, in_some_line};

/// A refusal's body; every field may be missing.
#[derive(Debug, Default)]
struct Refusal {
    error: Option<String>,
    message: Option<String>,
    tos_required: bool,
    tos_url: Option<String>,
    dataset: Option<String>,
}

impl FromJson for Refusal {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the refusal")?;
        Ok(Self {
            error: fields.optional_text("error")?,
            message: fields.optional_text("message")?,
            tos_required: fields.flag("tos_required")?,
            tos_url: fields.optional_text("tos_url")?,
            dataset: fields.optional_text("dataset")?,
        })
    }
}

/// The error for an answer that is no success. `asked` says what the request was for.
pub(crate) fn of_answer(status: StatusCode, body: &[u8], asked: &Asked<'_>) -> Error {
    let refusal = Refusal::from_json_text(body).unwrap_or_default();
    let dataset = || refusal.dataset.clone().unwrap_or_else(|| asked.dataset.to_owned());
    let message = || {
        let said = refusal.message.as_deref().or(refusal.error.as_deref());
        said.map_or_else(|| excerpt(body), str::to_owned)
    };
    match status.as_u16() {
        401 => Error::Unauthorized { message: message() },
        403 if refusal.tos_required => Error::TermsOfService {
            dataset: dataset(),
            tos_url: refusal.tos_url.clone().unwrap_or_default(),
            message: message(),
        },
        403 => Error::Forbidden { message: message() },
        status @ (502..=504) => Error::Gateway { status },
        status => match refusal.error {
            Some(text) => of_handler(status, text, asked),
            None if status == 404 => Error::NoSuchEndpoint { path: asked.path.to_owned() },
            // Measured: what JSON cannot hold ends the answer this way.
            None if status == 500 && asked.cypher.is_some() => Error::Server {
                status,
                message: format!(
                    "{} (also said of a result that JSON cannot hold, such as 1.0 / 0: use toString there)",
                    message()
                ),
            },
            None => Error::Server { status, message: message() },
        },
    }
}

/// What a failed request was for.
pub(crate) struct Asked<'a> {
    /// The path, for messages.
    pub(crate) path: &'a str,
    /// The dataset, if there was one.
    pub(crate) dataset: &'a str,
    /// The query, if there was one.
    pub(crate) cypher: Option<&'a str>,
    /// What was looked for by name, if something was.
    pub(crate) what: Option<&'a str>,
}

/// The `error` text of a handler.
pub(crate) fn of_handler(status: u16, text: String, asked: &Asked<'_>) -> Error {
    if text.contains("TransactionTimedOut") || text.contains("Timeout experienced") {
        return Error::QueryTimeout { message: text };
    }
    // `Neo.TransientError.General.MemoryPoolOutOfMemoryError`, and its names in other versions.
    if text.contains("OutOfMemory") {
        return Error::BudgetExceeded { message: text };
    }
    if let Some(failure) = cypher_failure(&text, asked.cypher.unwrap_or_default()) {
        return Error::Cypher(failure);
    }
    if text.starts_with("dataset ") && text.ends_with(" not available in stores") {
        return Error::UnknownDataset { dataset: Some(asked.dataset.to_owned()), available: Vec::new() };
    }
    // The server says 400 where others say 404, whichever store it looks into.
    if let Some(what) = &asked.what
        && says_missing(&text)
    {
        return Error::NotFound { what: (*what).to_owned(), dataset: asked.dataset.to_owned(), message: text };
    }
    Error::Server { status, message: text }
}

/// Whether a store says that it has nothing under this name: the built-in one, a missing one, or another server.
fn says_missing(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["not found", "no store found", "does not exist", "no cell type exists", "no such", "404"]
        .iter()
        .any(|words| text.contains(words))
}

/// `failed to execute query: Neo4jError: CODE (MESSAGE (line L, column C (offset: O))\n"LINE"\n   ^)`
fn cypher_failure(text: &str, original: &str) -> Option<CypherFailure> {
    let said = text.split_once("Neo4jError: ")?.1;
    let (code, rest) = said.split_once(' ')?;
    let inner = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')).unwrap_or(rest);
    // The line that the message quotes follows its own words, in quotes, with a mark below.
    let (message, quoted) = match inner.find("\n\"").filter(|_| inner.ends_with('^')) {
        Some(at) => (&inner[..at], &inner[at + 2..]),
        None => (inner, ""),
    };
    let (message, place) = match message.rfind(" (line ").filter(|_| message.ends_with("))")) {
        Some(at) => (&message[..at], Some(&message[at..])),
        None => (message, None),
    };
    let number = |place: &str, name: &str| -> Option<u32> {
        let digits = place.split_once(name)?.1;
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let (line, mark) = quoted.rsplit_once("\"\n").unwrap_or((quoted, ""));
    let position = match place {
        Some(place) => number(place, "line ")
            .zip(number(place, "column "))
            .filter(|(line, column)| *line > 0 && *column > 0)
            .and_then(|(at, column)| in_line(original, at, column, line)),
        // Without a place in words, the mark below the quoted line shows the column. The quotation mark is one more.
        None => mark.find('^').and_then(|column| in_some_line(original, u32::try_from(column).ok()?, line)),
    };
    Some(CypherFailure { neo4j_code: code.to_owned(), message: message.to_owned(), position })
}

/// The beginning of an answer that is not JSON.
fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(400)]);
    let text = text.trim();
    if text.is_empty() { "no explanation".into() } else { text.chars().take(200).collect() }
}
