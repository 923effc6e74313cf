//! Tables that can be looked at while their rows come, and rows that stay when the rest is lost.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::task::{Context, Waker};

use neuprint_worker::messages::{
    CellText, ColumnKind, ConnectTo, FromWorker, Progress, Request, Response, SortKey, TableHandle, TableSummary,
    ToWorker,
};

use crate::place::{Heard, Page, SERVER, Slow};

/// The first table of a desk.
const TABLE: TableHandle = 1;

/// A page with a server whose answers the test sends itself.
fn page() -> (Page, Slow) {
    let page = Page::new();
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    let slow = Slow::default();
    *page.place.0.slow.borrow_mut() = Some(slow.clone());
    (page, slow)
}

/// Runs a query; `steps` are taken one by one, each with the request's number, while it waits for more of its answer.
fn run(page: &Page, steps: &[&dyn Fn(u32)]) -> Heard {
    let next = Cell::new(0);
    page.hear(Request::Query { cypher: "RETURN 1".to_owned() }, |id| {
        let step = steps.get(next.get()).expect("it ends with the last step");
        next.set(next.get() + 1);
        step(id);
    })
}

fn cells(page: &Page, first: u32, count: u32) -> Vec<CellText> {
    match page.ask(Request::Viewport { table: TABLE, first, count }).unwrap() {
        (Response::Viewport(viewport), _) => viewport.cells,
        other => panic!("{other:?}"),
    }
}

fn numbers(texts: &[&str]) -> Vec<CellText> {
    texts.iter().map(|text| CellText::Number((*text).to_owned())).collect()
}

fn tables(progress: &[Progress]) -> Vec<&TableSummary> {
    let tables = progress.iter().filter_map(|progress| match progress {
        Progress::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

fn ended(heard: Heard) -> TableSummary {
    match heard.end.unwrap() {
        (Response::Table(table), _) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_are_seen_before_the_answer_ends() {
    let (page, slow) = page();
    let heard = run(
        &page,
        &[
            &|_| slow.send(r#"{"columns":["n","t"],"data":[[1,"a"],[2,nul"#),
            &|_| {
                assert_eq!(cells(&page, 0, 9), [CellText::Number("1".into()), CellText::Text("a".into())]);
                assert!(cells(&page, 1, 9).is_empty(), "half a row is none");
                slow.send("l]],\"debug\":\"\"}");
            },
            &|_| slow.end(),
        ],
    );
    let told = tables(&heard.progress);
    assert_eq!(
        (told[0].table, told[0].rows, told[0].columns[0].nulls),
        (TABLE, 1, 0),
        "the first rows are told at once"
    );
    assert_eq!(told[0].first, [CellText::Number("1".into()), CellText::Text("a".into())], "and what they hold");
    assert!(heard.progress.contains(&Progress::Bytes(43)), "{:?}", heard.progress);
    let table = ended(heard);
    assert_eq!((table.table, table.rows, table.incomplete, table.columns[1].nulls), (TABLE, 2, None, 1));
    assert!(table.first.is_empty(), "a table that is known is asked for its rows");
}

#[test]
fn a_column_whose_kind_changes_reads_the_same() {
    let (page, slow) = page();
    page.place.0.step.set(200.0);
    let seen = |expected: &[&str]| assert_eq!(cells(&page, 0, 9), numbers(expected));
    let heard = run(
        &page,
        &[
            &|_| slow.send(r#"{"columns":["n"],"data":[[1],[2]"#),
            &|_| {
                seen(&["1", "2"]);
                slow.send(",[0.5]");
            },
            &|_| {
                seen(&["1", "2", "0.5"]);
                slow.send(",[9007199254740993]");
            },
            &|_| {
                seen(&["1", "2", "0.5", "9007199254740993"]);
                slow.send("]}");
            },
            &|_| slow.end(),
        ],
    );
    let mut kinds: Vec<ColumnKind> = tables(&heard.progress).iter().map(|table| table.columns[0].kind).collect();
    kinds.dedup();
    assert_eq!(kinds, [ColumnKind::Integer, ColumnKind::Float, ColumnKind::Mixed]);
    ended(heard);
    seen(&["1", "2", "0.5", "9007199254740993"]);
}

#[test]
fn the_page_hears_of_it_ten_times_a_second_at_most() {
    let (page, slow) = page();
    // The clock is looked at once per piece.
    page.place.0.step.set(1.0);
    let heard = run(
        &page,
        &[
            &|_| {
                slow.send(r#"{"columns":["n"],"data":[[0]"#);
                (1..=1000).for_each(|row| slow.send(&format!(",[{row}]")));
                slow.send("]}");
            },
            &|_| slow.end(),
        ],
    );
    let told = tables(&heard.progress).len();
    // The first time, ten times in the second, and the rest, after a pause that takes no time here.
    assert!((5..=12).contains(&told), "{told} times in a second");
    assert_eq!(ended(heard).rows, 1001);
}

#[test]
fn rows_that_nothing_follows_for_a_while_are_told() {
    let (page, slow) = page();
    page.place.0.step.set(1.0);
    let heard = run(
        &page,
        &[
            &|_| {
                slow.send(r#"{"columns":["n"],"data":[[0]"#);
                slow.send(",[1],[2]");
            },
            // Nothing comes, and nothing is cut off.
            &|id| page.tell(Request::Cancel { target: id }),
        ],
    );
    assert_eq!(tables(&heard.progress).last().map(|table| table.rows), Some(3));
}

#[test]
fn what_came_of_a_cancelled_query_stays() {
    let (page, slow) = page();
    let heard = run(
        &page,
        &[&|_| slow.send(r#"{"columns":["n"],"data":[[1],[2],["#), &|id| page.tell(Request::Cancel { target: id })],
    );
    let table = ended(heard);
    assert_eq!((table.table, table.rows), (TABLE, 2));
    assert_eq!(table.incomplete.unwrap().code, "aborted");
    assert_eq!(cells(&page, 0, 9), numbers(&["1", "2"]));
    page.ask(Request::Arrange {
        table: TABLE,
        keys: vec![SortKey { column: 0, descending: true }],
        filters: Vec::new(),
    })
    .unwrap();
    assert_eq!(cells(&page, 0, 9), numbers(&["2", "1"]));
}

#[test]
fn a_query_that_is_cancelled_before_its_first_row_leaves_nothing() {
    let (page, slow) = page();
    let heard =
        run(&page, &[&|_| slow.send(r#"{"columns":["n"],"data":["#), &|id| page.tell(Request::Cancel { target: id })]);
    assert_eq!(heard.end.unwrap_err().code, "aborted");
    assert_eq!(page.ask(Request::Viewport { table: TABLE, first: 0, count: 1 }).unwrap_err().code, "no-table");
}

#[test]
fn rows_stay_when_the_server_gives_up_or_the_connection_breaks() {
    let head = r#"{"columns":["n"],"data":[[1],[2]"#;
    for (late, code) in [
        (Some("],\"error\":\"no more memory\"}"), "server-error"),
        (Some(",[oops]]}"), "malformed-response"),
        (Some(",[3"), "malformed-response"),
        (None, "network"),
    ] {
        let (page, slow) = page();
        let end = || match late {
            Some(late) => {
                slow.send(late);
                slow.end();
            }
            None => slow.tear(),
        };
        let heard = run(&page, &[&|_| slow.send(head), &|_| end()]);
        let table = ended(heard);
        let incomplete = table.incomplete.unwrap();
        assert_eq!((table.rows, incomplete.code.as_str()), (2, code), "{}", incomplete.message);
        assert_eq!(cells(&page, 0, 9), numbers(&["1", "2"]), "{late:?}");
    }
}

#[test]
fn a_failure_before_the_first_row_is_a_failure() {
    let (page, slow) = page();
    let heard = run(
        &page,
        &[&|_| {
            slow.send(r#"{"columns":["n"],"data":[],"error":"no"}"#);
            slow.end();
        }],
    );
    assert!(heard.end.unwrap_err().message.contains("no"));
}

#[test]
fn what_needs_all_rows_waits_for_them() {
    let (page, slow) = page();
    let (said, mut context) = (RefCell::new(Vec::new()), Context::from_waker(Waker::noop()));
    let ask =
        |id, request| page.desk.serve(ToWorker { id, request }, Vec::new(), |answer, _| said.borrow_mut().push(answer));
    let mut query = pin!(ask(101, Request::Query { cypher: "RETURN 1".to_owned() }));
    slow.send(r#"{"columns":["n"],"data":[[1],[3]"#);
    assert!(query.as_mut().poll(&mut context).is_pending());

    let keys = vec![SortKey { column: 0, descending: true }];
    let mut sort = pin!(ask(102, Request::Arrange { table: TABLE, keys, filters: Vec::new() }));
    assert!(sort.as_mut().poll(&mut context).is_pending());
    assert_eq!(cells(&page, 0, 9), numbers(&["1", "3"]));

    slow.send(",[2]]}");
    slow.end();
    assert!(query.as_mut().poll(&mut context).is_ready());
    assert!(sort.as_mut().poll(&mut context).is_ready());
    assert_eq!(
        said.borrow().last(),
        Some(&FromWorker::Finished(102, Ok(Response::Arranged { rows: 3, first: numbers(&["3", "2", "1"]) })))
    );
    assert_eq!(cells(&page, 0, 9), numbers(&["3", "2", "1"]));
}

#[test]
fn a_table_that_is_closed_while_its_query_is_being_stopped_is_gone() {
    let (page, slow) = page();
    let mut context = Context::from_waker(Waker::noop());
    let ask = |id, request| page.desk.serve(ToWorker { id, request }, Vec::new(), |_, _| {});
    let mut query = pin!(ask(101, Request::Query { cypher: "RETURN 1".to_owned() }));
    slow.send(r#"{"columns":["n"],"data":[[1],[3]"#);
    assert!(query.as_mut().poll(&mut context).is_pending());
    page.tell(Request::Cancel { target: 101 });
    let mut close = pin!(ask(102, Request::CloseTable { table: TABLE }));
    assert!(close.as_mut().poll(&mut context).is_pending());
    assert!(query.as_mut().poll(&mut context).is_ready());
    assert!(close.as_mut().poll(&mut context).is_ready());
    assert_eq!(page.ask(Request::Viewport { table: TABLE, first: 0, count: 1 }).unwrap_err().code, "no-table");
}

#[test]
fn a_closed_table_is_gone_however_it_ended() {
    let (page, slow) = page();
    run(&page, &[&|_| slow.send(r#"{"columns":["n"],"data":[[1]"#), &|id| page.tell(Request::Cancel { target: id })]);
    page.ask(Request::CloseTable { table: TABLE }).unwrap();
    assert_eq!(page.ask(Request::Viewport { table: TABLE, first: 0, count: 1 }).unwrap_err().code, "no-table");
}
