//! The engine's entry: the classes that the worker finds in `engine.js`.

// What JavaScript calls must be public, whatever it is within.
#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)]
mod exports {
    use http::Request;
    use js_sys::{Array, Uint8Array};
    use neuprint_engine::told::{Answer, LeftOut};
    use neuprint_engine::{Answering, OpenDataset};
    use serde::Serialize;
    use wasm_bindgen::prelude::*;

    /// What is told, as the worker reads it.
    fn encoded(told: &impl Serialize) -> Vec<u8> {
        // Plain data into memory: there is nothing that could fail but memory itself.
        postcard::to_allocvec(told).unwrap_throw()
    }

    /// A dataset that was opened; freeing it forgets it.
    #[wasm_bindgen(js_name = Dataset)]
    pub struct JsDataset {
        dataset: OpenDataset,
        left_out: Vec<LeftOut>,
    }

    #[wasm_bindgen(js_class = Dataset)]
    impl JsDataset {
        /// Opens a dataset file. Throws a text: why it is none.
        pub fn read(file: &[u8]) -> Result<JsDataset, JsValue> {
            let dataset = OpenDataset::read(file).map_err(|why| JsValue::from_str(&why))?;
            Ok(Self { dataset, left_out: Vec::new() })
        }

        /// Makes a dataset of SWC files, their names and texts in turn. Throws the files, encoded, if none is a skeleton.
        #[wasm_bindgen(js_name = ofSkeletons)]
        pub fn of_skeletons(name: &str, files: Vec<String>, texts: Array) -> Result<JsDataset, JsValue> {
            let texts = texts.iter().map(|text| Uint8Array::new(&text).to_vec());
            match OpenDataset::of_skeletons(name, files.into_iter().zip(texts).collect()) {
                Ok((dataset, left_out)) => Ok(Self { dataset, left_out }),
                Err(left_out) => Err(Uint8Array::from(encoded(&left_out).as_slice()).into()),
            }
        }

        /// Makes a dataset of files with a property graph, their names and texts in turn. Throws a text: what is wrong.
        #[wasm_bindgen(js_name = ofGraph)]
        pub fn of_graph(files: Vec<String>, texts: Array) -> Result<JsDataset, JsValue> {
            let texts = texts.iter().map(|text| Uint8Array::new(&text).to_vec());
            let dataset = OpenDataset::of_graph(files.into_iter().zip(texts).collect());
            Ok(Self { dataset: dataset.map_err(|why| JsValue::from_str(&why))?, left_out: Vec::new() })
        }

        /// `Told`, encoded.
        pub fn told(&self) -> Vec<u8> {
            encoded(self.dataset.told())
        }

        /// The files that are not in it, encoded.
        #[wasm_bindgen(js_name = leftOut)]
        pub fn left_out(&self) -> Vec<u8> {
            encoded(&self.left_out)
        }

        /// Starts to answer a request; headers are names and values in turn. Throws if it is no request.
        pub fn start(
            &self,
            method: &str,
            uri: &str,
            headers: Vec<String>,
            body: Vec<u8>,
        ) -> Result<JsAnswering, JsValue> {
            let request = Request::builder().method(method).uri(uri);
            let request = headers.chunks_exact(2).fold(request, |request, pair| request.header(&pair[0], &pair[1]));
            let request = request.body(body.into()).map_err(|error| JsValue::from_str(&error.to_string()))?;
            Ok(JsAnswering(self.dataset.start(request)))
        }
    }

    /// A request that is being answered; freeing it cancels the work.
    #[wasm_bindgen(js_name = Answering)]
    pub struct JsAnswering(Answering);

    #[wasm_bindgen(js_class = Answering)]
    impl JsAnswering {
        /// Works for about `fuel` steps; the answer's end, once it is there.
        pub fn advance(&mut self, fuel: u32, now_ms: f64) -> Option<JsAnswer> {
            self.0.advance(u64::from(fuel), now_ms as u64).map(JsAnswer)
        }

        /// How many bytes of the body are written and not taken yet.
        pub fn written(&self) -> usize {
            self.0.written()
        }

        /// Takes what is written.
        #[wasm_bindgen(js_name = takeWritten)]
        pub fn take_written(&mut self) -> Uint8Array {
            Uint8Array::from(&self.0.take_written()[..])
        }

        /// Gives up because its time is over.
        #[wasm_bindgen(js_name = timeOut)]
        pub fn time_out(&mut self) -> Option<JsAnswer> {
            self.0.time_out().map(JsAnswer)
        }
    }

    /// The end of an answer.
    #[wasm_bindgen(js_name = Answer)]
    pub struct JsAnswer(Answer);

    #[wasm_bindgen(js_class = Answer)]
    impl JsAnswer {
        /// HTTP status.
        pub fn status(&self) -> u16 {
            self.0.status
        }

        /// Names and values in turn.
        pub fn headers(&self) -> Vec<String> {
            self.0.headers.iter().flat_map(|(name, value)| [name.clone(), value.clone()]).collect()
        }

        /// The body, or the rest of it.
        pub fn body(&self) -> Uint8Array {
            Uint8Array::from(&self.0.body[..])
        }
    }

    /// What can be said of a text, encoded.
    #[wasm_bindgen]
    pub fn verdict(cypher: &str, here: bool) -> Vec<u8> {
        encoded(&neuprint_engine::verdict(cypher, here))
    }

    /// The functions that the engine knows, encoded.
    #[wasm_bindgen]
    pub fn functions() -> Vec<u8> {
        encoded(&neuprint_engine::functions())
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
}
