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

    /// Whether a key has a number.
    #[inline]
    fn has(&self, hash: u64, same: impl Fn(usize) -> bool) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut place = self.place(hash);
        while self.0[place] != NONE {
            if same(self.0[place] as usize) {
                return true;
            }
            place = (place + 1) & (self.0.len() - 1);
        }
        false
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
pub(crate) struct Words {
    index: Index,
    keys: Vec<u64>,
}

impl Words {
    /// The number of a key.
    #[inline]
    pub(crate) fn code(&mut self, key: u64) -> u32 {
        let keys = &self.keys;
        let hash_of = |code: usize| hash::of_word(keys[code]);
        let code = self.index.code(keys.len(), hash::of_word(key), |code| keys[code] == key, hash_of);
        if code as usize == self.keys.len() {
            self.keys.push(key);
        }
        code
    }

    /// Whether a key has a number.
    #[inline]
    pub(crate) fn has(&self, key: u64) -> bool {
        self.index.has(hash::of_word(key), |code| self.keys[code] == key)
    }
}

impl FromIterator<u64> for Words {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let mut words = Self::default();
        keys.into_iter().for_each(|key| _ = words.code(key));
        words
    }
}

/// Keys of any length, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Bytes {
    index: Index,
    bytes: Vec<u8>,
    /// Where each key ends, and its hash.
    ends: Vec<(usize, u64)>,
}

impl Bytes {
    /// The number of a key.
    pub(crate) fn code(&mut self, key: &[u8]) -> u32 {
        let hash = hash::of_bytes(key);
        let Self { index, bytes, ends } = self;
        let code = index.code(ends.len(), hash, |code| is_key(bytes, ends, code, hash, key), |code| ends[code].1);
        if code as usize == ends.len() {
            bytes.extend_from_slice(key);
            ends.push((bytes.len(), hash));
        }
        code
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether a key has a number.
    pub(crate) fn has(&self, key: &[u8]) -> bool {
        let hash = hash::of_bytes(key);
        self.index.has(hash, |code| is_key(&self.bytes, &self.ends, code, hash, key))
    }
}

/// Whether this is the key of this number.
#[inline]
fn is_key(bytes: &[u8], ends: &[(usize, u64)], code: usize, hash: u64, key: &[u8]) -> bool {
    let (end, other) = ends[code];
    let start = if code == 0 { 0 } else { ends[code - 1].0 };
    other == hash && &bytes[start..end] == key
}
