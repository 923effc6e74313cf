//! Who is let in: by the name under which this server is asked, by the page that asks, and by a token.
//!
//! ```
//! use neuprint_serve::guard::Guard;
//!
//! // Lets in this machine's own pages, without a token.
//! let guard = Guard::default();
//! ```
//!
//! The app's files are for everybody who asks this server by its name; data is for those who may have it. What is
//! refused is answered before anything is read of the body.

mod host;
mod origin;
mod tokens;

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::header::AUTHORIZATION;
use http::{Method, StatusCode};
use neuprint_local::Admitted;

pub use origin::{NotAnOrigin, Origin};
pub use tokens::{Tokens, TokensError};

use crate::api::{error, failure, is_data};
use crate::metrics::{Counter, Metrics};
use host::Asked;
use tokens::GATEWAY_TOKEN;

/// The rules.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    /// Names under which this server may be asked, besides `localhost` and addresses in numbers.
    pub hosts: Vec<String>,
    /// Pages' origins that may ask, besides this server's own.
    pub origins: Vec<Origin>,
    /// Tokens one of which is needed; `None` lets everybody in.
    pub tokens: Option<Tokens>,
}

/// A guard at work.
#[derive(Debug)]
pub(crate) struct OnDuty {
    pub(crate) guard: Guard,
    pub(crate) metrics: Arc<Metrics>,
}

impl OnDuty {
    fn refuse(&self, reason: &str, response: Response) -> Response {
        self.metrics.count(Counter::Refused, reason);
        response
    }
}

/// Lets a request pass on to `next`, or refuses it.
pub(crate) async fn check(
    duty: &OnDuty,
    mut request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Response {
    let guard = &duty.guard;
    let host = match host::asked(&request, &guard.hosts) {
        Asked::Known(host) => host,
        Asked::Malformed(text) => return duty.refuse("host", error(StatusCode::BAD_REQUEST, text)),
        Asked::Unknown => {
            let text = "this server is not reached under this name; `--allow-host NAME` lets a name in";
            return duty.refuse("host", error(StatusCode::MISDIRECTED_REQUEST, text));
        }
    };
    if !is_data(request.uri().path()) {
        return next(request).await;
    }
    let Ok(cors) = origin::check(request.headers(), &host, &guard.origins) else {
        let text = "a page from there may not ask this server; `--allow-origin ORIGIN` lets an origin in";
        return duty.refuse("origin", error(StatusCode::FORBIDDEN, text));
    };
    if let Some(cors) = &cors
        && request.method() == Method::OPTIONS
        && let Some(answer) = origin::preflight(request.headers(), cors)
    {
        return answer;
    }
    let mut response = match &guard.tokens {
        Some(tokens) if !admit(tokens, &mut request) => {
            duty.refuse("token", failure(StatusCode::UNAUTHORIZED, "a token of this server's list is needed"))
        }
        _ => next(request).await,
    };
    if !guard.origins.is_empty() {
        origin::mark(&mut response, cors.as_ref());
    }
    response
}

/// Whether a listed token came along. It is taken out of the request, so that it goes no further; this server's own
/// datasets, which answer `/profile` and `/token` too, are told of it.
fn admit(tokens: &Tokens, request: &mut Request) -> bool {
    let headers = request.headers_mut();
    let gateway = headers.remove(GATEWAY_TOKEN).filter(|token| tokens.hold(token.as_bytes()));
    let bearer = headers.get(AUTHORIZATION).and_then(|value| tokens::bearer(value.as_bytes()));
    let authorization = bearer.filter(|token| tokens.hold(token)).map(<[u8]>::to_vec);
    if authorization.is_some() {
        headers.remove(AUTHORIZATION);
    }
    let Some(token) = authorization.or_else(|| gateway.map(|token| token.as_bytes().to_vec())) else { return false };
    request.extensions_mut().insert(Admitted::new(String::from_utf8_lossy(&token)));
    true
}
