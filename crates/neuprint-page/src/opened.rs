//! A dataset that is open, as every page knows it.

use neuprint_worker::messages::{ConnectTo, Connection, Failure};
use serde::{Deserialize, Serialize};

/// A dataset that is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// How it was asked for.
    pub target: ConnectTo,
    /// What it is.
    pub connection: Connection,
}

impl Opened {
    /// Whether it came with the app.
    pub fn is_embedded(&self) -> bool {
        matches!(self.target, ConnectTo::Embedded { .. })
    }

    /// Whether it is in this page: came with the app, or from files.
    pub fn is_in_page(&self) -> bool {
        !matches!(self.target, ConnectTo::Server { .. })
    }

    /// The same without the token, which no page needs.
    #[must_use]
    pub fn without_token(&self) -> Self {
        let mut opened = self.clone();
        if let ConnectTo::Server { token, .. } = &mut opened.target {
            *token = None;
        }
        opened
    }
}

/// The answer was of another kind than the question: the parts of the app are of different builds.
pub fn unexpected(doing: &str) -> Failure {
    Failure {
        code: "internal".to_owned(),
        message: format!(
            "The worker's answer to {doing} was not understood. Reload the page: its parts may be of different versions."
        ),
        position: None,
        tos_url: None,
        datasets: Vec::new(),
    }
}
