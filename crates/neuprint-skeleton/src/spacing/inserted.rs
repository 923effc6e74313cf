//! New nodes in a skeleton.

use super::{MOST_NODES, SpacingError};
use crate::skeleton::{Skeleton, UNSCALED};

/// Collects the nodes that come behind those that are kept.
pub(super) struct Inserted<'s> {
    skeleton: &'s Skeleton,
    /// How many old nodes are kept.
    kept: usize,
    /// Per new node, the old one whose type and further columns it takes.
    models: Vec<u32>,
    places: Vec<[f32; 3]>,
    radii: Vec<f32>,
    /// The index of the parent among the kept and the new.
    parents: Vec<u32>,
}

impl<'s> Inserted<'s> {
    /// For new nodes behind `kept` ones of a skeleton.
    pub(super) fn behind(kept: usize, skeleton: &'s Skeleton) -> Self {
        Self { skeleton, kept, models: Vec::new(), places: Vec::new(), radii: Vec::new(), parents: Vec::new() }
    }

    /// Makes sure that so many more nodes, possibly far too many, may be made.
    pub(super) fn reserve(&mut self, more: f64) -> Result<(), SpacingError> {
        let needed = (self.kept + self.models.len()) as f64 + more;
        if needed > MOST_NODES as f64 { Err(SpacingError::TooManyNodes) } else { Ok(()) }
    }

    /// The index that the next node will have.
    pub(super) fn next(&self) -> u32 {
        // Bounded by `reserve`.
        (self.kept + self.models.len()) as u32
    }

    /// A node on the edge from `child` to `parent`, after `steps` of `parts` equal steps.
    pub(super) fn push(&mut self, [child, parent]: [u32; 2], steps: f64, parts: f64, above: u32) {
        let mix = |from: f64, to: f64| (steps * ((to - from) / parts) + from) as f32;
        let at = |node: u32| self.skeleton.position(node as usize, UNSCALED);
        let (from, to) = (at(child), at(parent));
        let radius = |node: u32| f64::from(self.skeleton.radii[node as usize]);
        let radius = mix(radius(child), radius(parent));
        self.models.push(child);
        self.places.push([mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]);
        self.radii.push(radius);
        self.parents.push(above);
    }

    /// The kept nodes with these parents, and the new ones behind them.
    pub(super) fn finish(self, kept: &[u32], mut parents: Vec<u32>) -> Result<Skeleton, SpacingError> {
        let rows: Vec<u32> = kept.iter().chain(&self.models).copied().collect();
        let mut grown = self.skeleton.picked(&rows);
        // -1 stands for no parent, and 0 is no identifier in NeuTu's files.
        let first = self.skeleton.ids.iter().max().map_or(1, |largest| largest.saturating_add(1).max(1));
        if i64::MAX - first < self.models.len() as i64 {
            return Err(SpacingError::NoIdentifiersLeft);
        }
        for (at, ((place, radius), id)) in (self.kept..).zip(self.places.iter().zip(&self.radii).zip(first..)) {
            grown.ids[at] = id;
            [grown.x[at], grown.y[at], grown.z[at]] = *place;
            grown.radii[at] = *radius;
        }
        parents.extend(self.parents);
        grown.parents = parents;
        Ok(grown)
    }
}
