//! One client, many callers.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::join3;
use futures_util::stream;
use neuprint::{BodyId, Client, Transport, TransportError};

use crate::transport::{Answer, Recorded, connected, now, options};

#[test]
fn the_version_is_asked_for_once_however_many_want_it() {
    let recorded = Recorded::answering(&[(200, r#"{"Version":"1.9.2"}"#)]);
    let client = connected(&recorded);
    let (a, b, c) = now(join3(client.version(), client.version(), client.version()));
    assert_eq!((a.unwrap(), b.unwrap(), c.unwrap()), ("1.9.2", "1.9.2", "1.9.2"));
    assert_eq!(recorded.count(), 2);
}

#[test]
fn a_failure_is_not_kept() {
    let recorded = Recorded::answering(&[(401, "{}"), (200, r#"{"Version":"1.9.2"}"#)]);
    let client = connected(&recorded);
    assert_eq!(now(client.version()).unwrap_err().code(), "unauthorized");
    assert_eq!(now(client.version()).unwrap(), "1.9.2");
}

#[test]
fn whoever_is_dropped_while_asking_lets_the_next_one_ask() {
    let recorded = Recorded::new([Answer::Never, Answer::Whole(200, r#"{"Version":"1.9.2"}"#.into())]);
    let client = connected(&recorded);
    {
        let mut first = Box::pin(client.version());
        assert!(futures_util::FutureExt::now_or_never(first.as_mut()).is_none());
    }
    assert_eq!(now(client.version()).unwrap(), "1.9.2");
}

/// Compiles only if the client's futures are `Send` over a transport whose futures are.
#[test]
fn futures_are_send_where_the_transport_is() {
    #[derive(Debug)]
    struct Shared;
    impl Transport for Shared {
        type Body = stream::Empty<Result<Bytes, TransportError>>;
        async fn send(&self, _: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
            Err(TransportError::Cancelled)
        }
        async fn sleep(&self, _: Duration) {}
    }
    fn is_send<F: Future + Send>(future: F) -> F {
        future
    }
    let error = now(is_send(async {
        let client = Client::connect(Shared, options()).await?;
        client.custom("RETURN 1", |_| {}).await?;
        client.version().await?;
        client.meta().await?;
        client.roi_mesh("EB").await?;
        client.skeleton(BodyId::new(1)?).await
    }))
    .unwrap_err();
    assert_eq!(error.code(), "aborted");
}
