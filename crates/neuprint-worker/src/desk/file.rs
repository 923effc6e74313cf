//! A file of the app's own server.

use bytes::Bytes;
use futures_util::StreamExt;
use http::{Request, StatusCode};
use neuprint::Transport;

/// The bytes at an absolute address, asked for without credentials. `progress` hears how many have come.
///
/// # Errors
/// Why there are none, in words.
pub(super) async fn get(remote: &impl Transport, url: &str, progress: impl Fn(usize)) -> Result<Vec<u8>, String> {
    let request = Request::get(url).body(Bytes::new()).map_err(|error| error.to_string())?;
    let response = remote.send(request).await.map_err(|error| error.to_string())?;
    if response.status() != StatusCode::OK {
        return Err(format!("the answer is {}", response.status()));
    }
    let mut body = response.into_body();
    let mut file = Vec::new();
    while let Some(piece) = body.next().await {
        file.extend_from_slice(&piece.map_err(|error| error.to_string())?);
        progress(file.len());
    }
    Ok(file)
}
