//! Files of the skeletons: SWC, an archive of many, and their segments as CSV.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use neuprint_worker::messages::{Request, Response, ShapeAsk, Shaping, file_stem};
use wasm_bindgen::JsCast as _;

use super::archive::Archive;
use crate::page::page_state::PageState;
use neuprint_page::unexpected;
use neuprint_page::{save_file, save_parts};

/// A file that the worker wrote.
struct File {
    name: String,
    mime: String,
    bytes: Uint8Array,
}

/// What a file has of a skeleton.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::page) enum Form {
    /// As it is shown: healed and pruned, seen from the root that was chosen.
    #[default]
    Processed,
    /// Healed, as far as the page does, with all its twigs.
    Healed,
    /// As it came.
    Raw,
}

impl Form {
    /// All forms, with what people read.
    pub(in crate::page) const ALL: [(&'static str, &'static str, Self); 3] = [
        ("processed", "as shown: healed, rerooted, pruned", Self::Processed),
        ("healed", "healed, with all twigs", Self::Healed),
        ("raw", "as it came, not healed", Self::Raw),
    ];

    /// Its short name.
    pub(in crate::page) fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(.., form)| *form == self).map_or("", |(name, ..)| name)
    }

    /// What of a shaping remains in it.
    fn of(self, shaping: Shaping) -> Shaping {
        match self {
            Self::Processed => shaping,
            Self::Healed => Shaping { prune: None, ..shaping },
            Self::Raw => Shaping::default(),
        }
    }
}

/// Saves a skeleton as it is shown, as SWC; the message if that fails.
pub(in crate::page) async fn save_swc(state: PageState, body: u64) -> Result<(), String> {
    let File { name, mime, bytes } = file(state, shape(state, body, ShapeAsk::Swc, Form::Processed)?).await?;
    save(&name, &mime, &bytes)
}

/// Saves all loaded skeletons; how many. More than one become one archive.
pub(in crate::page) async fn save_all_swc(state: PageState, form: Form) -> Result<usize, String> {
    let swc = |body| shape(state, body, ShapeAsk::Swc, form);
    let bodies = bodies(state);
    if let [body] = bodies.as_slice() {
        let File { name, mime, bytes } = file(state, swc(*body)?).await?;
        save(&name, &mime, &bytes)?;
        return Ok(1);
    }
    let mut archive = Archive::default();
    for &body in &bodies {
        let File { name, bytes, .. } = file(state, swc(body)?).await?;
        archive.add(&name, &bytes).await?;
    }
    let name = format!("{}-skeletons.zip", stem(state));
    save_all(&name, "application/zip", &archive.finish())?;
    Ok(bodies.len())
}

/// Saves the segments of all loaded skeletons as one table; of how many neurons.
pub(in crate::page) async fn save_segments(state: PageState) -> Result<usize, String> {
    let bodies = bodies(state);
    let parts = Array::new();
    for &body in &bodies {
        let bytes = file(state, shape(state, body, ShapeAsk::Segments, Form::Processed)?).await?.bytes;
        // Only the first table's heading.
        let heading = bytes.to_vec().iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let begin = if parts.length() == 0 { 0 } else { heading as u32 };
        parts.push(&bytes.subarray(begin, bytes.length()));
    }
    save_all(&format!("{}-segments.csv", stem(state)), "text/csv;charset=utf-8", &parts)?;
    Ok(bodies.len())
}

/// Hands a file to the user.
pub(super) fn save(name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), String> {
    save_file(name, mime, bytes).map_err(|error| format!("The browser cannot save {name}: {error:?}"))
}

fn save_all(name: &str, mime: &str, parts: &Array) -> Result<(), String> {
    save_parts(name, mime, parts).map_err(|error| format!("The browser cannot save {name}: {error:?}"))
}

/// Asks the worker for a file.
async fn file(state: PageState, request: Request) -> Result<File, String> {
    let answer = state.session.ask(request).await.map_err(|failure| failure.message)?;
    let bytes = answer.bulk.into_iter().next().and_then(|array| array.dyn_into::<Uint8Array>().ok());
    match (answer.response, bytes) {
        (Response::File { name, mime }, Some(bytes)) => Ok(File { name, mime, bytes }),
        _ => Err(unexpected("writing a file").message),
    }
}

/// What is asked of a loaded skeleton.
fn shape(state: PageState, body: u64, ask: ShapeAsk, form: Form) -> Result<Request, String> {
    let ready = untrack(|| state.neuron(body).and_then(|neuron| neuron.ready()));
    let ready = ready.ok_or_else(|| format!("The skeleton of {body} is not loaded."))?;
    let shaping = form.of(state.healing.with_untracked(|healing| healing.shaping(&ready.summary)));
    Ok(Request::Shape { body, shaping, ask })
}

fn bodies(state: PageState) -> Vec<u64> {
    untrack(|| state.loaded()).iter().map(|(neuron, _)| neuron.body).collect()
}

/// The dataset's name as a file may bear it.
fn stem(state: PageState) -> String {
    let opened = state.session.opened.get_untracked();
    opened.map_or_else(|| "neuprint".to_owned(), |opened| file_stem(&opened.connection.dataset))
}
