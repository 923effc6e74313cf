//! What is left of a skeleton without its short twigs.

use neuprint::skeleton::{Skeleton, Unit, retain, scaled_cable_length, short_twigs};

/// A skeleton without twigs.
#[derive(Debug)]
pub(super) struct WithoutTwigs {
    /// What is left; the nodes that twigs stood on are.
    pub(super) skeleton: Skeleton,
    /// Twigs that are left out.
    pub(super) twigs: usize,
    /// Their nodes, ascending.
    pub(super) gone: Vec<u32>,
    /// The cable before, and that of the twigs; nanometres if it is known how long they are, otherwise voxels.
    pub(super) cable: f64,
    /// See `cable`.
    pub(super) left_out: f64,
}

/// Leaves out the twigs up to a length: nanometres if it is known how long they are, otherwise the coordinates' unit.
pub(super) fn without_twigs(skeleton: &Skeleton, longest: f64) -> WithoutTwigs {
    let in_nanometres = skeleton.converted_to(Unit::Nanometre).ok();
    let twigs = short_twigs(in_nanometres.as_ref().unwrap_or(skeleton), longest);
    let mut is_gone = vec![false; skeleton.len()];
    for (_, twig) in twigs.iter().filter_map(<[u32]>::split_last) {
        twig.iter().for_each(|node| is_gone[*node as usize] = true);
    }
    let scale = skeleton.unit().nanometres().unwrap_or([1.0; 3]);
    let left = retain(skeleton, |node| !is_gone[node as usize]);
    let cable = scaled_cable_length(skeleton, scale);
    WithoutTwigs {
        twigs: twigs.len(),
        gone: (0..skeleton.len() as u32).filter(|node| is_gone[*node as usize]).collect(),
        cable,
        left_out: (cable - scaled_cable_length(&left, scale)).max(0.0),
        skeleton: left,
    }
}
