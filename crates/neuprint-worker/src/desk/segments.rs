//! A skeleton's edges as CSV.

use std::fmt::Write;

use neuprint::BodyId;
use neuprint::skeleton::{Skeleton, Unit, segments};

/// The edges with the names that neuprint-python's `skeleton_segments` gives them; a heading says their unit, which is
/// that of the coordinates where nobody knows how long it is.
pub(super) fn csv(body: BodyId, skeleton: &Skeleton) -> String {
    let in_nanometres = skeleton.converted_to(Unit::Nanometre).ok();
    let mut text = String::from(match in_nanometres {
        Some(_) => "bodyId,rowId,link,length_nm,avg_radius_nm,volume_nm3\n",
        None => "bodyId,rowId,link,length,avg_radius,volume\n",
    });
    let edges = segments(in_nanometres.as_ref().unwrap_or(skeleton));
    let ids = skeleton.ids();
    for at in 0..edges.children.len() {
        let (child, parent) = (ids[edges.children[at] as usize], ids[edges.parents[at] as usize]);
        let (length, radius, volume) = (edges.lengths[at], edges.average_radii[at], edges.volumes[at]);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{body},{child},{parent},{length:.3},{radius:.3},{volume:.3}");
    }
    text
}
