//! What is cancelled stops; what takes too long is given up; others have their turn meanwhile.

use std::cell::Cell;

use neuprint_worker::messages::{Request, Response};

use crate::place::Page;

/// Some seconds of work.
const LONG: &str = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b WITH a, b WHERE a < b RETURN count(*)";

fn long() -> Request {
    Request::Query { cypher: LONG.to_owned() }
}

#[test]
fn a_query_that_is_cancelled_stops_at_its_next_turn() {
    let page = Page::with_sample();
    let polls = Cell::new(0);
    let heard = page.hear(long(), |id| {
        polls.set(polls.get() + 1);
        if polls.get() == 3 {
            page.tell(Request::Cancel { target: id });
        }
    });
    assert_eq!(heard.end.unwrap_err().code, "aborted");
    assert_eq!(polls.get(), 3, "it stopped at once");
}

#[test]
fn other_requests_are_answered_while_a_query_runs() {
    let page = Page::with_sample();
    let answered = Cell::new(0);
    let heard = page.hear(long(), |id| {
        if answered.get() < 2 {
            let quick = page.ask(Request::Query { cypher: "RETURN 1".to_owned() });
            assert!(matches!(quick, Ok((Response::Table(_), _))));
            answered.set(answered.get() + 1);
        } else {
            page.tell(Request::Cancel { target: id });
        }
    });
    assert!(heard.end.is_err());
    assert_eq!(answered.get(), 2);
}

#[test]
fn a_query_that_takes_too_long_is_given_up() {
    let page = Page::with_sample();
    page.place.0.step.set(20_000.0);
    let failure = page.ask(long()).unwrap_err();
    assert_eq!(failure.code, "timeout");
    assert!(failure.message.contains("ask for less"), "{}", failure.message);
}

#[test]
fn cancelling_what_has_ended_does_nothing() {
    let page = Page::with_sample();
    page.tell(Request::Cancel { target: 1 });
    page.tell(Request::Cancel { target: 999 });
    assert!(page.ask(Request::Query { cypher: "RETURN 1".to_owned() }).is_ok());
}
