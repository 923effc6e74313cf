//! Evenly spaced nodes.

use super::inserted::Inserted;
use super::{Kept, SpacingError, checked, is_fixed};
use crate::sections::{run_length, sections_of};
use crate::skeleton::{NO_PARENT, Skeleton};
use crate::topology::child_counts;

/// Places nodes at even distances along the cable, as near to `spacing` as each run between roots, branches and ends
/// allows; those stay where they are. Radii are interpolated. As navis' `resample_skeleton`.
///
/// # Errors
/// [`SpacingError`] if `spacing` is not above 0, or so small that there would be too many nodes.
pub fn resample(skeleton: &Skeleton, spacing: f64) -> Result<Skeleton, SpacingError> {
    let spacing = checked(spacing)?;
    let children = child_counts(skeleton);
    let stays: Vec<bool> = (0..skeleton.len()).map(|node| is_fixed(skeleton, &children, node)).collect();
    let kept = Kept::of(&stays);
    let mut parents = vec![NO_PARENT; kept.nodes.len()];
    let mut inserted = Inserted::behind(kept.nodes.len(), skeleton);

    for run in sections_of(skeleton, &children).iter() {
        let (Some(far), Some(near)) = (run.first(), run.last()) else { continue };
        let (far, near) = (kept.place[*far as usize], kept.place[*near as usize]);
        let length = run_length(skeleton, run);
        let parts = (length / spacing).round_ties_even();
        if parts <= 1.0 {
            parents[far as usize] = near;
            continue;
        }
        inserted.reserve(parts - 1.0)?;
        parents[far as usize] = inserted.next();
        let last = parts as usize - 1;
        // The edge on which the next node lies, where it begins along the run, and how long it is.
        let (mut edge, mut begin, mut reach) = (0, 0.0, run_length(skeleton, &run[..2]));
        for step in 1..=last {
            let target = length * (step as f64 / parts);
            while begin + reach < target && edge + 2 < run.len() {
                begin += reach;
                edge += 1;
                reach = run_length(skeleton, &run[edge..edge + 2]);
            }
            let along = if reach > 0.0 { ((target - begin) / reach).min(1.0) } else { 0.0 };
            let above = if step == last { near } else { inserted.next() + 1 };
            inserted.push([run[edge], run[edge + 1]], along, 1.0, above);
        }
    }
    inserted.finish(&kept.nodes, parents)
}
