//! A reader that hands the same buffer back and forth.
//!
//! Streams that give each piece a buffer of its own leave them all to the garbage collector: of an answer of 30 MB that
//! is 30 MB, which lie there until it comes by.

use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;

/// Bytes of the buffer: what browsers hold ready of an answer at most.
const BUFFER: u32 = 512 * 1024;

#[wasm_bindgen]
extern "C" {
    /// A `ReadableStreamBYOBReader`.
    #[derive(Debug)]
    type ByobReader;

    #[wasm_bindgen(method)]
    fn read(this: &ByobReader, view: &Uint8Array) -> Promise;
}

/// Reads a stream of bytes into its own buffer.
#[derive(Debug)]
pub(crate) struct ReusingReader {
    reader: ByobReader,
    buffer: ArrayBuffer,
}

impl ReusingReader {
    /// The reader of a stream; `None` if it cannot fill a buffer that it is given.
    pub(crate) fn of(stream: &ReadableStream) -> Option<Self> {
        let get_reader: Function = Reflect::get(stream, &"getReader".into()).ok()?.dyn_into().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"byob".into()).ok()?;
        let reader = get_reader.call1(stream, &options).ok()?.unchecked_into();
        Some(Self { reader, buffer: ArrayBuffer::new(BUFFER) })
    }

    /// Asks for the next piece. The buffer is the stream's until it is given back.
    pub(crate) fn read(&self) -> Promise {
        self.reader.read(&Uint8Array::new(&self.buffer))
    }

    /// Takes back the buffer in which a piece came.
    pub(crate) fn give_back(&mut self, piece: &Uint8Array) {
        self.buffer = piece.buffer();
    }
}
