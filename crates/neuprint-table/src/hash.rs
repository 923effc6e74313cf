//! Numbers by which equal things are found again: fast, and not for things that somebody chose to collide.

/// Odd, and with bits everywhere: 2^64 divided by π.
const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

/// The hash of a text; its upper half is the better one.
pub(crate) fn of_bytes(bytes: &[u8]) -> u64 {
    let with = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| with(hash, u64::from_le_bytes(*word)));
    let hash = match (bytes.last_chunk(), rest) {
        (_, []) => hash,
        // Some bytes are in it twice, which takes nothing away.
        (Some(last), _) => with(hash, u64::from_le_bytes(*last)),
        (None, rest) => with(hash, rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    };
    // Texts that differ in their last letters differ only in the upper bits of the last product: they come down.
    of_word(hash)
}

/// The hash of two words; its upper half is the better one.
pub(crate) fn of_words([first, second]: [u64; 2]) -> u64 {
    of_word((first.wrapping_mul(FACTOR).rotate_left(5) ^ second).wrapping_mul(FACTOR))
}

/// The hash of a number; its upper half is the better one.
pub(crate) fn of_word(word: u64) -> u64 {
    (word ^ word >> 32).wrapping_mul(FACTOR)
}
