//! Convex hulls of the sample's synapses per brain region, as OBJ texts.
//!
//! The hull grows point by point: a point that sees faces replaces them by a cone from their horizon. Coordinates are
//! whole voxels, so which side of a face a point lies on is computed exactly, and the result is always closed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use bytes::Bytes;

use super::synapses::Morphology;
use crate::Failure;

type Voxel = [i64; 3];
type Face = [usize; 3];

/// With fewer synapses than this, a hull says nothing of the region's shape.
const FEWEST: usize = 50;

/// A mesh for every region with enough synapses.
pub(crate) fn meshes(morphology: &[Morphology]) -> Result<BTreeMap<String, Bytes>, Failure> {
    let mut regions: BTreeMap<&str, BTreeSet<Voxel>> = BTreeMap::new();
    for synapse in morphology.iter().flat_map(|m| &m.synapses) {
        if let Some(roi) = &synapse.roi {
            regions.entry(roi).or_default().insert(synapse.location);
        }
    }
    let mut meshes = BTreeMap::new();
    for (roi, points) in regions.into_iter().filter(|(_, points)| points.len() >= FEWEST) {
        let count = points.len();
        let points: Vec<Voxel> = points.into_iter().collect();
        let faces = hull(points.clone()).ok_or_else(|| format!("the synapses in {roi} lie in one plane"))?;
        let text = obj(&faces).map_err(|e| e.to_string())?;
        let header = format!(
            "# {roi}: APPROXIMATE. Convex hull of {count} synapses of five DA1_lPN neurons, not the region's surface.\n\
             # Voxels of 8 nm. Computed from data of Scheffer et al. 2020 (CC BY 4.0).\n"
        );
        meshes.insert(roi.to_owned(), Bytes::from(header + &text));
    }
    Ok(meshes)
}

fn obj(triangles: &[[Voxel; 3]]) -> Result<String, std::fmt::Error> {
    let corners: BTreeSet<Voxel> = triangles.iter().flatten().copied().collect();
    let number: BTreeMap<Voxel, usize> = corners.iter().enumerate().map(|(at, corner)| (*corner, at + 1)).collect();
    let mut text = String::new();
    for [x, y, z] in &corners {
        writeln!(text, "v {x} {y} {z}")?;
    }
    for [a, b, c] in triangles {
        writeln!(text, "f {} {} {}", number[a], number[b], number[c])?;
    }
    Ok(text)
}

/// The hull's triangles, counter-clockwise from outside; `None` if all points lie in one plane.
fn hull(mut points: Vec<Voxel>) -> Option<Vec<[Voxel; 3]>> {
    // The outermost first: most others are then inside at once, and few lie in the plane of a face.
    let centre = [0, 1, 2].map(|axis| points.iter().map(|p| p[axis]).sum::<i64>() / points.len().max(1) as i64);
    let far = |p: &Voxel| (0..3).map(|axis| (p[axis] - centre[axis]).pow(2)).sum::<i64>();
    points.sort_by_key(|p| (std::cmp::Reverse(far(p)), *p));
    let (a, b) = (0, 1.min(points.len().checked_sub(1)?));
    let c = (2..points.len()).find(|at| cross(&points, a, b, *at) != [0; 3])?;
    let d = (2..points.len()).find(|at| side(&points, [a, b, c], *at) != 0)?;
    let (b, c) = if side(&points, [a, b, c], d) > 0 { (c, b) } else { (b, c) };
    let mut faces: Vec<Face> = vec![[a, b, c], [a, d, b], [b, d, c], [c, d, a]];
    for at in 0..points.len() {
        let (seen, hidden): (Vec<Face>, Vec<Face>) = faces.iter().partition(|face| side(&points, **face, at) > 0);
        if seen.is_empty() {
            continue;
        }
        let edges: BTreeSet<(usize, usize)> =
            seen.iter().flat_map(|[a, b, c]| [(*a, *b), (*b, *c), (*c, *a)]).collect();
        faces = hidden;
        faces.extend(edges.iter().filter(|(u, v)| !edges.contains(&(*v, *u))).map(|(u, v)| [*u, *v, at]));
    }
    Some(faces.iter().map(|face| face.map(|at| points[at])).collect())
}

fn cross(points: &[Voxel], a: usize, b: usize, c: usize) -> [i128; 3] {
    let from = |to: usize| [0, 1, 2].map(|axis| i128::from(points[to][axis] - points[a][axis]));
    let (u, v) = (from(b), from(c));
    [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
}

/// Positive if a point lies outside of a face's plane.
fn side(points: &[Voxel], [a, b, c]: Face, at: usize) -> i128 {
    let normal = cross(points, a, b, c);
    (0..3).map(|axis| normal[axis] * i128::from(points[at][axis] - points[a][axis])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_is_closed_and_holds_every_point() {
        // A fixed sequence without pattern.
        let mut state = 12_345_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as i64 % 2_000
        };
        let points: Vec<Voxel> = (0..400).map(|_| [next(), next(), next()]).collect();
        let triangles = hull(points.clone()).unwrap();
        let mut edges = BTreeSet::new();
        for [a, b, c] in &triangles {
            for edge in [(*a, *b), (*b, *c), (*c, *a)] {
                assert!(edges.insert(edge), "an edge is used twice in one direction");
            }
            for point in &points {
                assert!(side(&[*a, *b, *c, *point], [0, 1, 2], 3) <= 0, "{point:?} is outside");
            }
        }
        assert!(edges.iter().all(|(a, b)| edges.contains(&(*b, *a))), "the hull has a hole");
        assert!(triangles.len() > 20);
    }

    #[test]
    fn points_of_one_plane_have_no_hull() {
        assert!(hull((0..100).map(|i| [i, i * i, 5]).collect()).is_none());
        assert!(hull(vec![[1, 2, 3]]).is_none());
    }
}
