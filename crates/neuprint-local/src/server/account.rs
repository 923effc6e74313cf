//! `/profile`, `/token` and `/dataset-access`, where there are no accounts.
//!
//! Clients that always send a token ask these: whoever sends one is a reader, and its token is the one that it sent.
//! Nobody checks it here. Who sends none is nobody, as on a server. A program in front that checks tokens and takes
//! them out of requests says so with [`Admitted`].

use std::fmt;

use http::header::{AUTHORIZATION, COOKIE};
use http::{Request, Response, StatusCode};
use serde_json::json;

use super::{LocalServer, answer, route};
use crate::body::Body;

/// Whose address a profile has: pages show its first letter.
const EMAIL: &str = "reader@localhost";
/// What the server says of whoever may read.
const LEVEL: &str = "readwrite";

/// In the extensions of a request: the token that came with it, where a layer in front has checked it and taken it out.
///
/// ```
/// use http::Request;
/// use neuprint_local::{Admitted, LocalServer};
///
/// let request = Request::get("/token").extension(Admitted::new("secret")).body(Default::default())?;
/// let answer = LocalServer::new(Vec::new()).handle(request).into_body().into_bytes();
/// assert_eq!(answer, "{\"token\":\"secret\"}\n");
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Admitted {
    token: String,
}

impl Admitted {
    /// Whoever sent this token.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into() }
    }
}

/// Hides the token.
impl fmt::Debug for Admitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Admitted(…)")
    }
}

/// Who asks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asker {
    Nobody,
    /// With something in place of a token.
    Invalid,
    Reader(Admitted),
}

impl Asker {
    /// Where a server looks, in its order: `Authorization`, the cookie, the parameter.
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        if let Some(admitted) = request.extensions().get::<Admitted>() {
            return Self::Reader(admitted.clone());
        }
        if let Some(header) = request.headers().get(AUTHORIZATION) {
            let bearer = header.to_str().ok().and_then(|text| text.split_at_checked(7));
            let token = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer ")).map(|(_, token)| token);
            return Self::with(token.unwrap_or_default());
        }
        let cookies = request.headers().get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        if let Some(token) =
            cookies.flat_map(|cookies| cookies.split(';')).find_map(|c| c.trim().strip_prefix("dsg_token="))
        {
            return Self::with(token);
        }
        let token = route::parameter(request.uri().query().unwrap_or_default(), "dsg_token");
        if token.is_empty() { Self::Nobody } else { Self::with(&token) }
    }

    fn with(token: &str) -> Self {
        match token.trim() {
            "" => Self::Invalid,
            token => Self::Reader(Admitted::new(token)),
        }
    }

    /// The answer to whoever has no token.
    fn refused(&self) -> Response<Body> {
        let text = if *self == Self::Invalid { "invalid or expired token" } else { "authentication required" };
        answer::message(StatusCode::UNAUTHORIZED, text)
    }
}

/// `/profile`.
pub(super) fn profile(asker: &Asker) -> Response<Body> {
    match asker {
        Asker::Reader(_) => answer::json(&json!({"Email": EMAIL, "AuthLevel": LEVEL, "ImageURL": ""})),
        other => other.refused(),
    }
}

/// `/token`.
pub(super) fn token(asker: &Asker) -> Response<Body> {
    match asker {
        Asker::Reader(Admitted { token }) => answer::json(&json!({ "token": token })),
        other => other.refused(),
    }
}

/// `/dataset-access`: the same for everybody, as the data is.
pub(super) fn dataset_access(server: &LocalServer, dataset: &str) -> Response<Body> {
    if dataset.is_empty() {
        return answer::message(StatusCode::BAD_REQUEST, "dataset parameter required");
    }
    let access = server.dataset(dataset).is_some();
    let mut json = json!({
        "access": access,
        "dataset": dataset,
        "level": if access { LEVEL } else { "noauth" },
        "service": "neuprint",
        "tos_required": false,
    });
    if !access {
        json["message"] = format!("You do not have access to {dataset} dataset").into();
    }
    answer::json(&json)
}
