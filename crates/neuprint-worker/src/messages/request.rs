//! What can be asked of the worker, how far it tells that it has come, and what it answers.

use serde::{Deserialize, Serialize};

use super::{
    BodiesOf, CellText, Chart, Closing, ConnectTo, Connection, CopyFormat, Drawn, ExportFormat, ExportHandle, Filter,
    GraphAnswer, GraphAsk, Inspection, KeptAct, Measure, Provenance, RequestId, Schema, ShapeAsk, Shaping, SortKey,
    TableHandle, TableSummary, ValuesOf, Verdict, Viewport,
};
use crate::examples::Landmarks;

/// What the page may ask of the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Open a dataset; every later request goes there. Answer: [`Response::Connected`].
    Connect(ConnectTo),
    /// Which servers can be reached through the one that the app came from, if that is `neuprint serve`. Answer:
    /// [`Response::Servers`].
    Servers {
        /// The folder that the app is served from, with its final slash.
        base: String,
    },
    /// Run Cypher. Progress: [`Progress::Bytes`] and, from the first row on, [`Progress::Table`], ten times a second at
    /// most. Answer: [`Response::Table`], also when it is cancelled or fails with rows that had come.
    Query {
        /// The text as the user wrote it.
        cypher: String,
    },
    /// The text of some cells, in the table's current order. Answer: [`Response::Viewport`].
    Viewport {
        /// Which table.
        table: TableHandle,
        /// First row.
        first: u32,
        /// How many rows at most.
        count: u32,
    },
    /// Which of a table's rows are shown, and in which order, from now on. Answer: [`Response::Arranged`].
    Arrange {
        /// Which table.
        table: TableHandle,
        /// Most significant first; none is the server's order.
        keys: Vec<SortKey>,
        /// What shown rows pass, all of them.
        filters: Vec<Filter>,
    },
    /// What a column holds. Answer: [`Response::Inspection`].
    Inspect {
        /// Which table.
        table: TableHandle,
        /// Which column.
        column: u32,
        /// Whether of the shown rows only.
        filtered: bool,
    },
    /// A new table: a row per group of shown rows, in the order in which groups appear. Answer: [`Response::Table`].
    Group {
        /// Which table.
        table: TableHandle,
        /// The columns whose values make a group; null is a value here. None: all rows are one group.
        by: Vec<u32>,
        /// A column each of whose values becomes a column per measure.
        pivot: Option<u32>,
        /// What is said of each group; with none, how many rows it has.
        measures: Vec<Measure>,
    },
    /// What a chart of the shown rows shows. Answer: [`Response::Chart`].
    Chart {
        /// Which table.
        table: TableHandle,
        /// Which chart.
        chart: Chart,
    },
    /// The next shown cell whose text has this in it, capitals or not; after the last one comes the first. Answer:
    /// [`Response::Found`].
    Find {
        /// Which table.
        table: TableHandle,
        /// What is looked for.
        text: String,
        /// The row and column behind which the search begins; `None`: all of the table.
        from: Option<(u32, u32)>,
        /// From the end to the beginning.
        backwards: bool,
    },
    /// Some cells as text for the clipboard, two million at most. Answer: [`Response::Text`].
    Copy {
        /// Which table.
        table: TableHandle,
        /// The first shown row, and the one behind the last.
        rows: (u32, u32),
        /// Which columns, in this order.
        columns: Vec<u32>,
        /// As what.
        format: CopyFormat,
        /// Whether the columns' names are written, too; a Python list has no place for them.
        heads: bool,
    },
    /// Begin a file of shown rows, as they are shown now: what happens to the table meanwhile changes nothing. Answer:
    /// [`Response::Exporting`].
    Export {
        /// Which table.
        table: TableHandle,
        /// The first shown row, and the one behind the last; `None`: all.
        rows: Option<(u32, u32)>,
        /// Which columns, in this order.
        columns: Vec<u32>,
        /// As what.
        format: ExportFormat,
        /// Whether integers that are IDs become text, for programs that read every number as a float: those of columns
        /// whose name ends with `id` or has `bodyId` in it, and of those with an integer of more than 15 digits. In CSV
        /// and TSV as `="720575940628857211"`, which spreadsheets show as it is.
        ids_as_text: bool,
        /// Where the table comes from.
        about: Provenance,
    },
    /// The next piece of a file. Answer: [`Response::Piece`].
    ExportPiece {
        /// Which file.
        export: ExportHandle,
    },
    /// Forget a file that was not written to its end. Answer: [`Response::Done`].
    CloseExport {
        /// Which file.
        export: ExportHandle,
    },
    /// Something of a table's connections. Answer: [`Response::Graph`], or what the question says.
    Graph {
        /// Which table.
        table: TableHandle,
        /// What is asked.
        ask: GraphAsk,
    },
    /// Forget a table. Answer: [`Response::Done`].
    CloseTable {
        /// Which table.
        table: TableHandle,
    },
    /// Fetch one skeleton with the gaps between its fragments, and keep it. Answer: [`Response::Skeleton`].
    Skeleton {
        /// Whose.
        body: u64,
        /// The index of the node from which the tree is seen, if somebody chose one. What is no node is passed over.
        root: Option<u32>,
    },
    /// See a kept skeleton from another root. Answer: [`Response::Skeleton`].
    Reroot {
        /// Whose.
        body: u64,
        /// The node's index; `None`: the root that is chosen by itself.
        node: Option<u32>,
    },
    /// Say how large a voxel is, of a dataset that does not say it itself. Skeletons that were kept before are
    /// forgotten, since their lengths have another unit. Answer: [`Response::Done`].
    VoxelSize {
        /// Nanometres on each axis; `None`: it is not known.
        nanometres: Option<f64>,
    },
    /// How it stands with skeletons that are kept in the browser, after something was done with them. Answer:
    /// [`Response::Kept`].
    Kept {
        /// What is to be done.
        act: KeptAct,
    },
    /// Forget a skeleton. Answer: [`Response::Done`].
    CloseSkeleton {
        /// Whose.
        body: u64,
    },
    /// Something of a kept skeleton as it is shaped. Answer: [`Response::Shape`] or [`Response::File`], as the question
    /// says.
    Shape {
        /// Whose.
        body: u64,
        /// How it is shaped.
        shaping: Shaping,
        /// What is asked.
        ask: ShapeAsk,
    },
    /// Which bodies are meant. Answer: [`Response::Bodies`].
    Bodies {
        /// By what.
        of: BodiesOf,
    },
    /// Bodies to choose from. Answer: [`Response::List`].
    List {
        /// A query that returns `bodyId` and, as far as they are wanted, `type`, `instance`, `distance`, `synapses`.
        cypher: String,
    },
    /// A property of some bodies. Answer: [`Response::PropertyValues`].
    PropertyValues {
        /// Which.
        bodies: Vec<u64>,
        /// The property's name as the dataset writes it.
        property: String,
    },
    /// Where a neuron's synapses are, and who is at their other ends. Answer: [`Response::Synapses`].
    Synapses {
        /// Whose.
        body: u64,
    },
    /// In which primary ROIs the nodes of a kept skeleton lie, by the ROIs' meshes. Answer: [`Response::NodeRois`].
    NodeRois {
        /// Whose.
        body: u64,
    },
    /// Where regions stand in the dataset's hierarchy. Answer: [`Response::RoiPlaces`].
    RoiPlaces,
    /// A brain region's surface. Answer: [`Response::Mesh`].
    RoiMesh {
        /// The ROI's name as the dataset writes it.
        roi: String,
    },
    /// What queries of the open dataset can name; asked of the dataset once. Answer: [`Response::Schema`].
    Schema,
    /// Values of a property of neurons that begin with a text, a few dozen at most. Answer: [`Response::Names`].
    Values {
        /// Which property.
        of: ValuesOf,
        /// How they begin.
        prefix: String,
    },
    /// Names with which examples have something to show. Answer: [`Response::Landmarks`].
    Landmarks,
    /// Whether a text can be read as a query, and whether it asks for very much. Answer: [`Response::Checked`].
    Check {
        /// The text as it now is.
        cypher: String,
    },
    /// Stop what another request is doing; that one then fails with the code `aborted`, or is answered by the rows of a
    /// query that had come. Has no answer of its own.
    Cancel {
        /// The request to stop.
        target: RequestId,
    },
    /// The way along a kept skeleton's cable from one node to another. Answer: [`Response::Path`].
    Path {
        /// Whose.
        body: u64,
        /// The indices of the nodes.
        ends: (u32, u32),
        /// Which gaps are closed; `None`: none.
        closing: Option<Closing>,
    },
    /// A link to neurons in neuroglancer, with the layers that the dataset names. Answer: [`Response::Text`].
    NeuroglancerLink {
        /// Which.
        bodies: Vec<u64>,
        /// Colours of some of them, `#rrggbb`.
        colors: Vec<(u64, String)>,
        /// Where the view is centred, in voxels.
        position: Option<[f64; 3]>,
    },
}

/// How far a request has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Progress {
    /// Bytes received so far.
    Bytes(u64),
    /// A table that has rows and will have more. It can be looked at through viewports; whatever else is asked of it
    /// waits until it has all its rows. Kinds of columns may still change, which changes no cell's text.
    Table(TableSummary),
    /// Where the nodes of a graph are while its layout goes on: x and y per node.
    Places(Vec<f32>),
}

/// A request's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// It is done; there is nothing to say.
    Done,
    /// A dataset is open.
    Connected(Connection),
    /// Addresses for [`ConnectTo::Server`]; none where the app is served as mere files.
    Servers(Vec<String>),
    /// A query's answer is kept under a handle.
    Table(TableSummary),
    /// Cells to show.
    Viewport(Viewport),
    /// A table is arranged.
    Arranged {
        /// How many rows are shown now.
        rows: u32,
        /// The first [`FIRST_ROWS`](super::FIRST_ROWS) of them, row after row.
        first: Vec<CellText>,
    },
    /// What a column holds.
    Inspection(Inspection),
    /// What is to be drawn. Bulk: as [`Drawn`] says.
    Chart(Drawn),
    /// Where a text is.
    Found {
        /// Row and column; `None` if the text is nowhere.
        place: Option<(u32, u32)>,
        /// How many shown cells have it.
        matches: u64,
    },
    /// What is said of a table's connections.
    Graph(GraphAnswer),
    /// Text for the clipboard.
    Text(String),
    /// A file is begun; its pieces are asked for one by one.
    Exporting {
        /// Its handle.
        export: ExportHandle,
        /// How many rows it will have.
        rows: u32,
    },
    /// A piece of a file. Bulk: one `Uint8Array`, its bytes.
    Piece {
        /// How many rows are written by now.
        rows: u32,
        /// Whether it is the last one; the file is forgotten then.
        last: bool,
    },
    /// A file to save. Bulk: one `Uint8Array`, its bytes.
    File {
        /// Suggested file name.
        name: String,
        /// MIME type.
        mime: String,
    },
    /// A skeleton is kept and can be drawn. Bulk: `Uint8Array` what is said of it, for
    /// [`SkeletonSummary`](super::SkeletonSummary); `Float32Array` x, y, z, radius per node in voxels (row-major, 4 ×
    /// nodes); `Uint32Array` parent index per node once all gaps are closed (`u32::MAX` at a root). A gap is left open
    /// by taking its first end's parent away.
    Skeleton,
    /// How it stands with skeletons that are kept. Bulk: `Uint8Array` for [`KeptSkeletons`](super::KeptSkeletons).
    Kept,
    /// Where nodes lie. Bulk: `Uint8Array` for [`NodeRois`](super::NodeRois); `Uint32Array` per node the index of its
    /// ROI, `u32::MAX` in none.
    NodeRois,
    /// Where regions stand. Bulk: `Uint8Array` for [`RoiPlaces`](super::RoiPlaces).
    RoiPlaces,
    /// Which bodies are meant. Bulk: `Uint8Array` for [`BodiesFound`](super::BodiesFound).
    Bodies,
    /// Bodies to choose from. Bulk: `Uint8Array` for [`BodyList`](super::BodyList).
    List,
    /// A property of bodies. Bulk: `Uint8Array` for [`PropertyValues`](super::PropertyValues).
    PropertyValues,
    /// How a skeleton is shaped. Bulk: as [`ShapeAsk`] says.
    Shape,
    /// A neuron's synapses. Bulk: `Uint8Array` for [`SynapsesFound`](super::SynapsesFound); then, with as many entries
    /// each and `u32::MAX` where there is none, `Float32Array` x, y, z in voxels, row-major; `Float32Array` confidence
    /// from 0 to 1; `Uint8Array` 0 for a presynapse, 1 for a postsynapse; `Uint32Array` index of the partner's type, of
    /// several the first; `Uint32Array` index of the ROI; `Uint32Array` the nearest node of the neuron's skeleton, if
    /// that is kept. At last, of another length, `Uint32Array` two numbers per connection: the synapse, and the index
    /// of the neuron at its other end.
    Synapses,
    /// A surface. Bulk: `Float32Array` x, y, z per vertex in voxels; `Uint32Array` three vertex indices per face.
    Mesh {
        /// The ROI.
        roi: String,
    },
    /// What queries can name.
    Schema(Schema),
    /// Names, sorted.
    Names(Vec<String>),
    /// Names of the open dataset; `None` if it has no connections between neurons with types.
    Landmarks(Option<Landmarks>),
    /// What can be said of a text before it is run.
    Checked(Verdict),
    /// A way along the cable. Bulk: `Uint8Array` for [`PathFound`](super::PathFound); `Float32Array` x, y, z per node
    /// of the way, in voxels. Neither, if the nodes are in different fragments.
    Path,
}
