//! Takes the page's requests and answers them, several at a time.

mod bodies;
mod cells;
mod connect;
mod exports;
mod facts;
mod failure;
mod file;
mod files;
mod graph;
mod growing;
mod kept;
mod landmarks;
mod links;
mod listed;
mod morphology;
mod node_rois;
mod pruning;
mod rois;
mod runs;
mod schema;
mod segments;
mod servers;
mod session;
mod skeletons;
mod synapses;
mod tables;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable, LocalBoxFuture, ready};

use neuprint::BodyId;
use neuprint_engine::Engine;

use crate::host::Host;
use crate::messages::{
    BodiesFound, ConnectTo, Failure, FromWorker, InBytes as _, Progress, Request, RequestId, Response, TableHandle,
    ToWorker,
};
use exports::{Export, Exports, Plan};
use growing::Growing;
use session::Session;
use tables::Tables;

/// An array that goes with an answer. What it holds is said at [`Response`].
#[derive(Debug, Clone, PartialEq)]
pub enum Bulk {
    /// For a `Uint8Array`.
    Bytes(Vec<u8>),
    /// For a `Float32Array`.
    Floats(Vec<f32>),
    /// For a `Uint32Array`.
    Words(Vec<u32>),
}

/// An answer and its arrays.
type Answer = Result<(Response, Vec<Bulk>), Failure>;

/// Holds the open dataset, the tables, and the handles to stop what is under way.
pub struct Desk<H: Host> {
    host: H,
    session: RefCell<Option<Rc<Session<H>>>>,
    tables: RefCell<Tables>,
    growing: RefCell<Growing>,
    exports: RefCell<Exports<H>>,
    running: RefCell<HashMap<RequestId, AbortHandle>>,
}

impl<H: Host> Desk<H> {
    /// A desk without a dataset.
    pub fn new(host: H) -> Self {
        Self {
            host,
            session: RefCell::default(),
            tables: RefCell::default(),
            growing: RefCell::default(),
            exports: RefCell::new(Exports::new()),
            running: RefCell::default(),
        }
    }

    /// Answers one message, with the files that came with it: progress, if there is any, and then its end go to `say`.
    pub async fn serve(&self, message: ToWorker, files: Vec<H::File>, say: impl Fn(FromWorker, Vec<Bulk>)) {
        let ToWorker { id, request } = message;
        if let Request::Cancel { target } = request {
            if let Some(running) = self.running.borrow().get(&target) {
                running.abort();
            }
            return;
        }
        let (handle, registration) = AbortHandle::new_pair();
        self.running.borrow_mut().insert(id, handle);
        let progress = |progress| say(FromWorker::Progress(id, progress), Vec::new());
        let answer = Abortable::new(self.answer(id, request, files, progress), registration).await;
        self.running.borrow_mut().remove(&id);
        match answer.unwrap_or_else(|_| self.query_ended(id, Some(failure::aborted()))) {
            Ok((response, bulk)) => say(FromWorker::Finished(id, Ok(response)), bulk),
            Err(failure) => say(FromWorker::Finished(id, Err(failure)), Vec::new()),
        }
    }

    async fn answer(
        &self,
        id: RequestId,
        request: Request,
        files: Vec<H::File>,
        progress: impl Fn(Progress),
    ) -> Answer {
        if let Some(table) = whole(&request) {
            self.grown(table).await;
        }
        self.answering(id, request, files, progress).await
    }

    /// What needs nobody else is done at once. Everything else is a future of its own kind: as one, the browser would
    /// optimise all of them, a tenth of the module, for the first query that is answered in many pieces.
    fn answering<'a>(
        &'a self,
        id: RequestId,
        request: Request,
        files: Vec<H::File>,
        progress: impl Fn(Progress) + 'a,
    ) -> LocalBoxFuture<'a, Answer> {
        let done = match request {
            Request::Connect(target) => return Box::pin(self.connect(target, files, progress)),
            Request::Servers { base } => {
                return Box::pin(async move {
                    let servers = servers::offered(&self.host.remote(), &base).await;
                    Ok((Response::Servers(servers), Vec::new()))
                });
            }
            Request::Query { cypher } => return Box::pin(self.query(id, cypher, progress)),
            Request::Skeleton { body, root } => {
                return Box::pin(async move { self.session()?.skeleton(body, root, progress).await });
            }
            Request::NodeRois { body } => {
                return Box::pin(async move { self.session()?.node_rois(&self.host, body).await });
            }
            Request::RoiPlaces => {
                return Box::pin(async move {
                    let places = rois::ask(&self.session()?.client).await;
                    Ok((Response::RoiPlaces, vec![Bulk::Bytes(places.write())]))
                });
            }
            Request::Kept { act } => {
                return Box::pin(async move {
                    let kept = self.session()?.kept(act).await;
                    Ok((Response::Kept, vec![Bulk::Bytes(kept.write())]))
                });
            }
            Request::Bodies { of } => {
                return Box::pin(async move {
                    let bodies = bodies::ask(&self.session()?.client, &of).await;
                    let found = BodiesFound(bodies.map_err(failure::of_client)?);
                    Ok((Response::Bodies, vec![Bulk::Bytes(found.write())]))
                });
            }
            Request::List { cypher } => {
                return Box::pin(async move {
                    let found = schema::ask_table(&self.session()?.client, &cypher).await;
                    let found = listed::of(&found.map_err(failure::of_client)?);
                    Ok((Response::List, vec![Bulk::Bytes(found.write())]))
                });
            }
            Request::PropertyValues { bodies, property } => {
                return Box::pin(async move {
                    let values = bodies::property(&self.session()?.client, &bodies, &property).await;
                    Ok((Response::PropertyValues, vec![Bulk::Bytes(values.map_err(failure::of_client)?.write())]))
                });
            }
            Request::Synapses { body } => {
                return Box::pin(async move {
                    let body = BodyId::new(body).map_err(|error| failure::of_client(error.into()))?;
                    self.session()?.synapses(body).await
                });
            }
            Request::RoiMesh { roi } => return Box::pin(async move { self.session()?.roi_mesh(roi).await }),
            Request::Schema => return Box::pin(self.schema()),
            Request::Values { of, prefix } => {
                return Box::pin(async move {
                    let names = schema::values(&self.session()?.client, of, &prefix).await?;
                    Ok((Response::Names(names), Vec::new()))
                });
            }
            Request::Landmarks => {
                return Box::pin(async move {
                    let landmarks = landmarks::ask(&self.session()?.client).await?;
                    Ok((Response::Landmarks(landmarks), Vec::new()))
                });
            }
            Request::NeuroglancerLink { bodies, colors, position } => {
                return Box::pin(async move {
                    let link = links::neuroglancer(&self.session()?.client, &bodies, colors, position).await;
                    Ok((Response::Text(link.map_err(failure::of_client)?), Vec::new()))
                });
            }
            Request::Check { cypher } => {
                return Box::pin(async move {
                    let here = self.session()?.is_here;
                    let verdict = connect::engine(&self.host).await?.verdict(&cypher, here);
                    Ok((Response::Checked(verdict), Vec::new()))
                });
            }
            Request::Export { table, rows, columns, format, ids_as_text, about } => {
                return Box::pin(async move {
                    let (table, order) = self.tables.borrow().shown(table, &columns)?;
                    let plan = Plan::new(table, order, rows, &columns, ids_as_text);
                    let export = Export::begin(&self.host, plan, format, &about).await?;
                    let (export, rows) = self.exports.borrow_mut().add(export);
                    Ok((Response::Exporting { export, rows }, Vec::new()))
                });
            }
            Request::Graph { table, ask } => return Box::pin(self.graph(table, ask, progress)),
            Request::Viewport { table, first, count } => {
                let growing = self.growing.borrow().viewport(table, first, count);
                let viewport = growing.map_or_else(|| self.tables.borrow().viewport(table, first, count), Ok);
                viewport.map(|viewport| (Response::Viewport(viewport), Vec::new()))
            }
            Request::Arrange { table, keys, filters } => self.tables.borrow_mut().arrange(table, keys, filters),
            Request::Inspect { table, column, filtered } => {
                let inspection = self.tables.borrow().inspect(table, column, filtered);
                inspection.map(|inspection| (Response::Inspection(inspection), Vec::new()))
            }
            Request::Group { table, by, pivot, measures } => {
                let started = self.host.now_ms();
                let elapsed_ms = || self.host.now_ms() - started;
                let summary = self.tables.borrow_mut().group(table, (&by, pivot, &measures), elapsed_ms);
                summary.map(|summary| (Response::Table(summary), Vec::new()))
            }
            Request::Chart { table, chart } => self.tables.borrow().chart(table, &chart),
            Request::Find { table, text, from, backwards } => {
                let found = self.tables.borrow_mut().find(table, text, from, backwards);
                found.map(|found| (found, Vec::new()))
            }
            Request::Copy { table, rows, columns, format, heads } => {
                let text = self.tables.borrow().copy(table, rows, &columns, format, heads);
                text.map(|text| (Response::Text(text), Vec::new()))
            }
            Request::ExportPiece { export } => self.exports.borrow_mut().piece(export),
            Request::CloseExport { export } => {
                self.exports.borrow_mut().close(export);
                Ok((Response::Done, Vec::new()))
            }
            Request::CloseTable { table } => {
                self.tables.borrow_mut().close(table);
                Ok((Response::Done, Vec::new()))
            }
            Request::Reroot { body, node } => self.session().and_then(|session| session.reroot(body, node)),
            Request::Path { body, ends, closing } => {
                self.session().and_then(|session| session.path(body, ends, closing))
            }
            Request::Shape { body, shaping, ask } => {
                self.session().and_then(|session| session.shape(body, &shaping, ask))
            }
            Request::VoxelSize { nanometres } => self.session().map(|session| {
                session.say_voxel(nanometres);
                (Response::Done, Vec::new())
            }),
            Request::CloseSkeleton { body } => {
                // Without a dataset there is nothing to forget.
                if let Ok(session) = self.session() {
                    session.close_skeleton(body);
                }
                Ok((Response::Done, Vec::new()))
            }
            // Has no answer; see `serve`.
            Request::Cancel { .. } => Ok((Response::Done, Vec::new())),
        };
        Box::pin(ready(done))
    }

    async fn connect(&self, target: ConnectTo, files: Vec<H::File>, progress: impl Fn(Progress)) -> Answer {
        if let Ok(session) = self.session() {
            session.leave(&self.host, &target).await;
        }
        let (session, connection) = connect::open(&self.host, target, files, progress).await?;
        // Until here the dataset that was open stays.
        *self.session.borrow_mut() = Some(Rc::new(session));
        Ok((Response::Connected(connection), Vec::new()))
    }

    async fn schema(&self) -> Answer {
        let session = self.session()?;
        let mut schema = session.schema().await;
        // Without the engine there is still the dataset's own part.
        if let Ok(engine) = connect::engine(&self.host).await {
            schema.functions = engine.functions();
        }
        Ok((Response::Schema(schema), Vec::new()))
    }

    fn session(&self) -> Result<Rc<Session<H>>, Failure> {
        self.session.borrow().clone().ok_or_else(failure::not_connected)
    }
}

/// The table that a request needs with all its rows.
fn whole(request: &Request) -> Option<TableHandle> {
    match request {
        Request::Arrange { table, .. }
        | Request::Inspect { table, .. }
        | Request::Group { table, .. }
        | Request::Chart { table, .. }
        | Request::Find { table, .. }
        | Request::Graph { table, .. }
        | Request::Copy { table, .. }
        | Request::Export { table, .. }
        | Request::CloseTable { table } => Some(*table),
        _ => None,
    }
}
