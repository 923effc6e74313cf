//! A table's connections as a graph. It is laid out in slices, between which other requests have their turn and this one can
//! be stopped.

use neuprint_graph::{Layout, Rois};

use super::{Answer, Bulk, Desk};
use crate::host::Host;
use crate::messages::{GraphAnswer, GraphAsk, GraphOf, Progress, Response, TableHandle};

/// What a slice costs: some milliseconds.
const FUEL: usize = 100_000;
/// How often the page sees how far it is, in milliseconds.
const TICK_MS: f64 = 100.0;

impl<H: Host> Desk<H> {
    /// Answers what is asked of a table's connections.
    pub(super) async fn graph(&self, table: TableHandle, ask: GraphAsk, progress: impl Fn(Progress)) -> Answer {
        if of(&ask).is_some_and(|of| of.columns.roi.is_some()) && self.tables.borrow().lacks_rois(table) {
            self.learn_rois(table).await;
        }
        match ask {
            GraphAsk::Layout(of) => self.layout(table, of, progress).await,
            ask => self.tables.borrow_mut().graph(table, ask),
        }
    }

    /// Asks the dataset for its ROIs. Where it does not say, weights are added over all that the table has.
    async fn learn_rois(&self, table: TableHandle) {
        let Ok(session) = self.session() else { return };
        if let Ok(meta) = session.client.meta().await {
            self.tables.borrow_mut().set_rois(table, Rois::new(meta.primary_rois(), meta.all_rois()));
        }
    }

    /// Says where to draw the nodes of a table's graph.
    async fn layout(&self, table: TableHandle, of: GraphOf, progress: impl Fn(Progress)) -> Answer {
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

/// The graph that is asked about.
fn of(ask: &GraphAsk) -> Option<GraphOf> {
    match ask {
        GraphAsk::Columns => None,
        GraphAsk::Shape(of) | GraphAsk::Layout(of) | GraphAsk::File { of, .. } => Some(*of),
        GraphAsk::Matrix(of) | GraphAsk::CopyMatrix { of, .. } | GraphAsk::MatrixFile { of, .. } => Some(of.graph),
    }
}

fn flat(layout: &Layout) -> Vec<f32> {
    layout.places().into_iter().flatten().collect()
}
