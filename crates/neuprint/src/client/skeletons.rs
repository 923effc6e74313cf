//! Skeletons, one or many, and their nodes as tables.

use futures_util::stream::{self, StreamExt};
use neuprint_skeleton::{NO_PARENT, Skeleton, distances_to_parent};
use neuprint_table::{Cell, Column, Table};

use super::Client;
use super::call::{Subject, unheard};
use crate::api::{ApiRequest, skeletons};
use crate::body_id::BodyId;
use crate::error::Error;
use crate::query::Progress;
use crate::transport::Transport;

/// What becomes of neurons without a skeleton when many are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Missing {
    /// The first of them is an error.
    #[default]
    Error,
    /// They are left out.
    Skip,
}

impl<T: Transport> Client<T> {
    /// A neuron's skeleton, as the server has it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::InvalidSkeleton`] if it is not SWC.
    pub async fn skeleton(&self, body: BodyId) -> Result<Skeleton, Error> {
        let swc = self.skeleton_swc(body, unheard as fn(usize)).await?;
        Skeleton::parse(&swc).map_err(|source| Error::InvalidSkeleton { body: body.get(), source })
    }

    /// A neuron's skeleton in the server's own SWC text. `progress` is called with the number of bytes so far.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none.
    pub async fn skeleton_swc(&self, body: BodyId, progress: impl FnMut(usize)) -> Result<Vec<u8>, Error> {
        let request = skeletons::Request { dataset: self.dataset.clone(), body };
        let subject = Subject::named(format!("the skeleton of {body}"));
        self.collect(self.open(request.to_http(), &subject).await?, progress).await
    }

    /// Many skeletons, a few requests at a time, in the order of the neurons. `progress` hears how many have come.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the first neuron without one, unless they are to be skipped; whatever else one of the
    /// requests fails with. If others were answered before, it is an [`Error::IncompleteSkeletons`] with those.
    pub async fn skeletons(
        &self,
        bodies: &[BodyId],
        missing: Missing,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<(BodyId, Skeleton)>, Error> {
        let asked = bodies.iter().map(|body| async { (*body, self.skeleton(*body).await) });
        let mut asking = stream::iter(asked).buffered(self.concurrency());
        let total = bodies.len();
        let mut found = Vec::with_capacity(total);
        let mut done = 0;
        while let Some((body, answer)) = asking.next().await {
            match answer {
                Ok(skeleton) => found.push((body, skeleton)),
                Err(Error::NotFound { .. }) if missing == Missing::Skip => {}
                Err(error) if found.is_empty() => return Err(error),
                Err(error) => {
                    let source = Box::new(error);
                    return Err(Error::IncompleteSkeletons { source, done, total, partial: found });
                }
            }
            done += 1;
            progress(done, total);
        }
        Ok(found)
    }
}

/// A skeleton's nodes as neuprint-python tabulates them: `rowId`, `x`, `y`, `z`, `radius`, `link` (the parent's rowId, −1 at
/// roots), and `distance` to the parent if it is wanted (infinite at roots). In the unit of the coordinates.
pub fn skeleton_table(skeleton: &Skeleton, with_distances: bool) -> Table {
    let mut columns = ["rowId", "x", "y", "z", "radius", "link"].map(Column::new).to_vec();
    let ids = skeleton.ids();
    let coordinates = [skeleton.x(), skeleton.y(), skeleton.z(), skeleton.radii()];
    for node in 0..skeleton.len() {
        columns[0].push(Cell::Int(ids[node]));
        for (axis, values) in coordinates.iter().enumerate() {
            columns[axis + 1].push(Cell::Float(f64::from(values[node])));
        }
        let parent = skeleton.parents()[node];
        columns[5].push(Cell::Int(if parent == NO_PARENT { -1 } else { ids[parent as usize] }));
    }
    if with_distances {
        let mut distance = Column::new("distance");
        distances_to_parent(skeleton).into_iter().for_each(|length| distance.push(Cell::Float(length)));
        columns.push(distance);
    }
    // All columns have one cell per node.
    Table::of_columns(columns).unwrap_or_default()
}
