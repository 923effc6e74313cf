//! Bytes of JSON, eight at a time: as many as a word of the processor holds.
//!
//! ```text
//! 12345678,…    eight digits: 12345678
//! 42,"KCg",…    two digits: 42
//! KCg",42],…    a text that ends after three bytes
//! ```

/// A bit for each byte.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
const HIGH: u64 = 0x80 * EACH;

/// How many of these bytes are digits before the first that is none, and the number that they make.
pub(super) fn digits(bytes: [u8; 8]) -> (usize, i64) {
    let digits = u64::from_le_bytes(bytes) ^ (u64::from(b'0') * EACH);
    // What is more than 9 reaches the highest bit, or has it already.
    let others = (((digits & !HIGH) + 0x76 * EACH) | digits) & HIGH;
    let count = others.trailing_zeros() as usize / 8;
    if count == 0 {
        return (0, 0);
    }
    // Noughts come before fewer than eight. Then pairs, fours and all are put together, each with one multiplication
    // (D. Lemire, "Number parsing at a gigabyte per second", 2021).
    let digits = digits << (64 - 8 * count);
    let pairs = digits * 10 + (digits >> 8);
    let of_four = 0xff | 0xff << 32;
    let first = (pairs & of_four).wrapping_mul(100 | 1_000_000 << 32);
    let second = (pairs >> 16 & of_four).wrapping_mul(1 | 10_000 << 32);
    (count, (first.wrapping_add(second) >> 32) as i64)
}

/// Where the first quote, backslash or control character stands.
pub(super) fn end_of_text(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // Below a byte that is found there is none that is found by mistake: only it can borrow from the next.
        let less = |word: u64, than: u8| word.wrapping_sub(u64::from(than) * EACH) & !word;
        let equal = |byte: u8| less(word ^ (u64::from(byte) * EACH), 1);
        let found = (less(word, b' ') | equal(b'"') | equal(b'\\')) & HIGH;
        if found > 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    end.map(|end| words.len() * 8 + end)
}

#[cfg(test)]
mod tests {
    use super::{digits, end_of_text};

    #[test]
    fn digits_are_read_up_to_the_first_other_byte() {
        for (text, count) in [("12345678", 8), ("00000001", 8), ("42,\"KCg\"", 2), ("7],[8,9]", 1), (",1234567", 0)] {
            let number = text[..count].parse().unwrap_or(0);
            assert_eq!(digits(text.as_bytes().try_into().unwrap()), (count, number), "{text}");
        }
        for other in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
            assert_eq!(digits([b'9', b'8', other, b'7', 255, 0, b'1', other]), (2, 98), "{other}");
        }
    }

    #[test]
    fn a_text_ends_at_the_first_byte_that_cannot_stand_in_it() {
        for length in 0..20 {
            for end in (0..=u8::MAX).filter(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
                let mut text = vec![b'a'; length];
                text.extend([end, 0x22, 0x5c, 0xff, 0x00]);
                assert_eq!(end_of_text(&text), Some(length), "{length} before {end}");
            }
        }
        let others: Vec<u8> = (0x20..=u8::MAX).filter(|byte| !matches!(byte, b'"' | b'\\')).collect();
        assert_eq!(end_of_text(&others), None);
    }
}
