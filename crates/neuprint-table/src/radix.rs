//! Sorting by integers, digit by digit from the lowest: a few passes over the rows, and no comparison.

/// Bits of a digit at most: its counts fit the nearest cache.
const DIGIT: u32 = 11;

/// Puts places into the order of their keys, which are as many; largest first if `descending`. Equal ones stay as they
/// are.
pub(crate) fn sort_places_by(keys: &[u64], places: &mut [u32], descending: bool) {
    let (Some(min), Some(max)) = (keys.iter().min(), keys.iter().max()) else { return };
    let bits = u64::BITS - (max - min).leading_zeros();
    if bits == 0 {
        return;
    }
    let from_zero = |key: &u64| if descending { max - key } else { key - min };
    let pairs = keys.iter().map(from_zero).zip(&*places);
    if bits <= u32::BITS {
        // Key and place in one number: half of the memory, which moves in every pass.
        let mut items: Vec<u64> = pairs.map(|(key, place)| key << 32 | u64::from(*place)).collect();
        passes(&mut items, bits, |item| item >> 32);
        places.iter_mut().zip(items).for_each(|(place, item)| *place = item as u32);
    } else {
        let mut items: Vec<(u64, u32)> = pairs.map(|(key, place)| (key, *place)).collect();
        passes(&mut items, bits, |item| item.0);
        places.iter_mut().zip(items).for_each(|(place, item)| *place = item.1);
    }
}

fn passes<T: Copy + Default>(items: &mut Vec<T>, bits: u32, key: impl Fn(T) -> u64) {
    let count = bits.div_ceil(DIGIT);
    let width = bits.div_ceil(count);
    let mask = (1_u64 << width) - 1;
    let mut other = vec![T::default(); items.len()];
    for pass in 0..count {
        let digit = |item: T| (key(item) >> (pass * width) & mask) as usize;
        let mut starts = [0_u32; 1 << DIGIT];
        items.iter().for_each(|item| starts[digit(*item)] += 1);
        let mut start = 0;
        for place in &mut starts[..1 << width] {
            start += std::mem::replace(place, start);
        }
        for item in items.iter() {
            let place = &mut starts[digit(*item)];
            other[*place as usize] = *item;
            *place += 1;
        }
        std::mem::swap(items, &mut other);
    }
}
