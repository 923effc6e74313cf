//! Cells for the clipboard, and tables as files.

use neuprint_table::{Cell, read_arrow};
use neuprint_worker::Bulk;
use neuprint_worker::messages::{
    CopyFormat, ExportFormat, Failure, Filter, Provenance, Request, Response, SortKey, TableHandle, Test,
};

use crate::place::Page;
use crate::tables::query;

const ROWS: &str = "UNWIND [[9223372036854775807, 'it\\'s', 0.5], [12, 'a|b', null], [7, null, 2.0]] AS row \
    RETURN row[0] AS bodyId, row[1] AS type, row[2] AS part";

/// Two of the three rows are shown, the smaller ID first.
fn shown(page: &Page) -> TableHandle {
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

fn file(page: &Page, request: Request) -> Result<(String, String, Vec<u8>), Failure> {
    match page.ask(request)? {
        (Response::File { name, mime }, mut bulk) => match bulk.pop() {
            Some(Bulk::Bytes(bytes)) if bulk.is_empty() => Ok((name, mime, bytes)),
            other => panic!("{other:?}"),
        },
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

fn export(table: TableHandle, columns: &[u32], format: ExportFormat, ids_as_text: bool) -> Request {
    let about = Provenance {
        dataset: "hemibrain-sample:v1.2.1".to_owned(),
        server: "in this page".to_owned(),
        query: "RETURN \"<a>\"".to_owned(),
        ..Provenance::default()
    };
    Request::Export { table, columns: columns.to_vec(), format, ids_as_text, about }
}

#[test]
fn shown_rows_become_files_with_what_is_said_about_them() {
    let page = Page::with_sample();
    let table = shown(&page);
    let made = |format, ids| file(&page, export(table, &[0, 1], format, ids)).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (name, mime, bytes) = made(ExportFormat::Csv, true);
    assert_eq!((name.as_str(), mime.as_str()), ("hemibrain-sample-v1.2.1-query-1.csv", "text/csv;charset=utf-8"));
    let csv = "bodyId,type\r\n\"=\"\"12\"\"\",a|b\r\n\"=\"\"9223372036854775807\"\"\",it's\r\n";
    assert_eq!(text(bytes), csv);
    let (name, mime, bytes) = made(ExportFormat::Tsv, false);
    assert!(name.ends_with("-query-1.tsv") && mime.starts_with("text/tab-separated-values"));
    assert_eq!(text(bytes), "bodyId\ttype\r\n12\ta|b\r\n9223372036854775807\tit's\r\n");
    let (name, mime, bytes) = made(ExportFormat::Json, false);
    assert!(name.ends_with(".json") && mime == "application/json");
    assert_eq!(
        text(bytes),
        concat!(
            r#"{"about":{"dataset":"hemibrain-sample:v1.2.1","server":"in this page","query":"RETURN \"<a>\""},"#,
            r#""columns":["bodyId","type"],"rows":[[12,"a|b"],[9223372036854775807,"it's"]]}"#
        )
    );
    let (name, mime, bytes) = made(ExportFormat::Arrow, false);
    assert!(name.ends_with(".arrows") && mime == "application/vnd.apache.arrow.stream");
    let read = read_arrow(&bytes).unwrap();
    assert_eq!((read.rows(), read.cell(1, 0), read.cell(0, 1)), (2, Cell::Int(i64::MAX), Cell::Text("a|b")));
    let said = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(said(b"dataset") && said(b"hemibrain-sample:v1.2.1") && said(b"RETURN \"<a>\"") && !said(b"uuid"));
    let graph = ExportFormat::GraphMl { source: 0, target: 1, weight: Some(2) };
    let (name, mime, bytes) = made(graph, false);
    assert!(name.ends_with(".graphml") && mime == "application/xml");
    let xml = text(bytes);
    for part in [
        r#"<key id="e0" for="edge" attr.name="weight" attr.type="double"/>"#,
        "RETURN &quot;&lt;a&gt;&quot;",
        r#"<node id="9223372036854775807"/>"#,
        r#"<edge source="12" target="a|b"></edge>"#,
        r#"<edge source="9223372036854775807" target="it's"><data key="e0">0.5</data></edge>"#,
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
}

#[test]
fn what_cannot_be_exported_is_refused() {
    let page = Page::with_sample();
    let table = query(&page, "RETURN 1 AS a, 2 AS b").table;
    let refused = |table, columns: &[u32], format| file(&page, export(table, columns, format, false)).unwrap_err();
    assert!(refused(table, &[0, 5], ExportFormat::Csv).message.contains("index 5"));
    for (source, target, weight) in [(6, 1, None), (0, 6, None), (0, 1, Some(6))] {
        let failure = refused(table, &[0], ExportFormat::GraphMl { source, target, weight });
        assert!(failure.code == "invalid-argument" && failure.message.contains("index 6"), "{}", failure.message);
    }
    assert_eq!(refused(table, &[], ExportFormat::Json).code, "invalid-argument");
    assert_eq!(refused(99, &[0], ExportFormat::Arrow).code, "no-table");
}
