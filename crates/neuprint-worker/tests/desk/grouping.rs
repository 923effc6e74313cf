//! Groups as tables of their own, and what a column holds.

use neuprint_worker::messages::{
    CellText, ColumnKind, FIRST_ROWS, Failure, Filter, Inspection, Measure, MeasureKind, Request, Response, SortKey,
    TableHandle, TableSummary, Test,
};

use crate::place::Page;
use crate::tables::{cells, numbers, query};

fn group(
    page: &Page,
    table: TableHandle,
    by: &[u32],
    pivot: Option<u32>,
    measures: &[Measure],
) -> Result<TableSummary, Failure> {
    let (by, measures) = (by.to_vec(), measures.to_vec());
    match page.ask(Request::Group { table, by, pivot, measures })? {
        (Response::Table(table), _) => {
            assert_eq!(table.first, cells(page, table.table, 0, FIRST_ROWS), "the first rows come along");
            Ok(table)
        }
        other => panic!("{other:?}"),
    }
}

fn inspect(page: &Page, table: TableHandle, column: u32, filtered: bool) -> Inspection {
    match page.ask(Request::Inspect { table, column, filtered }).unwrap() {
        (Response::Inspection(inspection), _) => inspection,
        other => panic!("{other:?}"),
    }
}

fn names(table: &TableSummary) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

#[test]
fn groups_agree_with_the_query_that_groups() {
    let page = Page::with_sample();
    let connections = "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) ";
    let rows = query(&page, &format!("{connections} RETURN a.type AS pre, b.type AS post, c.weight AS weight"));
    let asked = query(
        &page,
        &format!("{connections} RETURN a.type AS pre, b.type AS post, sum(c.weight), count(*), avg(c.weight)"),
    );
    assert!(rows.rows > asked.rows && asked.rows > 1, "{} rows, {} groups", rows.rows, asked.rows);
    let measures = [MeasureKind::Sum, MeasureKind::Count, MeasureKind::Mean].map(|kind| Measure { column: 2, kind });
    let made = group(&page, rows.table, &[0, 1], None, &measures).unwrap();
    assert_eq!(names(&made), ["pre", "post", "sum(weight)", "count(weight)", "mean(weight)"]);
    assert_eq!(made.columns[2].kind, ColumnKind::Integer);
    let by = [0, 1].map(|column| SortKey { column, descending: false }).to_vec();
    let sorted = |table| {
        page.ask(Request::Arrange { table, keys: by.clone(), filters: Vec::new() }).unwrap();
        cells(&page, table, 0, u32::MAX)
    };
    assert_eq!(sorted(made.table), sorted(asked.table));
}

#[test]
fn groups_are_of_shown_rows_and_stay_when_the_rows_are_closed() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 10) AS n RETURN n % 2 AS odd, n").table;
    let filters = vec![Filter { column: 1, test: Test::Between { low: Some("8".to_owned()), high: None } }];
    let keys = vec![SortKey { column: 1, descending: true }];
    page.ask(Request::Arrange { table, keys, filters }).unwrap();
    let made = group(&page, table, &[0], None, &[]).unwrap();
    page.ask(Request::CloseTable { table }).unwrap();
    assert_eq!((made.rows, names(&made)), (2, vec!["odd", "rows"]));
    assert!(made.elapsed_ms > 0.0);
    // The order in which they are shown: 10, 9, 8.
    assert_eq!(cells(&page, made.table, 0, 9), numbers(&["0", "2", "1", "1"]));
}

#[test]
fn a_pivot_makes_columns_of_values() {
    let page = Page::with_sample();
    let rows =
        "UNWIND [['a', 'ME(R)', 9223372036854775807], ['b', 'LO(R)', 2], ['a', 'ME(R)', 1], ['a', null, 5]] AS row ";
    let table = query(&page, &format!("{rows} RETURN row[0] AS type, row[1] AS roi, row[2] AS weight")).table;
    let sum = Measure { column: 2, kind: MeasureKind::Sum };
    let one = group(&page, table, &[0], Some(1), &[sum]).unwrap();
    assert_eq!(names(&one), ["type", "LO(R)", "ME(R)", "null"]);
    let number = |text: &str| CellText::Number(text.to_owned());
    let expected = [
        CellText::Text("a".to_owned()),
        CellText::Null,
        number("9223372036854775808"),
        number("5"),
        CellText::Text("b".to_owned()),
        number("2"),
        CellText::Null,
        CellText::Null,
    ];
    assert_eq!(cells(&page, one.table, 0, 9), expected);
    let two = group(&page, table, &[], Some(0), &[sum, Measure { column: 1, kind: MeasureKind::Distinct }]).unwrap();
    assert_eq!(names(&two), ["a · sum(weight)", "a · distinct(roi)", "b · sum(weight)", "b · distinct(roi)"]);
}

#[test]
fn what_cannot_be_grouped_is_refused_with_what_to_do() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 600) AS n RETURN n, toString(n) AS t").table;
    let wide = group(&page, table, &[], Some(0), &[]).unwrap_err();
    assert_eq!(wide.code, "too-large");
    assert!(
        wide.message.contains("600 different values") && wide.message.contains("filter the rows"),
        "{}",
        wide.message
    );
    let text = group(&page, table, &[0], None, &[Measure { column: 1, kind: MeasureKind::Mean }]).unwrap_err();
    assert_eq!(text.code, "invalid-argument");
    assert!(text.message.contains("`t` holds no numbers"), "{}", text.message);
    for (by, pivot, measured) in [(2, None, 0), (0, Some(2), 0), (0, None, 2)] {
        let measure = Measure { column: measured, kind: MeasureKind::Count };
        let failure = group(&page, table, &[by], pivot, &[measure]).unwrap_err();
        assert!(failure.code == "invalid-argument" && failure.message.contains("index 2"), "{}", failure.message);
    }
    assert_eq!(group(&page, 99, &[], None, &[]).unwrap_err().code, "no-table");
}

#[test]
fn a_column_is_inspected_whole_or_as_it_is_shown() {
    let page = Page::with_sample();
    let table = query(
        &page,
        "UNWIND range(1, 101) AS n RETURN CASE WHEN n = 101 THEN null ELSE 9007199254740992 + n END AS id, \
         'type ' + toString(n % 3) AS type, n / 2.0 AS half, [n % 2] AS list",
    )
    .table;
    let id = inspect(&page, table, 0, false);
    assert_eq!((id.kind, id.rows, id.nulls, id.distinct), (ColumnKind::Integer, 101, 1, 100));
    let numbers = id.numbers.unwrap();
    assert_eq!((numbers.min.as_str(), numbers.max.as_str()), ("9007199254740993", "9007199254741092"));
    assert_eq!(numbers.bins.iter().map(|bin| bin.rows).sum::<u32>(), 100);
    assert_eq!((numbers.bins.len(), numbers.bins[0].low.as_str()), (34, "9007199254740993"));
    assert_eq!(id.lengths, None);
    let kind = inspect(&page, table, 1, true);
    let top = ["type 1", "type 2", "type 0"].map(|text| CellText::Text(text.to_owned()));
    assert_eq!(kind.top, top.into_iter().zip([34, 34, 33]).collect::<Vec<_>>());
    assert_eq!((kind.lengths, kind.numbers), (Some((6, 6)), None));
    let list = inspect(&page, table, 3, false);
    assert_eq!((list.kind, list.top[0].clone()), (ColumnKind::Mixed, (CellText::Json("[1]".to_owned()), 51)));
    let filters = vec![Filter { column: 2, test: Test::Between { low: None, high: Some("2".to_owned()) } }];
    page.ask(Request::Arrange { table, keys: Vec::new(), filters }).unwrap();
    let half = inspect(&page, table, 2, true).numbers.unwrap();
    assert_eq!(half.quantiles, ["0.575", "0.875", "1.25", "1.625", "1.925"]);
    assert_eq!((half.mean, half.deviation), (1.25, Some((5.0_f64 / 12.0).sqrt())));
    assert_eq!(inspect(&page, table, 2, false).numbers.unwrap().max, "50.5");
    let wrong = page.ask(Request::Inspect { table, column: 4, filtered: false }).unwrap_err();
    assert!(wrong.code == "invalid-argument" && wrong.message.contains("index 4"));
    assert_eq!(page.ask(Request::Inspect { table: 99, column: 0, filtered: true }).unwrap_err().code, "no-table");
}
