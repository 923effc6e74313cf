//! Where the pieces of a file go: to the disk, as they come, in browsers that let a page do that; else into a download.
//!
//! ```text
//! let Some(mut sink) = Sink::choose(name, kind).await? else { return };     // the user changed his mind
//! sink.write(&piece).await?;
//! sink.close().await?;
//! ```

use js_sys::{Array, Object, Reflect, Uint8Array};
use neuprint_page::save_parts;
use wasm_bindgen::prelude::*;

use super::kind::Kind;

#[wasm_bindgen]
extern "C" {
    /// The window, as browsers have it that can write to the disk:
    /// <https://wicg.github.io/file-system-access/#api-showsavefilepicker>.
    type Picking;

    #[wasm_bindgen(method, getter, structural, js_name = showSaveFilePicker)]
    fn picker(this: &Picking) -> JsValue;
    #[wasm_bindgen(method, structural, catch, js_name = showSaveFilePicker)]
    async fn show_save_file_picker(this: &Picking, options: &Object) -> Result<Handle, JsValue>;

    type Handle;

    #[wasm_bindgen(method, getter, structural)]
    fn name(this: &Handle) -> String;
    #[wasm_bindgen(method, structural, catch, js_name = createWritable)]
    async fn create_writable(this: &Handle) -> Result<Writable, JsValue>;

    /// What is written takes the file's place when it is closed, and is thrown away when it is aborted.
    type Writable;

    #[wasm_bindgen(method, structural, catch)]
    async fn write(this: &Writable, piece: &Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    async fn close(this: &Writable) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    async fn abort(this: &Writable) -> Result<JsValue, JsValue>;
}

/// Where a file goes.
pub(super) struct Sink {
    /// What the file is called.
    pub(super) name: String,
    way: Way,
}

enum Way {
    Disk(Writable),
    /// The pieces, as parts of a file to be.
    Download(Array, &'static str),
}

/// Whether files can be written to the disk as they come.
pub(super) fn streams() -> bool {
    picking().picker().is_function()
}

fn picking() -> Picking {
    JsValue::from(leptos::prelude::window()).unchecked_into()
}

impl Sink {
    /// Asks where the file is to be, if the browser can write there; `None` if the user changed his mind.
    ///
    /// # Errors
    /// Why nothing can be written there.
    pub(super) async fn choose(name: String, kind: Kind) -> Result<Option<Self>, String> {
        let download = |name| Ok(Some(Self { name, way: Way::Download(Array::new(), kind.mime()) }));
        if !streams() {
            return download(name);
        }
        let accept = object(&[(kind.mime(), &Array::of1(&format!(".{}", kind.ending()).into()))]);
        let types = Array::of1(&object(&[("description", &kind.name().into()), ("accept", &accept)]));
        let options = object(&[("suggestedName", &JsValue::from(&name)), ("types", &types)]);
        let handle = match picking().show_save_file_picker(&options).await {
            Ok(handle) => handle,
            Err(error) => {
                return match said(&error) {
                    (name, _) if name == "AbortError" => Ok(None),
                    // A page within another one may not ask.
                    (error, _) if error == "SecurityError" => download(name),
                    (_, message) => Err(message),
                };
            }
        };
        let writable = handle.create_writable().await.map_err(|error| said(&error).1)?;
        Ok(Some(Self { name: handle.name(), way: Way::Disk(writable) }))
    }

    /// Takes the next piece; ready when there is room for another one.
    ///
    /// # Errors
    /// Why the disk did not take it.
    pub(super) async fn write(&mut self, piece: &Uint8Array) -> Result<(), String> {
        match &self.way {
            Way::Disk(writable) => writable.write(piece).await.map(|_| ()).map_err(|error| said(&error).1),
            Way::Download(parts, _) => {
                parts.push(piece);
                Ok(())
            }
        }
    }

    /// The file is whole.
    ///
    /// # Errors
    /// Why it cannot be saved.
    pub(super) async fn close(self) -> Result<(), String> {
        match self.way {
            Way::Disk(writable) => writable.close().await.map(|_| ()).map_err(|error| said(&error).1),
            Way::Download(parts, mime) => save_parts(&self.name, mime, &parts).map_err(|error| said(&error).1),
        }
    }

    /// Throws away what was written.
    pub(super) async fn abort(&self) {
        if let Way::Disk(writable) = &self.way {
            // A disk that failed has thrown it away already.
            let _ = writable.abort().await;
        }
    }
}

fn object(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes every field.
        let _ = Reflect::set(&object, &JsValue::from(*name), value);
    }
    object
}

/// Name and message of what was thrown.
fn said(error: &JsValue) -> (String, String) {
    let field = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string());
    (field("name").unwrap_or_default(), field("message").unwrap_or_default())
}
