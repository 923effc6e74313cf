//! Queries, viewports and sorting.

use neuprint_worker::messages::{
    CellText, ColumnKind, Progress, Request, Response, SortKey, TableHandle, TableSummary,
};

use crate::place::Page;

pub(crate) fn query(page: &Page, cypher: &str) -> TableSummary {
    match page.ask(Request::Query { cypher: cypher.to_owned() }).unwrap() {
        (Response::Table(table), _) => table,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn cells(page: &Page, table: TableHandle, first: u32, count: u32) -> Vec<CellText> {
    match page.ask(Request::Viewport { table, first, count }).unwrap() {
        (Response::Viewport(viewport), _) => {
            assert_eq!(viewport.first, first);
            viewport.cells
        }
        other => panic!("{other:?}"),
    }
}

pub(crate) fn numbers(texts: &[&str]) -> Vec<CellText> {
    texts.iter().map(|text| CellText::Number((*text).to_owned())).collect()
}

#[test]
fn cells_are_exact_and_of_their_kind() {
    let page = Page::with_sample();
    let table = query(
        &page,
        "RETURN 9223372036854775807 AS big, 0.1 AS part, null AS none, true AS yes, 'a\"b' AS text, [1, null] AS list",
    );
    let kinds: Vec<ColumnKind> = table.columns.iter().map(|column| column.kind).collect();
    use ColumnKind::{Boolean, Float, Integer, Mixed, Null, Text};
    assert_eq!(kinds, [Integer, Float, Null, Boolean, Text, Mixed]);
    assert_eq!(table.columns.iter().map(|column| column.nulls).collect::<Vec<_>>(), [0, 0, 1, 0, 0, 0]);
    assert_eq!(
        cells(&page, table.table, 0, 10),
        [
            CellText::Number("9223372036854775807".to_owned()),
            CellText::Number("0.1".to_owned()),
            CellText::Null,
            CellText::Boolean(true),
            CellText::Text("a\"b".to_owned()),
            CellText::Json("[1,null]".to_owned()),
        ]
    );
}

#[test]
fn rows_are_sorted_here_and_the_servers_order_comes_back() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND [2, null, 10, 1] AS n RETURN n").table;
    let key = |descending| vec![SortKey { column: 0, descending }];
    let ordered = |keys| {
        page.ask(Request::Arrange { table, keys, filters: Vec::new() }).unwrap();
        cells(&page, table, 0, 9)
    };
    let with_null = |mut cells: Vec<CellText>| {
        cells.push(CellText::Null);
        cells
    };
    assert_eq!(ordered(key(false)), with_null(numbers(&["1", "2", "10"])));
    assert_eq!(ordered(key(true)), with_null(numbers(&["10", "2", "1"])));
    let own = ordered(Vec::new());
    assert_eq!(
        (own[0].clone(), own[1].clone(), own[3].clone()),
        (numbers(&["2"])[0].clone(), CellText::Null, numbers(&["1"])[0].clone())
    );
}

#[test]
fn viewports_end_where_the_table_ends() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 5) AS n RETURN n");
    assert_eq!(table.rows, 5);
    assert_eq!(cells(&page, table.table, 3, 100), numbers(&["4", "5"]));
    assert!(cells(&page, table.table, 5, 1).is_empty());
    assert!(cells(&page, table.table, u32::MAX, u32::MAX).is_empty());
}

#[test]
fn a_closed_table_is_gone_and_says_so() {
    let page = Page::with_sample();
    let table = query(&page, "RETURN 1").table;
    page.ask(Request::CloseTable { table }).unwrap();
    let failure = page.ask(Request::Viewport { table, first: 0, count: 1 }).unwrap_err();
    assert_eq!(failure.code, "no-table");
    assert_ne!(query(&page, "RETURN 1").table, table, "handles are not used twice");
}

#[test]
fn a_mistake_in_a_query_has_its_place() {
    let page = Page::with_sample();
    let failure = page.ask(Request::Query { cypher: "MATCH (n:Neuron)\nRETURN m.bodyId".to_owned() }).unwrap_err();
    assert_eq!((failure.code.as_str(), failure.position), ("cypher-syntax", Some((2, 8))));
    assert!(failure.message.contains('m'), "{}", failure.message);
    let write = page.ask(Request::Query { cypher: "MATCH (n) DELETE n".to_owned() }).unwrap_err();
    assert_eq!((write.code.as_str(), write.position), ("write-refused", Some((1, 11))));
}

#[test]
fn rows_are_counted_while_they_come() {
    let page = Page::with_sample();
    page.place.0.step.set(60.0);
    let heard = page.hear(Request::Query { cypher: "UNWIND range(1, 50000) AS n RETURN n".to_owned() }, |_| {});
    let Ok((Response::Table(whole), _)) = heard.end else { panic!("{:?}", heard.end) };
    let rows: Vec<u32> = heard
        .progress
        .iter()
        .filter_map(|progress| match progress {
            Progress::Table(table) => {
                assert_eq!(table.table, whole.table);
                Some(table.rows)
            }
            Progress::Bytes(_) | Progress::Places(_) => None,
        })
        .collect();
    assert!(rows.len() > 2 && rows.is_sorted() && rows[0] > 0 && rows[0] < 50_000, "{rows:?}");
    assert_eq!((whole.rows, whole.incomplete), (50_000, None));
}
