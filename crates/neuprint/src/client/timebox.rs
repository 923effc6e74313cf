//! Queries that say themselves within what time they may give rows.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use neuprint_table::TableDecoder;

use super::Client;
use crate::error::Error;
use crate::transport::Transport;

/// An answer that is longer has rows.
const LONGEST_WITHOUT_ROWS: usize = 4_096;

/// The beginning of an answer: enough to see whether there are rows in it.
#[derive(Default)]
pub(super) struct Answer {
    beginning: Vec<u8>,
}

impl Answer {
    pub(super) fn hear(&mut self, piece: &[u8]) {
        if self.beginning.len() <= LONGEST_WITHOUT_ROWS {
            self.beginning.extend_from_slice(piece);
        }
    }

    pub(super) fn has_no_rows(&self) -> bool {
        let mut decoder = TableDecoder::new();
        self.beginning.len() <= LONGEST_WITHOUT_ROWS && decoder.push(&self.beginning).is_ok_and(|rows| rows == 0)
    }
}

impl<T: Transport> Client<T> {
    /// Whether a time passes before a future has come to its end. It comes to it in either case.
    pub(super) async fn outlasts(
        &self,
        time: Duration,
        asking: impl Future<Output = Result<(), Error>>,
    ) -> Result<bool, Error> {
        match select(pin!(asking), pin!(self.transport.sleep(time))).await {
            Either::Left((answered, _)) => answered.map(|()| false),
            Either::Right(((), asking)) => asking.await.map(|()| true),
        }
    }
}

/// That a query's own time was over before there was a row.
pub(super) fn run_out(time: Duration) -> Error {
    Error::QueryTimeout { message: format!("the query's own apoc.cypher.runTimeboxed, within {} ms", time.as_millis()) }
}
