//! The engine as whoever asks it knows it: in a browser across the border of two wasm modules, in tests directly.
//!
//! What is an error here is a module that failed; what a query does wrong is in its answer.

use bytes::Bytes;
use http::Request;

use crate::told::{Answer, LeftOut, Told, Verdict};

/// The engine's module.
pub trait Engine {
    /// An open dataset.
    type Dataset: EngineDataset;

    /// Opens a dataset file.
    ///
    /// # Errors
    /// Why it is none, as the end of a sentence.
    fn read(&self, file: &[u8]) -> Result<Self::Dataset, String>;

    /// Makes a dataset called `name` of SWC files, with those that are not in it.
    ///
    /// # Errors
    /// All files, if none of them is a skeleton.
    fn of_skeletons(
        &self,
        name: &str,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(Self::Dataset, Vec<LeftOut>), Vec<LeftOut>>;

    /// Makes a dataset of files with a property graph out of Neo4j.
    ///
    /// # Errors
    /// What is wrong with which line, as the end of a sentence.
    fn of_graph(&self, files: Vec<(String, Vec<u8>)>) -> Result<Self::Dataset, String>;

    /// What can be said of a text. `here`: this engine is to answer it.
    fn verdict(&self, cypher: &str, here: bool) -> Verdict;

    /// The functions that the engine knows: name, signature, help in one line.
    fn functions(&self) -> Vec<[String; 3]>;
}

/// A dataset that answers neuPrint's REST API.
pub trait EngineDataset {
    /// A request that is being answered; dropping it cancels the work.
    type Answering: EngineAnswering + 'static;

    /// What there is to know before anything is asked.
    fn told(&self) -> Told;

    /// Starts to answer a request.
    ///
    /// # Errors
    /// The module failed.
    fn start(&self, request: Request<Bytes>) -> Result<Self::Answering, String>;
}

/// A request that is being answered, in slices.
pub trait EngineAnswering {
    /// Works for about `fuel` steps, told the time in milliseconds; the answer's end, once it is there.
    ///
    /// # Errors
    /// The module failed.
    fn advance(&mut self, fuel: u32, now_ms: f64) -> Result<Option<Answer>, String>;

    /// How many bytes of the body are written and not taken yet.
    fn written(&self) -> usize;

    /// Takes what is written: the answer is a stream of rows with status 200 then.
    fn take_written(&mut self) -> Bytes;

    /// Gives up because its time is over; the answer, unless it was there already.
    fn time_out(&mut self) -> Option<Answer>;
}
