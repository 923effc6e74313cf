//! Files can be dropped anywhere on the page: a dataset file, SWC files, a folder of them.

use leptos::ev::{self, DragEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::{Session, files};

/// Takes what is dropped, and says so while something is held over the page.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let session = Session::expect();
    let held = RwSignal::new(false);
    // Texts and links can be dragged, too: they belong to the fields that they are dropped into.
    let has_files =
        |event: &DragEvent| event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0));
    let over = window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            // Otherwise the browser opens the file instead of the page.
            event.prevent_default();
            held.set(true);
        }
    });
    let left = window_event_listener(ev::dragleave, move |event| {
        // Left for another element of the page, there is one.
        if event.related_target().is_none() {
            held.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        held.set(false);
        if let Some(transfer) = event.data_transfer().filter(|_| has_files(&event)) {
            event.prevent_default();
            let files = files::dropped(&transfer);
            spawn_local(async move { session.open(files.await) });
        }
    });
    on_cleanup(move || [over, left, dropped].into_iter().for_each(WindowListenerHandle::remove));
    view! {
        <Show when=move || held.get()>
            <div class="drop-zone" aria-hidden="true">
                <p>"Drop a dataset file, SWC files or a folder of them"</p>
            </div>
        </Show>
    }
}
