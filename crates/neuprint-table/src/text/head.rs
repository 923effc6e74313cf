//! What tells a text from others, in two words: a short one is all in them.
//!
//! ```text
//! "KCg"                 the bytes, and their number
//! "MBON14(a3)"          the bytes, and their number
//! "descending neuron"   the first eight bytes, and a hash: the same is no proof then
//! ```

use crate::hash;

/// The bytes that fit, of which the last of the second word is kept free.
const MOST: usize = 15;
/// In place of the number of bytes: there are more.
const LONG: u64 = 0xff << 56;

/// Two words of a text, by which it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head([u64; 2]);

impl Head {
    pub(super) fn of(text: &[u8]) -> Self {
        let length = text.len();
        let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) else {
            let bytes = text.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            return Self([bytes, (length as u64) << 56]);
        };
        let first = u64::from_le_bytes(*first);
        if length > MOST {
            return Self([first, hash::of_bytes(text) >> 8 | LONG]);
        }
        // Of the last eight bytes those that were not among the first.
        let rest = u64::from_le_bytes(*last).unbounded_shr(8 * (2 * 8 - length as u32));
        Self([first, rest | (length as u64) << 56])
    }

    /// Whether another text of the same head is the same text.
    pub(super) fn is_whole(self) -> bool {
        self.0[1] < LONG
    }

    /// Where to look for it: its upper half is the better one.
    pub(super) fn hash(self) -> u64 {
        hash::of_words(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[test]
    fn short_texts_are_known_by_their_heads() {
        let all = "abcdefghijklmnopqrstuvwxyz".as_bytes();
        for length in 0..20 {
            let text = &all[..length];
            assert_eq!(Head::of(text).is_whole(), length < 16, "{length}");
            assert_ne!(Head::of(text), Head::of(&all[..length + 1]), "{length}");
            // A byte of nought at the end is a byte.
            assert_ne!(Head::of(text), Head::of(&[text, &[0]].concat()), "{length}");
            for at in 0..length {
                let mut other = text.to_vec();
                other[at] = b'!';
                assert_ne!(Head::of(text), Head::of(&other), "{at} of {length}");
            }
        }
    }
}
