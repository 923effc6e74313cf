//! A column: cells of one kind side by side, or cells that keep their own kinds.
//!
//! A column takes the narrowest storage that keeps every cell as it was sent, and widens as cells come:
//! null → the first kind; integers → unsigned integers, if one is past `i64::MAX` and none is negative; integers →
//! floats, if a fraction comes and every integer is within 2^53; anything else → mixed.

mod bulk;
mod mixed;

use crate::bits::Bits;
use crate::cell::Cell;
use crate::chunks::Chunks;
use crate::text::TextColumn;
pub(crate) use bulk::Rows;
pub use mixed::MixedCell;

/// The largest integer up to which every integer is a float.
const EXACT_IN_FLOAT: u64 = 1 << 53;

/// A named column of a [`Table`](crate::Table).
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    name: String,
    data: ColumnData,
    /// Per row, whether a typed cell is there; `None` if all are.
    valid: Option<Bits>,
    len: usize,
    nulls: usize,
}

/// The cells of a column. In typed columns a null leaves a zero, `false` or an empty text; see [`Column::valid`].
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnData {
    /// Only nulls.
    Null,
    /// Booleans.
    Bool(Bits),
    /// Integers.
    Int64(Chunks<i64>),
    /// Integers of which at least one is past `i64::MAX`.
    UInt64(Chunks<u64>),
    /// Floats, and integers within 2^53 among them.
    Float64(Chunks<f64>),
    /// Text.
    Text(TextColumn),
    /// Lists: compact JSON.
    List(TextColumn),
    /// Maps: compact JSON.
    Map(TextColumn),
    /// Several kinds.
    Mixed(Chunks<MixedCell>),
}

impl Column {
    /// A column without cells.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), data: ColumnData::Null, valid: None, len: 0, nulls: 0 }
    }

    /// The name, as the server gave it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The cells.
    pub fn data(&self) -> &ColumnData {
        &self.data
    }

    /// Per row, whether something stands there; `None` if no cell of a typed column is null. Mixed columns, and those
    /// of only nulls, hold their nulls themselves.
    pub fn valid(&self) -> Option<&Bits> {
        self.valid.as_ref()
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many cells are null.
    pub fn nulls(&self) -> usize {
        self.nulls
    }

    /// The cell of a row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn cell(&self, row: usize) -> Cell<'_> {
        assert!(row < self.len, "row {row} of a column of {}", self.len);
        if self.valid.as_ref().is_some_and(|valid| !valid.get(row)) {
            return Cell::Null;
        }
        match &self.data {
            ColumnData::Null => Cell::Null,
            ColumnData::Bool(v) => Cell::Bool(v.get(row)),
            ColumnData::Int64(v) => Cell::Int(v.get(row)),
            ColumnData::UInt64(v) => i64::try_from(v.get(row)).map_or(Cell::UInt(v.get(row)), Cell::Int),
            ColumnData::Float64(v) => Cell::Float(v.get(row)),
            ColumnData::Text(v) => Cell::Text(v.get(row)),
            ColumnData::List(v) | ColumnData::Map(v) => Cell::Json(v.get(row)),
            ColumnData::Mixed(v) => v.at(row).as_cell(),
        }
    }

    /// Whether nothing stands in a row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn is_null(&self, row: usize) -> bool {
        self.nulls > 0 && self.cell(row).is_null()
    }

    /// Gives the column another name.
    pub fn rename(&mut self, name: impl Into<String>) {
        self.name = name.into();
    }

    /// A column of the same name and type with these rows, in this order; `None` if one of them is not there.
    pub fn take(&self, rows: &[u32]) -> Option<Self> {
        if rows.iter().any(|row| *row as usize >= self.len) {
            return None;
        }
        let data = match &self.data {
            ColumnData::Null => ColumnData::Null,
            ColumnData::Bool(v) => ColumnData::Bool(v.take(rows)),
            ColumnData::Int64(v) => ColumnData::Int64(v.take(rows)),
            ColumnData::UInt64(v) => ColumnData::UInt64(v.take(rows)),
            ColumnData::Float64(v) => ColumnData::Float64(v.take(rows)),
            ColumnData::Text(v) => ColumnData::Text(v.take(rows)),
            ColumnData::List(v) => ColumnData::List(v.take(rows)),
            ColumnData::Map(v) => ColumnData::Map(v.take(rows)),
            ColumnData::Mixed(v) => ColumnData::Mixed(v.take(rows)),
        };
        let nulls = rows.iter().filter(|row| self.cell(**row as usize).is_null()).count();
        let valid = self.valid.as_ref().filter(|_| nulls > 0).map(|valid| valid.take(rows));
        Some(Self { name: self.name.clone(), data, valid, len: rows.len(), nulls })
    }

    /// Keeps the first `length` cells.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.nulls -= (length..self.len).filter(|row| self.cell(*row).is_null()).count();
        self.len = self.len.min(length);
        match &mut self.data {
            ColumnData::Null => {}
            ColumnData::Bool(v) => v.truncate(length),
            ColumnData::Int64(v) => v.truncate(length),
            ColumnData::UInt64(v) => v.truncate(length),
            ColumnData::Float64(v) => v.truncate(length),
            ColumnData::Text(v) | ColumnData::List(v) | ColumnData::Map(v) => v.truncate(length),
            ColumnData::Mixed(v) => v.truncate(length),
        }
        if let Some(valid) = &mut self.valid {
            valid.truncate(length);
        }
        if self.nulls == 0 {
            self.valid = None;
        }
    }

    /// Adds an integer at the end: what most cells of most answers are.
    pub(crate) fn push_int(&mut self, value: i64) {
        match (&mut self.data, &self.valid) {
            (ColumnData::Int64(v), None) => {
                v.push(value);
                self.len += 1;
            }
            _ => self.push(Cell::Int(value)),
        }
    }

    /// Adds a text at the end if the same was there before and is found again; false, with nothing added, otherwise.
    pub(crate) fn push_text_again(&mut self, text: &[u8]) -> bool {
        let found = if let ColumnData::Text(v) = &mut self.data { v.push_again(text) } else { false };
        if found {
            self.len += 1;
            if let Some(valid) = &mut self.valid {
                valid.push(true);
            }
        }
        found
    }

    /// Adds a cell at the end; the storage widens if it must.
    pub fn push(&mut self, cell: Cell<'_>) {
        match (&mut self.data, cell) {
            (ColumnData::Mixed(v), cell) => v.push(MixedCell::of(cell)),
            (_, Cell::Null) => self.push_null_typed(),
            (ColumnData::Bool(v), Cell::Bool(value)) => v.push(value),
            (ColumnData::Int64(v), Cell::Int(value)) => v.push(value),
            (ColumnData::UInt64(v), Cell::UInt(value)) => v.push(value),
            (ColumnData::UInt64(v), Cell::Int(value)) if value >= 0 => v.push(value.unsigned_abs()),
            (ColumnData::Float64(v), Cell::Float(value)) => v.push(value),
            (ColumnData::Float64(v), Cell::Int(value)) if value.unsigned_abs() <= EXACT_IN_FLOAT => {
                v.push(value as f64);
            }
            (ColumnData::Text(v), Cell::Text(value)) => v.push(value),
            (ColumnData::List(v), Cell::Json(value)) if value.starts_with('[') => v.push(value),
            (ColumnData::Map(v), Cell::Json(value)) if value.starts_with('{') => v.push(value),
            (_, cell) => return self.widen_for(cell),
        }
        self.len += 1;
        self.nulls += usize::from(cell.is_null());
        if let Some(valid) = &mut self.valid {
            valid.push(!cell.is_null());
        }
    }

    /// Puts a placeholder where a typed column has nothing.
    fn push_null_typed(&mut self) {
        match &mut self.data {
            ColumnData::Null | ColumnData::Mixed(_) => return,
            ColumnData::Bool(v) => v.push(false),
            ColumnData::Int64(v) => v.push(0),
            ColumnData::UInt64(v) => v.push(0),
            ColumnData::Float64(v) => v.push(0.0),
            ColumnData::Text(v) | ColumnData::List(v) | ColumnData::Map(v) => v.push(""),
        }
        // The caller adds this row's own mark.
        self.valid.get_or_insert_with(|| Bits::of(true, self.len));
    }

    /// Changes the storage so that `cell` fits, and pushes it.
    fn widen_for(&mut self, cell: Cell<'_>) {
        let nulls = self.len;
        let within = |v: &i64| v.unsigned_abs() <= EXACT_IN_FLOAT;
        self.data = match (&self.data, cell) {
            (ColumnData::Null, Cell::Json(json)) if !json.starts_with(['[', '{']) => {
                ColumnData::Mixed(Chunks::of(&MixedCell::Null, nulls))
            }
            (ColumnData::Null, cell) => {
                if nulls > 0 {
                    self.valid = Some(Bits::of(false, nulls));
                }
                match cell {
                    Cell::Bool(_) => ColumnData::Bool(Bits::of(false, nulls)),
                    Cell::Int(_) => ColumnData::Int64(Chunks::of(&0, nulls)),
                    Cell::UInt(_) => ColumnData::UInt64(Chunks::of(&0, nulls)),
                    Cell::Float(_) => ColumnData::Float64(Chunks::of(&0.0, nulls)),
                    Cell::Json(json) if json.starts_with('[') => ColumnData::List(TextColumn::empty(nulls)),
                    Cell::Json(_) => ColumnData::Map(TextColumn::empty(nulls)),
                    _ => ColumnData::Text(TextColumn::empty(nulls)),
                }
            }
            (ColumnData::Int64(v), Cell::UInt(_)) if v.iter().all(|value| *value >= 0) => {
                ColumnData::UInt64(v.iter().map(|value| value.unsigned_abs()).collect())
            }
            (ColumnData::Int64(v), Cell::Float(_)) if v.iter().all(within) => {
                ColumnData::Float64(v.iter().map(|value| *value as f64).collect())
            }
            _ => {
                let cells = (0..self.len).map(|row| MixedCell::of(self.cell(row))).collect();
                self.valid = None;
                ColumnData::Mixed(cells)
            }
        };
        self.push(cell);
    }
}
