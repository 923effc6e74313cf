//! Answers of queries while they come: a table can be looked at from its first row on, and what came is kept when the
//! rest is lost.
//!
//! A table that still grows can be read by viewports. What needs all its rows (an order, a file) waits for them, and so
//! does its end: it is closed when it has ended.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use neuprint::Transport;
use neuprint::table::{DecodeError, Table, TableDecoder};

use super::{Answer, Desk, cells, failure};
use crate::host::Host;
use crate::messages::{Failure, Progress, RequestId, Response, TableHandle, TableSummary, Viewport};

/// How often the page hears how far an answer has come: each word is a picture to draw, for which bytes wait where a
/// processor draws.
const TICK: Duration = Duration::from_millis(200);

/// The answers that are on their way, by the requests that asked for them.
#[derive(Debug, Default)]
pub(super) struct Growing(HashMap<RequestId, Coming>);

/// An answer that is on its way.
#[derive(Debug)]
struct Coming {
    decoder: TableDecoder,
    /// What came before a mistake in the answer.
    broken: Option<Arc<Table>>,
    bytes: u64,
    started: f64,
    told: f64,
    /// Whether more has come since.
    untold: bool,
    /// The table, once there are rows.
    handle: Option<TableHandle>,
    /// Requests that need all rows: they go on when this is dropped.
    waiting: Vec<oneshot::Sender<()>>,
}

impl Growing {
    /// The cells of some rows of a table that grows; `None` if it does not.
    pub(super) fn viewport(&self, table: TableHandle, first: u32, count: u32) -> Option<Viewport> {
        let coming = self.0.values().find(|coming| coming.handle == Some(table))?;
        let table = coming.decoder.table();
        Some(cells::viewport(table, (first, count), table.rows(), |row| row))
    }
}

impl Coming {
    /// Tells the page how far it is; `first`: of a table that it does not know yet.
    fn tell(&mut self, now: f64, first: bool, progress: &impl Fn(Progress)) {
        self.told = now;
        self.untold = false;
        progress(Progress::Bytes(self.bytes));
        if let Some(handle) = self.handle {
            let table = self.decoder.table();
            let first = if first { cells::first_rows(table) } else { Vec::new() };
            progress(Progress::Table(TableSummary { first, ..cells::shape(handle, table, now - self.started) }));
        }
    }
}

impl<H: Host> Desk<H> {
    /// Runs a query.
    pub(super) async fn query(&self, id: RequestId, cypher: String, progress: impl Fn(Progress)) -> Answer {
        let session = self.session()?;
        let started = self.host.now_ms();
        let coming = Coming {
            decoder: TableDecoder::new(),
            broken: None,
            bytes: 0,
            started,
            told: started,
            untold: false,
            handle: None,
            waiting: Vec::new(),
        };
        self.growing.borrow_mut().0.insert(id, coming);
        let asking = pin!(session.client.custom_pieces(&cypher, |piece| self.take(id, piece, &progress)));
        let failure = match select(asking, pin!(self.tell_late(id, &progress))).await {
            Either::Left((told, _)) => told.map_err(failure::of_client).err(),
            Either::Right((never, _)) => match never {},
        };
        self.query_ended(id, failure)
    }

    /// Tells what came too soon after the last word to be told at once, and was not followed by more. It is polled
    /// whenever a piece has come.
    async fn tell_late(&self, id: RequestId, progress: &impl Fn(Progress)) -> Infallible {
        let remote = self.host.remote();
        loop {
            let untold = || self.growing.borrow().0.get(&id).is_some_and(|coming| coming.untold);
            poll_fn(|_| if untold() { Poll::Ready(()) } else { Poll::Pending }).await;
            remote.sleep(TICK).await;
            if let Some(coming) = self.growing.borrow_mut().0.get_mut(&id).filter(|coming| coming.untold) {
                coming.tell(self.host.now_ms(), false, progress);
            }
        }
    }

    /// Takes a piece of an answer and tells the page, if it is time to.
    fn take(&self, id: RequestId, piece: &[u8], progress: &impl Fn(Progress)) -> Result<(), DecodeError> {
        let mut growing = self.growing.borrow_mut();
        let Some(coming) = growing.0.get_mut(&id) else { return Ok(()) };
        coming.bytes += piece.len() as u64;
        // The decoder hands over what came before a mistake with the error.
        let rows = coming.decoder.push(piece).inspect_err(|error| coming.broken = Some(error.partial().clone()))?;
        let now = self.host.now_ms();
        let first = coming.handle.is_none() && rows > 0;
        if first {
            coming.handle = Some(self.tables.borrow_mut().handle());
        } else if now - coming.told < TICK.as_secs_f64() * 1e3 {
            coming.untold = true;
            return Ok(());
        }
        coming.tell(now, first, progress);
        Ok(())
    }

    /// A query has ended, or any request was stopped: the rows of a query are kept, whatever happened after them.
    pub(super) fn query_ended(&self, id: RequestId, failure: Option<Failure>) -> Answer {
        let coming = self.growing.borrow_mut().0.remove(&id);
        let Some(coming) = coming else { return Err(failure.unwrap_or_else(failure::aborted)) };
        let (table, incomplete) = match (failure, coming.broken) {
            (None, _) => match coming.decoder.finish() {
                Ok(table) => (table, None),
                Err(error) => (error.partial().as_ref().clone(), Some(failure::of_client(error.into()))),
            },
            (failure, Some(broken)) => (Arc::unwrap_or_clone(broken), failure),
            (failure, None) => (coming.decoder.into_partial(), failure),
        };
        if let Some(failure) = incomplete.clone().filter(|_| coming.handle.is_none()) {
            return Err(failure);
        }
        let mut tables = self.tables.borrow_mut();
        let handle = coming.handle.unwrap_or_else(|| tables.handle());
        let summary = tables.keep(handle, table, self.host.now_ms() - coming.started);
        Ok((Response::Table(TableSummary { incomplete, ..summary }), Vec::new()))
    }

    /// Waits until a table has all its rows.
    pub(super) async fn grown(&self, table: TableHandle) {
        let ended = {
            let mut growing = self.growing.borrow_mut();
            let Some(coming) = growing.0.values_mut().find(|coming| coming.handle == Some(table)) else { return };
            let (sender, ended) = oneshot::channel();
            coming.waiting.push(sender);
            ended
        };
        // Nothing is sent: it is dropped when the table has ended.
        let _ = ended.await;
    }
}
