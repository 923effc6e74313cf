//! From the worker to the disk, piece by piece: the next one is asked for when the last one is saved.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Uint8Array;
use neuprint_page::unexpected;
use neuprint_worker::messages::{ExportHandle, Failure, Request, Response};
use wasm_bindgen::JsCast;

use super::sink::Sink;
use crate::state::Session;

/// How far a file is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Written {
    /// Rows by now.
    pub(super) rows: u32,
    /// Rows in the end.
    pub(super) of: u32,
    /// Bytes by now.
    pub(super) bytes: u64,
}

/// Set when the user does not want the file any more. Clones are the same wish.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Rc<Cell<bool>>);

impl Stop {
    pub(super) fn ask(&self) {
        self.0.set(true);
    }
}

/// Writes a file to its end; `None` if it was stopped, or else how large it is. In all other cases nothing is left of it.
///
/// # Errors
/// Why there is no file.
pub(super) async fn write(
    session: Session,
    request: Request,
    mut sink: Sink,
    stop: &Stop,
    told: impl Fn(Written),
) -> Result<Option<Written>, Failure> {
    let begun = match session.ask(request).await.map(|answer| answer.response) {
        Ok(Response::Exporting { export, rows }) => Ok((export, rows)),
        Ok(_) => Err(unexpected("an export")),
        Err(failure) => Err(failure),
    };
    let written = match begun {
        Ok((export, of)) => pieces(session, export, of, &mut sink, stop, told).await,
        Err(failure) => Err(failure),
    };
    match written {
        Ok(Some(written)) => sink.close().await.map_err(not_saved).map(|()| Some(written)),
        other => {
            sink.abort().await;
            other
        }
    }
}

async fn pieces(
    session: Session,
    export: ExportHandle,
    of: u32,
    sink: &mut Sink,
    stop: &Stop,
    told: impl Fn(Written),
) -> Result<Option<Written>, Failure> {
    let mut written = Written { of, ..Written::default() };
    loop {
        told(written);
        let ended = if stop.0.get() {
            Ok(None)
        } else {
            let answer = session.ask(Request::ExportPiece { export }).await?;
            let piece = answer.bulk.into_iter().next().and_then(|piece| piece.dyn_into::<Uint8Array>().ok());
            let (Response::Piece { rows, last }, Some(piece)) = (answer.response, piece) else {
                return Err(unexpected("an export"));
            };
            written.rows = rows;
            written.bytes += u64::from(piece.length());
            match sink.write(&piece).await {
                Ok(()) if last => return Ok(Some(written)),
                Ok(()) => continue,
                Err(why) => Err(not_saved(why)),
            }
        };
        // The worker has more of it, which nobody wants.
        let _ = session.ask(Request::CloseExport { export }).await;
        return ended;
    }
}

/// The disk, or the browser, did not take the file.
pub(super) fn not_saved(why: String) -> Failure {
    Failure {
        code: "not-saved".to_owned(),
        message: format!("The file could not be saved, and nothing is left of it: {why} Make room, or choose another place."),
        position: None,
        tos_url: None,
        datasets: Vec::new(),
    }
}
