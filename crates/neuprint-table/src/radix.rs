//! Sorting by integers, digit by digit from the lowest: a few passes over the rows, and no comparison.
//!
//! A pass is a function that is called once for each block of rows. A browser runs a function of WebAssembly slowly until it
//! has compiled it well, and takes up the better code only when the function is called again: one that is called once for a
//! million rows is slow to its end.

/// Bits of a digit at most: its counts fit the nearest cache.
const DIGIT: u32 = 11;
/// Rows of a block.
const BLOCK: usize = 1 << 12;

/// Puts places into the order of their keys, which are as many; largest first if `descending`. Equal ones stay as they
/// are.
pub(crate) fn sort_places_by(keys: &[u64], places: &mut [u32], descending: bool) {
    let (min, max) = extremes(keys);
    let bits = bits_of(max.saturating_sub(min));
    if bits == 0 {
        return;
    }
    let from_zero = |key: &u64| if descending { max - key } else { key - min };
    let room = bits_of(places.iter().fold(0, |all, place| all | u64::from(*place)));
    if bits + room <= u64::BITS {
        // Key and place in one number: half of the memory, which moves in every pass.
        let pairs = keys.iter().map(from_zero).zip(&*places);
        let mut items: Vec<u64> = pairs.map(|(key, place)| key << room | u64::from(*place)).collect();
        passes(&mut items, bits, |item| item >> room);
        let mask = (1 << room) - 1;
        places.iter_mut().zip(items).for_each(|(place, item)| *place = (item & mask) as u32);
    } else {
        let pairs = keys.iter().map(from_zero).zip(&*places);
        let mut items: Vec<(u64, u32)> = pairs.map(|(key, place)| (key, *place)).collect();
        passes(&mut items, bits, |item| item.0);
        places.iter_mut().zip(items).for_each(|(place, item)| *place = item.1);
    }
}

/// Puts keys into their order, the smallest first.
pub(crate) fn sort_keys(keys: &mut Vec<u64>) {
    let (min, max) = extremes(keys);
    let bits = bits_of(max.saturating_sub(min));
    if bits > 0 {
        passes(keys, bits, |key| key - min);
    }
}

/// The smallest and the largest key; of none, two that are no range.
fn extremes(keys: &[u64]) -> (u64, u64) {
    keys.iter().fold((u64::MAX, 0), |(min, max), key| (min.min(*key), max.max(*key)))
}

/// How many bits a number has.
fn bits_of(number: u64) -> u32 {
    u64::BITS - number.leading_zeros()
}

fn passes<T: Copy + Default>(items: &mut Vec<T>, bits: u32, key: impl Fn(T) -> u64) {
    let count = bits.div_ceil(DIGIT);
    let width = bits.div_ceil(count);
    let mask = (1_u64 << width) - 1;
    let mut other = vec![T::default(); items.len()];
    for pass in 0..count {
        let digit = |item: T| (key(item) >> (pass * width) & mask) as usize;
        let mut starts = [0_u32; 1 << DIGIT];
        items.chunks(BLOCK).for_each(|block| count_digits(block, &mut starts, digit));
        let mut start = 0;
        for place in &mut starts[..1 << width] {
            start += std::mem::replace(place, start);
        }
        items.chunks(BLOCK).for_each(|block| distribute(block, &mut starts, &mut other, digit));
        std::mem::swap(items, &mut other);
    }
}

#[inline(never)]
fn count_digits<T: Copy>(block: &[T], counts: &mut [u32; 1 << DIGIT], digit: impl Fn(T) -> usize) {
    block.iter().for_each(|item| counts[digit(*item)] += 1);
}

/// Puts each item where the next one with its digit belongs.
#[inline(never)]
fn distribute<T: Copy>(block: &[T], starts: &mut [u32; 1 << DIGIT], to: &mut [T], digit: impl Fn(T) -> usize) {
    for item in block {
        let place = &mut starts[digit(*item)];
        to[*place as usize] = *item;
        *place += 1;
    }
}
