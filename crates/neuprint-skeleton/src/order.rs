//! Sorting whose code is there once.
//!
//! ```text
//! let nodes = order::by_key(ids.iter().map(|id| order::signed(*id)));
//! ```
//!
//! The standard library compiles a whole sorting algorithm, some ten kilobytes of WebAssembly, for each type and each
//! comparison. Here everything is sorted by a number that stands beside it, digit after digit, the last one first: no two
//! numbers are compared, and digits in which all are the same cost nothing.

/// Numbers that a digit can be.
const DIGITS: usize = 1 << BITS;
const BITS: u32 = 8;

/// The places of these keys in ascending order of the keys; equal ones in the order of their places.
pub(crate) fn by_key(keys: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut places: Vec<(u64, u32)> = keys.zip(0..).collect();
    let first = places.first().map_or(0, |(key, _)| *key);
    let differing = places.iter().fold(0, |bits, (key, _)| bits | (key ^ first));
    let mut sorted = places.clone();
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        let digit = |key: u64| (key >> shift) as usize % DIGITS;
        if digit(differing) == 0 {
            continue;
        }
        // Where the next key with each digit goes.
        let mut next = [0_u32; DIGITS];
        places.iter().for_each(|(key, _)| next[digit(*key)] += 1);
        let mut before = 0;
        for count in &mut next {
            before += std::mem::replace(count, before);
        }
        for place in &places {
            let next = &mut next[digit(place.0)];
            sorted[*next as usize] = *place;
            *next += 1;
        }
        std::mem::swap(&mut places, &mut sorted);
    }
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
