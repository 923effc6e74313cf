//! From the parents' identifiers to their indices, with what makes a forest checked.

use std::collections::HashMap;

use crate::skeleton::NO_PARENT;

/// Why the nodes are no forest.
pub(super) enum Bad {
    /// `node` has the identifier of `first`.
    Duplicate { node: usize, first: usize },
    /// `node` is its own ancestor.
    Cycle { node: usize },
}

/// Per node, the index of its parent. A parent that is not there makes a root.
pub(super) fn resolve(ids: &[i64], parent_ids: &[i64]) -> Result<Vec<u32>, Bad> {
    let places = Places::new(ids)?;
    let parents: Vec<u32> = parent_ids.iter().map(|id| places.find(*id)).collect();
    match cycle(&parents) {
        Some(node) => Err(Bad::Cycle { node }),
        None => Ok(parents),
    }
}

/// Where each identifier stands.
enum Places {
    /// Identifiers are within a small range: a table, `NO_PARENT` where there is none.
    Table {
        first: i64,
        table: Vec<u32>,
    },
    Map(HashMap<i64, u32>),
}

impl Places {
    fn new(ids: &[i64]) -> Result<Self, Bad> {
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else {
            return Ok(Self::Map(HashMap::new()));
        };
        let span = last.abs_diff(*first);
        if span <= 4 * ids.len() as u64 + 1024 {
            let mut table = vec![NO_PARENT; span as usize + 1];
            for (node, id) in ids.iter().enumerate() {
                let slot = &mut table[id.abs_diff(*first) as usize];
                if *slot != NO_PARENT {
                    return Err(Bad::Duplicate { node, first: *slot as usize });
                }
                *slot = node as u32;
            }
            return Ok(Self::Table { first: *first, table });
        }
        let mut map = HashMap::with_capacity(ids.len());
        for (node, id) in ids.iter().enumerate() {
            if let Some(first) = map.insert(*id, node as u32) {
                return Err(Bad::Duplicate { node, first: first as usize });
            }
        }
        Ok(Self::Map(map))
    }

    fn find(&self, id: i64) -> u32 {
        match self {
            Self::Table { first, table } if id >= *first => {
                usize::try_from(id.abs_diff(*first)).ok().and_then(|at| table.get(at)).copied().unwrap_or(NO_PARENT)
            }
            Self::Table { .. } => NO_PARENT,
            Self::Map(map) => map.get(&id).copied().unwrap_or(NO_PARENT),
        }
    }
}

/// A node on a cycle of parents, if there is one. Walks up from each node until known ground; every node is walked once.
fn cycle(parents: &[u32]) -> Option<usize> {
    const FRESH: u32 = 0;
    // Walk number in which a node was first seen; a walk that meets its own number has gone round.
    let mut seen = vec![FRESH; parents.len()];
    for start in 0..parents.len() {
        let walk = start as u32 + 1;
        let mut node = start;
        while seen[node] == FRESH {
            seen[node] = walk;
            match parents[node] {
                NO_PARENT => break,
                parent if seen[parent as usize] == walk => return Some(parent as usize),
                parent => node = parent as usize,
            }
        }
    }
    None
}
