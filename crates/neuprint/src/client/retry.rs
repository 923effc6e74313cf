//! Whether and when a request is sent again.

use std::time::Duration;

use http::{Response, StatusCode};

use crate::error::Error;
use crate::transport::TransportError;

/// The pause before the first further attempt; each later one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The attempts that are left.
#[derive(Debug)]
pub(super) struct Attempts {
    left: u32,
    pause: Duration,
}

impl Attempts {
    /// As many further ones as `retries`; none for a request that may change something, since it may have been carried
    /// out although no answer came.
    pub(super) fn new(retries: u32, reads: bool) -> Self {
        Self { left: if reads { retries } else { 0 }, pause: FIRST_PAUSE }
    }

    /// How long to wait before the next attempt; `None` if this outcome stands.
    pub(super) fn pause_after<B>(&mut self, outcome: &Result<Response<B>, Error>) -> Option<Duration> {
        let passing = match outcome {
            Ok(answer) => matches!(
                answer.status(),
                StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
            ),
            Err(error) => matches!(error, Error::Transport(TransportError::Network(_))),
        };
        if !passing {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        let pause = self.pause;
        self.pause = pause.saturating_mul(2);
        Some(pause)
    }
}
