//! Where each identifier stands, whatever identifiers there are.
//!
//! ```text
//! let mut repeated = Vec::new();
//! let places = Places::of(&ids, &mut repeated);
//! places.find(4_294_967_297)
//! ```
//!
//! Identifiers within a small range have a table. Others are hashed, so simply that somebody may choose them to collide: if
//! too many do, they are sorted.

use crate::order;
use crate::skeleton::NO_PARENT;

/// A table is taken if it needs at most so many entries per identifier.
const SPARSEST: u64 = 4;
/// More identifiers than these in one place of the hash table are no chance.
const MOST_PROBES: usize = 256;

/// Finds nodes by their identifiers.
pub(crate) struct Places<'i> {
    ids: &'i [i64],
    index: Index,
}

enum Index {
    /// By the difference to the first identifier.
    Table { first: i64, nodes: Vec<u32> },
    /// From a hash on, up to the next free slot.
    Hashed { slots: Vec<u32> },
    /// By identifier.
    Sorted { nodes: Vec<u32> },
}

impl<'i> Places<'i> {
    /// Where these identifiers stand first. The nodes whose identifiers were used before are added to `repeated`,
    /// ascending, each with the node that used it first.
    pub(crate) fn of(ids: &'i [i64], repeated: &mut Vec<(u32, u32)>) -> Self {
        let index = table(ids, repeated).or_else(|| hashed(ids, repeated)).unwrap_or_else(|| sorted(ids, repeated));
        Self { ids, index }
    }

    /// The first node with this identifier, or [`NO_PARENT`].
    pub(super) fn find(&self, id: i64) -> u32 {
        match &self.index {
            Index::Table { first, nodes } if id >= *first => {
                usize::try_from(id.abs_diff(*first)).ok().and_then(|at| nodes.get(at)).copied().unwrap_or(NO_PARENT)
            }
            Index::Table { .. } => NO_PARENT,
            Index::Hashed { slots } => probe(slots, self.ids, id).map_or(NO_PARENT, |slot| slots[slot]),
            Index::Sorted { nodes } => {
                let at = nodes.partition_point(|node| self.ids[*node as usize] < id);
                nodes.get(at).copied().filter(|node| self.ids[*node as usize] == id).unwrap_or(NO_PARENT)
            }
        }
    }
}

fn table(ids: &[i64], repeated: &mut Vec<(u32, u32)>) -> Option<Index> {
    let first = *ids.iter().min()?;
    let span = ids.iter().max()?.abs_diff(first);
    if span > SPARSEST * ids.len() as u64 {
        return None;
    }
    let mut nodes = vec![NO_PARENT; span as usize + 1];
    for (id, node) in ids.iter().zip(0..) {
        let place = &mut nodes[id.abs_diff(first) as usize];
        if *place == NO_PARENT {
            *place = node;
        } else {
            repeated.push((node, *place));
        }
    }
    Some(Index::Table { first, nodes })
}

/// `None` if too many collide.
fn hashed(ids: &[i64], repeated: &mut Vec<(u32, u32)>) -> Option<Index> {
    // At most half of the slots are taken, and there is one.
    let mut slots = vec![NO_PARENT; (2 * ids.len() + 1).next_power_of_two()];
    for (id, node) in ids.iter().zip(0..) {
        let Some(slot) = probe(&slots, ids, *id) else {
            repeated.clear();
            return None;
        };
        match slots[slot] {
            NO_PARENT => slots[slot] = node,
            first => repeated.push((node, first)),
        }
    }
    Some(Index::Hashed { slots })
}

/// The slot of an identifier, or the free one that it would take; `None` if there is none nearby.
fn probe(slots: &[u32], ids: &[i64], id: i64) -> Option<usize> {
    // Fibonacci hashing: the highest bits depend on all others (Knuth, The Art of Computer Programming 3, 6.4).
    let hash = id.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let start = hash as usize & (slots.len() - 1);
    let places = (start..start + MOST_PROBES).map(|place| place & (slots.len() - 1));
    places.take(slots.len()).find(|slot| slots[*slot] == NO_PARENT || ids[slots[*slot] as usize] == id)
}

fn sorted(ids: &[i64], repeated: &mut Vec<(u32, u32)>) -> Index {
    let nodes = order::by_key(ids.iter().map(|id| order::signed(*id)));
    let mut unordered = Vec::new();
    let mut first = NO_PARENT;
    for node in &nodes {
        if first != NO_PARENT && ids[first as usize] == ids[*node as usize] {
            unordered.push((*node, first));
        } else {
            first = *node;
        }
    }
    let places = order::by_key(unordered.iter().map(|(node, _)| u64::from(*node)));
    repeated.extend(places.into_iter().map(|place| unordered[place as usize]));
    Index::Sorted { nodes }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the three ways say of the same identifiers.
    #[test]
    fn all_ways_find_the_same() {
        let ids = [7, -3, 9, 7, 2, -3, -3, 12];
        let way = |index: fn(&[i64], &mut Vec<(u32, u32)>) -> Option<Index>| {
            let mut repeated = Vec::new();
            let places = Places { ids: &ids, index: index(&ids, &mut repeated).expect("identifiers of this kind") };
            ((-5..15).map(|id| places.find(id)).collect::<Vec<_>>(), repeated)
        };
        let (found, repeated) = way(table);
        assert_eq!((found[2], found[12], found[0]), (1, 0, NO_PARENT));
        assert_eq!(repeated, [(3, 0), (5, 1), (6, 1)]);
        assert_eq!(way(hashed), (found.clone(), repeated.clone()));
        assert_eq!(way(|ids, repeated| Some(sorted(ids, repeated))), (found, repeated));
    }

    /// Identifiers that differ in the bits that the hash drops end in the sorted way.
    #[test]
    fn identifiers_made_to_collide_are_sorted() {
        // The inverse of the factor makes any hash that is wanted.
        let mut inverse = 1_u64;
        for _ in 0..6 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(inverse.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
        let ids: Vec<i64> = (0..2000).map(|low: u64| low.wrapping_mul(inverse).cast_signed()).collect();
        let places = Places::of(&ids, &mut Vec::new());
        assert!(matches!(places.index, Index::Sorted { .. }));
        assert!(ids.iter().zip(0..).all(|(id, node)| places.find(*id) == node));
        assert_eq!(places.find(17), NO_PARENT);
    }
}
