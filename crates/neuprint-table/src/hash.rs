//! Numbers by which equal things are found again: fast, and not for things that somebody chose to collide.

/// Odd, and with bits everywhere: 2^64 divided by π.
const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

/// The hash of a text; its upper half is the better one.
pub(crate) fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for part in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    }
    // Texts that differ in their last letters differ only in the upper bits of the last product: they come down.
    of_word(hash)
}

/// The hash of a number; its upper half is the better one.
pub(crate) fn of_word(word: u64) -> u64 {
    (word ^ word >> 32).wrapping_mul(FACTOR)
}
