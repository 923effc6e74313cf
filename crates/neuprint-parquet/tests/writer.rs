//! Apache's own reader finds in a file what the table had.
#![allow(clippy::unwrap_used)]

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, UInt64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use neuprint_parquet::{InProcess, Parquet, ParquetFile, ParquetWriter};
use neuprint_table::{Cell, Column, MixedCell, Selection, Table, transfer};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;

const ABOUT: [(&str, &str); 2] = [("dataset", "hemibrain:v1.2.1"), ("query", "RETURN 'é🧠'\n")];

fn table(columns: &[(&str, &[Cell<'_>])]) -> Table {
    let columns = columns.iter().map(|(name, cells)| {
        let mut column = Column::new(*name);
        cells.iter().for_each(|cell| column.push(*cell));
        column
    });
    Table::of_columns(columns.collect()).unwrap()
}

/// A column of every kind; in each a null but in the first.
fn every_kind() -> Table {
    table(&[
        ("bodyId", &[Cell::Int(720_575_940_628_857_211), Cell::Int(i64::MIN), Cell::Int(i64::MAX)]),
        ("weight", &[Cell::Int(7), Cell::Null, Cell::Int(-1)]),
        ("large", &[Cell::UInt(u64::MAX), Cell::Int(1), Cell::Null]),
        ("part", &[Cell::Float(0.1), Cell::Float(f64::INFINITY), Cell::Null]),
        ("cropped", &[Cell::Null, Cell::Bool(true), Cell::Bool(false)]),
        ("type", &[Cell::Text("KCg"), Cell::Null, Cell::Text("")]),
        ("rois", &[Cell::Json("[\"EB\",\"PB\"]"), Cell::Null, Cell::Json("[]")]),
        ("roiInfo", &[Cell::Null, Cell::Json("{\"EB\":{\"pre\":1}}"), Cell::Json("{}")]),
        ("mixed", &[Cell::Text("a\"b"), Cell::Int(9_007_199_254_740_993), Cell::Null]),
        ("nothing", &[Cell::Null, Cell::Null, Cell::Null]),
    ])
}

/// A file of a row group per table.
fn file(groups: &[Table]) -> Vec<u8> {
    let mut writer = ParquetWriter::new(&groups[0].slice(0..0), &ABOUT).unwrap();
    let mut file: Vec<u8> = groups.iter().flat_map(|group| writer.rows(group).unwrap()).collect();
    file.extend(writer.end().unwrap());
    file
}

fn read(file: Vec<u8>) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes(file)).unwrap();
    reader.with_batch_size(1 << 20).build().unwrap().map(Result::unwrap).collect()
}

fn bytes(file: Vec<u8>) -> bytes::Bytes {
    bytes::Bytes::from(file)
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<Option<String>> {
    batch.column_by_name(column).unwrap().as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()
}

#[test]
fn every_cell_of_every_kind_comes_back() {
    let batch = &read(file(&[every_kind()]))[0];
    let column = |name: &str| batch.column_by_name(name).unwrap();
    let ints = |name: &str| column(name).as_primitive::<Int64Type>().iter().collect::<Vec<_>>();
    assert_eq!(ints("bodyId"), [Some(720_575_940_628_857_211), Some(i64::MIN), Some(i64::MAX)]);
    assert_eq!(ints("weight"), [Some(7), None, Some(-1)]);
    let large: Vec<_> = column("large").as_primitive::<UInt64Type>().iter().collect();
    assert_eq!(large, [Some(u64::MAX), Some(1), None]);
    let part: Vec<_> = column("part").as_primitive::<Float64Type>().iter().collect();
    assert_eq!(part, [Some(0.1), Some(f64::INFINITY), None]);
    assert_eq!(column("cropped").as_boolean().iter().collect::<Vec<_>>(), [None, Some(true), Some(false)]);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(texts(batch, "type"), [some("KCg"), None, some("")]);
    assert_eq!(texts(batch, "rois"), [some("[\"EB\",\"PB\"]"), None, some("[]")]);
    assert_eq!(texts(batch, "roiInfo"), [None, some("{\"EB\":{\"pre\":1}}"), some("{}")]);
    assert_eq!(texts(batch, "mixed"), [some("\"a\\\"b\""), some("9007199254740993"), None]);
    assert_eq!((column("nothing").data_type(), column("nothing").len()), (&DataType::Null, 3));
}

#[test]
fn what_is_said_about_the_rows_is_in_the_file_and_in_the_schema() {
    let read = ArrowReaderMetadata::load(&bytes(file(&[every_kind()])), Default::default()).unwrap();
    let of_file = read.metadata().file_metadata().key_value_metadata().unwrap();
    for (name, value) in ABOUT {
        assert!(of_file.iter().any(|pair| pair.key == name && pair.value.as_deref() == Some(value)), "{of_file:?}");
        assert_eq!(read.schema().metadata()[name], value);
    }
    let rois = read.schema().field_with_name("rois").unwrap();
    assert_eq!(rois.metadata()["ARROW:extension:name"], "arrow.json");
    assert_eq!(read.metadata().row_group(0).column(0).compression(), Compression::SNAPPY);
}

#[test]
fn pieces_of_many_rows_are_one_table() {
    const ROWS: i64 = 70_000;
    let ids: Vec<MixedCell> = (0..ROWS).map(|row| MixedCell::Int(5_813_000_000 + row * 7)).collect();
    let kinds: Vec<MixedCell> = (0..ROWS)
        .map(|row| if row % 5 == 0 { MixedCell::Null } else { MixedCell::Text(format!("KC{}", row % 900).into()) })
        .collect();
    fn cells(of: &[MixedCell]) -> Vec<Cell<'_>> {
        of.iter().map(MixedCell::as_cell).collect()
    }
    let whole = table(&[("bodyId", &cells(&ids)), ("type", &cells(&kinds))]);
    let order: Vec<u32> = (0..ROWS as u32).rev().collect();
    let selection = Selection::new(&whole, Some(&order)).ids_as_text();
    let groups: Vec<Table> =
        [0..4_096, 4_096..65_000, 65_000..70_000].map(|places| selection.clone().places(places).to_table()).into();
    let file = file(&groups);
    assert!(file.len() < 700_000, "{} bytes are not compressed", file.len());
    let rows: Vec<_> =
        read(file).iter().flat_map(|batch| std::iter::zip(texts(batch, "bodyId"), texts(batch, "type"))).collect();
    assert_eq!(rows.len(), ROWS as usize);
    for (at, (id, kind)) in rows.into_iter().enumerate() {
        let row = ROWS - 1 - at as i64;
        assert_eq!(id.unwrap(), (5_813_000_000 + row * 7).to_string());
        assert_eq!(kind, (row % 5 != 0).then(|| format!("KC{}", row % 900)));
    }
}

#[test]
fn a_table_without_rows_keeps_its_columns() {
    let mut writer = ParquetWriter::new(&every_kind(), &[]).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes(writer.end().unwrap())).unwrap();
    assert_eq!((reader.schema().fields().len(), reader.metadata().num_row_groups()), (10, 0));
}

#[test]
fn rows_of_another_table_and_bytes_of_another_build_are_refused() {
    let two = |cell| table(&[("a", &[Cell::Int(1)]), ("b", &[cell])]);
    let mut writer = ParquetWriter::new(&two(Cell::Int(1)), &[]).unwrap();
    assert!(writer.rows(&two(Cell::Text("x"))).unwrap_err().to_string().contains('b'));
    let one = table(&[("a", &[Cell::Int(1)])]);
    let mut writer = ParquetWriter::new(&one, &[]).unwrap();
    assert!(writer.rows(&two(Cell::Int(1))).unwrap_err().to_string().contains("more columns"));
    assert!(InProcess.begin(b"no table", &[]).err().unwrap().contains("another build"));
    let mut file = InProcess.begin(&transfer::to_bytes(&one, None), &[]).unwrap();
    assert!(file.rows(&[]).unwrap_err().contains("another build"));
    file.end().unwrap();
    assert!(file.rows(&transfer::to_bytes(&one, None)).is_err() && file.end().is_err(), "it has ended");
}
