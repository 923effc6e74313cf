//! Errors in the words and fields that the page shows.

use neuprint::{CypherFailure, Error};

use crate::messages::{Failure, TableHandle};

/// What a client's call failed with.
pub(super) fn of_client(error: Error) -> Failure {
    let (mut position, mut tos_url, mut datasets) = (None, None, Vec::new());
    match &error {
        Error::Cypher(CypherFailure { position: place, .. }) => position = *place,
        Error::WriteRefused { line, column, .. } | Error::TypographicQuote { line, column, .. } => {
            position = Some((*line, *column))
        }
        // It becomes a link: a server must not bring other schemes into the page.
        Error::TermsOfService { tos_url: url, .. } if is_web_address(url) => tos_url = Some(url.clone()),
        Error::UnknownDataset { available, .. } => datasets.clone_from(available),
        _ => {}
    }
    Failure { code: error.code().to_owned(), message: error.to_string(), position, tos_url, datasets }
}

fn is_web_address(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

/// The page changed its mind.
pub(super) fn aborted() -> Failure {
    plain("aborted", "The request was cancelled.")
}

/// A request came before a dataset was open.
pub(super) fn not_connected() -> Failure {
    plain("not-connected", "No dataset is open. Choose one in the connection bar.")
}

/// A table that was closed, or belonged to an earlier worker.
pub(super) fn no_table(table: TableHandle) -> Failure {
    plain("no-table", format!("Table {table} is no longer there. Run the query again."))
}

/// A file that was written, given up, or belonged to an earlier worker.
pub(super) fn no_export() -> Failure {
    plain("no-export", "The file is no longer being written. Export the rows again.")
}

/// A skeleton that was not fetched, or belonged to another dataset.
pub(super) fn no_skeleton(body: u64) -> Failure {
    plain("no-skeleton", format!("The skeleton of {body} is not loaded. Add {body} to the list again."))
}

/// What was asked makes no sense.
pub(super) fn invalid(message: impl Into<String>) -> Failure {
    plain("invalid-argument", message)
}

/// More than memory or the clipboard are for.
pub(super) fn too_large(message: impl Into<String>) -> Failure {
    plain("too-large", message)
}

/// A failure without further fields.
pub(super) fn plain(code: &str, message: impl Into<String>) -> Failure {
    Failure { code: code.to_owned(), message: message.into(), position: None, tos_url: None, datasets: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        let link = |url: &str| {
            let (dataset, message) = ("hemibrain".to_owned(), String::new());
            of_client(Error::TermsOfService { dataset, tos_url: url.to_owned(), message }).tos_url
        };
        assert_eq!(link("HTTPS://example.org/tos").as_deref(), Some("HTTPS://example.org/tos"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link(""), None);
    }
}
