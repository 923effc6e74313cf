//! An answer's body, piece by piece.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use neuprint::TransportError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

use crate::abort::AbortOnDrop;
use crate::failure;
use crate::reusing::ReusingReader;

/// The body of an answer. Dropping it before its end aborts the request.
#[derive(Debug)]
pub struct Body {
    source: Source,
    /// What the next piece will come from.
    pending: Option<JsFuture>,
    _abort: AbortOnDrop,
}

#[derive(Debug)]
enum Source {
    /// Read as it comes, into one buffer again and again.
    Reusing(ReusingReader),
    /// Read as it comes, each piece in a buffer of its own.
    Reader(ReadableStreamDefaultReader),
    /// Of a `fetch` whose answers do not stream: read in one piece.
    Whole(web_sys::Response),
    /// Read to the end, or to an error.
    Ended,
}

impl Body {
    pub(crate) fn new(response: web_sys::Response, abort: AbortOnDrop) -> Self {
        let source = match response.body() {
            None if has_method(&response, "arrayBuffer") => Source::Whole(response),
            None => Source::Ended,
            Some(stream) if has_method(&stream, "getReader") => ReusingReader::of(&stream)
                .map_or_else(|| Source::Reader(stream.get_reader().unchecked_into()), Source::Reusing),
            Some(_) => Source::Whole(response),
        };
        Self { source, pending: None, _abort: abort }
    }

    /// Asks for the next piece.
    fn ask(&self) -> Result<Option<Promise>, JsValue> {
        match &self.source {
            Source::Reusing(reader) => Ok(Some(reader.read())),
            Source::Reader(reader) => Ok(Some(reader.read().unchecked_into())),
            Source::Whole(response) => Ok(Some(response.array_buffer()?.unchecked_into())),
            Source::Ended => Ok(None),
        }
    }

    /// The piece in what was asked for; `None` at the end.
    fn piece(&mut self, answer: &JsValue) -> Result<Option<Bytes>, JsValue> {
        if let Source::Whole(_) | Source::Ended = &self.source {
            self.source = Source::Ended;
            return Ok(Some(Uint8Array::new(answer).to_vec().into()));
        }
        if Reflect::get(answer, &"done".into())?.is_truthy() {
            self.source = Source::Ended;
            return Ok(None);
        }
        let value = Reflect::get(answer, &"value".into())?;
        // Made of another array it would be a copy.
        let bytes = value.dyn_into().unwrap_or_else(|value| Uint8Array::new(&value));
        let piece = bytes.to_vec();
        if let Source::Reusing(reader) = &mut self.source {
            reader.give_back(&bytes);
        }
        Ok(Some(piece.into()))
    }
}

fn has_method(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|method| method.is_instance_of::<Function>())
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let body = &mut *self;
        let read = loop {
            if let Some(pending) = &mut body.pending {
                let answer = ready!(Pin::new(pending).poll(cx));
                body.pending = None;
                break answer.and_then(|answer| body.piece(&answer));
            }
            match body.ask() {
                Ok(Some(promise)) => body.pending = Some(JsFuture::from(promise)),
                Ok(None) => return Poll::Ready(None),
                Err(error) => break Err(error),
            }
        };
        if read.is_err() {
            body.source = Source::Ended;
        }
        Poll::Ready(read.map_err(|error| failure::of_body(&error)).transpose())
    }
}
