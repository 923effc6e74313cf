//! The official Arrow crates read what is written here, and what they write is read here.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use arrow_array::builder::{MapBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Float16Type, Float64Type, Int8Type, Int64Type, UInt16Type, UInt64Type};
use arrow_array::*;
use arrow_buffer::NullBuffer;
use arrow_ipc::MetadataVersion;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::{DictionaryHandling, FileWriter, IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Field, Fields, Schema};
use neuprint_table::{
    ArrowProblem, Cell, Column, ColumnData, Selection, Table, file, read_arrow, read_arrow_answer, write_arrow,
    write_arrow_file,
};

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn written(batches: &[RecordBatch], options: IpcWriteOptions) -> Vec<u8> {
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batches[0].schema(), options).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.finish().unwrap();
    writer.into_inner().unwrap()
}

fn read(array: ArrayRef) -> Table {
    read_arrow(&written(&[batch(vec![("a", array)])], IpcWriteOptions::default())).unwrap()
}

fn cells(table: &Table) -> Vec<Cell<'_>> {
    (0..table.rows()).map(|row| table.cell(row, 0)).collect()
}

fn official(table: &Table) -> Vec<RecordBatch> {
    StreamReader::try_new(&write_arrow(table, None)[..], None).unwrap().map(Result::unwrap).collect()
}

fn table(columns: &[&[Cell<'_>]]) -> Table {
    let columns = columns.iter().map(|cells| {
        let mut column = Column::new("same name");
        cells.iter().for_each(|cell| column.push(*cell));
        column
    });
    Table::of_columns(columns.collect()).unwrap()
}

#[test]
fn they_read_where_a_table_comes_from_and_ids_as_text() {
    let mut columns = ["bodyId", "weight", "type"].map(Column::new);
    for row in [[Cell::UInt(u64::MAX), Cell::Int(7), Cell::Text("KCg")], [Cell::Null, Cell::Int(8), Cell::Text("PEN")]]
    {
        columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(cell));
    }
    let table = Table::of_columns(columns.into()).unwrap();
    let selection = Selection::new(&table, Some(&[1, 0])).columns(&[1, 0]).unwrap().ids_as_text();
    let about = [("dataset", "hemibrain:v1.2.1"), ("query", "RETURN '\u{1f9e0}'\n")];
    let stream = write_arrow_file(&selection, &about);
    let batches: Vec<RecordBatch> = StreamReader::try_new(&stream[..], None).unwrap().map(Result::unwrap).collect();
    let schema = batches[0].schema();
    assert_eq!(schema.metadata().len(), 2);
    assert!(about.iter().all(|(name, value)| schema.metadata()[*name] == *value));
    assert_eq!(schema.fields().iter().map(|field| field.name()).collect::<Vec<_>>(), ["weight", "bodyId"]);
    assert_eq!(batches[0].column(0).as_primitive::<Int64Type>().values()[..], [8, 7]);
    let ids: Vec<Option<&str>> = batches[0].column(1).as_string::<i32>().iter().collect();
    assert_eq!(ids, [None, Some("18446744073709551615")]);
    let arrow = file::Format::Arrow;
    let mut pieces = file::begin(arrow, &selection, &about);
    (0..2).for_each(|row| pieces.extend(file::rows(arrow, &selection.clone().places(row..row + 1), row == 0)));
    pieces.extend(file::end(arrow));
    let reader = StreamReader::try_new(&pieces[..], None).unwrap();
    assert_eq!(reader.schema(), schema);
    assert_eq!(reader.map(Result::unwrap).map(|batch| batch.num_rows()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(read_arrow(&pieces).unwrap(), read_arrow(&stream).unwrap());
    let part = read_arrow(&write_arrow_file(&selection.places(1..2), &about)).unwrap();
    assert_eq!((part.rows(), part.cell(0, 0)), (1, Cell::Int(7)));
}

#[test]
fn they_read_every_kind_of_column() {
    let table = table(&[
        &[Cell::Null, Cell::Null],
        &[Cell::Bool(true), Cell::Null],
        &[Cell::Int(720_575_940_628_857_211), Cell::Null],
        &[Cell::UInt(u64::MAX), Cell::Int(1)],
        &[Cell::Null, Cell::Float(f64::INFINITY)],
        &[Cell::Text("\u{1f9e0}"), Cell::Text("")],
        &[Cell::Json("[1]"), Cell::Null],
        &[Cell::Json("{}"), Cell::Null],
        &[Cell::Text("a"), Cell::Int(1)],
    ]);
    let [batch] = &official(&table)[..] else { panic!("not one batch") };
    let schema = batch.schema();
    let types: Vec<&DataType> = schema.fields().iter().map(|field| field.data_type()).collect();
    let text = &DataType::Utf8;
    let first = [&DataType::Null, &DataType::Boolean, &DataType::Int64, &DataType::UInt64, &DataType::Float64, text];
    assert_eq!((&types[..6], &types[6..]), (&first[..], &[text; 3][..]));
    assert!(schema.fields().iter().all(|field| field.is_nullable() && field.name() == "same name"));
    let extension = |at: usize| schema.field(at).metadata().get("ARROW:extension:name").map(String::as_str);
    assert_eq!((extension(5), extension(6), extension(8)), (None, Some("arrow.json"), Some("arrow.json")));
    assert_eq!(batch.column(1).as_boolean().iter().collect::<Vec<_>>(), [Some(true), None]);
    let ids = batch.column(2).as_primitive::<Int64Type>();
    assert_eq!(ids.iter().collect::<Vec<_>>(), [Some(720_575_940_628_857_211), None]);
    assert_eq!(batch.column(3).as_primitive::<UInt64Type>().values()[..], [u64::MAX, 1]);
    let floats = batch.column(4).as_primitive::<Float64Type>();
    assert_eq!(floats.iter().collect::<Vec<_>>(), [None, Some(f64::INFINITY)]);
    let texts = |at: usize| batch.column(at).as_string::<i32>().iter().collect::<Vec<_>>();
    assert_eq!(texts(5), [Some("\u{1f9e0}"), Some("")]);
    assert_eq!((texts(6), texts(7)), (vec![Some("[1]"), None], vec![Some("{}"), None]));
    assert_eq!(texts(8), [Some("\"a\""), Some("1")]);
}

#[test]
fn they_read_many_batches_and_tables_without_columns_or_rows() {
    let mut body = Column::new("bodyId");
    (0..150_000).for_each(|row| body.push(Cell::Int(row)));
    let sizes: Vec<usize> =
        official(&Table::of_columns(vec![body.clone()]).unwrap()).iter().map(RecordBatch::num_rows).collect();
    assert_eq!(sizes, [65_536, 65_536, 150_000 - 2 * 65_536]);
    assert!(official(&Table::default()).is_empty());
    let none = Table::of_columns(vec![body.take(&[]).unwrap()]).unwrap();
    let stream = write_arrow(&none, None);
    let schema = StreamReader::try_new(&stream[..], None).unwrap().schema();
    assert_eq!(schema.field(0).data_type(), &DataType::Int64);
}

#[test]
fn numbers_of_every_size_are_read() {
    assert_eq!(cells(&read(Arc::new(Int8Array::from(vec![Some(-128), None])))), [Cell::Int(-128), Cell::Null]);
    assert_eq!(cells(&read(Arc::new(Int16Array::from(vec![-32_768])))), [Cell::Int(-32_768)]);
    assert_eq!(cells(&read(Arc::new(Int32Array::from(vec![i32::MIN])))), [Cell::Int(i32::MIN.into())]);
    assert_eq!(cells(&read(Arc::new(UInt8Array::from(vec![255])))), [Cell::Int(255)]);
    assert_eq!(cells(&read(Arc::new(UInt16Array::from(vec![65_535])))), [Cell::Int(65_535)]);
    assert_eq!(cells(&read(Arc::new(UInt32Array::from(vec![u32::MAX])))), [Cell::Int(u32::MAX.into())]);
    assert_eq!(cells(&read(Arc::new(UInt64Array::from(vec![1, u64::MAX])))), [Cell::Int(1), Cell::UInt(u64::MAX)]);
    assert_eq!(cells(&read(Arc::new(Float32Array::from(vec![0.1])))), [Cell::Float(0.1_f32.into())]);
    assert_eq!(cells(&read(Arc::new(BooleanArray::from(vec![Some(true), None])))), [Cell::Bool(true), Cell::Null]);
    assert_eq!(cells(&read(Arc::new(NullArray::new(2)))), [Cell::Null, Cell::Null]);
}

#[test]
fn every_half_float_is_read_exactly() {
    type Half = <Float16Type as ArrowPrimitiveType>::Native;
    let halves: Vec<Half> = (0..=u16::MAX).map(Half::from_bits).collect();
    let table = read(Arc::new(Float16Array::from(halves.clone())));
    for (half, cell) in halves.iter().zip(cells(&table)) {
        let Cell::Float(value) = cell else { panic!("{cell:?}") };
        assert!(value.to_bits() == half.to_f64().to_bits() || value.is_nan() && half.is_nan(), "{half} {value}");
    }
}

#[test]
fn texts_are_read_also_with_long_offsets_and_from_dictionaries() {
    let texts = [Some("KCg"), None, Some(""), Some("KCg"), Some("PEN\u{e9}")];
    let arrays: [ArrayRef; 4] = [
        Arc::new(StringArray::from_iter(texts)),
        Arc::new(LargeStringArray::from_iter(texts)),
        Arc::new(DictionaryArray::<Int8Type>::from_iter(texts)),
        Arc::new(DictionaryArray::<UInt16Type>::from_iter(texts)),
    ];
    for array in arrays {
        let expected = texts.map(|text| text.map_or(Cell::Null, Cell::Text));
        // A part does not begin where its buffers begin.
        let part = read(array.slice(1, 3));
        assert_eq!(cells(&part), expected[1..4]);
        assert_eq!(cells(&read(array)), expected);
    }
}

#[test]
fn dictionaries_may_be_replaced_and_grow() {
    let part =
        |texts: &[&str]| batch(vec![("a", Arc::new(texts.iter().copied().collect::<DictionaryArray<Int8Type>>()))]);
    for handling in [DictionaryHandling::Resend, DictionaryHandling::Delta] {
        let options = IpcWriteOptions::default().with_dictionary_handling(handling);
        let table = read_arrow(&written(&[part(&["a", "b"]), part(&["a", "b", "c", "b"]), part(&["d", "a"])], options));
        let shown: Vec<String> = cells(&table.unwrap()).iter().map(Cell::to_string).collect();
        assert_eq!(shown.concat(), "ababcbda");
    }
}

#[test]
fn lists_maps_and_structs_become_json() {
    let lists = [Some(vec![Some(1), None]), None, Some(vec![])];
    let shown = [Cell::Json("[1,null]"), Cell::Null, Cell::Json("[]")];
    let list = read(Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(lists.clone())));
    assert!(matches!(list.columns()[0].data(), ColumnData::List(_)));
    assert_eq!(cells(&list), shown);
    assert_eq!(cells(&read(Arc::new(LargeListArray::from_iter_primitive::<Int64Type, _, _>(lists)))), shown);
    let points = [Some(vec![Some(0.5), Some(2.0)]), None];
    let points = FixedSizeListArray::from_iter_primitive::<Float64Type, _, _>(points, 2);
    assert_eq!(cells(&read(Arc::new(points))), [Cell::Json("[0.5,2.0]"), Cell::Null]);

    let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
    map.keys().append_value("MB(R)\"");
    map.values().append_value("1");
    map.keys().append_value("b");
    map.values().append_null();
    map.append(true).unwrap();
    map.append(false).unwrap();
    map.append(true).unwrap();
    let map = read(Arc::new(map.finish()));
    assert!(matches!(map.columns()[0].data(), ColumnData::Map(_)));
    assert_eq!(cells(&map), [Cell::Json(r#"{"MB(R)\"":"1","b":null}"#), Cell::Null, Cell::Json("{}")]);

    let fields = Fields::from(vec![Field::new("x", DataType::Int32, true), Field::new("t", DataType::Utf8, true)]);
    let columns: Vec<ArrayRef> =
        vec![Arc::new(Int32Array::from(vec![Some(1), None])), Arc::new(StringArray::from(vec!["a", "b"]))];
    let rows = StructArray::new(fields, columns, Some(NullBuffer::from(vec![true, false])));
    assert_eq!(cells(&read(Arc::new(rows))), [Cell::Json(r#"{"x":1,"t":"a"}"#), Cell::Null]);
}

#[test]
fn nulls_are_where_the_bits_say_also_in_columns_that_have_none() {
    let column: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None]));
    let strict = Schema::new(vec![Field::new("a", DataType::Int64, false)]);
    let mut writer = StreamWriter::try_new(Vec::new(), &strict).unwrap();
    writer.write(&batch(vec![("a", column)])).unwrap();
    // Nor does it mark its end.
    let table = read_arrow(writer.get_ref()).unwrap();
    assert_eq!(cells(&table), [Cell::Int(1), Cell::Null]);
}

#[test]
fn what_a_server_may_have_lost_is_told_of_columns_that_it_declares_to_have_no_nulls() {
    let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
    (0..3).for_each(|_| map.append(true).unwrap());
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("whole", Arc::new(Int64Array::from(vec![1, 2, 3]))),
        ("gaps", Arc::new(Int64Array::from(vec![Some(1), None, None]))),
        ("fraction", Arc::new(Float64Array::from(vec![0.5, 1.0, 2.0]))),
        ("flag", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
        ("text", Arc::new(StringArray::from(vec![Some("a"), None, Some("[1")]))),
        ("all text", Arc::new(StringArray::from(vec![None, Some("a"), Some("")]))),
        ("made text", Arc::new(StringArray::from(vec!["[AL(R) CA(R)]", "383.5", "a"]))),
        ("nothing", Arc::new(StringArray::from(vec![None::<&str>, None, None]))),
        ("map", Arc::new(map.finish())),
    ];
    let told = |nullable: bool| {
        let field = |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), nullable);
        let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
        let mut writer = StreamWriter::try_new(Vec::new(), &schema).unwrap();
        writer.write(&batch(columns.clone())).unwrap();
        let (table, warnings) = read_arrow_answer(writer.get_ref()).unwrap();
        assert_eq!(table, read_arrow(writer.get_ref()).unwrap());
        warnings
    };
    let warnings = told(false);
    let said: Vec<_> = warnings.iter().map(|it| (it.column.as_str(), it.loss.code(), it.rows)).collect();
    let expected = [
        ("whole", "fractions-cut", 3),
        ("gaps", "fractions-cut", 1),
        ("gaps", "values-dropped", 2),
        ("flag", "values-dropped", 1),
        ("all text", "values-as-text", 2),
        ("made text", "values-as-text", 2),
        ("map", "values-as-text", 3),
    ];
    assert_eq!(said, expected);
    assert!(warnings[3].to_string().starts_with("`flag`: 1 row may have had "), "{}", warnings[3]);
    // Who says that cells may be missing has looked at them.
    assert_eq!(told(true), []);
}

#[test]
fn old_streams_and_files_are_read() {
    let columns = || batch(vec![("a", Arc::new(Int64Array::from(vec![Some(7), None])) as ArrayRef)]);
    for (legacy, version) in [(true, MetadataVersion::V4), (false, MetadataVersion::V4), (false, MetadataVersion::V5)] {
        let options = IpcWriteOptions::try_new(8, legacy, version).unwrap();
        let stream = written(&[columns(), columns()], options);
        assert_eq!(stream.starts_with(&[0xff; 4]), !legacy);
        assert_eq!(cells(&read_arrow(&stream).unwrap()), [Cell::Int(7), Cell::Null, Cell::Int(7), Cell::Null]);
    }
    let mut file = FileWriter::try_new(Vec::new(), &columns().schema()).unwrap();
    file.write(&columns()).unwrap();
    assert_eq!(cells(&read_arrow(&file.into_inner().unwrap()).unwrap()), [Cell::Int(7), Cell::Null]);
}

#[test]
fn a_table_may_have_rows_without_columns() {
    let options = RecordBatchOptions::new().with_row_count(Some(3));
    let rows = RecordBatch::try_new_with_options(Arc::new(Schema::empty()), Vec::new(), &options).unwrap();
    let table = read_arrow(&written(&[rows], IpcWriteOptions::default())).unwrap();
    assert_eq!((table.rows(), table.columns().len()), (3, 0));
    assert_eq!(read_arrow(&write_arrow(&table, None)), Ok(table.clone()));
    assert_eq!(official(&table)[0].num_rows(), 3);
}

#[test]
fn other_types_are_refused_by_name() {
    let nested = ListArray::from_iter_primitive::<arrow_array::types::Date32Type, _, _>([Some(vec![Some(1)])]);
    let keys = Int8Array::from(vec![0]);
    let numbers = DictionaryArray::new(keys, Arc::new(Int64Array::from(vec![5])));
    let others: [(ArrayRef, &str); 7] = [
        (Arc::new(TimestampSecondArray::from(vec![1])), "the type Timestamp"),
        (Arc::new(Decimal128Array::from(vec![1])), "the type Decimal"),
        (Arc::new(BinaryArray::from_vec(vec![b"x"])), "the type Binary"),
        (Arc::new(Date64Array::from(vec![1])), "the type Date"),
        (Arc::new(StringViewArray::from(vec!["x"])), "the type Utf8View"),
        (Arc::new(nested), "the type Date"),
        (Arc::new(numbers), "a dictionary of the type Int"),
    ];
    for (array, what) in others {
        let columns = batch(vec![("fine", Arc::new(NullArray::new(1))), ("odd", array)]);
        let error = read_arrow(&written(&[columns], IpcWriteOptions::default())).unwrap_err();
        assert_eq!((error.column(), error.problem()), (Some("odd"), &ArrowProblem::Unsupported(what.into())));
        assert!(error.to_string().contains(&format!("column `odd`: {what}")), "{error}");
    }
}

#[test]
fn no_changed_byte_of_theirs_is_a_panic() {
    let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
    map.keys().append_value("k");
    map.values().append_value("v");
    map.append(true).unwrap();
    map.append(true).unwrap();
    let columns = batch(vec![
        ("words", Arc::new(DictionaryArray::<Int8Type>::from_iter([Some("a"), None]))),
        ("map", Arc::new(map.finish())),
        ("list", Arc::new(ListArray::from_iter_primitive::<Int8Type, _, _>([Some(vec![Some(1); 9]), None]))),
        (
            "point",
            Arc::new(FixedSizeListArray::from_iter_primitive::<Int8Type, _, _>([Some(vec![Some(1); 3]), None], 3)),
        ),
        ("half", Arc::new(Float16Array::new_null(2))),
    ]);
    let mut stream = written(&[columns], IpcWriteOptions::default());
    for place in 0..stream.len() {
        let kept = stream[place];
        for byte in [0, 1, 2, 0x7f, 0x80, 0xff, kept ^ 1, kept ^ 4, kept.wrapping_add(8)] {
            stream[place] = byte;
            if let Ok(table) = read_arrow(&stream) {
                assert!(table.columns().iter().all(|column| column.len() == table.rows()));
                assert!(table.rows() < 1000, "{} rows", table.rows());
            }
        }
        stream[place] = kept;
    }
}
