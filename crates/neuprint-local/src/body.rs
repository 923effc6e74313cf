//! The body of an answer: bytes in pieces.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use neuprint::TransportError;

/// Large enough to be quick, small enough that a reader can show rows while the rest comes.
const PIECE: usize = 64 * 1024;

/// The body of an answer, already computed; as a stream it comes in pieces, as from a network.
#[derive(Debug, Clone, Default)]
pub struct Body {
    pieces: VecDeque<Bytes>,
}

impl Body {
    /// All of it as one piece.
    pub fn into_bytes(mut self) -> Bytes {
        match (self.pieces.pop_front(), self.pieces.is_empty()) {
            (None, _) => Bytes::new(),
            (Some(only), true) => only,
            (Some(first), false) => {
                let mut all = first.to_vec();
                self.pieces.iter().for_each(|piece| all.extend_from_slice(piece));
                all.into()
            }
        }
    }
}

impl From<Bytes> for Body {
    fn from(mut bytes: Bytes) -> Self {
        let mut pieces = VecDeque::new();
        while !bytes.is_empty() {
            pieces.push_back(bytes.split_to(bytes.len().min(PIECE)));
        }
        Self { pieces }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.pieces.pop_front().map(Ok))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.pieces.len(), Some(self.pieces.len()))
    }
}
