//! A request that is being answered, in slices.

use bytes::Bytes;
use http::Response;
use neuprint_local::{Body, Job};

use crate::told::Answer;

/// A request that is being answered. Dropping it cancels the work.
pub struct Answering(pub(crate) Job);

impl Answering {
    /// Works for about `fuel` steps, told the time in milliseconds from any beginning; the answer's end, once it is there.
    pub fn advance(&mut self, fuel: u64, now_ms: u64) -> Option<Answer> {
        self.0.tell_time(now_ms);
        self.0.advance(fuel).map(answer)
    }

    /// How many bytes are written and not taken yet: see [`Job::written`].
    pub fn written(&self) -> usize {
        self.0.written()
    }

    /// Takes what is written: see [`Job::take_written`].
    pub fn take_written(&mut self) -> Bytes {
        self.0.take_written()
    }

    /// Gives up because its time is over; the answer, unless it was there already.
    pub fn time_out(&mut self) -> Option<Answer> {
        self.0.time_out().map(answer)
    }
}

fn answer(response: Response<Body>) -> Answer {
    let (head, body) = response.into_parts();
    let text = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    Answer {
        status: head.status.as_u16(),
        headers: head.headers.iter().filter_map(text).collect(),
        body: body.into_bytes(),
    }
}
