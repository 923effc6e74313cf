//! From an Arrow stream to a table.

use super::array::{Array, Parts, Values, Words};
use super::error::{ArrowError, ArrowProblem};
use super::flat::{Broken, Flat};
use super::message::{BATCH, DAMAGED, DICTIONARY, Message, Messages, SCHEMA};
use super::schema::{FROM_LIST, FROM_MAP, FROM_MIXED, Field, Fields, Kind};
use super::warning::{ArrowWarning, warnings};
use crate::bits::Bits;
use crate::cell::Cell;
use crate::chunks::Chunks;
use crate::column::{Column, ColumnData};
use crate::decode::read_json_cell;
use crate::table::Table;
use crate::text::TextColumn;

/// So many times the length of the stream may dictionaries, and lists as JSON, come to. A dictionary of one long text
/// and a bitmap of its rows could otherwise fill any memory.
const SWELL: usize = 256;
/// So many rows a stream may have at least. Rows of nothing but nulls take no bytes.
const EMPTY_ROWS: usize = 1 << 24;

/// Reads an Arrow IPC stream, or a file of the format that begins with `ARROW1`.
///
/// Integers of up to 64 bits, floats, booleans and texts become columns of their own kind; lists become list columns,
/// maps and structs become map columns, dictionaries of texts become texts. Whether a cell is null is what the bits say,
/// also in a column that says that none is. A column of the extension type `arrow.json` gets the cells that the JSON
/// decoder would have read from its texts.
///
/// ```
/// use neuprint_table::{Cell, Column, Table, read_arrow, write_arrow};
///
/// let mut body = Column::new("bodyId");
/// body.push(Cell::Int(720_575_940_628_857_211));
/// let table = Table::of_columns(vec![body]).unwrap();
/// assert_eq!(read_arrow(&write_arrow(&table, None))?, table);
/// # Ok::<(), neuprint_table::ArrowError>(())
/// ```
///
/// # Errors
/// If the bytes are no Arrow stream, are damaged or cut off, or have types that are not listed above. A stream that ends
/// after a whole message is taken to be complete, since servers leave out the mark of the end.
pub fn read_arrow(bytes: &[u8]) -> Result<Table, ArrowError> {
    read(bytes).map(|(table, _)| table)
}

/// [`read_arrow`] of an answer of a neuPrint server, and what may be lost in it.
///
/// The server takes the type of a column from its first row and makes the other rows fit. What it does is known, but not
/// where it did something: a warning says of a column that cells of it may be other values in the database. JSON is exact,
/// and so are streams whose columns say that cells may be missing, as those of dataset files do: they have no warnings.
///
/// ```text
/// let (table, warnings) = read_arrow_answer(&client.custom_arrow("UNWIND [1.0, 2.5] AS x RETURN x").await?)?;
/// // 1 and 2; the warning names `x`
/// ```
///
/// # Errors
/// Those of [`read_arrow`].
pub fn read_arrow_answer(bytes: &[u8]) -> Result<(Table, Vec<ArrowWarning>), ArrowError> {
    let (table, fields) = read(bytes)?;
    let warnings = warnings(&fields, &table);
    Ok((table, warnings))
}

/// The table of a stream, and what its schema says.
fn read(bytes: &[u8]) -> Result<(Table, Vec<Field<'_>>), ArrowError> {
    let mut messages = Messages::new(bytes);
    let Some(first) = messages.next()?.filter(|first| first.kind == SCHEMA) else {
        return Err(ArrowError::new(0, None, ArrowProblem::NotArrow));
    };
    let mut swell = bytes.len().saturating_mul(SWELL);
    let fields = schema(&first, &mut swell)?;
    let mut columns: Vec<Column> = fields.iter().map(column).collect();
    let mut dictionaries = Vec::new();
    let mut rows = 0;
    let most_rows = swell.saturating_add(EMPTY_ROWS).min(u32::MAX as usize);
    while let Some(message) = messages.next()? {
        let wrong = |problem| ArrowError::new(message.at, None, problem);
        match message.kind {
            BATCH => {
                let (length, mut parts) = batch(message.header, message.body).map_err(wrong)?;
                let sum = length.checked_add(rows).filter(|sum| *sum <= most_rows);
                rows = sum.ok_or_else(|| wrong(ArrowProblem::TooLarge))?;
                for (field, column) in fields.iter().zip(&mut columns) {
                    let array = parts.array(field, &dictionaries);
                    let filled = array.and_then(|array| {
                        if array.len == length { fill(column, &array, field, &mut swell) } else { Err(LENGTH) }
                    });
                    filled.map_err(|problem| ArrowError::new(message.at, Some(field.name), problem))?;
                }
            }
            DICTIONARY => add_words(&message, &fields, &mut dictionaries).map_err(wrong)?,
            _ => return Err(wrong(ArrowProblem::Unsupported("a message that is no batch".into()))),
        }
    }
    Ok((Table::new(columns, rows), fields))
}

const LENGTH: ArrowProblem = ArrowProblem::Damaged("a column is not as long as its batch");

/// The columns that the stream announces.
fn schema<'a>(message: &Message<'a>, swell: &mut usize) -> Result<Vec<Field<'a>>, ArrowError> {
    let wrong = |problem| ArrowError::new(message.at, None, problem);
    if message.header.i16(0).map_err(|Broken| wrong(DAMAGED))? != 0 {
        return Err(wrong(ArrowProblem::Unsupported("the byte order of large machines".into())));
    }
    // Each field has an offset of four bytes somewhere.
    let fields = Fields { left: message.size / 4 }.read(message.header, 1, 0);
    let fields = fields.map_err(|(column, problem)| ArrowError::new(message.at, column, problem))?;
    for field in &fields {
        spend(swell, field.name.len()).map_err(wrong)?;
    }
    Ok(fields)
}

/// An empty column. It has its type from the beginning, since perhaps no cell will tell it.
fn column(field: &Field<'_>) -> Column {
    let data = match (field.kind, field.json) {
        (Kind::Null, _) => ColumnData::Null,
        (_, Some(FROM_LIST)) => ColumnData::List(TextColumn::default()),
        (_, Some(FROM_MAP)) => ColumnData::Map(TextColumn::default()),
        (_, Some(FROM_MIXED)) => ColumnData::Mixed(Chunks::default()),
        (_, Some(_)) => ColumnData::Null,
        (Kind::Bool, _) => ColumnData::Bool(Bits::default()),
        (Kind::Int { bytes: 8, signed: false }, _) => ColumnData::UInt64(Chunks::default()),
        (Kind::Int { .. }, _) => ColumnData::Int64(Chunks::default()),
        (Kind::Float { .. }, _) => ColumnData::Float64(Chunks::default()),
        (Kind::Text { .. } | Kind::Words { .. }, _) => ColumnData::Text(TextColumn::default()),
        (Kind::List { .. } | Kind::FixedList { .. }, _) => ColumnData::List(TextColumn::default()),
        (Kind::Map | Kind::Struct, _) => ColumnData::Map(TextColumn::default()),
    };
    Column::of_type(field.name, data)
}

/// The rows of a batch, and the parts of its columns.
fn batch<'a>(header: Flat<'a>, body: &'a [u8]) -> Result<(usize, Parts<'a>), ArrowProblem> {
    let damaged = |Broken| DAMAGED;
    if header.table(3).map_err(damaged)?.is_some() {
        return Err(ArrowProblem::Unsupported("a compressed batch".into()));
    }
    let length = usize::try_from(header.i64(0).map_err(damaged)?).map_err(|_| DAMAGED)?;
    let (nodes, buffers) = (header.vector(1, 16).map_err(damaged)?, header.vector(2, 16).map_err(damaged)?);
    Ok((length, Parts { nodes, buffers, body, next_node: 0, next_buffer: 0, left: body.len() }))
}

/// Appends an array to its column.
fn fill(column: &mut Column, array: &Array<'_>, field: &Field<'_>, swell: &mut usize) -> Result<(), ArrowProblem> {
    if let (Some(bytes), None) = (array.in_bulk(), field.json) {
        column.extend_le(bytes);
        return Ok(());
    }
    if matches!(array.values, Values::Null) {
        column.extend_nulls(array.len);
        return Ok(());
    }
    let (mut json, mut scratch) = (String::new(), String::new());
    for row in 0..array.len {
        let mut cell = if array.is_nested() && array.is_valid(row) {
            json.clear();
            array.write(row, *swell, &mut json)?;
            spend(swell, json.len())?;
            Cell::Json(&json)
        } else {
            array.scalar(row)?
        };
        if let Cell::Text(text) = cell {
            if let Kind::Words { .. } = field.kind {
                spend(swell, text.len())?;
            }
            if field.json.is_some() {
                cell = read_json_cell(text.as_bytes(), &mut scratch).map_err(ArrowProblem::NotJson)?;
            }
        }
        column.push(cell);
    }
    Ok(())
}

fn spend(swell: &mut usize, length: usize) -> Result<(), ArrowProblem> {
    *swell = swell.checked_sub(length).ok_or(ArrowProblem::TooLarge)?;
    Ok(())
}

/// Takes the texts of a dictionary: instead of those that it had, or after them.
fn add_words<'a>(
    message: &Message<'a>,
    fields: &[Field<'_>],
    dictionaries: &mut Vec<(i64, Words<'a>)>,
) -> Result<(), ArrowProblem> {
    let damaged = |Broken| DAMAGED;
    let id = message.header.i64(0).map_err(damaged)?;
    // A dictionary that no column names is of no use.
    let Some(wide) = fields.iter().find_map(|field| wide_words(field, id)) else { return Ok(()) };
    let data = message.header.table(1).map_err(damaged)?.ok_or(DAMAGED)?;
    let (length, mut parts) = batch(data, message.body)?;
    let field = Field { name: "", nullable: true, kind: Kind::Text { wide }, children: Vec::new(), json: None };
    let array = parts.array(&field, &[])?;
    if array.len != length {
        return Err(LENGTH);
    }
    let words = (0..length).map(|row| match array.scalar(row)? {
        Cell::Text(text) => Ok(Some(text)),
        _ => Ok(None),
    });
    let words = words.collect::<Result<Words<'_>, ArrowProblem>>()?;
    let more = message.header.u8(2).map_err(damaged)? != 0;
    match dictionaries.iter_mut().find(|(known, _)| *known == id) {
        Some((_, known)) if more => known.extend(words),
        Some((_, known)) => *known = words,
        None => dictionaries.push((id, words)),
    }
    Ok(())
}

/// Whether the texts of a dictionary have 64-bit offsets, if the field or one in it has that dictionary.
fn wide_words(field: &Field<'_>, id: i64) -> Option<bool> {
    match field.kind {
        Kind::Words { dictionary, wide, .. } if dictionary == id => Some(wide),
        _ => field.children.iter().find_map(|child| wide_words(child, id)),
    }
}
