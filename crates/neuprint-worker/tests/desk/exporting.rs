//! Tables as files, piece by piece.

use neuprint_table::{Cell, read_arrow};
use neuprint_worker::Bulk;
use neuprint_worker::messages::{
    ExportFormat, ExportHandle, Failure, Provenance, Request, Response, SortKey, TableHandle,
};

use crate::place::Page;
use crate::tables::query;
use crate::texts::shown;

fn export(table: TableHandle, columns: &[u32], format: ExportFormat) -> Request {
    let about = Provenance {
        dataset: "hemibrain-sample:v1.2.1".to_owned(),
        server: "in this page".to_owned(),
        query: "RETURN \"<a>\"".to_owned(),
        rows: "2 of 3 rows".to_owned(),
        ..Provenance::default()
    };
    Request::Export { table, rows: None, columns: columns.to_vec(), format, ids_as_text: false, about }
}

/// The same with IDs as text.
fn with_ids_as_text(request: Request) -> Request {
    match request {
        Request::Export { table, rows, columns, format, about, .. } => {
            Request::Export { table, rows, columns, format, ids_as_text: true, about }
        }
        other => other,
    }
}

fn begin(page: &Page, request: Request) -> Result<(ExportHandle, u32), Failure> {
    match page.ask(request)? {
        (Response::Exporting { export, rows }, _) => Ok((export, rows)),
        other => panic!("{other:?}"),
    }
}

/// The next piece: its bytes, the rows that are written by then, and whether it is the last one.
fn piece(page: &Page, export: ExportHandle) -> Result<(Vec<u8>, u32, bool), Failure> {
    match page.ask(Request::ExportPiece { export })? {
        (Response::Piece { rows, last }, mut bulk) => match bulk.pop() {
            Some(Bulk::Bytes(bytes)) if bulk.is_empty() => Ok((bytes, rows, last)),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// The rest of a file, and how large its pieces are.
fn rest(page: &Page, export: ExportHandle) -> (Vec<u8>, Vec<usize>) {
    let (mut file, mut pieces) = (Vec::new(), Vec::new());
    loop {
        let (bytes, _, last) = piece(page, export).unwrap();
        pieces.push(bytes.len());
        file.extend(bytes);
        if last {
            return (file, pieces);
        }
    }
}

fn made(page: &Page, request: Request) -> Vec<u8> {
    rest(page, begin(page, request).unwrap().0).0
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn shown_rows_become_files_with_what_is_said_about_them() {
    let page = Page::with_sample();
    let table = shown(&page);
    let made = |format| made(&page, export(table, &[0, 1], format));
    let csv = "bodyId,type\r\n\"=\"\"12\"\"\",a|b\r\n\"=\"\"9223372036854775807\"\"\",it's\r\n";
    assert_eq!(text(self::made(&page, with_ids_as_text(export(table, &[0, 1], ExportFormat::Csv)))), csv);
    assert_eq!(text(made(ExportFormat::Tsv)), "bodyId\ttype\r\n12\ta|b\r\n9223372036854775807\tit's\r\n");
    assert_eq!(
        text(made(ExportFormat::Json)),
        concat!(
            r#"{"about":{"dataset":"hemibrain-sample:v1.2.1","server":"in this page","query":"RETURN \"<a>\"","#,
            r#""rows":"2 of 3 rows"},"#,
            r#""columns":["bodyId","type"],"rows":[[12,"a|b"],[9223372036854775807,"it's"]]}"#
        )
    );
    let bytes = made(ExportFormat::Arrow);
    let read = read_arrow(&bytes).unwrap();
    assert_eq!((read.rows(), read.cell(1, 0), read.cell(0, 1)), (2, Cell::Int(i64::MAX), Cell::Text("a|b")));
    let said = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(said(b"dataset") && said(b"hemibrain-sample:v1.2.1") && said(b"RETURN \"<a>\"") && !said(b"uuid"));
    let bytes = made(ExportFormat::Parquet);
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let said = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(said(b"bodyId") && said(b"RETURN \"<a>\"") && said(b"2 of 3 rows") && said(&i64::MAX.to_le_bytes()));
    let graph = ExportFormat::GraphMl { source: 0, target: 1, weight: Some(2) };
    let xml = text(made(graph));
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
fn some_of_the_shown_rows_become_a_file() {
    let page = Page::with_sample();
    let table = shown(&page);
    let csv = |rows| {
        let Request::Export { table, columns, format, ids_as_text, about, .. } = export(table, &[1], ExportFormat::Csv)
        else {
            panic!("no export")
        };
        let request = Request::Export { table, rows: Some(rows), columns, format, ids_as_text, about };
        let (export, count) = begin(&page, request).unwrap();
        (count, text(rest(&page, export).0))
    };
    assert_eq!(csv((1, 2)), (1, "type\r\nit's\r\n".to_owned()));
    assert_eq!(csv((0, 99)), (2, "type\r\na|b\r\nit's\r\n".to_owned()));
    assert_eq!(csv((5, 1)), (0, "type\r\n".to_owned()));
}

#[test]
fn a_large_file_comes_in_pieces_of_about_a_megabyte_and_none_is_kept_after_the_last() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 100000) AS n RETURN n, 'neuron number ' + toString(n) AS name").table;
    for format in [ExportFormat::Csv, ExportFormat::Json, ExportFormat::Arrow] {
        let (export, rows) = begin(&page, export(table, &[0, 1], format)).unwrap();
        assert_eq!(rows, 100_000);
        let (first, written, last) = piece(&page, export).unwrap();
        assert!(written > 0 && written < 50_000 && !last && first.len() < 500_000, "{written} rows, {}", first.len());
        let (file, pieces) = rest(&page, export);
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| *piece < 1_300_000), "{format:?}: {pieces:?}");
        let file = [first, file].concat();
        match format {
            ExportFormat::Csv => {
                let (lines, csv) = (100_001, text(file));
                assert_eq!(csv.lines().count(), lines);
                assert!(csv.ends_with("\r\n100000,neuron number 100000\r\n"));
            }
            ExportFormat::Json => {
                let read: serde_json::Value = serde_json::from_slice(&file).unwrap();
                assert_eq!(read["rows"].as_array().unwrap().len(), 100_000);
                assert_eq!(read["rows"][99_999][0], 100_000);
            }
            _ => {
                let read = read_arrow(&file).unwrap();
                assert_eq!((read.rows(), read.cell(99_999, 0)), (100_000, Cell::Int(100_000)));
            }
        }
        assert_eq!(piece(&page, export).unwrap_err().code, "no-export");
    }
}

#[test]
fn a_table_without_rows_becomes_a_file_with_heads() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND [] AS n RETURN n, n AS m").table;
    assert_eq!(text(made(&page, export(table, &[1, 0], ExportFormat::Csv))), "m,n\r\n");
    assert!(text(made(&page, export(table, &[0], ExportFormat::Json))).ends_with(r#""columns":["n"],"rows":[]}"#));
    assert!(made(&page, export(table, &[0], ExportFormat::Parquet)).ends_with(b"PAR1"));
}

#[test]
fn what_happens_to_a_table_changes_nothing_of_a_file_that_was_begun() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 9000) AS n RETURN n").table;
    let (export, _) = begin(&page, export(table, &[0], ExportFormat::Csv)).unwrap();
    let (first, ..) = piece(&page, export).unwrap();
    let keys = vec![SortKey { column: 0, descending: true }];
    page.ask(Request::Arrange { table, keys, filters: Vec::new() }).unwrap();
    page.ask(Request::CloseTable { table }).unwrap();
    let file = text([first, rest(&page, export).0].concat());
    let numbers: Vec<u32> = file.lines().skip(1).map(|line| line.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=9000).collect::<Vec<_>>());
}

#[test]
fn a_file_that_is_given_up_is_forgotten() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(1, 9000) AS n RETURN n").table;
    let (first, _) = begin(&page, export(table, &[0], ExportFormat::Csv)).unwrap();
    let (second, _) = begin(&page, export(table, &[0], ExportFormat::Parquet)).unwrap();
    piece(&page, first).unwrap();
    page.ask(Request::CloseExport { export: first }).unwrap();
    let failure = piece(&page, first).unwrap_err();
    assert!(failure.code == "no-export" && failure.message.contains("again"), "{}", failure.message);
    assert!(!piece(&page, second).unwrap().2, "the other one goes on");
}

#[test]
fn what_cannot_be_exported_is_refused() {
    let page = Page::with_sample();
    let table = query(&page, "RETURN 1 AS a, 2 AS b").table;
    let refused = |table, columns: &[u32], format| begin(&page, export(table, columns, format)).unwrap_err();
    assert!(refused(table, &[0, 5], ExportFormat::Csv).message.contains("index 5"));
    for (source, target, weight) in [(6, 1, None), (0, 6, None), (0, 1, Some(6))] {
        let failure = refused(table, &[0], ExportFormat::GraphMl { source, target, weight });
        assert!(failure.code == "invalid-argument" && failure.message.contains("index 6"), "{}", failure.message);
    }
    assert_eq!(refused(table, &[], ExportFormat::Json).code, "invalid-argument");
    assert_eq!(refused(99, &[0], ExportFormat::Arrow).code, "no-table");
    page.place.0.no_parquet.set(true);
    let failure = refused(table, &[0], ExportFormat::Parquet);
    assert!(failure.message.contains("no such file") && failure.message.contains("Arrow"), "{}", failure.message);
}
