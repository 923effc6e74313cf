//! The engine without a border, for native programs and tests.

use bytes::Bytes;
use http::Request;

use crate::border::{Engine, EngineAnswering, EngineDataset};
use crate::told::{Answer, LeftOut, Told, Verdict};
use crate::{Answering, OpenDataset, functions, verdict};

/// The engine in this process. It never fails.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl Engine for InProcess {
    type Dataset = OpenDataset;

    fn read(&self, file: &[u8]) -> Result<OpenDataset, String> {
        OpenDataset::read(file)
    }

    fn of_skeletons(
        &self,
        name: &str,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(OpenDataset, Vec<LeftOut>), Vec<LeftOut>> {
        OpenDataset::of_skeletons(name, files)
    }

    fn of_graph(&self, files: Vec<(String, Vec<u8>)>) -> Result<OpenDataset, String> {
        OpenDataset::of_graph(files)
    }

    fn verdict(&self, cypher: &str, here: bool) -> Verdict {
        verdict(cypher, here)
    }

    fn functions(&self) -> Vec<[String; 3]> {
        functions()
    }
}

impl EngineDataset for OpenDataset {
    type Answering = Answering;

    fn told(&self) -> Told {
        self.told().clone()
    }

    fn start(&self, request: Request<Bytes>) -> Result<Answering, String> {
        Ok(self.start(request))
    }
}

impl EngineAnswering for Answering {
    fn advance(&mut self, fuel: u32, now_ms: f64) -> Result<Option<Answer>, String> {
        Ok(self.advance(u64::from(fuel), now_ms as u64))
    }

    fn written(&self) -> usize {
        self.written()
    }

    fn take_written(&mut self) -> Bytes {
        self.take_written()
    }

    fn time_out(&mut self) -> Option<Answer> {
        self.time_out()
    }
}
