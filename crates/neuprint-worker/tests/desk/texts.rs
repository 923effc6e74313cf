//! Cells for the clipboard.

use neuprint_worker::messages::{CopyFormat, Failure, Filter, Request, Response, SortKey, TableHandle, Test};

use crate::place::Page;
use crate::tables::query;

pub(crate) const ROWS: &str = "UNWIND [[9223372036854775807, 'it\\'s', 0.5], [12, 'a|b', null], [7, null, 2.0]] AS row \
    RETURN row[0] AS bodyId, row[1] AS type, row[2] AS part";

/// Two of the three rows are shown, the smaller ID first.
pub(crate) fn shown(page: &Page) -> TableHandle {
    let table = query(page, ROWS).table;
    let filters = vec![Filter { column: 1, test: Test::NotNull }];
    let keys = vec![SortKey { column: 0, descending: false }];
    page.ask(Request::Arrange { table, keys, filters }).unwrap();
    table
}

fn copy(page: &Page, request: Request) -> Result<String, Failure> {
    match page.ask(request)? {
        (Response::Text(text), _) => Ok(text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn shown_cells_are_copied_in_every_format() {
    let page = Page::with_sample();
    let table = shown(&page);
    let copied = |format, heads, columns: &[u32], rows| {
        copy(&page, Request::Copy { table, rows, columns: columns.to_vec(), format, heads }).unwrap()
    };
    use CopyFormat::{Csv, Json, Markdown, PythonList, Tsv};
    let both = &[1, 0][..];
    assert_eq!(copied(Tsv, true, both, (0, 2)), "type\tbodyId\r\na|b\t12\r\nit's\t9223372036854775807\r\n");
    assert_eq!(copied(Csv, false, &[2, 1], (0, 2)), ",a|b\r\n0.5,it's\r\n");
    assert_eq!(copied(Markdown, true, both, (0, 1)), "| type | bodyId |\n| --- | ---: |\n| a\\|b | 12 |\n");
    assert_eq!(copied(PythonList, true, &[0], (0, 9)), "[12, 9223372036854775807]");
    assert_eq!(copied(PythonList, false, &[1, 2], (1, 2)), "[(\"it's\", 0.5)]");
    assert_eq!(copied(Json, true, both, (1, 2)), r#"[{"type":"it's","bodyId":9223372036854775807}]"#);
    assert_eq!(copied(Json, false, &[2], (0, 2)), "[null,0.5]");
    assert_eq!(copied(PythonList, false, both, (5, 1)), "[]");
}

#[test]
fn what_cannot_be_copied_is_refused() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 100001) AS n RETURN n, n AS m").table;
    let refused = |columns: Vec<u32>, rows| {
        copy(&page, Request::Copy { table, rows, columns, format: CopyFormat::Tsv, heads: true }).unwrap_err()
    };
    // The same column twenty times.
    let large = refused(vec![0; 20], (0, u32::MAX));
    assert_eq!(large.code, "too-large");
    assert!(large.message.contains("2000020 cells") && large.message.contains("export"), "{}", large.message);
    let column = refused(vec![0, 2], (0, 1));
    assert!(column.code == "invalid-argument" && column.message.contains("index 2"), "{}", column.message);
    assert_eq!(refused(Vec::new(), (0, 1)).code, "invalid-argument");
    let gone = Request::Copy { table: 99, rows: (0, 1), columns: vec![0], format: CopyFormat::Csv, heads: true };
    assert_eq!(copy(&page, gone).unwrap_err().code, "no-table");
}
