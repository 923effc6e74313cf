//! Where the pieces of a file go: to the disk, as they come, in browsers that let a page do that; else into a download.
//!
//! ```text
//! let Some(sink) = Sink::choose(name, ending, mime).await? else { return };     // the user changed his mind
//! sink.write(&piece).await?;
//! sink.close().await?;
//! ```
//!
//! The browser's side of it: <https://wicg.github.io/file-system-access/#api-showsavefilepicker>.

use js_sys::{Array, Function, JSON, JsString, Promise, Reflect, Uint8Array};
use neuprint_page::save_parts;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Where a file goes.
pub(super) struct Sink {
    /// What the file is called.
    pub(super) name: String,
    mime: &'static str,
    /// The file, and what is written to it: that takes the file's place when it is closed, and is thrown away when it is
    /// aborted; `None`: the parts become a download.
    disk: Option<(JsValue, JsValue)>,
    parts: Array,
}

/// Whether files can be written to the disk as they come.
pub(super) fn streams() -> bool {
    picker().is_some()
}

const PICKER: &str = "showSaveFilePicker";

fn picker() -> Option<Function> {
    field(&leptos::prelude::window(), PICKER).dyn_into().ok()
}

impl Sink {
    /// Asks where the file is to be, if the browser can write there; `None` if the user changed his mind.
    ///
    /// # Errors
    /// Why nothing can be written there.
    pub(super) async fn choose(name: String, ending: &str, mime: &'static str) -> Result<Option<Self>, String> {
        let mut sink = Self { name, mime, disk: None, parts: Array::new() };
        if !streams() {
            return Ok(Some(sink));
        }
        let name: String = JSON::stringify(&JsString::from(sink.name.as_str())).unwrap_or_default().into();
        let options = format!(r#"{{"suggestedName":{name},"types":[{{"accept":{{"{mime}":[".{ending}"]}}}}]}}"#);
        let options = JSON::parse(&options).unwrap_or_default();
        let window = JsValue::from(leptos::prelude::window());
        match called(&window, PICKER, &options).await {
            Ok(file) => {
                sink.name = field(&file, "name").as_string().unwrap_or(sink.name);
                let writable = called(&file, "createWritable", &JsValue::UNDEFINED).await.map_err(words)?;
                sink.disk = Some((file, writable));
                Ok(Some(sink))
            }
            Err(error) => match field(&error, "name").as_string().as_deref() {
                Some("AbortError") => Ok(None),
                // A page within another one may not ask.
                Some("SecurityError") => Ok(Some(sink)),
                _ => Err(words(error)),
            },
        }
    }

    /// Takes the next piece; ready when there is room for another one.
    ///
    /// # Errors
    /// Why the disk did not take it.
    pub(super) async fn write(&self, piece: &Uint8Array) -> Result<(), String> {
        match &self.disk {
            Some((_, disk)) => called(disk, "write", piece).await.map(|_| ()).map_err(words),
            None => {
                self.parts.push(piece);
                Ok(())
            }
        }
    }

    /// The file is whole.
    ///
    /// # Errors
    /// Why it cannot be saved.
    pub(super) async fn close(&self) -> Result<(), String> {
        match &self.disk {
            Some((_, disk)) => called(disk, "close", &JsValue::UNDEFINED).await.map(|_| ()).map_err(words),
            None => save_parts(&self.name, self.mime, &self.parts).map_err(words),
        }
    }

    /// Throws away what was written, and the file: it has been empty since it was chosen.
    pub(super) async fn abort(&self) {
        if let Some((file, disk)) = &self.disk {
            // A disk that failed has thrown it away already.
            let _ = called(disk, "abort", &JsValue::UNDEFINED).await;
            // Not every browser can; then an empty file stays.
            let _ = called(file, "remove", &JsValue::UNDEFINED).await;
        }
    }
}

/// What the promise of a method comes to.
async fn called(of: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = field(of, method).dyn_into()?;
    let promise: Promise = method.call1(of, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// What was thrown, in words.
fn words(error: JsValue) -> String {
    field(&error, "message").as_string().unwrap_or_default()
}
