//! Which rows are shown: filters, orders, and finding among them.

use neuprint_worker::messages::{CellText, FIRST_ROWS, Failure, Filter, Request, Response, SortKey, TableHandle, Test};

use crate::place::Page;
use crate::tables::{cells, numbers, query};

/// Integers past 2^53, texts, a list in some rows, and nulls.
const ROWS: &str = "UNWIND [[9007199254740993, 'KCg', 1], [9007199254740992, 'PEN', null], [3, 'kcab', 2], \
    [null, null, 3]] AS row RETURN row[0] AS id, row[1] AS type, CASE WHEN row[2] = 2 THEN [2, 'x'] ELSE row[2] END AS mixed";

fn arrange(page: &Page, table: TableHandle, keys: Vec<SortKey>, filters: Vec<Filter>) -> Result<u32, Failure> {
    match page.ask(Request::Arrange { table, keys, filters })? {
        (Response::Arranged { rows, first }, _) => {
            assert_eq!(first, cells(page, table, 0, FIRST_ROWS), "the first rows come along");
            Ok(rows)
        }
        other => panic!("{other:?}"),
    }
}

/// The first cells of the rows that pass.
fn passing(page: &Page, table: TableHandle, column: u32, test: Test) -> Vec<CellText> {
    let rows = arrange(page, table, Vec::new(), vec![Filter { column, test }]).unwrap();
    let cells = cells(page, table, 0, 99);
    assert_eq!(cells.len(), rows as usize * 3);
    cells.chunks(3).map(|row| row[0].clone()).collect()
}

fn text(text: &str) -> CellText {
    CellText::Text(text.to_owned())
}

#[test]
fn every_test_shows_what_passes_it() {
    let page = Page::with_sample();
    let table = query(&page, ROWS).table;
    let [a, b, c] = ["9007199254740993", "9007199254740992", "3"];
    let null = || CellText::Null;
    let between = |low: &str, high: &str| {
        let bound = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        passing(&page, table, 0, Test::Between { low: bound(low), high: bound(high) })
    };
    assert_eq!(between("9007199254740993", ""), numbers(&[a]));
    assert_eq!(between("", "9007199254740992"), numbers(&[b, c]));
    assert_eq!(between("2.5", "1e3"), numbers(&[c]));
    assert_eq!(between("", ""), numbers(&[a, b, c]), "null is no number");
    let contains = |column, text: &str, case_sensitive| {
        passing(&page, table, column, Test::Contains { text: text.to_owned(), case_sensitive })
    };
    assert_eq!(contains(1, "kc", false), numbers(&[a, c]));
    assert_eq!(contains(1, "kc", true), numbers(&[c]));
    assert_eq!(contains(0, "4740992", true), numbers(&[b]), "numbers have decimal text");
    assert_eq!(contains(2, "\"x\"", true), numbers(&[c]), "lists have JSON");
    let matches = |column, regex: &str| passing(&page, table, column, Test::Matches { regex: regex.to_owned() });
    assert_eq!(matches(1, "^(?i)kc.{1,2}$"), numbers(&[a, c]));
    assert_eq!(matches(0, "^\\d$"), numbers(&[c]));
    let one_of = |column, values, keep| passing(&page, table, column, Test::OneOf { values, keep });
    assert_eq!(one_of(1, vec![text("PEN"), CellText::Null], true), [numbers(&[b]), vec![null()]].concat());
    assert_eq!(one_of(1, vec![text("PEN"), CellText::Null], false), numbers(&[a, c]));
    assert_eq!(one_of(0, numbers(&["9007199254740993", "3.0"]), true), numbers(&[a, c]));
    assert_eq!(one_of(2, vec![CellText::Json("[2,\"x\"]".to_owned())], true), numbers(&[c]));
    assert_eq!(passing(&page, table, 0, Test::Null), [null()]);
    assert_eq!(passing(&page, table, 2, Test::NotNull), [numbers(&[a, c]), vec![null()]].concat());
}

#[test]
fn filters_and_orders_go_together_and_come_and_go() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 1000) AS n RETURN n % 10 AS a, n").table;
    let low = Filter { column: 1, test: Test::Between { low: Some("995".to_owned()), high: None } };
    let odd = Filter { column: 0, test: Test::Matches { regex: "[13579]".to_owned() } };
    let key = |column, descending| vec![SortKey { column, descending }];
    let second =
        |first, count| cells(&page, table, first, count).chunks(2).map(|row| row[1].clone()).collect::<Vec<_>>();
    assert_eq!(arrange(&page, table, key(0, false), vec![low.clone()]).unwrap(), 6);
    assert_eq!(second(0, 99), numbers(&["1000", "995", "996", "997", "998", "999"]));
    assert_eq!(arrange(&page, table, key(0, false), vec![low.clone(), odd.clone()]).unwrap(), 3);
    assert_eq!(second(1, 99), numbers(&["997", "999"]));
    assert_eq!(arrange(&page, table, key(1, true), vec![odd.clone(), low.clone()]).unwrap(), 3);
    assert_eq!(second(0, 99), numbers(&["999", "997", "995"]));
    assert!(second(3, 9).is_empty());
    assert_eq!(arrange(&page, table, key(1, true), Vec::new()).unwrap(), 1000);
    assert_eq!(second(0, 2), numbers(&["1000", "999"]));
    assert_eq!(arrange(&page, table, Vec::new(), vec![odd]).unwrap(), 500);
    assert_eq!(second(0, 2), numbers(&["1", "3"]));
    assert_eq!(arrange(&page, table, Vec::new(), Vec::new()).unwrap(), 1000);
}

#[test]
fn what_is_wrong_is_said_and_leaves_the_rows_as_they_are() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND [2, 1] AS n RETURN n").table;
    arrange(&page, table, vec![SortKey { column: 0, descending: false }], Vec::new()).unwrap();
    let wrong = |test| arrange(&page, table, Vec::new(), vec![Filter { column: 0, test }]).unwrap_err();
    let regex = wrong(Test::Matches { regex: "KC(".to_owned() });
    assert_eq!(regex.code, "invalid-argument");
    assert!(regex.message.contains("`KC(`") && regex.message.contains("without closing ')'"), "{}", regex.message);
    for bound in ["ten", "", "NaN"] {
        let failure = wrong(Test::Between { low: None, high: Some(bound.to_owned()) });
        assert_eq!(failure.code, "invalid-argument");
        assert!(failure.message.contains(&format!("`{bound}` is no number")), "{}", failure.message);
    }
    let value = wrong(Test::OneOf { values: numbers(&["1,5"]), keep: true });
    assert!(value.code == "invalid-argument" && value.message.contains("`1,5`"));
    let column = arrange(&page, table, Vec::new(), vec![Filter { column: 1, test: Test::Null }]).unwrap_err();
    assert!(column.code == "invalid-argument" && column.message.contains("index 1"), "{}", column.message);
    let key = vec![SortKey { column: 7, descending: true }];
    assert!(arrange(&page, table, key, Vec::new()).unwrap_err().message.contains("index 7"));
    assert_eq!(cells(&page, table, 0, 9), numbers(&["1", "2"]));
    assert_eq!(arrange(&page, 99, Vec::new(), Vec::new()).unwrap_err().code, "no-table");
}

#[test]
fn a_text_is_found_among_the_shown_rows_and_round_their_end() {
    let page = Page::with_sample();
    let table = query(&page, ROWS).table;
    let find = |text: &str, from, backwards| match page
        .ask(Request::Find { table, text: text.to_owned(), from, backwards })
        .unwrap()
    {
        (Response::Found { place, matches }, _) => (place, matches),
        other => panic!("{other:?}"),
    };
    assert_eq!(find("kc", None, false), (Some((0, 1)), 2));
    assert_eq!(find("KC", Some((0, 1)), false), (Some((2, 1)), 2));
    assert_eq!(find("KC", Some((2, 1)), false), (Some((0, 1)), 2));
    assert_eq!(find("KC", Some((0, 1)), true), (Some((2, 1)), 2));
    assert_eq!(find("9007", None, true), (Some((1, 0)), 2));
    assert_eq!(find("nowhere", Some((1, 1)), false), (None, 0));
    arrange(&page, table, vec![SortKey { column: 0, descending: false }], Vec::new()).unwrap();
    assert_eq!(find("kc", None, false), (Some((0, 1)), 2), "kcab is first now");
    assert_eq!(find("kc", Some((0, 1)), false), (Some((2, 1)), 2));
    arrange(&page, table, Vec::new(), vec![Filter { column: 1, test: Test::NotNull }]).unwrap();
    assert_eq!(find("3", None, true), (Some((2, 0)), 2));
    let gone = Request::Find { table: 99, text: String::new(), from: None, backwards: false };
    assert_eq!(page.ask(gone).unwrap_err().code, "no-table");
}
