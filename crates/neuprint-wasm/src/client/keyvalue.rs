//! Bytes in stores beside the graph.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::Client;
use crate::abort::promise;
use crate::arguments::{self, Options};
use crate::error::{invalid_argument, thrown};

#[wasm_bindgen]
impl Client {
    /// What a store holds under a key. Rejects with the code `not-found` if it holds nothing.
    #[wasm_bindgen(js_name = fetchRawKeyvalue, unchecked_return_type = "Promise<Uint8Array>")]
    pub fn fetch_raw_keyvalue(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] instance: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] key: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (instance, key) = (arguments::text(instance, "instance")?, arguments::text(key, "key")?);
            self.ask(&Options::of(options, "options")?, |connection| async move {
                let bytes = connection.raw_keyvalue(&instance, &key).await.map_err(|error| thrown(&error))?;
                Ok(Uint8Array::from(bytes.as_slice()).into())
            })
        })
    }

    /// Puts bytes under a key. For administrators.
    #[wasm_bindgen(js_name = postRawKeyvalue, unchecked_return_type = "Promise<void>")]
    pub fn post_raw_keyvalue(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] instance: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] key: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] value: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (instance, key) = (arguments::text(instance, "instance")?, arguments::text(key, "key")?);
            if !value.is_instance_of::<Uint8Array>() && !value.is_instance_of::<ArrayBuffer>() {
                return Err(invalid_argument("`value` must be a Uint8Array or an ArrayBuffer"));
            }
            let bytes = Uint8Array::new(value).to_vec();
            self.ask(&Options::of(options, "options")?, |connection| async move {
                let put = connection.post_raw_keyvalue(&instance, &key, bytes.into()).await;
                put.map(|()| JsValue::UNDEFINED).map_err(|error| thrown(&error))
            })
        })
    }
}
