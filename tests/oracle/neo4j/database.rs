//! The living database, asked over HTTP.

use std::time::Duration;

use reqwest::Client;
use serde_json::{Value as Json, json};
use tokio::runtime::Runtime;

use crate::answer::Answer;

/// No query is waited for longer; the database's own limit is below it.
const PATIENCE: Duration = Duration::from_secs(30);
/// No larger answer is read: ours is too large then, too.
const MOST_BYTES: usize = 128 << 20;

pub(crate) struct Database {
    client: Client,
    runtime: Runtime,
    url: String,
}

impl Database {
    /// The one that listens at `http://host:port`.
    pub(crate) fn at(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self { client, runtime, url: format!("{url}/db/neo4j/tx/commit") }
    }

    /// What it answers.
    pub(crate) fn ask(&self, cypher: &str) -> Answer {
        let body = json!({"statements": [{"statement": cypher}]}).to_string();
        let request = self.client.post(&self.url).header("content-type", "application/json").body(body);
        let said = self.runtime.block_on(async {
            let (mut response, mut said) = (request.send().await?, Vec::new());
            while let Some(more) = response.chunk().await? {
                said.extend_from_slice(&more);
                if said.len() > MOST_BYTES {
                    return Ok(None);
                }
            }
            Ok::<_, reqwest::Error>(Some(said))
        });
        let said = match said {
            Ok(Some(said)) => said,
            Ok(None) => return Answer::failed("TransactionTimedOut", "more than is compared"),
            Err(error) => return Answer::failed("TransactionTimedOut", error.to_string()),
        };
        // What fails while it is written comes as half an answer.
        let Ok(mut answer) = serde_json::from_slice::<Json>(&said) else {
            return Answer::failed("ExecutionFailed", String::from_utf8_lossy(&said));
        };
        if let Some(error) = answer["errors"].get(0) {
            let (code, message) = (error["code"].as_str().unwrap(), error["message"].as_str().unwrap_or_default());
            let is_late = message.contains("within the specified timeout");
            return Answer::failed(if is_late { "TransactionTimedOut" } else { code }, message);
        }
        let result = answer["results"][0].take();
        let columns = result["columns"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        let rows = result["data"].as_array().unwrap().iter().map(|row| row["row"].clone());
        Answer::Rows { columns: columns.collect(), rows: rows.collect() }
    }
}
