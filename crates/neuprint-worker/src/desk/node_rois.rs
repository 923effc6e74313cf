//! In which primary ROI each node of a skeleton lies, by the ROIs' meshes.
//!
//! ```text
//! let surfaces = Surfaces::default();                        // one per dataset
//! let found = surfaces.locate(&host, &client, body, &places).await?;
//! ```
//!
//! Only meshes of primary ROIs are fetched that the neuron's `roiInfo` names: where it has synapses. Work is done in slices,
//! between which everybody else has a turn, so that it can be stopped.

use std::cell::RefCell;
use std::rc::Rc;

use neuprint::table::Cell;
use neuprint::{BodyId, Client, Error, MeshInterior, Transport};

use super::schema::ask_table;
use super::{Answer, Bulk, failure};
use crate::host::Host;
use crate::messages::{Failure, InBytes as _, NodeRois, Response};

/// What a node has that is in none of them.
const NONE: u32 = u32::MAX;
/// Nodes between two looks at the clock.
const PIECE: usize = 2_000;
/// Milliseconds until others have a turn.
const TIME: f64 = 12.0;
/// Faces of all surfaces that are kept, at most: about a hundred megabytes.
const MOST_FACES: usize = 1_500_000;

/// The surfaces of a dataset that were fetched, the last used one last; `None`: there is none.
#[derive(Default)]
pub(super) struct Surfaces(RefCell<Vec<(String, Option<Rc<MeshInterior>>)>>);

impl Surfaces {
    /// The ROI of each of these places (voxels) of a neuron. Of several that hold one it is the first in the dataset's order,
    /// as approximate surfaces overlap.
    pub(super) async fn locate<T: Transport>(
        &self,
        host: &impl Host,
        client: &Client<T>,
        body: BodyId,
        places: &[[f32; 3]],
    ) -> Answer {
        let mut told = NodeRois::default();
        let mut surfaces = Vec::new();
        for roi in named(client, body).await.map_err(failure::of_client)? {
            match self.get(client, &roi).await? {
                Some(surface) => {
                    surfaces.push(surface);
                    told.rois.push(roi);
                }
                None => told.without_mesh.push(roi),
            }
            host.turn().await;
        }
        let mut of_node = Vec::with_capacity(places.len());
        let mut began = host.now_ms();
        for piece in places.chunks(PIECE) {
            of_node.extend(piece.iter().map(|place| {
                surfaces.iter().zip(0..).find(|(surface, _)| surface.encloses(*place)).map_or(NONE, |(_, at)| at)
            }));
            if host.now_ms() - began > TIME {
                host.turn().await;
                began = host.now_ms();
            }
        }
        Ok((Response::NodeRois, vec![Bulk::Bytes(told.write()), Bulk::Words(of_node)]))
    }

    /// A ROI's surface, if it has one.
    async fn get<T: Transport>(&self, client: &Client<T>, roi: &str) -> Result<Option<Rc<MeshInterior>>, Failure> {
        if let Some(known) = self.take(roi) {
            self.keep(roi, known.clone());
            return Ok(known);
        }
        let surface = match client.roi_mesh(roi).await {
            Ok(mesh) => Some(Rc::new(MeshInterior::of(&mesh))),
            Err(error) if is_absent(&error) => None,
            Err(error) => return Err(failure::of_client(error)),
        };
        self.keep(roi, surface.clone());
        Ok(surface)
    }

    fn take(&self, roi: &str) -> Option<Option<Rc<MeshInterior>>> {
        let mut kept = self.0.borrow_mut();
        let at = kept.iter().position(|(name, _)| name == roi)?;
        Some(kept.remove(at).1)
    }

    /// Keeps a surface as the last used one; those that were used longest ago go if there are too many faces.
    fn keep(&self, roi: &str, surface: Option<Rc<MeshInterior>>) {
        let mut kept = self.0.borrow_mut();
        // Somebody else may have fetched it meanwhile.
        kept.retain(|(name, _)| name != roi);
        kept.push((roi.to_owned(), surface));
        let faces = |(_, surface): &(String, Option<Rc<MeshInterior>>)| surface.as_ref().map_or(0, |it| it.faces());
        let mut all: usize = kept.iter().map(faces).sum();
        while all > MOST_FACES && kept.len() > 1 {
            all -= faces(&kept.remove(0));
        }
    }
}

/// The primary ROIs that a neuron's `roiInfo` names, in the dataset's order.
async fn named<T: Transport>(client: &Client<T>, body: BodyId) -> Result<Vec<String>, Error> {
    let meta = client.meta().await?;
    let table = ask_table(client, &format!("MATCH (n:Segment {{bodyId: {body}}}) RETURN n.roiInfo AS roiInfo")).await?;
    let info = match (table.rows(), table.columns().len()) {
        (1.., 1..) => table.cell(0, 0),
        _ => Cell::Null,
    };
    // What is no map names no ROI.
    let info: serde_json::Value = match info {
        Cell::Text(json) | Cell::Json(json) => serde_json::from_str(json).unwrap_or_default(),
        _ => serde_json::Value::Null,
    };
    Ok(meta.primary_rois().into_iter().filter(|roi| info.get(roi).is_some()).collect())
}

/// Whether an error says that there is no surface, and not merely that it cannot be had now.
fn is_absent(error: &Error) -> bool {
    match error {
        Error::NotFound { .. } | Error::InvalidMesh { .. } | Error::SlashInName(_) | Error::NoSuchEndpoint { .. } => {
            true
        }
        Error::Server { status, .. } => (400..500).contains(status),
        _ => false,
    }
}
