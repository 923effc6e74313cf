//! Numbers for distinct keys, in the order in which they come.

use crate::hash;

/// An empty place of an index.
const NONE: u32 = u32::MAX;

/// Which key is where its hash says, or in the next place that was free. Its length is a power of two.
#[derive(Debug, Default)]
struct Index(Vec<u32>);

impl Index {
    /// The number of a key, which is the count of keys if it is a new one.
    #[inline]
    fn code(&mut self, count: usize, hash: u64, same: impl Fn(usize) -> bool, hash_of: impl Fn(usize) -> u64) -> u32 {
        if count * 2 >= self.0.len() {
            self.grow(count, hash_of);
        }
        let mut place = self.place(hash);
        loop {
            match self.0[place] {
                NONE => {
                    self.0[place] = count as u32;
                    return count as u32;
                }
                code if same(code as usize) => return code,
                _ => place = (place + 1) & (self.0.len() - 1),
            }
        }
    }

    /// Makes the index four times as large.
    #[cold]
    fn grow(&mut self, count: usize, hash_of: impl Fn(usize) -> u64) {
        self.0 = vec![NONE; (self.0.len() * 4).max(64)];
        for code in 0..count {
            let mut place = self.place(hash_of(code));
            while self.0[place] != NONE {
                place = (place + 1) & (self.0.len() - 1);
            }
            self.0[place] = code as u32;
        }
    }

    /// Where a hash is first looked for.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.0.len() - 1)
    }
}

/// Keys of 64 bits.
#[derive(Debug, Default)]
pub(super) struct Words {
    index: Index,
    keys: Vec<u64>,
}

impl Words {
    /// The number of a key.
    #[inline]
    pub(super) fn code(&mut self, key: u64) -> u32 {
        let keys = &self.keys;
        let hash_of = |code: usize| hash::of_word(keys[code]);
        let code = self.index.code(keys.len(), hash::of_word(key), |code| keys[code] == key, hash_of);
        if code as usize == self.keys.len() {
            self.keys.push(key);
        }
        code
    }
}

/// Keys of any length, one after the other.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    index: Index,
    bytes: Vec<u8>,
    /// Where each key ends, and its hash.
    ends: Vec<(usize, u64)>,
}

impl Bytes {
    /// The number of a key.
    pub(super) fn code(&mut self, key: &[u8]) -> u32 {
        let (ends, bytes, hash) = (&self.ends, &self.bytes, hash::of_bytes(key));
        let same = |code: usize| {
            let (end, other) = ends[code];
            let start = if code == 0 { 0 } else { ends[code - 1].0 };
            other == hash && &bytes[start..end] == key
        };
        let code = self.index.code(ends.len(), hash, same, |code| ends[code].1);
        if code as usize == self.ends.len() {
            self.bytes.extend_from_slice(key);
            self.ends.push((self.bytes.len(), hash));
        }
        code
    }
}
