//! Sorting whose code is there once.
//!
//! The standard library compiles a whole sorting algorithm, some ten kilobytes of WebAssembly, for each type and each
//! comparison. Here all sorts are one sort, of places; what compares them is called through a pointer.

use std::cmp::Ordering;

/// Puts places into order. Equal ones stay as they are.
// Inlined, it would be compiled for each comparison after all.
#[inline(never)]
pub fn sort_places(places: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

/// Puts items into order. Equal ones stay as they are.
///
/// ```
/// let mut rois = vec!["ME", "EB", "FB"];
/// neuprint_table::sort_by(&mut rois, &|a, b| a.cmp(b));
/// assert_eq!(rois, ["EB", "FB", "ME"]);
/// ```
pub fn sort_by<T>(items: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..items.len() as u32).collect();
    sort_places(&mut places, &mut |a, b| compare(&items[a as usize], &items[b as usize]));
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken[place as usize].take()));
}
