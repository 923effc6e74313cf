//! From a server's refusal to a typed error: three shapes of JSON, and whatever a proxy says.

use http::StatusCode;
use serde::Deserialize;

use super::{CypherFailure, Error};
use crate::cypher::position::in_original;

/// A refusal's body; every field may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refusal {
    error: Option<String>,
    message: Option<String>,
    tos_required: bool,
    tos_url: Option<String>,
    dataset: Option<String>,
}

/// The error for an answer that is no success. `asked` says what the request was for.
pub(crate) fn of_answer(status: StatusCode, body: &[u8], asked: &Asked<'_>) -> Error {
    let refusal: Refusal = serde_json::from_slice(body).unwrap_or_default();
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
    pub(crate) what: Option<String>,
}

/// The `error` text of a handler.
fn of_handler(status: u16, text: String, asked: &Asked<'_>) -> Error {
    if text.contains("TransactionTimedOut") || text.contains("Timeout experienced") {
        return Error::QueryTimeout { message: text };
    }
    if let Some(failure) = cypher_failure(&text, asked.cypher.unwrap_or_default()) {
        return Error::Cypher(failure);
    }
    if text.starts_with("dataset ") && text.ends_with(" not available in stores") {
        return Error::UnknownDataset { dataset: Some(asked.dataset.to_owned()), available: Vec::new() };
    }
    // The server says 400 where others say 404.
    if let Some(what) = &asked.what
        && status == 400
    {
        return Error::NotFound { what: what.clone(), dataset: asked.dataset.to_owned(), message: text };
    }
    Error::Server { status, message: text }
}

/// `failed to execute query: Neo4jError: CODE (MESSAGE (line L, column C (offset: O))\n"LINE"\n   ^)`
fn cypher_failure(text: &str, original: &str) -> Option<CypherFailure> {
    let said = text.split_once("Neo4jError: ")?.1;
    let (code, rest) = said.split_once(' ')?;
    let inner = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')).unwrap_or(rest);
    // The query that the message quotes follows its first line and begins with a quote.
    let (message, quoted) = inner.split_once("\n\"").unwrap_or((inner, ""));
    let (message, place) = match message.rfind(" (line ") {
        Some(at) => (&message[..at], Some(&message[at..])),
        None => (message, None),
    };
    let number = |place: &str, name: &str| -> Option<u32> {
        let digits = place.split_once(name)?.1;
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let line_of_query = quoted.rsplit_once("\"\n").map_or(quoted, |(line, _)| line);
    let position = place
        .and_then(|place| Some((number(place, "line ")?, number(place, "column ")?)))
        // Without a place in words, the caret below the quoted line shows it.
        .or_else(|| {
            let caret = quoted.rsplit_once('\n')?.1.find('^')?;
            Some((1, u32::try_from(caret).ok()?))
        })
        .filter(|(line, _)| *line > 0)
        .and_then(|(line, column)| in_original(original, line, column, line_of_query));
    Some(CypherFailure { neo4j_code: code.to_owned(), message: message.to_owned(), position })
}

/// The beginning of an answer that is not JSON.
fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(400)]);
    let text = text.trim();
    if text.is_empty() { "no explanation".into() } else { text.chars().take(200).collect() }
}
