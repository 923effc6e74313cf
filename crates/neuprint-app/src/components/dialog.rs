//! Dialogs that are shown while a signal says so.

use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

/// Opens and closes a dialog with a signal.
pub(crate) fn follow(dialog: NodeRef<Dialog>, shown: RwSignal<bool>) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if shown.get() && !dialog.open() {
            // Refused only when it is shown already.
            let _ = dialog.show_modal();
        } else if !shown.get() {
            dialog.close();
        }
    });
}

/// Whether a dialog whose `close` event this is has remained closed: the event comes some time after the closing, and who
/// is quick has opened it again.
pub(crate) fn has_closed(event: &Event) -> bool {
    let dialog = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
    dialog.is_none_or(|dialog| !dialog.open())
}
