//! Files that the user chose or dropped, folders included.
//!
//! ```text
//! let files = files::dropped(&transfer).await;       // everything in what was dropped
//! session.open(files);
//! ```

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

/// More files than these are not looked for: it is no folder of skeletons.
const MOST: usize = 100_000;

/// A file that was not read yet.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    /// Its name, behind those of the folders that it was found in.
    pub(crate) name: String,
    /// The file.
    pub(crate) file: File,
}

impl Chosen {
    fn new(file: File) -> Self {
        // Set where a whole folder was chosen.
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        Self { name: path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name()), file }
    }
}

/// The files of an input field.
pub(crate) fn listed(list: &FileList) -> Vec<Chosen> {
    (0..list.length()).filter_map(|at| list.get(at)).map(Chosen::new).collect()
}

/// The files that were dropped, and those in folders that were dropped. What cannot be looked into is left out.
///
/// Must be called while the event is being handled: what was dropped cannot be asked for later.
pub(crate) fn dropped(transfer: &DataTransfer) -> impl Future<Output = Vec<Chosen>> + use<> {
    let items = transfer.items();
    let items = (0..items.length()).filter_map(|at| items.get(at)).filter(|item| item.kind() == "file");
    let mut entries: Vec<FileSystemEntry> =
        items.filter_map(|item| item.webkit_get_as_entry().ok().flatten()).collect();
    // The last one is looked at first.
    entries.reverse();
    let alone = transfer.files().filter(|_| entries.is_empty());
    async move {
        let mut found = alone.as_ref().map(listed).unwrap_or_default();
        while let Some(entry) = entries.pop() {
            if found.len() >= MOST {
                break;
            }
            if entry.is_directory() {
                let mut inside = children(&entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader()).await;
                inside.reverse();
                entries.append(&mut inside);
                continue;
            }
            let name = entry.full_path().trim_start_matches('/').to_owned();
            let entry: FileSystemFileEntry = entry.unchecked_into();
            if let Ok(file) = called_back(|done, failed| entry.file_with_callback_and_callback(done, failed)).await {
                found.push(Chosen { name, file: file.unchecked_into() });
            }
        }
        found
    }
}

/// What is in a folder. A browser tells it in pieces, of which the last is empty.
async fn children(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let mut all = Vec::new();
    loop {
        let piece = called_back(|done, failed| {
            // Refused only while another piece is on its way.
            let _ = reader.read_entries_with_callback_and_callback(done, failed);
        });
        match piece.await {
            Ok(piece) if Array::from(&piece).length() > 0 => {
                all.extend(Array::from(&piece).iter().map(JsCast::unchecked_into::<FileSystemEntry>));
            }
            _ => return all,
        }
    }
}

/// What a function gives that calls back instead of answering.
async fn called_back(ask: impl FnOnce(&js_sys::Function, &js_sys::Function)) -> Result<JsValue, JsValue> {
    let mut ask = Some(ask);
    let promise = Promise::new(&mut |done, failed| {
        if let Some(ask) = ask.take() {
            ask(&done, &failed);
        }
    });
    JsFuture::from(promise).await
}
