//! Numbers and texts in a section: variable-length integers (LEB128), small differences zigzagged.

use std::sync::Arc;

use super::FormatError;

/// Reads a section from its start.
pub(crate) struct Cursor<'b> {
    section: &'static str,
    rest: &'b [u8],
}

impl<'b> Cursor<'b> {
    pub(crate) fn new(section: &'static str, bytes: &'b [u8]) -> Self {
        Self { section, rest: bytes }
    }

    pub(crate) fn malformed(&self, reason: impl ToString) -> FormatError {
        FormatError::malformed(self.section, reason)
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'b [u8], FormatError> {
        let (head, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or_else(|| FormatError::Truncated { part: format!("section `{}`", self.section) })?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, FormatError> {
        self.bytes(1).map(|bytes| bytes[0])
    }

    pub(crate) fn unsigned(&mut self) -> Result<u64, FormatError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.malformed("a number has more than 64 bits"))
    }

    pub(crate) fn small(&mut self) -> Result<u32, FormatError> {
        u32::try_from(self.unsigned()?).map_err(|_| self.malformed("a number is past 32 bits"))
    }

    /// How many things follow. Each takes at least a byte, or (`per_byte`) so many of them do: more cannot be there.
    pub(crate) fn count(&mut self, per_byte: usize) -> Result<usize, FormatError> {
        self.count_or(per_byte, 0)
    }

    /// [`Cursor::count`] where a `few` may take no byte at all.
    pub(crate) fn count_or(&mut self, per_byte: usize, few: usize) -> Result<usize, FormatError> {
        let count = self.small()? as usize;
        if count > self.rest.len().saturating_mul(per_byte).max(few) {
            return Err(FormatError::Truncated { part: format!("section `{}`", self.section) });
        }
        Ok(count)
    }

    pub(crate) fn signed(&mut self) -> Result<i64, FormatError> {
        let value = self.unsigned()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    pub(crate) fn float(&mut self) -> Result<f64, FormatError> {
        let mut bits = [0; 8];
        bits.copy_from_slice(self.bytes(8)?);
        Ok(f64::from_le_bytes(bits))
    }

    pub(crate) fn blob(&mut self) -> Result<&'b [u8], FormatError> {
        let length = self.small()?;
        self.bytes(length as usize)
    }

    pub(crate) fn text(&mut self) -> Result<Arc<str>, FormatError> {
        let bytes = self.blob()?;
        std::str::from_utf8(bytes).map(Into::into).map_err(|e| self.malformed(e))
    }

    /// So many things, in a list without spare room: columns are long and stay.
    pub(crate) fn each<T>(
        &mut self,
        count: usize,
        mut one: impl FnMut(&mut Self) -> Result<T, FormatError>,
    ) -> Result<Vec<T>, FormatError> {
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            all.push(one(self)?);
        }
        Ok(all)
    }

    /// Numbers that were written as differences from the one before.
    pub(crate) fn ascending(&mut self, count: usize) -> Result<Vec<u32>, FormatError> {
        let mut last = 0_u32;
        self.each(count, |cursor| {
            let step = cursor.small()?;
            last = last.checked_add(step).ok_or_else(|| cursor.malformed("a row is past 32 bits"))?;
            Ok(last)
        })
    }

    pub(crate) fn differences(&mut self, count: usize) -> Result<Vec<i64>, FormatError> {
        let mut last = 0_i64;
        self.each(count, |cursor| {
            last = last.wrapping_add(cursor.signed()?);
            Ok(last)
        })
    }

    pub(crate) fn end(&self) -> Result<(), FormatError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.malformed("there are bytes after its end")) }
    }
}

/// Writes what [`Cursor`] reads.
pub(crate) trait Put {
    /// Bytes as they are.
    fn raw(&mut self, bytes: &[u8]);

    fn unsigned(&mut self, mut value: u64) {
        let (mut bytes, mut count) = ([0; 10], 0);
        while value >= 0x80 {
            bytes[count] = value as u8 | 0x80;
            value >>= 7;
            count += 1;
        }
        bytes[count] = value as u8;
        self.raw(&bytes[..=count]);
    }

    fn signed(&mut self, value: i64) {
        self.unsigned(((value << 1) ^ (value >> 63)) as u64);
    }

    fn blob(&mut self, bytes: &[u8]) {
        self.unsigned(bytes.len() as u64);
        self.raw(bytes);
    }

    fn ascending(&mut self, values: impl IntoIterator<Item = u32>) {
        let mut last = 0;
        for value in values {
            self.unsigned(u64::from(value - last));
            last = value;
        }
    }

    fn differences(&mut self, values: impl IntoIterator<Item = i64>) {
        let mut last = 0_i64;
        for value in values {
            self.signed(value.wrapping_sub(last));
            last = value;
        }
    }
}
