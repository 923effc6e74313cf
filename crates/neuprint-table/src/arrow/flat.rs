//! FlatBuffers, as far as Arrow's metadata need them: tables whose fields may be missing, vectors, texts.
//!
//! ```text
//! root ─▶ table: [where its vtable is][fields …]     vtable: [its size][the table's size][where field 0 is][…]
//! ```
//!
//! Nothing is verified beforehand: every offset is checked when it is followed, so that damaged metadata are an error
//! where they are read. The crate `arrow-ipc` has all of this generated, but brings thirty crates along, a clock among
//! them, and a verifier that alone is larger than all that is here.

/// The metadata point outside of themselves, or a name is not UTF-8.
#[derive(Debug)]
pub(super) struct Broken;

/// A table. Offsets only lead forward, so that no table contains itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flat<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// A vector: how many items, and where the first one is.
#[derive(Debug, Clone, Copy)]
pub(super) struct FlatVector<'a> {
    bytes: &'a [u8],
    at: usize,
    pub(super) len: usize,
}

fn take<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], Broken> {
    bytes.get(at..).and_then(<[u8]>::first_chunk).copied().ok_or(Broken)
}

/// The place to which the offset at `at` leads.
fn follow(bytes: &[u8], at: usize) -> Result<usize, Broken> {
    at.checked_add(u32::from_le_bytes(take(bytes, at)?) as usize).ok_or(Broken)
}

impl<'a> Flat<'a> {
    /// The table that all others are reached from.
    pub(super) fn root(bytes: &'a [u8]) -> Result<Self, Broken> {
        Ok(Self { bytes, at: follow(bytes, 0)? })
    }

    /// Where a field's value is; `None` if the table leaves it out.
    fn place(self, field: usize) -> Result<Option<usize>, Broken> {
        let back = i64::from(i32::from_le_bytes(take(self.bytes, self.at)?));
        let vtable = usize::try_from(self.at as i64 - back).map_err(|_| Broken)?;
        let entry = 4 + 2 * field;
        if entry + 2 > usize::from(u16::from_le_bytes(take(self.bytes, vtable)?)) {
            return Ok(None);
        }
        match u16::from_le_bytes(take(self.bytes, vtable.checked_add(entry).ok_or(Broken)?)?) {
            0 => Ok(None),
            offset => self.at.checked_add(offset.into()).map(Some).ok_or(Broken),
        }
    }

    /// A number of so many bytes; zeros if the table leaves it out, which is what Arrow's fields mean by it.
    fn number<const N: usize>(self, field: usize) -> Result<[u8; N], Broken> {
        self.place(field)?.map_or(Ok([0; N]), |at| take(self.bytes, at))
    }

    pub(super) fn u8(self, field: usize) -> Result<u8, Broken> {
        self.number(field).map(u8::from_le_bytes)
    }

    pub(super) fn i16(self, field: usize) -> Result<i16, Broken> {
        self.number(field).map(i16::from_le_bytes)
    }

    pub(super) fn i32(self, field: usize) -> Result<i32, Broken> {
        self.number(field).map(i32::from_le_bytes)
    }

    pub(super) fn i64(self, field: usize) -> Result<i64, Broken> {
        self.number(field).map(i64::from_le_bytes)
    }

    pub(super) fn table(self, field: usize) -> Result<Option<Self>, Broken> {
        let Some(at) = self.place(field)? else { return Ok(None) };
        Ok(Some(Self { bytes: self.bytes, at: follow(self.bytes, at)? }))
    }

    /// A vector of items of so many bytes; without items if the table leaves it out.
    pub(super) fn vector(self, field: usize, size: usize) -> Result<FlatVector<'a>, Broken> {
        let Some(at) = self.place(field)? else { return Ok(FlatVector { bytes: self.bytes, at: 0, len: 0 }) };
        let start = follow(self.bytes, at)?;
        let len = u32::from_le_bytes(take(self.bytes, start)?) as usize;
        let items = self.bytes.get(start + 4..).unwrap_or_default();
        if len.checked_mul(size).is_none_or(|needed| needed > items.len()) {
            return Err(Broken);
        }
        Ok(FlatVector { bytes: self.bytes, at: start + 4, len })
    }

    /// A text; empty if the table leaves it out.
    pub(super) fn text(self, field: usize) -> Result<&'a str, Broken> {
        let vector = self.vector(field, 1)?;
        std::str::from_utf8(&vector.bytes[vector.at..vector.at + vector.len]).map_err(|_| Broken)
    }
}

impl<'a> FlatVector<'a> {
    /// The tables of a vector of tables.
    pub(super) fn tables(self) -> impl Iterator<Item = Result<Flat<'a>, Broken>> {
        (0..self.len).map(move |item| Ok(Flat { bytes: self.bytes, at: follow(self.bytes, self.at + item * 4)? }))
    }

    /// The two numbers of an item of 16 bytes; `None` if there is no such item.
    pub(super) fn pair(self, item: usize) -> Option<(i64, i64)> {
        let at = self.at + item * 16;
        let number = |at| take(self.bytes, at).map(i64::from_le_bytes).ok();
        (item < self.len).then_some((number(at)?, number(at + 8)?))
    }
}
