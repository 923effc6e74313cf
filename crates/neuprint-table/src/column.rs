//! A column: cells of one kind side by side, or cells that keep their own kinds.
//!
//! A column takes the narrowest storage that keeps every cell as it was sent, and widens as cells come:
//! null → the first kind; integers → unsigned integers, if one is past `i64::MAX` and none is negative; integers →
//! floats, if a fraction comes and every integer is within 2^53; anything else → mixed.

use crate::cell::Cell;

/// The largest integer up to which every integer is a float.
const EXACT_IN_FLOAT: u64 = 1 << 53;

/// A named column of a [`Table`](crate::Table).
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    name: String,
    data: ColumnData,
    /// Per row, whether a typed cell is there; `None` if all are.
    valid: Option<Vec<bool>>,
    len: usize,
    nulls: usize,
}

/// The cells of a column. In typed columns a null leaves a zero, `false` or an empty text; see [`Column::valid`].
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnData {
    /// Only nulls.
    Null,
    /// Booleans.
    Bool(Vec<bool>),
    /// Integers.
    Int64(Vec<i64>),
    /// Integers of which at least one is past `i64::MAX`.
    UInt64(Vec<u64>),
    /// Floats, and integers within 2^53 among them.
    Float64(Vec<f64>),
    /// Text.
    Text(TextColumn),
    /// Lists, maps, or several kinds.
    Mixed(Vec<MixedCell>),
}

/// Many texts in one buffer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextColumn {
    /// Where each text ends in `bytes`.
    ends: Vec<usize>,
    bytes: String,
}

/// A cell of a mixed column.
#[derive(Debug, Clone, PartialEq)]
pub enum MixedCell {
    /// Nothing.
    Null,
    /// true or false.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer past `i64::MAX`.
    UInt(u64),
    /// A float.
    Float(f64),
    /// Text.
    Text(Box<str>),
    /// A list, a map, or a number of another size: compact JSON.
    Json(Box<str>),
}

impl TextColumn {
    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.bytes[start..self.ends[row]]
    }

    /// All texts joined, and where each ends: for handing over in bulk.
    pub fn parts(&self) -> (&str, &[usize]) {
        (&self.bytes, &self.ends)
    }

    fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }
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

    /// Per row, whether something stands there; `None` if no cell of a typed column is null. Mixed columns hold their
    /// nulls themselves.
    pub fn valid(&self) -> Option<&[bool]> {
        self.valid.as_deref()
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
        if self.valid.as_ref().is_some_and(|valid| !valid[row]) {
            return Cell::Null;
        }
        match &self.data {
            ColumnData::Null => Cell::Null,
            ColumnData::Bool(v) => Cell::Bool(v[row]),
            ColumnData::Int64(v) => Cell::Int(v[row]),
            ColumnData::UInt64(v) => i64::try_from(v[row]).map_or(Cell::UInt(v[row]), Cell::Int),
            ColumnData::Float64(v) => Cell::Float(v[row]),
            ColumnData::Text(v) => Cell::Text(v.get(row)),
            ColumnData::Mixed(v) => v[row].as_cell(),
        }
    }

    /// Gives the column another name.
    pub fn rename(&mut self, name: impl Into<String>) {
        self.name = name.into();
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
            ColumnData::Text(v) => v.push(""),
        }
        // The caller adds this row's own mark.
        self.valid.get_or_insert_with(|| vec![true; self.len]);
    }

    /// Changes the storage so that `cell` fits, and pushes it.
    fn widen_for(&mut self, cell: Cell<'_>) {
        let nulls = self.len;
        let within = |v: &i64| v.unsigned_abs() <= EXACT_IN_FLOAT;
        self.data = match (&self.data, cell) {
            (ColumnData::Null, Cell::Json(_)) => ColumnData::Mixed(vec![MixedCell::Null; nulls]),
            (ColumnData::Null, cell) => {
                if nulls > 0 {
                    self.valid = Some(vec![false; nulls]);
                }
                match cell {
                    Cell::Bool(_) => ColumnData::Bool(vec![false; nulls]),
                    Cell::Int(_) => ColumnData::Int64(vec![0; nulls]),
                    Cell::UInt(_) => ColumnData::UInt64(vec![0; nulls]),
                    Cell::Float(_) => ColumnData::Float64(vec![0.0; nulls]),
                    _ => ColumnData::Text(TextColumn { ends: vec![0; nulls], bytes: String::new() }),
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

impl MixedCell {
    /// Takes a cell's content.
    fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Null => Self::Null,
            Cell::Bool(v) => Self::Bool(v),
            Cell::Int(v) => Self::Int(v),
            Cell::UInt(v) => Self::UInt(v),
            Cell::Float(v) => Self::Float(v),
            Cell::Text(v) => Self::Text(v.into()),
            Cell::Json(v) => Self::Json(v.into()),
        }
    }

    /// The cell as it is read.
    pub fn as_cell(&self) -> Cell<'_> {
        match self {
            Self::Null => Cell::Null,
            Self::Bool(v) => Cell::Bool(*v),
            Self::Int(v) => Cell::Int(*v),
            Self::UInt(v) => Cell::UInt(*v),
            Self::Float(v) => Cell::Float(*v),
            Self::Text(v) => Cell::Text(v),
            Self::Json(v) => Cell::Json(v),
        }
    }
}
