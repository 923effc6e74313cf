//! All skeletons that are missing, a few at a time.

use std::pin::pin;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use neuprint::{Client, Error, TransportError};
use neuprint_http::HttpTransport;

use super::download::{Failure, Plan};
use super::error::SkeletonsError;
use super::folder::Folder;
use super::manifest::{Outcome, Row};
use super::wanted::Wanted;
use crate::progress::ProgressLine;

/// After so many bodies in a row for which no answer came, nobody is there.
const SILENCE: usize = 20;

/// What came of it so far.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    pub(super) total: usize,
    /// Those that were there before.
    pub(super) kept: usize,
    pub(super) whole: usize,
    pub(super) failed: usize,
    /// The first failure.
    pub(super) first: Option<String>,
    /// For how many bodies in a row no answer came.
    pub(super) silent: usize,
}

impl Fetched {
    fn done(&self) -> usize {
        self.kept + self.whole + self.failed
    }

    fn left(&self) -> usize {
        self.total - self.done()
    }
}

/// Fetches what is missing, a few at a time, until all is there or something concerns all of it.
pub(super) async fn fetch(
    client: &Client<HttpTransport>,
    plan: Plan,
    missing: Vec<Wanted>,
    jobs: usize,
    folder: &mut Folder,
    fetched: &mut Fetched,
    line: &ProgressLine,
) -> Result<(), SkeletonsError> {
    let plan = Arc::new(plan);
    let asking = missing.into_iter().map(|wanted| {
        let plan = plan.clone();
        async move { (plan.fetch(client, wanted.body).await, wanted) }
    });
    let mut answers = pin!(stream::iter(asking).buffer_unordered(jobs));
    let mut interrupted = pin!(interrupted());
    loop {
        let text = format!("{} of {} skeletons, {} failed", fetched.done(), fetched.total, fetched.failed);
        line.advance(&text, fetched.done() as u64, fetched.total as u64);
        let answer = tokio::select! {
            answer = answers.next() => answer,
            () = &mut interrupted => {
                return Err(SkeletonsError::Interrupted { left: fetched.left(), total: fetched.total });
            }
        };
        let Some((answer, Wanted { body, neuron_type })) = answer else { return Ok(()) };
        let outcome = match answer {
            Ok(written) => {
                (fetched.whole, fetched.silent) = (fetched.whole + 1, 0);
                Outcome::Written(written)
            }
            Err(Failure::Unwritable(error)) => return Err(error.into()),
            Err(Failure::Refused(error)) => {
                let silent = no_answer(&error);
                fetched.silent = if silent { fetched.silent + 1 } else { 0 };
                if concerns_all(&error) {
                    return Err(error.into());
                }
                if fetched.silent >= SILENCE {
                    return Err(SkeletonsError::Silent { source: error, left: fetched.left() });
                }
                fetched.failed += 1;
                fetched.first.get_or_insert_with(|| format!("{body}: {error}"));
                Outcome::Failed(error.to_string())
            }
        };
        folder.record(Row { body, neuron_type, outcome })?;
    }
}

/// Whether whoever asks is not let in, which the next body will not change.
fn concerns_all(error: &Error) -> bool {
    matches!(error, Error::Unauthorized { .. } | Error::Forbidden { .. } | Error::TermsOfService { .. })
}

/// Whether there may be nobody at the other end.
fn no_answer(error: &Error) -> bool {
    matches!(error, Error::Transport(TransportError::Network(_)) | Error::Timeout { .. } | Error::Gateway { .. })
}

/// Ends at Ctrl-C.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // It then ends the process, as it does everywhere.
        std::future::pending::<()>().await;
    }
}
