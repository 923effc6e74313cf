//! Sorting whose code is there once.
//!
//! ```text
//! let nodes = order::by_key(ids.iter().map(|id| order::signed(*id)));
//! ```
//!
//! The standard library compiles a whole sorting algorithm, some ten kilobytes of WebAssembly, for each type and each
//! comparison. Here everything is sorted by a number that stands beside it, which is faster, too, than looking it up.

/// The places of these keys in ascending order of the keys; equal ones in the order of their places.
pub(crate) fn by_key(keys: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut places: Vec<(u64, u32)> = keys.zip(0..).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

/// A key that orders signed integers.
pub(crate) fn signed(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

/// A key that orders lengths, the longest first. A length is not negative and not NaN.
pub(crate) fn longest_first(length: f64) -> u64 {
    !length.to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_what_they_stand_for() {
        let ids = [3, -1, i64::MAX, i64::MIN, 0];
        assert_eq!(by_key(ids.iter().map(|id| signed(*id))), [3, 1, 4, 0, 2]);
        let lengths = [0.0, 2.5, f64::INFINITY, 2.5, 1e-300];
        assert_eq!(by_key(lengths.iter().map(|length| longest_first(*length))), [2, 1, 3, 4, 0]);
    }
}
