//! What a failure says beside its message, as plain data. The names are those of `NeuprintErrorDetails` in `error.d.ts`.

use js_sys::{BigInt, Object};
use neuprint::{Error, TransportError};
use wasm_bindgen::JsValue;

use crate::object::{object, texts};
use crate::table::Table;

/// The details of a failure; an empty object if its code says it all.
pub(super) fn of(error: &Error) -> Object {
    match error {
        Error::Transport(TransportError::Blocked { origin, .. }) => object([("origin", origin.into())]),
        Error::Timeout { seconds } => object([("milliseconds", (seconds * 1000.0).into())]),
        Error::TermsOfService { dataset, tos_url, .. } => {
            object([("dataset", dataset.into()), ("tosUrl", tos_url.into())])
        }
        Error::UnknownDataset { dataset, available } => {
            let named = dataset.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
            object([("dataset", named), ("available", texts(available))])
        }
        Error::Cypher(failure) => {
            let neo4j_code = ("neo4jCode", JsValue::from(&failure.neo4j_code));
            match failure.position {
                Some((line, column)) => object([neo4j_code, ("line", line.into()), ("column", column.into())]),
                None => object([neo4j_code]),
            }
        }
        Error::TypographicQuote { line, column, .. } => {
            object([("line", (*line).into()), ("column", (*column).into())])
        }
        Error::WriteRefused { keyword, line, column } => {
            object([("keyword", keyword.into()), ("line", (*line).into()), ("column", (*column).into())])
        }
        Error::NotFound { what, dataset, .. } => object([("what", what.into()), ("dataset", dataset.into())]),
        Error::NoSuchEndpoint { path } | Error::InvalidAnswer { path, .. } => object([("path", path.into())]),
        Error::Gateway { status } | Error::Server { status, .. } => object([("status", (*status).into())]),
        Error::Decode(error) => {
            object([("at", (error.at() as f64).into()), ("partial", Table::new(error.partial().clone()).into())])
        }
        Error::Incomplete { source, done, total, partial } => {
            let details = of(source);
            let added = object([
                ("done", (*done).into()),
                ("total", (*total).into()),
                ("partial", Table::new((**partial).clone()).into()),
            ]);
            Object::assign(&details, &added)
        }
        // The skeletons become what was asked for: see `IncompleteSkeletons` where they are fetched.
        Error::IncompleteSkeletons { source, done, total, .. } => {
            let added = object([("done", (*done).into()), ("total", (*total).into())]);
            Object::assign(&of(source), &added)
        }
        Error::Criteria(error) => object([("field", (&error.field).into()), ("value", (&error.value).into())]),
        Error::InvalidSkeleton { body, source } => object([
            ("bodyId", BigInt::from(*body).into()),
            ("line", source.line.into()),
            ("column", source.column.into()),
        ]),
        Error::InvalidMesh { roi, source } => object([("roi", roi.into()), ("line", source.line.into())]),
        Error::InvalidServer { server, .. } => object([("server", server.into())]),
        _ => Object::new(),
    }
}
