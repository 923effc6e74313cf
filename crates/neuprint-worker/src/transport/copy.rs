//! The answers that opened a dataset, so that it can be opened again without its server.
//!
//! ```text
//! let notes = Notes::begin();                 // every answer that a transport hands out is noted,
//! let copy = notes.end(now);                  // until the dataset is open
//! let answer = copy.answer(&request);         // and given again on a day without the server
//! ```

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt;
use http::Request;
use neuprint::TransportError;
use serde::{Deserialize, Serialize};

use crate::messages::InBytes;

/// Requests and their answers, as they were sent.
type Answers = Vec<(String, Vec<u8>)>;

/// Answers by their requests.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Copy {
    /// When they came, milliseconds since 1970.
    pub(crate) since: f64,
    answers: Answers,
}

impl InBytes for Copy {}

impl Copy {
    /// What came for a request.
    pub(super) fn answer(&self, request: &Request<Bytes>) -> Option<Bytes> {
        if self.answers.is_empty() {
            return None;
        }
        let key = key(request);
        // A request may have been sent again: the last time it was answered in full.
        self.answers.iter().rfind(|(of, _)| *of == key).map(|(_, answer)| Bytes::copy_from_slice(answer))
    }
}

/// Where answers are noted while they are read. Clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes(Rc<RefCell<Option<Answers>>>);

impl Notes {
    /// Nothing was noted yet; what comes is.
    pub(crate) fn begin() -> Self {
        Self(Rc::new(RefCell::new(Some(Vec::new()))))
    }

    /// What came until now. From here on nothing is noted.
    pub(crate) fn end(&self, since: f64) -> Copy {
        Copy { since, answers: self.0.take().unwrap_or_default() }
    }

    /// Under what the answer to a request is noted, if it is.
    pub(super) fn key(&self, request: &Request<Bytes>) -> Option<String> {
        self.0.borrow().is_some().then(|| key(request))
    }

    /// A body, noted while it is read.
    pub(super) fn noting<R>(&self, key: String, body: R) -> Noted<R> {
        let mut answers = self.0.borrow_mut();
        let at = answers.as_ref().map_or(0, Vec::len);
        if let Some(answers) = &mut *answers {
            answers.push((key, Vec::new()));
        }
        Noted { body, at, notes: self.clone() }
    }
}

/// A body that is noted while it is read.
pub(crate) struct Noted<R> {
    body: R,
    /// Which of the notes it is.
    at: usize,
    notes: Notes,
}

impl<R: Stream<Item = Result<Bytes, TransportError>> + Unpin> Stream for Noted<R> {
    type Item = R::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let piece = this.body.poll_next_unpin(context);
        if let Poll::Ready(Some(Ok(piece))) = &piece
            && let Some(answers) = &mut *this.notes.0.borrow_mut()
            && let Some((_, answer)) = answers.get_mut(this.at)
        {
            answer.extend_from_slice(piece);
        }
        piece
    }
}

/// Address and text of a request: all that its answer depends on, as long as the token is the same.
fn key(request: &Request<Bytes>) -> String {
    format!("{}\n{}", request.uri(), String::from_utf8_lossy(request.body()))
}
