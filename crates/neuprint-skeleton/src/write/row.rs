//! The text of a node's seven numbers.

use neuprint_decimal::{ROOM, write_f32, write_i64};

/// Three integers of at most twenty bytes, four floats of at most nineteen, and a blank behind each are fewer.
const LONGEST: usize = 256;

/// Text that is put together in one place before it goes where it belongs: there is no check of room for each number.
pub(super) struct RowText {
    bytes: [u8; LONGEST + ROOM],
    length: usize,
}

impl RowText {
    pub(super) fn new() -> Self {
        Self { bytes: [0; LONGEST + ROOM], length: 0 }
    }

    /// Begins the next row.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// A number and a blank.
    #[inline(always)]
    pub(super) fn integer(&mut self, value: i64) {
        self.number(|room| write_i64(value, room));
    }

    /// A number and a blank.
    #[inline(always)]
    pub(super) fn float(&mut self, value: f32) {
        self.number(|room| write_f32(value, room));
    }

    /// All numbers, without the last blank.
    pub(super) fn text(&self) -> &[u8] {
        &self.bytes[..self.length.saturating_sub(1)]
    }

    #[inline(always)]
    fn number(&mut self, write: impl FnOnce(&mut [u8; ROOM]) -> usize) {
        // The remainder only says that there is room.
        let at = self.length % LONGEST;
        let Ok(room) = (&mut self.bytes[at..at + ROOM]).try_into() else { return };
        let end = at + write(room);
        self.bytes[end] = b' ';
        self.length = end + 1;
    }
}
