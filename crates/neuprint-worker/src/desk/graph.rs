//! Laying out a graph: in slices, between which other requests have their turn and this one can be stopped.

use neuprint_graph::Layout;

use super::{Answer, Bulk, Desk};
use crate::host::Host;
use crate::messages::{GraphAnswer, GraphOf, Progress, Response, TableHandle};

/// What a slice costs: some milliseconds.
const FUEL: usize = 100_000;
/// How often the page sees how far it is, in milliseconds.
const TICK_MS: f64 = 100.0;

impl<H: Host> Desk<H> {
    /// Says where to draw the nodes of a table's graph.
    pub(super) async fn layout(&self, table: TableHandle, of: GraphOf, progress: impl Fn(Progress)) -> Answer {
        let mut layout: Layout = self.tables.borrow_mut().begin_layout(table, of)?;
        let mut told = self.host.now_ms();
        while layout.advance(FUEL) {
            let now = self.host.now_ms();
            if now - told >= TICK_MS {
                told = now;
                progress(Progress::Places(flat(&layout)));
            }
            self.host.turn().await;
        }
        Ok((Response::Graph(GraphAnswer::Places), vec![Bulk::Floats(flat(&layout))]))
    }
}

fn flat(layout: &Layout) -> Vec<f32> {
    layout.places().into_iter().flatten().collect()
}
