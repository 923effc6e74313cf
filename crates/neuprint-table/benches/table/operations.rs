//! What the query page does with a table of a million rows: for the benchmark, natively and in WebAssembly.

use neuprint_table::{
    Cell, Column, Grouping, Matches, Measure, MeasureKind, Needle, Number, Selection, SortKey, Table, Test, group,
    inspect, passing, sort, write_delimited,
};

/// The operations, and how many milliseconds each may take.
pub(crate) const OPERATIONS: [(&str, Option<f64>); 13] = [
    ("sort by bodyId", Some(150.0)),
    ("sort by type", Some(600.0)),
    ("sort by weight", Some(150.0)),
    ("filter by weight", Some(60.0)),
    ("filter by type", Some(60.0)),
    ("filter by the digits of bodyId", Some(60.0)),
    ("group by type, sum of weights", Some(100.0)),
    ("group by type, weights as columns", None),
    ("inspect bodyId", None),
    ("inspect type", None),
    ("inspect weight", None),
    ("find in all cells", None),
    ("a viewport of 60 rows and 30 columns", Some(1.0)),
];

/// A table, and the order in which it is shown.
pub(crate) struct Operations {
    table: Table,
    order: Vec<u32>,
}

impl Operations {
    /// Connections by type: integers, texts of 20,000 types, integers.
    pub(crate) fn new(rows: usize) -> Self {
        let mut columns = ["bodyId", "type", "weight"].map(Column::new);
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..rows {
            // Xorshift: without any order, and the same each time.
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            columns[0].push(Cell::Int(720_575_940_000_000_000 + (random >> 33) as i64));
            columns[1].push(Cell::Text(&format!("type {:05}", random % 20_000)));
            columns[2].push(Cell::Int((random >> 20) as i64 % 97));
        }
        let table = Table::of_columns(columns.into()).unwrap_or_default();
        let order = sort(&table, &[SortKey { column: 1, descending: false }]);
        Self { table, order }
    }

    /// Does one of [`OPERATIONS`]; how much came of it.
    pub(crate) fn run(&self, operation: usize) -> usize {
        let column = |at: usize| &self.table.columns()[at];
        let sorted = |column| sort(&self.table, &[SortKey { column, descending: true }]).len();
        let needle = Needle::new("TYPE 01", false);
        let grouped = |grouping| group(&self.table, None, &grouping).map_or(0, |groups| groups.rows());
        let sum = [Measure { column: 2, kind: MeasureKind::Sum }];
        match operation {
            0..3 => sorted(operation),
            3 => {
                let (low, high) = (Number::parse("20"), Number::parse("30.5"));
                passing(column(2), &Test::Between { low, high }).count()
            }
            4 => passing(column(1), &Test::Text(&|text| needle.is_in(text))).count(),
            5 => {
                let digits = Needle::new("123", true);
                passing(column(0), &Test::Text(&|text| digits.is_in(text))).count()
            }
            6 => grouped(Grouping { by: &[1], pivot: None, measures: &sum }),
            7 => grouped(Grouping { by: &[1], pivot: Some(2), measures: &[] }),
            8..11 => inspect(column(operation - 8), None).distinct,
            11 => Matches::of(&self.table, &needle).count(None) as usize,
            _ => {
                let mut text = String::new();
                // Three columns ten times: a page of thirty.
                let columns: Vec<usize> = (0..30).map(|at| at % 3).collect();
                let middle = self.order.len() / 2;
                if let Some(selection) = Selection::new(&self.table, Some(&self.order)).columns(&columns) {
                    write_delimited(&selection.places(middle..middle + 60), '\t', false, &mut text);
                }
                text.len()
            }
        }
    }
}
