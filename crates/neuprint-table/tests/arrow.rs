//! Tables survive being written as Arrow streams, and damaged streams are errors.
#![allow(clippy::unwrap_used)]

#[path = "exchange/tables.rs"]
mod tables;

use neuprint_table::{ArrowProblem, Cell, Column, ColumnData, MixedCell, Table, read_arrow, write_arrow};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use tables::{ordered, same, tables};

/// What a table is in a stream: JSON has no word for some floats of mixed columns.
fn in_json(table: &Table) -> Table {
    let columns = table.columns().iter().map(|column| {
        let ColumnData::Mixed(cells) = column.data() else { return column.clone() };
        // The kinds before and after make the column mixed, and are not taken.
        let mut mixed = Column::new(column.name());
        [Cell::Bool(true), Cell::Text("")].into_iter().for_each(|cell| mixed.push(cell));
        for cell in cells.iter() {
            mixed.push(match cell {
                MixedCell::Float(value) if !value.is_finite() => Cell::Null,
                cell => cell.as_cell(),
            });
        }
        mixed.take(&(2..column.len() as u32 + 2).collect::<Vec<_>>()).unwrap()
    });
    Table::of_columns(columns.collect()).unwrap()
}

/// A small table of every kind of column, with nulls.
fn every_kind() -> Table {
    let columns = [
        [Cell::Null, Cell::Null, Cell::Null],
        [Cell::Bool(true), Cell::Null, Cell::Bool(false)],
        [Cell::Int(720_575_940_628_857_211), Cell::Null, Cell::Int(-1)],
        [Cell::UInt(u64::MAX), Cell::Int(0), Cell::Int(1)],
        [Cell::Float(0.5), Cell::Null, Cell::Float(-0.0)],
        [Cell::Text("KCg"), Cell::Null, Cell::Text("")],
        [Cell::Json("[1,null]"), Cell::Null, Cell::Json("[]")],
        [Cell::Json("{\"EB\":{\"pre\":3}}"), Cell::Null, Cell::Json("{}")],
        [Cell::Int(1), Cell::Text("1"), Cell::Json("[\"a\"]")],
    ];
    let columns = columns.iter().enumerate().map(|(at, cells)| {
        let mut column = Column::new(format!("c{at}"));
        cells.iter().for_each(|cell| column.push(*cell));
        column
    });
    Table::of_columns(columns.collect()).unwrap()
}

/// Reads damaged bytes: whatever they say, all columns are of one length.
fn survives(bytes: &[u8]) {
    if let Ok(table) = read_arrow(bytes) {
        for column in table.columns() {
            assert_eq!(column.len(), table.rows());
            (column.len().saturating_sub(9)..column.len()).for_each(|row| drop(column.cell(row).to_string()));
        }
    }
}

#[test]
fn every_kind_of_column_comes_back() {
    let table = every_kind();
    assert_eq!(read_arrow(&write_arrow(&table, None)), Ok(table));
    assert_eq!(read_arrow(&write_arrow(&Table::default(), None)), Ok(Table::default()));
}

#[test]
fn many_rows_are_many_batches() {
    let (mut body, mut name) = (Column::new("bodyId"), Column::new("name"));
    for row in 0..150_000_i64 {
        body.push(Cell::Int(row));
        let text = format!("n{row}");
        name.push(if row % 1000 == 7 { Cell::Null } else { Cell::Text(&text) });
    }
    let table = Table::of_columns(vec![body, name]).unwrap();
    assert_eq!(read_arrow(&write_arrow(&table, None)), Ok(table));
}

#[test]
fn a_stream_may_end_without_its_mark_but_not_within_a_message() {
    let table = every_kind();
    let stream = write_arrow(&table, None);
    let whole = stream.len() - 8;
    assert_eq!(read_arrow(&stream[..whole]), Ok(table));
    for end in 1..stream.len() {
        match read_arrow(&stream[..end]) {
            // After the schema, and where the mark should be.
            Ok(table) => assert!(end == whole || table.rows() == 0, "{end}"),
            Err(error) => {
                assert!(matches!(error.problem(), ArrowProblem::Truncated | ArrowProblem::NotArrow), "{error}")
            }
        }
    }
}

#[test]
fn other_bytes_are_no_stream() {
    for bytes in [&b"<html>502 Bad Gateway</html>"[..], b"{\"error\":\"no data\"}", b"\x89PNG\r\n\x1a\n0123456789"] {
        assert_eq!(read_arrow(bytes).unwrap_err().problem(), &ArrowProblem::NotArrow);
    }
    assert_eq!(
        read_arrow(b"").unwrap_err().to_string(),
        "byte 0 of the Arrow stream: it ends here, before it is complete"
    );
}

#[test]
fn json_that_is_none_names_its_column() {
    let stream = write_arrow(&every_kind(), None);
    let place = stream.windows(8).position(|part| part == b"[1,null]").unwrap();
    let mut damaged = stream.clone();
    damaged[place + 1] = b'?';
    let error = read_arrow(&damaged).unwrap_err();
    assert_eq!(error.column(), Some("c6"));
    assert!(matches!(error.problem(), ArrowProblem::NotJson(_)), "{error}");
}

#[test]
fn no_changed_byte_is_a_panic() {
    let mut stream = write_arrow(&every_kind(), None);
    for place in 0..stream.len() {
        let kept = stream[place];
        for byte in [0, 1, 0x7f, 0x80, 0xff, kept ^ 1, kept ^ 4, kept.wrapping_add(8)] {
            stream[place] = byte;
            survives(&stream);
        }
        stream[place] = kept;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_table_comes_back_as_it_was((table, order) in tables()) {
        let table = in_json(&table);
        let back = read_arrow(&write_arrow(&table, None)).unwrap();
        prop_assert!(same(&back, &table), "{back:?}");
        let back = read_arrow(&write_arrow(&table, Some(&order))).unwrap();
        prop_assert!(table.columns().is_empty() || same(&back, &ordered(&table, &order)), "{back:?}");
    }

    #[test]
    fn damaged_streams_are_errors_or_tables(
        (table, _) in tables(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<[u8; 4]>(), 1..5_usize), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut stream = write_arrow(&table, None);
        survives(&stream[..cut.index(stream.len())]);
        for (place, bytes, length) in changes {
            let place = place.index(stream.len());
            stream.splice(place..place, bytes[..length].iter().copied().filter(|byte| *byte < 16));
            stream[place..].iter_mut().zip(&bytes[..length]).for_each(|(to, from)| *to = *from);
        }
        survives(&stream);
    }
}
