//! `GET` and `POST /api/raw/keyvalue/key/:instance/:key`: bytes in a store beside the graph. Writing needs an
//! administrator's token.

use bytes::Bytes;
use http::Method;

use super::ApiRequest;
use crate::path::escape;

/// Reads or writes one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The store's name, as `dbmeta/instances` lists it.
    pub instance: String,
    /// The key.
    pub key: String,
    /// What to write; `None` reads. The answer to reading is the bytes themselves.
    pub value: Option<Bytes>,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        // Unlike other names, a key may have slashes: the server keeps it as it is escaped in the path.
        let key = escape(&self.key).replace('/', "%2F");
        let path = format!("/api/raw/keyvalue/key/{}/{key}", escape(&self.instance));
        match &self.value {
            Some(value) => super::build(Method::POST, &path, value.clone()),
            None => super::get(&path),
        }
    }
}
