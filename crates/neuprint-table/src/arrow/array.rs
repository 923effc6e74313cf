//! The cells of one column in one batch, where they lie in the stream.
//!
//! An array is made of buffers: which cells are there, where each text or list ends, the values. All lengths are checked
//! when an array is made; where a text or list begins and ends, when it is read.

use super::error::ArrowProblem;
use super::flat::FlatVector;
use super::schema::{Field, Kind};
use crate::cell::Cell;

/// Texts of a dictionary; `None` for a null.
pub(super) type Words<'a> = Vec<Option<&'a str>>;

/// An array: `values` says how its buffers are read.
#[derive(Debug)]
pub(super) struct Array<'a> {
    pub(super) len: usize,
    /// Bits, or nothing if all cells are there.
    valid: &'a [u8],
    pub(super) values: Values<'a>,
}

#[derive(Debug)]
pub(super) enum Values<'a> {
    Null,
    Bool(&'a [u8]),
    Int(Ints<'a>),
    Float { bytes: usize, values: &'a [u8] },
    Text { ends: Ends<'a>, text: &'a [u8] },
    List { ends: Ends<'a>, items: Box<Array<'a>> },
    FixedList { size: usize, items: Box<Array<'a>> },
    Map { ends: Ends<'a>, entries: Vec<Array<'a>> },
    Struct { names: Vec<&'a str>, items: Vec<Array<'a>> },
    Words { codes: Ints<'a>, words: &'a Words<'a> },
}

/// Integers of one size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ints<'a> {
    bytes: usize,
    signed: bool,
    values: &'a [u8],
}

/// Where each text or list ends, after where the first one begins.
pub(super) type Ends<'a> = Ints<'a>;

impl Ints<'_> {
    /// An integer's bits, the sign extended.
    pub(super) fn bits(&self, row: usize) -> u64 {
        let mut word = [0; 8];
        word[..self.bytes].copy_from_slice(&self.values[row * self.bytes..][..self.bytes]);
        let (value, rest) = (u64::from_le_bytes(word), 64 - 8 * self.bytes as u32);
        if self.signed { ((value << rest) as i64 >> rest) as u64 } else { value }
    }

    /// The range of a text or list, within so many bytes or items.
    pub(super) fn range(&self, row: usize, within: usize) -> Result<std::ops::Range<usize>, ArrowProblem> {
        let end = |row| usize::try_from(self.bits(row)).ok().filter(|end| *end <= within);
        match (end(row), end(row + 1)) {
            (Some(start), Some(end)) if start <= end => Ok(start..end),
            _ => Err(ArrowProblem::Damaged("a text or list lies outside of its values")),
        }
    }
}

impl<'a> Array<'a> {
    /// Whether there is something in a row.
    pub(super) fn is_valid(&self, row: usize) -> bool {
        self.valid.is_empty() || bit(self.valid, row)
    }

    /// The bytes of all cells, if they are 64-bit numbers and none is missing.
    pub(super) fn in_bulk(&self) -> Option<&'a [u8]> {
        match &self.values {
            Values::Int(Ints { bytes: 8, values, .. }) | Values::Float { bytes: 8, values }
                if self.valid.is_empty() =>
            {
                Some(*values)
            }
            _ => None,
        }
    }

    /// A cell that is no list, map or struct.
    pub(super) fn scalar(&self, row: usize) -> Result<Cell<'a>, ArrowProblem> {
        // That the texts lie in order is true of nulls too: so no text is there twice.
        let text = match &self.values {
            Values::Text { ends, text } => &text[ends.range(row, text.len())?],
            _ => &[],
        };
        if !self.is_valid(row) {
            return Ok(Cell::Null);
        }
        Ok(match &self.values {
            Values::Bool(bits) => Cell::Bool(bit(bits, row)),
            Values::Int(ints @ Ints { bytes: 8, signed: false, .. }) => Cell::UInt(ints.bits(row)),
            Values::Int(ints) => Cell::Int(ints.bits(row) as i64),
            Values::Float { bytes, values } => Cell::Float(float(&values[row * bytes..][..*bytes])),
            Values::Text { .. } => {
                Cell::Text(std::str::from_utf8(text).map_err(|_| ArrowProblem::Damaged("a text is not UTF-8"))?)
            }
            Values::Words { codes, words } => {
                let word = usize::try_from(codes.bits(row)).ok().and_then(|code| words.get(code));
                let word = word.ok_or(ArrowProblem::Damaged("a text is not in its dictionary"))?;
                word.map_or(Cell::Null, Cell::Text)
            }
            Values::Null
            | Values::List { .. }
            | Values::FixedList { .. }
            | Values::Map { .. }
            | Values::Struct { .. } => Cell::Null,
        })
    }
}

fn bit(bits: &[u8], row: usize) -> bool {
    bits[row / 8] >> (row % 8) & 1 == 1
}

fn float(bytes: &[u8]) -> f64 {
    match *bytes {
        [a, b] => half(u16::from_le_bytes([a, b])),
        [a, b, c, d] => f32::from_le_bytes([a, b, c, d]).into(),
        _ => f64::from_bits(Ints { bytes: bytes.len(), signed: false, values: bytes }.bits(0)),
    }
}

/// A float of 16 bits: 5 of the exponent, 10 of the fraction.
fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (bits >> 10 & 0x1f, f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction / 1024.0 / 16384.0,
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * f64::from(1_u32 << exponent) / 32768.0,
    };
    if bits >> 15 == 1 { -size } else { size }
}

/// The parts of a batch that its arrays have not taken yet.
pub(super) struct Parts<'a> {
    pub(super) nodes: FlatVector<'a>,
    pub(super) buffers: FlatVector<'a>,
    pub(super) body: &'a [u8],
    pub(super) next_node: usize,
    pub(super) next_buffer: usize,
    /// How many bytes of the body the buffers may still have: if they overlapped, a table could be of any size.
    pub(super) left: usize,
}

impl<'a> Parts<'a> {
    /// The array of the next field.
    pub(super) fn array<'d>(
        &mut self,
        field: &Field<'a>,
        dictionaries: &'d [(i64, Words<'a>)],
    ) -> Result<Array<'d>, ArrowProblem>
    where
        'a: 'd,
    {
        let node = self.nodes.pair(self.next_node).ok_or(ArrowProblem::Damaged("a batch lacks columns"))?;
        self.next_node += 1;
        let len = usize::try_from(node.0).map_err(|_| LENGTH)?;
        let mut valid: &[u8] = &[];
        if field.kind != Kind::Null {
            valid = self.buffer()?;
            // Servers count nulls wrong, so only the bits are believed. Bits that are not there mean no nulls.
            if !valid.is_empty() {
                valid = exactly(valid, Some(len.div_ceil(8)))?;
            } else if node.1 > 0 && len > 0 {
                return Err(ArrowProblem::Damaged("a column has nulls, but does not say which"));
            }
        }
        let values = match field.kind {
            Kind::Null => Values::Null,
            Kind::Bool => Values::Bool(exactly(self.buffer()?, Some(len.div_ceil(8)))?),
            Kind::Int { bytes, signed } => Values::Int(self.ints(bytes, signed, len)?),
            Kind::Float { bytes } => Values::Float { bytes, values: exactly(self.buffer()?, len.checked_mul(bytes))? },
            Kind::Text { wide } => Values::Text { ends: self.ends(wide, len)?, text: self.buffer()? },
            Kind::List { wide } => {
                let ends = self.ends(wide, len)?;
                Values::List { ends, items: Box::new(self.array(&field.children[0], dictionaries)?) }
            }
            Kind::FixedList { size } => {
                let items = self.array(&field.children[0], dictionaries)?;
                if len.checked_mul(size).is_none_or(|needed| needed > items.len) {
                    return Err(LENGTH);
                }
                Values::FixedList { size, items: Box::new(items) }
            }
            Kind::Map => {
                let ends = self.ends(false, len)?;
                match self.array(&field.children[0], dictionaries)?.values {
                    Values::Struct { items, .. } => Values::Map { ends, entries: items },
                    _ => return Err(LENGTH),
                }
            }
            Kind::Struct => {
                let items = field.children.iter().map(|child| {
                    let items = self.array(child, dictionaries)?;
                    if items.len < len { Err(LENGTH) } else { Ok(items) }
                });
                let items = items.collect::<Result<_, _>>()?;
                Values::Struct { names: field.children.iter().map(|child| child.name).collect(), items }
            }
            Kind::Words { bytes, signed, dictionary, .. } => {
                let words = dictionaries.iter().find(|(id, _)| *id == dictionary);
                let words = words.ok_or(ArrowProblem::Damaged("a dictionary is missing"))?;
                Values::Words { codes: self.ints(bytes, signed, len)?, words: &words.1 }
            }
        };
        Ok(Array { len, valid, values })
    }

    fn ints(&mut self, bytes: usize, signed: bool, len: usize) -> Result<Ints<'a>, ArrowProblem> {
        Ok(Ints { bytes, signed, values: exactly(self.buffer()?, len.checked_mul(bytes))? })
    }

    fn ends(&mut self, wide: bool, len: usize) -> Result<Ends<'a>, ArrowProblem> {
        let bytes = if wide { 8 } else { 4 };
        // Without cells it may be without the first place, too.
        let needed = if len == 0 { Some(0) } else { len.checked_add(1).and_then(|ends| ends.checked_mul(bytes)) };
        Ok(Ints { bytes, signed: true, values: exactly(self.buffer()?, needed)? })
    }

    fn buffer(&mut self) -> Result<&'a [u8], ArrowProblem> {
        let (start, length) = self.buffers.pair(self.next_buffer).ok_or(LENGTH)?;
        self.next_buffer += 1;
        let (Ok(start), Ok(length)) = (usize::try_from(start), usize::try_from(length)) else { return Err(LENGTH) };
        // Where nothing is, it does not matter where that is.
        if length == 0 {
            return Ok(&[]);
        }
        self.left = self.left.checked_sub(length).ok_or(LENGTH)?;
        self.body.get(start..).and_then(|rest| rest.get(..length)).ok_or(LENGTH)
    }
}

const LENGTH: ArrowProblem = ArrowProblem::Damaged("a batch is shorter than it says");

/// The bytes that are needed, without padding.
fn exactly(bytes: &[u8], needed: Option<usize>) -> Result<&[u8], ArrowProblem> {
    needed.and_then(|needed| bytes.get(..needed)).ok_or(LENGTH)
}
