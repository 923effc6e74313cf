//! Bytes in stores beside the graph.

use bytes::Bytes;

use super::Client;
use super::call::Subject;
use crate::api::{ApiRequest, keyvalue};
use crate::error::Error;
use crate::path;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// What a store holds under a key.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it holds nothing; [`Error::SlashInName`] if no store can be called so; whatever else the server refuses.
    pub async fn raw_keyvalue(&self, instance: &str, key: &str) -> Result<Vec<u8>, Error> {
        let request = keyvalue::Request { instance: path::segment(instance)?.into(), key: key.into(), value: None };
        self.fetch(request.to_http(), &Subject::named(format!("the key `{key}` of `{instance}`"))).await
    }

    /// Puts bytes under a key. For administrators. It is not sent again when a gateway fails.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for others; [`Error::SlashInName`] if no store can be called so; whatever else the server refuses.
    pub async fn post_raw_keyvalue(&self, instance: &str, key: &str, value: Bytes) -> Result<(), Error> {
        let request =
            keyvalue::Request { instance: path::segment(instance)?.into(), key: key.into(), value: Some(value) };
        self.fetch(request.to_http(), &Subject { reads: false, ..Subject::default() }).await.map(drop)
    }
}
