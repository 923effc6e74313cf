//! One open dataset: its client, its schema and the skeletons that were fetched from it.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_util::future::join;
use neuprint::table::Cell;
use neuprint::{BodyId, Client};

use super::skeletons::Kept;
use super::{Answer, Bulk, failure, schema};
use crate::host::Host;
use crate::messages::{Failure, Heal, Progress, Response, Schema};
use crate::transport::AnyTransport;

/// One open dataset.
pub(super) struct Session<H: Host> {
    pub(super) client: Client<AnyTransport<H>>,
    /// Nanometres per voxel, if the dataset says it.
    voxel: Option<[f64; 3]>,
    /// Whether its queries are answered by the engine here.
    pub(super) is_here: bool,
    schema: RefCell<Option<Schema>>,
    skeletons: RefCell<HashMap<u64, Kept>>,
}

impl<H: Host> Session<H> {
    /// A dataset of which nothing was fetched yet.
    pub(super) fn new(client: Client<AnyTransport<H>>, voxel: Option<[f64; 3]>, is_here: bool) -> Self {
        Self { client, voxel, is_here, schema: RefCell::default(), skeletons: RefCell::default() }
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

    /// Fetches a skeleton and its neuron's names, heals it and keeps it.
    pub(super) async fn skeleton(&self, body: u64, heal: Heal, progress: impl Fn(Progress)) -> Answer {
        let id = BodyId::new(body).map_err(|error| failure::of_client(error.into()))?;
        let swc = self.client.skeleton_swc(id, |bytes| progress(Progress::Bytes(bytes as u64)));
        let (swc, names) = join(swc, self.names(id)).await;
        let swc = swc.map_err(failure::of_client)?;
        let kept = Kept::new(id, &swc, names, heal, self.voxel)?;
        let answer = kept.answer();
        self.skeletons.borrow_mut().insert(body, kept);
        Ok(answer)
    }

    /// Heals a kept skeleton otherwise.
    pub(super) fn heal(&self, body: u64, heal: Heal) -> Answer {
        let mut skeletons = self.skeletons.borrow_mut();
        let kept = skeletons.get_mut(&body).ok_or_else(|| failure::no_skeleton(body))?;
        kept.heal(heal, self.voxel)?;
        Ok(kept.answer())
    }

    /// A kept skeleton as a file, as it came if it is to be `raw`.
    pub(super) fn swc(&self, body: u64, raw: bool) -> Answer {
        let skeletons = self.skeletons.borrow();
        let kept = skeletons.get(&body).ok_or_else(|| failure::no_skeleton(body))?;
        let dataset = self.client.dataset();
        let datasets = self.client.datasets();
        let uuid = datasets.get(dataset).map(|info| info.uuid.as_str()).filter(|uuid| !uuid.is_empty());
        Ok(kept.file(dataset, uuid, raw))
    }

    /// The edges of a kept skeleton as a file.
    pub(super) fn segments(&self, body: u64) -> Answer {
        let skeletons = self.skeletons.borrow();
        let kept = skeletons.get(&body).ok_or_else(|| failure::no_skeleton(body))?;
        Ok(kept.segments(self.client.dataset()))
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

    /// The neuron's type and instance. A skeleton is worth showing without them, so a failure leaves them out.
    async fn names(&self, body: BodyId) -> Names {
        let query = format!("MATCH (n:Segment {{bodyId: {body}}}) RETURN n.type, n.instance");
        let Ok(table) = self.client.custom(&query, |_| {}).await else { return Names::default() };
        let text = |column: usize| match (table.rows(), table.columns().len()) {
            (1.., columns) if column < columns => match table.cell(0, column) {
                Cell::Text(text) => Some(text.to_owned()),
                _ => None,
            },
            _ => None,
        };
        Names { neuron_type: text(0), instance: text(1) }
    }
}

/// What a neuron is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) neuron_type: Option<String>,
    pub(super) instance: Option<String>,
}

/// Without a voxel size a limit in nanometres means nothing.
pub(super) fn no_voxel_size() -> Failure {
    failure::plain(
        "invalid-argument",
        "The dataset does not say how large a voxel is, so a maximum in nanometres means nothing. Choose no maximum.",
    )
}
