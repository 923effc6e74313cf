//! Fewer nodes.

use super::{Kept, SpacingError, is_fixed};
use crate::sections::sections_of;
use crate::skeleton::Skeleton;
use crate::topology::child_counts;

/// Keeps roots, branches and ends, and of the nodes between them every `factor`-th, counted from the end or branch towards
/// the root. With [`usize::MAX`] only roots, branches and ends stay.
///
/// As navis' `downsample_neuron`, which keeps every (`factor` + 1)-th (seen in 1.12): its factor 2 is our 3.
///
/// # Errors
/// [`SpacingError::NotAFactor`] if `factor` is 0.
pub fn downsample(skeleton: &Skeleton, factor: usize) -> Result<Skeleton, SpacingError> {
    if factor == 0 {
        return Err(SpacingError::NotAFactor);
    }
    let children = child_counts(skeleton);
    let sections = sections_of(skeleton, &children);
    let mut stays: Vec<bool> = (0..skeleton.len()).map(|node| is_fixed(skeleton, &children, node)).collect();
    for run in sections.iter() {
        run.iter().step_by(factor).for_each(|node| stays[*node as usize] = true);
    }
    let kept = Kept::of(&stays);
    let mut fewer = skeleton.picked(&kept.nodes);
    for run in sections.iter() {
        let mut stay = run.iter().map(|node| kept.place[*node as usize]).filter(|place| *place != Kept::GONE);
        // The ends of a run are fixed, so there is a first and a last.
        let Some(mut below) = stay.next() else { continue };
        for above in stay {
            fewer.parents[below as usize] = above;
            below = above;
        }
    }
    Ok(fewer)
}
