//! One skeleton: fetched, healed, written.

use std::path::PathBuf;
use std::sync::Arc;

use neuprint::skeleton::{HealOptions, Skeleton, Unit, heal};
use neuprint::{BodyId, Client, Error, HealLimit, HealMeasure, Healing, SkeletonFile};
use neuprint_http::HttpTransport;

use super::folder::file_name;
use super::manifest::Written;
use crate::whole_file::{self, WriteError};

/// What becomes of each skeleton.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) folder: PathBuf,
    pub(super) dataset: String,
    pub(super) uuid: Option<String>,
    pub(super) limit: HealLimit,
    /// What the limit means for the dataset; `None` if nothing is healed.
    pub(super) measure: Option<HealMeasure>,
    pub(super) unit: Unit,
}

/// Why a skeleton is not there.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server does not give it.
    Refused(Error),
    /// The disk does not take it.
    Unwritable(WriteError),
}

impl Plan {
    /// Fetches a skeleton and writes its file.
    pub(super) async fn fetch(
        self: Arc<Self>,
        client: &Client<HttpTransport>,
        body: BodyId,
    ) -> Result<Written, Failure> {
        let swc = client.skeleton_swc(body, |_| {}).await.map_err(Failure::Refused)?;
        // Healing may take seconds, during which other answers come.
        match tokio::task::spawn_blocking(move || self.write(body, &swc)).await {
            Ok(written) => written,
            Err(broken) => std::panic::resume_unwind(broken.into_panic()),
        }
    }

    fn write(&self, body: BodyId, swc: &[u8]) -> Result<Written, Failure> {
        let invalid = |source| Failure::Refused(Error::InvalidSkeleton { body: body.get(), source });
        let raw = Skeleton::parse(swc).map_err(invalid)?.with_unit(self.unit);
        let (skeleton, healing) = match self.measure {
            None => (raw, None),
            Some(HealMeasure { scale, max_distance }) => {
                let healed = heal(&raw, HealOptions { scale, max_distance, ..HealOptions::default() });
                let (fragments_before, bridges) = (healed.fragments_before, healed.bridges.len());
                (healed.skeleton, Some(Healing { limit: self.limit, fragments_before, bridges }))
            }
        };
        let file = SkeletonFile { dataset: &self.dataset, uuid: self.uuid.as_deref(), body, healing };
        let path = self.folder.join(file_name(body));
        whole_file::write(&path, file.to_swc(&skeleton).as_bytes()).map_err(Failure::Unwritable)?;
        Ok(Written {
            fragments: skeleton.roots().count(),
            bridges: healing.map_or(0, |healing| healing.bridges),
            unit: self.unit.to_string(),
        })
    }
}
