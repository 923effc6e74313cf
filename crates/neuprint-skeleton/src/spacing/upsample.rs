//! More nodes on long edges.

use super::inserted::Inserted;
use super::{SpacingError, checked};
use crate::skeleton::{NO_PARENT, Skeleton, UNSCALED};

/// Divides every edge that is longer than `max_length` into equal parts that are not, up to rounding to `f32`. All old
/// nodes stay as they are; radii of new ones are interpolated. As neuprint-python's `upsample_skeleton`.
///
/// # Errors
/// [`SpacingError`] if `max_length` is not above 0, or so small that there would be too many nodes.
pub fn upsample(skeleton: &Skeleton, max_length: f64) -> Result<Skeleton, SpacingError> {
    let max_length = checked(max_length)?;
    let mut inserted = Inserted::behind(skeleton.len(), skeleton);
    let mut parents = skeleton.parents.clone();
    for (child, parent) in (0u32..).zip(&skeleton.parents).filter(|edge| *edge.1 != NO_PARENT) {
        let length = skeleton.distance(child as usize, *parent as usize, UNSCALED);
        let parts = (length / max_length).ceil();
        if parts <= 1.0 {
            continue;
        }
        inserted.reserve(parts - 1.0)?;
        parents[child as usize] = inserted.next();
        let last = parts as usize - 1;
        for step in 1..=last {
            let above = if step == last { *parent } else { inserted.next() + 1 };
            inserted.push([child, *parent], step as f64, parts, above);
        }
    }
    let kept: Vec<u32> = (0..skeleton.len() as u32).collect();
    inserted.finish(&kept, parents)
}
