//! The dialog that makes a file of a result: which rows and columns, as what, under which name.
//!
//! ```text
//! view! { <ExportDialog shown/> }      // of the result on screen, when `shown` becomes true
//! ```
//!
//! What is chosen stands in the form itself, which is plain HTML (`form.html`), and what follows from it is the style
//! sheet's: as a view it would be three times as much code, of which everybody would load every byte. The file is written
//! piece by piece to the disk or into a download (`sink.rs`): the next piece is asked for when the last one is saved. Until
//! it is whole the dialog stays, with how far it is; what goes wrong is said there.

mod form;
mod kind;
mod scope;
mod sink;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::html::{self, Dialog};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::unexpected;
use neuprint_worker::messages::{Failure, Request, Response};
use wasm_bindgen::JsCast;
use web_sys::Element;

use self::form::{Form, Subject};
use self::sink::Sink;
use super::toolbar::size;
use crate::components::counts::{count, grouped};
use crate::components::failure::FailureNotice;
use crate::components::toast;
use crate::state::Session;
use crate::state::query::QueryState;

/// The dialog, shown while `shown`.
#[component]
pub(super) fn ExportDialog(shown: RwSignal<bool>) -> impl IntoView {
    let (session, query) = (Session::expect(), QueryState::expect());
    let (dialog, form) = (NodeRef::<Dialog>::new(), NodeRef::<html::Form>::new());
    let failure = RwSignal::new(None::<Failure>);
    let subject = StoredValue::new_local(None::<Subject>);
    // Set while a file is written, and when it is not wanted any more.
    let writing = StoredValue::new_local(None::<Rc<Cell<bool>>>);
    let stop =
        move || writing.try_with_value(|stopped| stopped.as_ref().map(|stopped| stopped.set(true))).flatten().is_some();
    on_cleanup(move || _ = stop());
    Effect::new(move |_| {
        let (Some(dialog), Some(form)) = (dialog.get(), form.get().map(Form)) else { return };
        if !shown.get() {
            return dialog.close();
        }
        failure.set(None);
        let found = untrack(|| query.shown()).and_then(Subject::of);
        if let Some(found) = &found {
            form.begin(found);
        }
        subject.set_value(found);
        // Refused only when it is shown already.
        let _ = dialog.show_modal();
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = form.get_untracked().map(Form).filter(|_| writing.with_value(Option::is_none)) else { return };
        let Some(asked) = subject.with_value(|subject| Some(form.asked(subject.as_ref()?))) else { return };
        failure.set(None);
        form.say("");
        let stopped = Rc::<Cell<bool>>::default();
        writing.set_value(Some(Rc::clone(&stopped)));
        spawn_local(async move {
            let ended = match Sink::choose(asked.name, &asked.ending, asked.mime).await {
                Ok(None) => Ok(None),
                Ok(Some(sink)) => write(session, asked.request, &sink, &stopped, &form).await,
                Err(why) => Err(not_saved(why)),
            };
            // The page may have been left meanwhile.
            writing.try_set_value(None);
            form.tell(None, "");
            match ended {
                Ok(Some(said)) => {
                    shown.try_set(false);
                    toast::show(said);
                }
                Ok(None) => {}
                Err(why) => _ = failure.try_set(Some(why)),
            }
        });
    };
    let press = move |event: MouseEvent| {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        match button.and_then(|button| button.get_attribute("value")).as_deref() {
            Some("close") => shown.set(false),
            Some("stop") => _ = stop(),
            _ => {}
        }
    };
    view! {
        <dialog
            class="popover export-dialog"
            node_ref=dialog
            aria-labelledby="export-title"
            on:cancel=move |event: Event| if stop() {
                event.prevent_default();
            }
            on:close=move |_| {
                stop();
                shown.set(false);
            }
        >
            <form node_ref=form inner_html=include_str!("export/form.html") on:submit=save on:click=press></form>
            {move || failure.get().map(|failure| view! { <FailureNotice failure/> })}
        </dialog>
    }
}

/// Writes a file to its end and says what is saved; `None` if it was stopped. In all other cases nothing is left of it.
async fn write(
    session: Session,
    request: Request,
    sink: &Sink,
    stopped: &Cell<bool>,
    form: &Form,
) -> Result<Option<String>, Failure> {
    form.say("Writing…");
    form.tell(Some((0, 1)), "");
    let written = pieces(session, request, sink, stopped, form).await;
    if !matches!(written, Ok(Some(_))) {
        sink.abort().await;
    }
    form.say(if written == Ok(None) { "Stopped. Nothing was saved." } else { "" });
    let written = written?;
    Ok(written.map(|rows| format!("{} saved as {}", count(u64::from(rows), "row"), sink.name)))
}

/// Writes the pieces of a file; how many rows it has, if it is whole.
async fn pieces(
    session: Session,
    request: Request,
    sink: &Sink,
    stopped: &Cell<bool>,
    form: &Form,
) -> Result<Option<u32>, Failure> {
    let Response::Exporting { export, rows: of } = session.ask(request).await?.response else {
        return Err(unexpected("an export"));
    };
    form.tell(Some((0, of)), "");
    let mut bytes = 0;
    while !stopped.get() {
        let answer = session.ask(Request::ExportPiece { export }).await?;
        let piece = answer.bulk.into_iter().next().and_then(|piece| piece.dyn_into::<Uint8Array>().ok());
        let (Response::Piece { rows, last }, Some(piece)) = (answer.response, piece) else {
            return Err(unexpected("an export"));
        };
        bytes += u64::from(piece.length());
        let mut saved = sink.write(&piece).await;
        if last && saved.is_ok() {
            saved = sink.close().await;
        }
        let far = format!("{} of {} · {}", grouped(u64::from(rows)), count(u64::from(of), "row"), size(bytes));
        form.tell(Some((rows, of)), &far);
        match saved {
            Ok(()) if last => return Ok(Some(rows)),
            Ok(()) => {}
            Err(why) => {
                give_up(session, export);
                return Err(not_saved(why));
            }
        }
    }
    give_up(session, export);
    Ok(None)
}

/// The worker has more of a file, which nobody wants.
fn give_up(session: Session, export: u32) {
    let asking = session.ask(Request::CloseExport { export });
    // It may be forgotten already.
    spawn_local(async move { _ = asking.await });
}

/// The disk, or the browser, did not take the file.
fn not_saved(why: String) -> Failure {
    let message =
        format!("The file could not be saved, and nothing is left of it: {why} Make room, or choose another place.");
    Failure { code: "not-saved".to_owned(), message, position: None, tos_url: None, datasets: Vec::new() }
}
