//! The engine across the border: what `engine.js` exports, behind the desk's traits.

mod exported;

use bytes::Bytes;
use http::Request;
use js_sys::{Array, Uint8Array};
use neuprint_engine::told::{Answer, LeftOut, Told, Verdict};
use neuprint_engine::{Engine, EngineAnswering, EngineDataset};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use exported::{JsAnswer, JsAnswering, JsDataset, Module};

/// The engine's module.
pub(crate) struct PageEngine(Module);

impl PageEngine {
    /// The module, loaded when it is first asked for.
    pub(crate) async fn load() -> Result<Self, String> {
        exported::load_engine().await.map(Self).map_err(|error| words(&error))
    }
}

impl Engine for PageEngine {
    type Dataset = PageDataset;

    fn read(&self, file: &[u8]) -> Result<PageDataset, String> {
        let dataset = self.0.datasets().read(file).map_err(|error| words(&error))?;
        PageDataset::of(dataset)
    }

    fn of_skeletons(
        &self,
        name: &str,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(PageDataset, Vec<LeftOut>), Vec<LeftOut>> {
        let (names, texts): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
        let texts: Array = texts.iter().map(|text| Uint8Array::from(text.as_slice())).collect();
        // The files, encoded; or else the module failed, and with it each of them.
        let failed = |error: JsValue| match error.dyn_ref::<Uint8Array>() {
            Some(files) => decoded(&files.to_vec()).unwrap_or_default(),
            None => vec![LeftOut { file: name.to_owned(), reason: words(&error) }],
        };
        let dataset = self.0.datasets().of_skeletons(name, names, texts).map_err(failed)?;
        let left_out = dataset.left_out().ok().and_then(|files| decoded(&files).ok()).unwrap_or_default();
        match PageDataset::of(dataset) {
            Ok(dataset) => Ok((dataset, left_out)),
            Err(reason) => Err(vec![LeftOut { file: name.to_owned(), reason }]),
        }
    }

    fn of_graph(&self, files: Vec<(String, Vec<u8>)>) -> Result<PageDataset, String> {
        let (names, texts): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
        let texts: Array = texts.iter().map(|text| Uint8Array::from(text.as_slice())).collect();
        PageDataset::of(self.0.datasets().of_graph(names, texts).map_err(|error| words(&error))?)
    }

    // What helps to write is left out where it fails.
    fn verdict(&self, cypher: &str, here: bool) -> Verdict {
        self.0.verdict(cypher, here).ok().and_then(|verdict| decoded(&verdict).ok()).unwrap_or_default()
    }

    fn functions(&self) -> Vec<[String; 3]> {
        self.0.functions().ok().and_then(|functions| decoded(&functions).ok()).unwrap_or_default()
    }
}

/// A dataset in the engine's memory.
pub(crate) struct PageDataset {
    dataset: JsDataset,
    told: Told,
}

impl PageDataset {
    fn of(dataset: JsDataset) -> Result<Self, String> {
        let told = dataset.told().map_err(|error| words(&error))?;
        Ok(Self { told: decoded(&told)?, dataset })
    }
}

impl Drop for PageDataset {
    fn drop(&mut self) {
        // A module that failed has nothing to free.
        let _ = self.dataset.free();
    }
}

impl EngineDataset for PageDataset {
    type Answering = PageAnswering;

    fn told(&self) -> Told {
        self.told.clone()
    }

    fn start(&self, request: Request<Bytes>) -> Result<PageAnswering, String> {
        let (head, body) = request.into_parts();
        let pairs = head.headers.iter().filter_map(|(name, value)| Some([name.as_str(), value.to_str().ok()?]));
        let headers = pairs.flatten().map(str::to_owned).collect();
        let answering = self.dataset.start(head.method.as_str(), &head.uri.to_string(), headers, &body);
        answering.map(PageAnswering).map_err(|error| words(&error))
    }
}

/// A request that the engine answers.
pub(crate) struct PageAnswering(JsAnswering);

impl Drop for PageAnswering {
    fn drop(&mut self) {
        let _ = self.0.free();
    }
}

impl EngineAnswering for PageAnswering {
    fn advance(&mut self, fuel: u32, now_ms: f64) -> Result<Option<Answer>, String> {
        self.0.advance(fuel, now_ms).map(|answer| answer.map(taken)).map_err(|error| words(&error))
    }

    // A module that fails here fails at the next step, too, which says so.
    fn written(&self) -> usize {
        self.0.written().unwrap_or_default() as usize
    }

    fn take_written(&mut self) -> Bytes {
        self.0.take_written().map(|rows| rows.to_vec().into()).unwrap_or_default()
    }

    fn time_out(&mut self) -> Option<Answer> {
        self.0.time_out().ok().flatten().map(taken)
    }
}

fn taken(answer: JsAnswer) -> Answer {
    let mut headers = answer.headers().into_iter();
    let pairs = std::iter::from_fn(|| Some((headers.next()?, headers.next()?))).collect();
    let taken = Answer { status: answer.status(), headers: pairs, body: answer.body().to_vec().into() };
    answer.free();
    taken
}

fn decoded<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| format!("it is of another build ({error})"))
}

/// What was thrown, in words.
pub(super) fn words(thrown: &JsValue) -> String {
    thrown.as_string().unwrap_or_else(|| match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => format!("{thrown:?}"),
    })
}
