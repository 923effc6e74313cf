//! One open dataset: its client, its schema and the skeletons that were fetched from it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use futures_util::future::join;
use neuprint::{BodyId, Client, Token};

use super::facts::Facts;
use super::kept::Shelf;
use super::node_rois::Surfaces;
use super::skeletons::Kept;
use super::{Answer, Bulk, connect, facts, failure, schema, synapses};
use crate::host::Host;
use crate::messages::{
    Closing, ConnectTo, Failure, KeptAct, KeptSkeletons, Progress, Response, Schema, ShapeAsk, Shaping,
};
use crate::transport::AnyTransport;

/// One open dataset.
pub(super) struct Session<H: Host> {
    pub(super) client: Client<AnyTransport<H>>,
    /// Nanometres per voxel, if the dataset says it.
    voxel: Option<[f64; 3]>,
    /// What somebody said about it, if the dataset does not.
    said_voxel: Cell<Option<[f64; 3]>>,
    /// Whether its queries are answered by the engine here.
    pub(super) is_here: bool,
    schema: RefCell<Option<Schema>>,
    skeletons: RefCell<HashMap<u64, Kept>>,
    surfaces: Surfaces,
    /// Where skeletons outlive the page, if they can.
    shelf: Option<Shelf>,
}

impl<H: Host> Session<H> {
    /// A dataset of which nothing was fetched yet.
    pub(super) fn new(
        client: Client<AnyTransport<H>>,
        voxel: Option<[f64; 3]>,
        is_here: bool,
        shelf: Option<Shelf>,
    ) -> Self {
        let (schema, skeletons, surfaces) = (RefCell::default(), RefCell::default(), Surfaces::default());
        Self { client, voxel, said_voxel: Cell::new(None), is_here, schema, skeletons, surfaces, shelf }
    }

    /// Somebody says how large a voxel is. A dataset that says it itself knows better.
    pub(super) fn say_voxel(&self, nanometres: Option<f64>) {
        let size = nanometres.filter(|size| size.is_finite() && *size > 0.0);
        self.said_voxel.set(size.map(|size| [size; 3]));
        self.skeletons.borrow_mut().clear();
    }

    /// Another dataset is about to be opened: what came with a token that is given up is erased.
    pub(super) async fn leave(&self, host: &H, target: &ConnectTo) {
        if let (Some(shelf), ConnectTo::Server { server, token, .. }) = (&self.shelf, target)
            && let Ok((address, token)) = connect::reached(host, server, token.as_deref())
        {
            shelf.leave(address.as_str(), token.as_ref().map(Token::reveal)).await;
        }
    }

    /// How it stands with skeletons that outlive the page, after something was done with them.
    pub(super) async fn kept(&self, act: KeptAct) -> KeptSkeletons {
        let Some(shelf) = &self.shelf else {
            return KeptSkeletons { is_possible: false, keeps: false, has_token: false, count: 0 };
        };
        match act {
            KeptAct::Tell => {}
            KeptAct::Keep(keeps) => shelf.keep(keeps).await,
            KeptAct::Forget => shelf.forget().await,
        }
        shelf.tell().await
    }

    /// What queries can name. Kept, unless the dataset told nothing, which may be otherwise the next time.
    pub(super) async fn schema(&self) -> Schema {
        if let Some(schema) = &*self.schema.borrow() {
            return schema.clone();
        }
        let schema = schema::ask(&self.client).await;
        if !schema.labels.is_empty() {
            *self.schema.borrow_mut() = Some(schema.clone());
        }
        schema
    }

    /// Fetches a skeleton and what is known of its neuron, and keeps it.
    pub(super) async fn skeleton(&self, body: u64, root: Option<u32>, progress: impl Fn(Progress)) -> Answer {
        let id = BodyId::new(body).map_err(|error| failure::of_client(error.into()))?;
        let (swc, facts) = join(self.swc(id, progress), self.facts(id)).await;
        let mut kept = Kept::new(id, &swc?, facts, self.voxel.or(self.said_voxel.get()))?;
        // A link may name a node that another version of the skeleton had; then the tree has its own root.
        let _ = kept.reroot(root);
        let answer = kept.answer();
        self.skeletons.borrow_mut().insert(body, kept);
        Ok(answer)
    }

    /// A skeleton's SWC: as it was kept, or fetched.
    async fn swc(&self, body: BodyId, progress: impl Fn(Progress)) -> Result<Vec<u8>, Failure> {
        let kept = match &self.shelf {
            Some(shelf) => shelf.get(body.get()).await,
            None => None,
        };
        if let Some(swc) = kept {
            return Ok(swc);
        }
        let swc = self.client.skeleton_swc(body, |bytes| progress(Progress::Bytes(bytes as u64))).await;
        let swc = swc.map_err(failure::of_client)?;
        if let Some(shelf) = &self.shelf {
            shelf.put(body.get(), &swc).await;
        }
        Ok(swc)
    }

    /// What is known of a neuron.
    async fn facts(&self, body: BodyId) -> Facts {
        let ask = facts::ask(&self.client, body);
        let facts = match &self.shelf {
            Some(shelf) => shelf.facts(body.get(), ask).await,
            None => ask.await,
        };
        facts.unwrap_or_default()
    }

    /// Sees a kept skeleton from another root.
    pub(super) fn reroot(&self, body: u64, node: Option<u32>) -> Answer {
        let mut skeletons = self.skeletons.borrow_mut();
        let kept = skeletons.get_mut(&body).ok_or_else(|| failure::no_skeleton(body))?;
        kept.reroot(node)?;
        Ok(kept.answer())
    }

    /// The way between two nodes of a kept skeleton.
    pub(super) fn path(&self, body: u64, ends: (u32, u32), closing: Option<Closing>) -> Answer {
        let skeletons = self.skeletons.borrow();
        let kept = skeletons.get(&body).ok_or_else(|| failure::no_skeleton(body))?;
        Ok((Response::Path, kept.path(ends, closing.as_ref())))
    }

    /// Something of a kept skeleton as it is shaped.
    pub(super) fn shape(&self, body: u64, shaping: &Shaping, ask: ShapeAsk) -> Answer {
        let skeletons = self.skeletons.borrow();
        let kept = skeletons.get(&body).ok_or_else(|| failure::no_skeleton(body))?;
        let dataset = self.client.dataset();
        Ok(match ask {
            ShapeAsk::Pruned => (Response::Shape, kept.pruned(shaping)),
            ShapeAsk::Morphology => (Response::Shape, kept.morphology(shaping)),
            ShapeAsk::Runs => (Response::Shape, kept.runs(shaping)),
            ShapeAsk::Segments => kept.segments(dataset, shaping),
            ShapeAsk::Swc => {
                let datasets = self.client.datasets();
                let uuid = datasets.get(dataset).map(|info| info.uuid.as_str()).filter(|uuid| !uuid.is_empty());
                kept.file(dataset, uuid, shaping)
            }
        })
    }

    /// A neuron's synapses, and where they are on its skeleton, if that is kept.
    pub(super) async fn synapses(&self, body: BodyId) -> Answer {
        let (response, mut bulk) = synapses::ask(&self.client, body).await?;
        let skeletons = self.skeletons.borrow();
        let places = bulk.iter().find_map(|bulk| if let Bulk::Floats(places) = bulk { Some(places) } else { None });
        let kept = skeletons.get(&body.get());
        let near = |places: &Vec<f32>| kept.map_or(vec![u32::MAX; places.len() / 3], |kept| kept.nodes_near(places));
        let nodes = places.map(near).unwrap_or_default();
        // Before the connections, which have a length of their own.
        bulk.insert(bulk.len().saturating_sub(1), Bulk::Words(nodes));
        Ok((response, bulk))
    }

    /// In which primary ROIs the nodes of a kept skeleton lie.
    pub(super) async fn node_rois(&self, host: &H, body: u64) -> Answer {
        let id = BodyId::new(body).map_err(|error| failure::of_client(error.into()))?;
        let places = self.skeletons.borrow().get(&body).map(Kept::places).ok_or_else(|| failure::no_skeleton(body))?;
        self.surfaces.locate(host, &self.client, id, &places).await
    }

    /// Forgets a skeleton.
    pub(super) fn close_skeleton(&self, body: u64) {
        self.skeletons.borrow_mut().remove(&body);
    }

    /// Fetches a region's surface.
    pub(super) async fn roi_mesh(&self, roi: String) -> Answer {
        let mesh = self.client.roi_mesh(&roi).await.map_err(failure::of_client)?;
        let bulk = vec![Bulk::Floats(mesh.vertices.into_flattened()), Bulk::Words(mesh.faces.into_flattened())];
        Ok((Response::Mesh { roi }, bulk))
    }
}
