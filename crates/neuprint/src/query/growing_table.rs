//! A table that grows row by row, and gets columns for properties that turn up on the way.

use neuprint_table::{Cell, Column, Table};
use serde_json::{Map, Value};

use super::rows::push;
use crate::api::custom;
use crate::error::Error;
use crate::json;

/// How the names of columns begin that hold fractions.
const FRACTIONS: [&str; 5] = ["confidence", "distance", "r0", "r1", "r2"];

/// A further property: those of the first synapse of a row come before those of the second; and the column's name.
pub(super) type Further = (usize, String);

/// The rows so far: columns whose names are known, and columns for properties that turn up on the way.
#[derive(Debug)]
pub(super) struct GrowingTable {
    /// And whether they hold fractions by their nature: the server writes whole ones as integers.
    named: Vec<(Column, bool)>,
    /// Where the further columns stand among the named ones.
    gap: usize,
    /// Sorted.
    further: Vec<(Further, Column)>,
    len: usize,
}

impl GrowingTable {
    /// No rows yet. The columns for further properties will stand between `before` and `behind`, by their names.
    pub(super) fn new(before: &[&str], behind: &[String]) -> Self {
        let names = before.iter().copied().chain(behind.iter().map(String::as_str));
        let is_fraction = |name: &str| FRACTIONS.iter().any(|fraction| name.starts_with(fraction));
        let named = names.map(|name| (Column::new(name), is_fraction(name))).collect();
        Self { named, gap: before.len(), further: Vec::new(), len: 0 }
    }

    /// Adds a row: one cell for each of the named columns, and what further properties there are.
    pub(super) fn push(&mut self, cells: &[Cell<'_>], further: &mut dyn Iterator<Item = (Further, &Value)>) {
        debug_assert_eq!(cells.len(), self.named.len());
        for ((column, is_fraction), cell) in self.named.iter_mut().zip(cells) {
            column.push(if *is_fraction { fraction(*cell) } else { *cell });
        }
        for (name, value) in further {
            let place = self.further.binary_search_by(|(known, _)| known.cmp(&name)).unwrap_or_else(|place| {
                let column = Column::new(name.1.as_str());
                self.further.insert(place, (name, column));
                place
            });
            let column = &mut self.further[place].1;
            fill(column, self.len);
            push(column, value);
        }
        self.len += 1;
    }

    /// The table.
    pub(super) fn finish(mut self) -> Table {
        for (_, column) in &mut self.further {
            fill(column, self.len);
        }
        let mut columns: Vec<Column> = self.named.into_iter().map(|(column, _)| column).collect();
        columns.splice(self.gap..self.gap, self.further.into_iter().map(|(_, column)| column));
        Table::of_columns(columns).unwrap_or_default()
    }
}

/// Nulls up to this length.
fn fill(column: &mut Column, len: usize) {
    while column.len() < len {
        column.push(Cell::Null);
    }
}

/// A cell that holds a map, as `apoc.map.removeKeys` gives it.
pub(super) fn map(cell: Cell<'_>) -> Result<Map<String, Value>, Error> {
    let problem = match cell {
        Cell::Json(text) => match json::map(text) {
            Ok(map) => return Ok(map),
            Err(problem) => problem,
        },
        _ => "a map of properties was expected".into(),
    };
    Err(Error::InvalidAnswer { path: custom::PATH.into(), problem })
}

/// A number that is a fraction by its nature: whole ones come as integers.
pub(super) fn fraction(cell: Cell<'_>) -> Cell<'_> {
    match cell {
        Cell::Int(whole) => Cell::Float(whole as f64),
        other => other,
    }
}
