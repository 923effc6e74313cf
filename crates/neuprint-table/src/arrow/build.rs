//! Writing FlatBuffers from front to back: a table first, then what its fields point to.
//!
//! Every field takes eight bytes, whatever its type, so that a field's place needs no bookkeeping. The numbers are
//! little-endian, therefore a shorter one reads right from the same place.

use super::message::CONTINUES;

/// Metadata as they grow.
#[derive(Debug)]
pub(super) struct Builder {
    bytes: Vec<u8>,
}

/// Of a table: where its first field is.
pub(super) type Place = usize;

/// Of a field: how far it is from the first one.
pub(super) const FIELD: usize = 8;

impl Builder {
    /// Metadata of one table, which is yet to come: the root is at place 0.
    pub(super) fn new() -> Self {
        Self { bytes: vec![0; 4] }
    }

    /// Adds a table that the field at `from` points to. The fields are numbered as the schema has them, in order; those
    /// that will point to something are 0 until then.
    pub(super) fn table(&mut self, from: Place, fields: &[(u16, i64)]) -> Place {
        self.pad(4, 0);
        let vtable = self.bytes.len();
        let count = fields.last().map_or(0, |(field, _)| field + 1);
        self.u16(4 + 2 * count);
        self.u16(4 + (FIELD * fields.len()) as u16);
        for field in 0..count {
            let place = fields.iter().position(|(known, _)| *known == field);
            // Counted from where the table begins, which is four bytes before its first field.
            self.u16(place.map_or(0, |place| 4 + (FIELD * place) as u16));
        }
        self.pad(8, 4);
        self.point(from);
        self.u32(self.bytes.len() - vtable);
        let first = self.bytes.len();
        fields.iter().for_each(|(_, value)| self.bytes.extend_from_slice(&value.to_le_bytes()));
        first
    }

    /// Adds a vector that the field at `from` points to. Its items come next.
    pub(super) fn vector(&mut self, from: Place, count: usize) -> Place {
        self.pad(8, 4);
        self.point(from);
        self.u32(count);
        self.bytes.len()
    }

    /// Adds a vector of tables, which are yet to come; they are four bytes apart.
    pub(super) fn tables(&mut self, from: Place, count: usize) -> Place {
        let first = self.vector(from, count);
        self.bytes.resize(first + 4 * count, 0);
        first
    }

    /// Adds a vector of pairs of numbers.
    pub(super) fn pairs(&mut self, from: Place, pairs: &[(i64, i64)]) {
        self.vector(from, pairs.len());
        for number in pairs.iter().flat_map(|(a, b)| [a, b]) {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
    }

    /// Adds a text that the field at `from` points to.
    pub(super) fn text(&mut self, from: Place, text: &str) {
        self.vector(from, text.len());
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(0);
    }

    /// Appends the metadata to a stream, as a message begins.
    pub(super) fn write(mut self, out: &mut Vec<u8>) {
        self.pad(8, 0);
        out.extend_from_slice(&CONTINUES);
        out.extend_from_slice(&(self.bytes.len() as u32).to_le_bytes());
        out.append(&mut self.bytes);
    }

    /// Appends zeros until the length, divided by `unit`, leaves `rest`.
    fn pad(&mut self, unit: usize, rest: usize) {
        while self.bytes.len() % unit != rest {
            self.bytes.push(0);
        }
    }

    /// Makes the field at `from` point to what comes next.
    fn point(&mut self, from: Place) {
        let offset = (self.bytes.len() - from) as u32;
        self.bytes[from..from + 4].copy_from_slice(&offset.to_le_bytes());
    }

    fn u16(&mut self, number: u16) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn u32(&mut self, number: usize) {
        self.bytes.extend_from_slice(&(number as u32).to_le_bytes());
    }
}
