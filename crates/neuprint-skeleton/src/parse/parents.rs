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
    match cycles(&parents).first() {
        Some(node) => Err(Bad::Cycle { node: *node }),
        None => Ok(parents),
    }
}

/// The same for identifiers that are all different; there may be cycles.
pub(super) fn find(ids: &[i64], parent_ids: &[i64]) -> Vec<u32> {
    match Places::new(ids) {
        Ok(places) => parent_ids.iter().map(|id| places.find(*id)).collect(),
        Err(_) => vec![NO_PARENT; ids.len()],
    }
}

/// The nodes whose identifiers were used before, ascending, each with the node that used it first.
pub(super) fn repeated(ids: &[i64]) -> Vec<(usize, usize)> {
    let mut firsts: HashMap<i64, usize> = HashMap::with_capacity(ids.len());
    let mut repeated = Vec::new();
    for (node, id) in ids.iter().enumerate() {
        let first = *firsts.entry(*id).or_insert(node);
        if first != node {
            repeated.push((node, first));
        }
    }
    repeated
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

/// A node of each cycle of parents. Walks up from each node until known ground; every node is walked once.
pub(super) fn cycles(parents: &[u32]) -> Vec<usize> {
    const FRESH: u32 = 0;
    // Walk number in which a node was first seen; a walk that meets its own number has gone round.
    let mut seen = vec![FRESH; parents.len()];
    let mut found = Vec::new();
    for start in 0..parents.len() {
        let walk = start as u32 + 1;
        let mut node = start;
        while seen[node] == FRESH {
            seen[node] = walk;
            match parents[node] {
                NO_PARENT => break,
                parent if seen[parent as usize] == walk => {
                    found.push(parent as usize);
                    break;
                }
                parent => node = parent as usize,
            }
        }
    }
    found
}
