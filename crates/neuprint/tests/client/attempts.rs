//! Further attempts, time limits, cancelling.

use std::time::Duration;

use neuprint::{BodyId, ClientOptions, Error, TransportError};

use crate::transport::{Answer, Recorded, connected, connected_with, now, options};

const EMPTY: &str = r#"{"columns":["x"],"data":[]}"#;

#[test]
fn a_passing_failure_is_tried_again() {
    let broken = Answer::Fails(TransportError::Network("connection reset".into()));
    let recorded = Recorded::new([broken, Answer::Whole(503, String::new()), Answer::Whole(200, EMPTY.into())]);
    assert_eq!(now(connected(&recorded).custom("RETURN 1 AS x", |_| {})).unwrap().rows(), 0);
    assert_eq!(*recorded.slept.borrow(), [Duration::from_millis(500), Duration::from_secs(1)]);
    let asked = recorded.asked.borrow();
    assert!(asked[1] == asked[2] && asked[2] == asked[3]);
}

#[test]
fn a_query_that_outlives_its_own_time_without_rows_has_timed_out() {
    const ROW: &str = r#"{"columns":["x"],"data":[[1]]}"#;
    let boxed =
        "CALL apoc.cypher.runTimeboxed('MATCH (n) RETURN n.bodyId AS x', {}, 500) YIELD value RETURN value.x AS x";
    let ask = |cypher: &str, answer: Answer| {
        let recorded = Recorded::new([answer]);
        let rows = now(connected(&recorded).custom(cypher, |_| {})).map(|table| table.rows());
        let slept = recorded.slept.borrow().contains(&Duration::from_millis(500));
        (rows, slept)
    };
    let (late, _) = ask(boxed, Answer::Late(EMPTY.into()));
    let Err(Error::QueryTimeout { message }) = late else { panic!("{late:?}") };
    assert!(message.contains("500 ms"), "{message}");
    // In time there are none; with rows something was found; a query without such a box has none to outlive.
    assert_eq!(ask(boxed, Answer::Whole(200, EMPTY.into())), (Ok(0), true));
    assert_eq!(ask(boxed, Answer::Late(ROW.into())), (Ok(1), true));
    assert_eq!(ask("MATCH (n) RETURN n.bodyId AS x", Answer::Late(EMPTY.into())), (Ok(0), false));
    // What the server refuses stays what it is.
    let (refused, _) =
        ask(boxed, Answer::Whole(400, r#"{"error":"Neo.ClientError.Statement.SyntaxError (no)"}"#.into()));
    assert!(refused.as_ref().is_err_and(|error| error.code() != "timeout"), "{refused:?}");
}

#[test]
fn after_the_last_attempt_the_failure_stands() {
    let recorded = Recorded::answering(&[(502, ""), (502, ""), (504, "")]);
    let error = now(connected(&recorded).custom("RETURN 1", |_| {})).unwrap_err();
    assert_eq!((error, recorded.count()), (Error::Gateway { status: 504 }, 4));
}

#[test]
fn a_refusal_is_not_tried_again() {
    for (status, body) in [(401, "{}"), (500, r#"{"message":"Internal Server Error"}"#), (400, "{}")] {
        let recorded = Recorded::answering(&[(status, body)]);
        now(connected(&recorded).custom("RETURN 1", |_| {})).unwrap_err();
        assert_eq!(recorded.count(), 2, "{status}");
    }
    let blocked = TransportError::Blocked { origin: "o".into(), reason: "r".into() };
    let recorded = Recorded::new([Answer::Fails(blocked)]);
    assert_eq!(now(connected(&recorded).custom("RETURN 1", |_| {})).unwrap_err().code(), "cors-blocked");
}

#[test]
fn what_writes_is_sent_once() {
    let recorded = Recorded::answering(&[(502, "")]);
    let client = connected_with(&recorded, ClientOptions { allow_writes: true, ..options() });
    let error = now(client.custom("MATCH (n) SET n.x = 1", |_| {})).unwrap_err();
    assert_eq!((error.code(), recorded.count()), ("server-error", 2));
}

#[test]
fn a_silent_server_runs_into_the_limit_and_is_let_go() {
    let limit = Duration::from_secs(30);
    let limited = || ClientOptions { timeout: Some(limit), ..options() };
    for silent in [Answer::Never, Answer::Endless(r#"{"columns":["x"],"da"#.into())] {
        let recorded = Recorded::new([silent]);
        let client = connected_with(&recorded, limited());
        let error = now(client.custom("RETURN 1", |_| {})).unwrap_err();
        assert_eq!((&error, error.code()), (&Error::Timeout { seconds: 30.0 }, "timeout"));
        assert_eq!(recorded.dropped.get(), 1, "the request is cancelled");
        assert!(recorded.slept.borrow().iter().all(|slept| *slept == limit));
    }
}

#[test]
fn dropping_a_future_cancels_its_request() {
    let recorded = Recorded::new([Answer::Endless("# a skeleton that never ends\n".into())]);
    let client = connected(&recorded);
    {
        let mut asking = Box::pin(client.skeleton(BodyId::new(1).unwrap()));
        for _ in 0..10 {
            assert!(futures_util::FutureExt::now_or_never(asking.as_mut()).is_none());
        }
        assert_eq!(recorded.dropped.get(), 0);
    }
    assert_eq!(recorded.dropped.get(), 1);
}
