//! The columns that a stream announces, and of which types they are.

use super::error::ArrowProblem;
use super::flat::{Broken, Flat};
use super::message::DAMAGED;

/// So deep may lists, maps and structs lie in each other.
const DEPTH: usize = 64;

/// Of Arrow's types those that are written too, as they are numbered.
pub(super) const NULL: u8 = 1;
pub(super) const INT: u8 = 2;
pub(super) const FLOAT: u8 = 3;
pub(super) const UTF8: u8 = 5;
pub(super) const BOOL: u8 = 6;
pub(super) const LARGE_UTF8: u8 = 20;

/// The names of Arrow's types, as they are numbered.
const NAMES: [&str; 27] = [
    "no type",
    "Null",
    "Int",
    "FloatingPoint",
    "Binary",
    "Utf8",
    "Bool",
    "Decimal",
    "Date",
    "Time",
    "Timestamp",
    "Interval",
    "List",
    "Struct",
    "Union",
    "FixedSizeBinary",
    "FixedSizeList",
    "Map",
    "Duration",
    "LargeBinary",
    "LargeUtf8",
    "LargeList",
    "RunEndEncoded",
    "BinaryView",
    "Utf8View",
    "ListView",
    "LargeListView",
];

/// The name and metadata of Arrow's own extension type for JSON.
pub(super) const EXTENSION: &str = "ARROW:extension:name";
pub(super) const EXTENSION_METADATA: &str = "ARROW:extension:metadata";
pub(super) const JSON: &str = "arrow.json";
/// Says which of this crate's columns was written as JSON: the cells of an empty one do not tell.
pub(super) const WRITTEN_FROM: &str = "neuprint:column";
pub(super) const FROM_LIST: &str = "list";
pub(super) const FROM_MAP: &str = "map";
pub(super) const FROM_MIXED: &str = "mixed";

/// A column, or what lies in one.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    /// Whether it says that cells may be missing.
    pub(super) nullable: bool,
    pub(super) kind: Kind,
    pub(super) children: Vec<Field<'a>>,
    /// Whether the texts are JSON; if this crate wrote them, from which column.
    pub(super) json: Option<&'a str>,
}

/// Types whose values lie alike in a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Int {
        bytes: usize,
        signed: bool,
    },
    Float {
        bytes: usize,
    },
    /// `wide` offsets have 64 bits.
    Text {
        wide: bool,
    },
    List {
        wide: bool,
    },
    FixedList {
        size: usize,
    },
    Map,
    Struct,
    /// Integers that say which text of a dictionary.
    Words {
        bytes: usize,
        signed: bool,
        dictionary: i64,
        wide: bool,
    },
}

/// Reads fields, and counts them: metadata that name one field many times could make a table of any size.
#[derive(Debug)]
pub(super) struct Fields {
    /// How many more there may be.
    pub(super) left: usize,
}

impl Fields {
    /// The fields of a schema or of a field, or the column that is wrong.
    pub(super) fn read<'a>(
        &mut self,
        parent: Flat<'a>,
        slot: usize,
        depth: usize,
    ) -> Result<Vec<Field<'a>>, (Option<&'a str>, ArrowProblem)> {
        let tables = parent.vector(slot, 4).map_err(|Broken| (None, DAMAGED))?;
        self.left = self.left.checked_sub(tables.len).ok_or((None, DAMAGED))?;
        let mut fields = Vec::with_capacity(tables.len);
        for table in tables.tables() {
            let table = table.map_err(|Broken| (None, DAMAGED))?;
            let name = table.text(0).map_err(|Broken| (None, DAMAGED))?;
            let nullable = table.u8(1).map_err(|Broken| (Some(name), DAMAGED))? != 0;
            // Of nested fields the caller knows the column.
            let wrong = |problem| (Some(name), problem);
            let kind = kind(table).map_err(|Broken| wrong(DAMAGED))?.map_err(wrong)?;
            let json = match kind {
                Kind::Text { .. } | Kind::Words { .. } => json(table).map_err(|Broken| wrong(DAMAGED))?,
                _ => None,
            };
            let children = match kind {
                Kind::List { .. } | Kind::FixedList { .. } | Kind::Map | Kind::Struct if depth < DEPTH => {
                    self.read(table, 5, depth + 1).map_err(|(_, problem)| wrong(problem))?
                }
                Kind::List { .. } | Kind::FixedList { .. } | Kind::Map | Kind::Struct => {
                    return Err(wrong(ArrowProblem::Unsupported("a type that lies this deep in others".into())));
                }
                _ => Vec::new(),
            };
            let fits = match kind {
                Kind::List { .. } | Kind::FixedList { .. } => children.len() == 1,
                // Its one child is a struct of keys and values.
                Kind::Map => {
                    matches!(&children[..], [Field { kind: Kind::Struct, children, .. }] if children.len() == 2)
                }
                _ => true,
            };
            if !fits {
                return Err(wrong(ArrowProblem::Damaged("a list or map does not say of what")));
            }
            fields.push(Field { name, nullable, kind, children, json });
        }
        Ok(fields)
    }
}

/// The type of a field; the inner error is one that is not read here.
fn kind(field: Flat<'_>) -> Result<Result<Kind, ArrowProblem>, Broken> {
    let code = field.u8(2)?;
    let details = field.table(3)?.ok_or(Broken)?;
    let known = match code {
        NULL => Some(Kind::Null),
        INT => int(details)?.map(|(bytes, signed)| Kind::Int { bytes, signed }),
        FLOAT => {
            usize::try_from(details.i16(0)?).ok().filter(|size| *size < 3).map(|size| Kind::Float { bytes: 2 << size })
        }
        UTF8 | LARGE_UTF8 => Some(Kind::Text { wide: code == LARGE_UTF8 }),
        BOOL => Some(Kind::Bool),
        12 | 21 => Some(Kind::List { wide: code == 21 }),
        13 => Some(Kind::Struct),
        16 => Some(Kind::FixedList { size: usize::try_from(details.i32(0)?).map_err(|_| Broken)? }),
        17 => Some(Kind::Map),
        _ => None,
    };
    let name = NAMES.get(usize::from(code)).copied().unwrap_or("an unknown type");
    Ok(match (known, field.table(4)?) {
        (Some(Kind::Text { wide }), Some(encoding)) => {
            // Indices are Int32 unless it is said.
            let index = encoding.table(1)?.map_or(Ok(Some((4, true))), int)?;
            let dictionary = encoding.i64(0)?;
            index.map(|(bytes, signed)| Kind::Words { bytes, signed, dictionary, wide }).ok_or_else(|| unread(name))
        }
        (_, Some(_)) => Err(ArrowProblem::Unsupported(format!("a dictionary of the type {name}"))),
        (known, None) => known.ok_or_else(|| unread(name)),
    })
}

fn unread(name: &str) -> ArrowProblem {
    ArrowProblem::Unsupported(format!("the type {name}"))
}

/// How many bytes an integer has, and whether it is signed.
fn int(details: Flat<'_>) -> Result<Option<(usize, bool)>, Broken> {
    let bits = details.i32(0)?;
    Ok(matches!(bits, 8 | 16 | 32 | 64).then_some((bits as usize / 8, details.u8(1)? != 0)))
}

/// See [`Field::json`].
fn json(field: Flat<'_>) -> Result<Option<&str>, Broken> {
    let (mut is_json, mut from) = (false, "");
    for entry in field.vector(6, 4)?.tables() {
        let entry = entry?;
        let value = entry.text(1)?;
        match entry.text(0)? {
            EXTENSION => is_json = value == JSON,
            WRITTEN_FROM => from = value,
            _ => {}
        }
    }
    Ok(is_json.then_some(from))
}
