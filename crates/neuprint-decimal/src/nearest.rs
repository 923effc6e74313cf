//! Rounding to a binary float.

/// A kind of binary float.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Format {
    /// Bits of its significand, the hidden one among them.
    precision: i32,
    /// The exponent of the smallest normal number.
    least: i32,
    /// Bits of its exponent.
    exponent_bits: i32,
    /// An integer of at most nineteen digits times a smaller power of ten than this rounds to zero, times a larger one
    /// than that to infinity.
    pub(crate) tens: (i32, i32),
}

/// 64 bits.
pub(crate) const F64: Format = Format { precision: 53, least: -1022, exponent_bits: 11, tens: (-345, 310) };
/// 32 bits.
pub(crate) const F32: Format = Format { precision: 24, least: -126, exponent_bits: 8, tens: (-66, 39) };

impl Format {
    /// The bits of infinity.
    pub(crate) fn infinity(self) -> u64 {
        ((1 << self.exponent_bits) - 1) << (self.precision - 1)
    }
}

/// The bits of the float nearest to `number` · 2^`twos`, and a little more if `more`: to the even one of two. The
/// number has more bits than the float, or is exact.
pub(crate) fn nearest(number: u128, more: bool, twos: i32, format: Format) -> u64 {
    let bits = 128 - number.leading_zeros() as i32;
    let exponent = twos + bits - 1;
    // Below the normal numbers, the last bit keeps its place.
    let precision = format.precision - (format.least - exponent).max(0);
    if precision < 0 {
        return 0;
    }
    let excess = bits - precision;
    let significand = if excess <= 0 {
        (number << -excess) as u64
    } else {
        // In two steps: all of its bits may go.
        let kept = number >> (excess - 1) >> 1;
        let half = number >> (excess - 1) & 1 == 1;
        let above_half = more || number.trailing_zeros() < excess as u32 - 1;
        kept as u64 + u64::from(half && (above_half || kept & 1 == 1))
    };
    // A normal number's hidden bit counts as one step of the exponent, and so does a carry.
    let steps = (exponent - format.least).max(0);
    let infinity = format.infinity();
    if steps >> format.exponent_bits != 0 {
        return infinity;
    }
    infinity.min(((steps as u64) << (format.precision - 1)) + significand)
}
