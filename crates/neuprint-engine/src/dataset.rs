//! An open dataset.

use bytes::Bytes;
use http::Request;
use neuprint_local::{Dataset, LocalServer};

use crate::answering::Answering;
use crate::told::{LeftOut, Told};

/// A dataset that answers neuPrint's REST API.
#[derive(Debug)]
pub struct OpenDataset {
    server: LocalServer,
    told: Told,
}

impl OpenDataset {
    /// Opens a dataset file.
    ///
    /// # Errors
    /// Why it is none, as the end of a sentence.
    pub fn read(file: &[u8]) -> Result<Self, String> {
        Dataset::read(file).map(Self::of).map_err(|error| error.to_string())
    }

    /// Makes a dataset called `name` of SWC files, with those that are not in it.
    ///
    /// # Errors
    /// All files, if none of them is a skeleton.
    pub fn of_skeletons(name: &str, files: Vec<(String, Vec<u8>)>) -> Result<(Self, Vec<LeftOut>), Vec<LeftOut>> {
        let told = |left_out: Vec<neuprint_local::LeftOut>| {
            let told = |neuprint_local::LeftOut { file, reason }| LeftOut { file, reason };
            left_out.into_iter().map(told).collect()
        };
        match Dataset::of_skeletons(name, files) {
            Ok((dataset, left_out)) => Ok((Self::of(dataset), told(left_out))),
            Err(left_out) => Err(told(left_out)),
        }
    }

    /// Makes a dataset of files with a property graph out of Neo4j.
    ///
    /// # Errors
    /// What is wrong with which line, as the end of a sentence.
    pub fn of_graph(files: Vec<(String, Vec<u8>)>) -> Result<Self, String> {
        Dataset::of_graph(files).map(Self::of).map_err(|error| error.to_string())
    }

    fn of(dataset: Dataset) -> Self {
        let told = Told {
            name: dataset.name().to_owned(),
            caveats: dataset.about().caveats.clone(),
            bodies_with_skeleton: dataset.bodies_with_skeleton().collect(),
            rois_with_mesh: dataset.rois_with_mesh().map(str::to_owned).collect(),
        };
        Self { server: LocalServer::new(vec![dataset]), told }
    }

    /// What there is to know before anything is asked.
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// Starts to answer a request.
    pub fn start(&self, request: Request<Bytes>) -> Answering {
        Answering(self.server.start(request))
    }
}
