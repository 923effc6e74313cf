//! What the page and the worker say to each other.
//!
//! A message is one JavaScript array: first a `Uint8Array` with the [postcard](https://docs.rs/postcard) encoding of
//! [`ToWorker`] or [`FromWorker`], then the bulk arrays that it names, all of them transferred, none copied.
//! Handles, viewports and transferables cross this border; rows never do.

mod bodies;
mod chart;
mod connection;
mod graph;
mod in_bytes;
mod kept;
mod listed;
mod morphology;
mod node_rois;
mod request;
mod roi_places;
mod rows;
mod schema;
mod shape;
mod skeleton;
mod synapses;
mod table;

use serde::{Deserialize, Serialize};

pub use bodies::{BodiesFound, BodiesOf, Direction, PropertyValue, PropertyValues};
pub use chart::{AxisColumn, Bar, Categories, Chart, ChartBin, Drawn, Ends, LeftOut, ValueOrder};
pub use connection::{ConnectTo, Connection, KeptDataset, file_stem};
pub use graph::{
    GraphAnswer, GraphAsk, GraphColumns, GraphNode, GraphOf, GraphShape, MatrixOf, MatrixOrder, MatrixValue,
};
pub use in_bytes::InBytes;
pub use kept::{KeptAct, KeptSkeletons};
pub use listed::{BodyList, ListedBody};
pub use morphology::{Morphology, OfOrder};
pub use neuprint_engine::told::{Mistake, Verdict};
pub use node_rois::NodeRois;
pub use request::{Progress, Request, Response};
pub use roi_places::{RoiPlace, RoiPlaces};
pub use rows::{CellText, ColumnKind, ColumnSummary, FIRST_ROWS, TableSummary, Viewport};
pub use schema::{PropertySummary, Schema, ValuesOf};
pub use shape::{Pruned, ShapeAsk, Shaping};
pub use skeleton::{Closing, Gap, GapEnd, PathFound, Root, RootReason, SkeletonSummary};
pub use synapses::{PartnerBody, PartnerType, SynapsesFound};
pub use table::{
    Bin, CopyFormat, ExportFormat, Filter, Inspection, Measure, MeasureKind, Numbers, Provenance, SortKey, Test,
};

/// Names one request of the page; the answers and progress reports carry it back.
pub type RequestId = u32;
/// A table that lives in the worker.
pub type TableHandle = u32;
/// A file that the worker writes.
pub type ExportHandle = u32;

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToWorker {
    /// Chosen by the page, never used twice.
    pub id: RequestId,
    /// What is asked.
    pub request: Request,
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker's code has loaded; requests sent earlier are not lost.
    Ready,
    /// How far a request has come.
    Progress(RequestId, Progress),
    /// How a request ended.
    Finished(RequestId, Result<Response, Failure>),
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// `neuprint::Error::code()`, or one of the page's own: `worker-lost`, `not-connected`, `no-table`, `no-skeleton`,
    /// `no-export`, `dataset-unreadable`, `invalid-argument`, `too-large`, `internal`.
    pub code: String,
    /// What happened, to what, and what to do.
    pub message: String,
    /// Where in the query, 1-based line and column, if the error has a place.
    pub position: Option<(u32, u32)>,
    /// Where to accept the terms of service, if that is what is missing.
    pub tos_url: Option<String>,
    /// For an unknown dataset: those there are.
    pub datasets: Vec<String>,
}
