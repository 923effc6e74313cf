//! Deflate, as browsers have it built in.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Raw deflate, without a header.
const FORMAT: &str = "deflate-raw";

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    type Readable;
    #[wasm_bindgen(method, structural, catch, js_name = pipeThrough)]
    fn pipe_through(this: &Readable, through: &JsValue) -> Result<Readable, JsValue>;

    type Source;
    #[wasm_bindgen(method, structural, catch)]
    fn stream(this: &Source) -> Result<Readable, JsValue>;

    type Response;
    #[wasm_bindgen(constructor, catch)]
    fn new(body: &Readable) -> Result<Response, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = arrayBuffer)]
    fn array_buffer(this: &Response) -> Result<js_sys::Promise, JsValue>;
}

/// Deflates.
pub(super) async fn pack(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    through(bytes, CompressionStream::new(FORMAT)?.into()).await
}

/// Inflates.
pub(super) async fn unpack(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    through(bytes, DecompressionStream::new(FORMAT)?.into()).await
}

async fn through(bytes: &[u8], stream: JsValue) -> Result<Vec<u8>, JsValue> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let source: Source = JsValue::from(blob).unchecked_into();
    let response = Response::new(&source.stream()?.pipe_through(&stream)?)?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
