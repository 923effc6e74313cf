//! A query about many neurons, asked for some of them at a time.
//!
//! A few requests are on their way at once. One that takes too long, or too much memory, is asked again in two halves, down to one neuron.
//! If one fails for good, the error holds what the others answered. Dropping the future cancels all of them.

use std::collections::VecDeque;
use std::ops::Range;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use neuprint_table::{Table, sort_by};

use super::rows::joined;
use crate::client::Client;
use crate::error::Error;
use crate::transport::Transport;

/// What hears for how many neurons there are answers, and of how many. It is a trait object, so that a query's code is
/// there once.
pub type Progress<'p> = dyn FnMut(usize, usize) + Send + 'p;

/// How a batch is asked.
pub(super) struct Batches<'a> {
    /// The neurons, in the order of the answer's batches.
    pub(super) bodies: &'a [i64],
    /// How many are asked for at a time.
    pub(super) size: usize,
    /// How many requests may be on their way.
    pub(super) concurrency: usize,
}

impl Batches<'_> {
    /// Asks with the Cypher for some of the neurons, and joins the answers in the order of the neurons. `progress` hears for how many there is an answer.
    ///
    /// # Errors
    /// [`Error::Incomplete`] with what was answered, if there was anything; otherwise what went wrong.
    pub(super) async fn ask<T: Transport>(
        &self,
        client: &Client<T>,
        cypher: &(dyn Fn(&[i64]) -> String + Sync),
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let total = self.bodies.len();
        let size = self.size.max(1);
        let mut waiting: VecDeque<Range<usize>> =
            (0..total).step_by(size).map(|start| start..(start + size).min(total)).collect();
        let mut answers: Vec<(usize, Table)> = Vec::new();
        let mut done = 0;
        let one = |range: Range<usize>| async {
            let answer = client.query(&cypher(&self.bodies[range.clone()])).await;
            (range, answer)
        };
        let mut asking = FuturesUnordered::new();
        loop {
            while asking.len() < self.concurrency
                && let Some(range) = waiting.pop_front()
            {
                asking.push(one(range));
            }
            let Some((range, answer)) = asking.next().await else { break };
            match answer {
                Ok(table) => {
                    done += range.len();
                    answers.push((range.start, table));
                    progress(done, total);
                }
                Err(error) if matches!(error.code(), "timeout" | "budget-exceeded") && range.len() > 1 => {
                    let middle = range.start + range.len() / 2;
                    waiting.push_front(middle..range.end);
                    waiting.push_front(range.start..middle);
                }
                Err(error) if answers.is_empty() => return Err(error),
                Err(error) => {
                    let partial = Box::new(in_order(answers));
                    return Err(Error::Incomplete { source: Box::new(error), done, total, partial });
                }
            }
        }
        Ok(in_order(answers))
    }
}

/// One table of the batches' answers, each with where its batch begins.
fn in_order(mut answers: Vec<(usize, Table)>) -> Table {
    sort_by(&mut answers, &|a, b| a.0.cmp(&b.0));
    joined(&answers.into_iter().map(|(_, table)| table).collect::<Vec<_>>())
}
