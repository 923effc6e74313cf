//! Any table, for what must give tables back as they were.

use neuprint_table::{Cell, Column, MixedCell, Table};
use proptest::prelude::*;

/// Cells of one kind, by number; the last are of many kinds.
fn cell(kind: usize) -> BoxedStrategy<MixedCell> {
    let text = "[a-z\"\\\\,\u{e9}\u{1f9e0}\n ]{0,6}";
    match kind {
        0 => Just(MixedCell::Null).boxed(),
        1 => any::<bool>().prop_map(MixedCell::Bool).boxed(),
        2 => any::<i64>().prop_map(MixedCell::Int).boxed(),
        3 => (i64::MAX as u64 + 1..=u64::MAX).prop_map(MixedCell::UInt).boxed(),
        4 => any::<u64>().prop_map(|bits| MixedCell::Float(f64::from_bits(bits))).boxed(),
        5 => text.prop_map(|text| MixedCell::Text(text.into())).boxed(),
        6 => prop::collection::vec(any::<i64>(), 0..3)
            .prop_map(|list| MixedCell::Json(serde_json::json!(list).to_string().into()))
            .boxed(),
        7 => (text, text)
            .prop_map(|(key, text)| MixedCell::Json(serde_json::json!({key: text}).to_string().into()))
            .boxed(),
        8 => Just(MixedCell::Json("123456789012345678901234567890".into())).boxed(),
        _ => (0..9_usize).prop_flat_map(cell).boxed(),
    }
}

/// A column with nulls, of which some rows are taken: so that types are there whose cells are not.
fn column(rows: usize) -> impl Strategy<Value = Column> {
    let cells = (0..11_usize).prop_flat_map(|kind| {
        let or_null = prop_oneof![1 => Just(MixedCell::Null), 3 => cell(kind)];
        prop::collection::vec(prop_oneof![or_null, cell(kind)], 1..20)
    });
    // Few names, so that some come twice.
    ("[ab\u{e9}]{0,1}", cells, prop::collection::vec(any::<prop::sample::Index>(), rows)).prop_map(
        |(name, cells, taken)| {
            let mut column = Column::new(name);
            cells.iter().for_each(|cell| column.push(cell.as_cell()));
            let taken: Vec<u32> = taken.iter().map(|place| place.index(cells.len()) as u32).collect();
            column.take(&taken).unwrap()
        },
    )
}

/// A table, and an order of some of its rows.
pub(crate) fn tables() -> impl Strategy<Value = (Table, Vec<u32>)> {
    (0..20_usize).prop_flat_map(|rows| {
        let columns = prop::collection::vec(column(rows), 0..6);
        let order = prop::collection::vec(0..rows.max(1) as u32, if rows == 0 { 0..1 } else { 0..40 });
        (columns, order).prop_map(|(columns, order)| {
            let table = Table::of_columns(columns).unwrap();
            let order = if table.rows() == 0 { Vec::new() } else { order };
            (table, order)
        })
    })
}

/// The rows of an order.
pub(crate) fn ordered(table: &Table, order: &[u32]) -> Table {
    Table::of_columns(table.columns().iter().map(|column| column.take(order).unwrap()).collect()).unwrap()
}

/// Whether two tables are the same to the last bit: NaN is not equal to itself, and zero is to minus zero.
pub(crate) fn same(one: &Table, other: &Table) -> bool {
    let cells = |a: Cell<'_>, b: Cell<'_>| match (a, b) {
        (Cell::Float(a), Cell::Float(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    };
    let columns = |(one, other): (&Column, &Column)| {
        std::mem::discriminant(one.data()) == std::mem::discriminant(other.data())
            && (one.name(), one.len(), one.nulls(), one.valid())
                == (other.name(), other.len(), other.nulls(), other.valid())
            && (0..one.len()).all(|row| cells(one.cell(row), other.cell(row)))
    };
    one.rows() == other.rows()
        && one.columns().len() == other.columns().len()
        && one.columns().iter().zip(other.columns()).all(columns)
}
