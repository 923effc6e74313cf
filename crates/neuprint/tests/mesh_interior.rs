//! What surfaces enclose, beside what they were made of.

use std::collections::BTreeSet;

use neuprint::{Mesh, MeshInterior};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// Cubes of two units: those of a corner are at even places, their centres at odd ones.
type Cubes = BTreeSet<[i32; 3]>;

/// The surface of some cubes, after a change of place that keeps straight lines straight.
fn surface(cubes: &Cubes, moved: impl Fn([i32; 3]) -> [f32; 3]) -> Mesh {
    let mut mesh = Mesh::default();
    for cube in cubes {
        for axis in 0..3 {
            for step in [-1, 1] {
                let mut beside = *cube;
                beside[axis] += step;
                if cubes.contains(&beside) {
                    continue;
                }
                let first = mesh.vertices.len() as u32;
                for (u, v) in [(0, 0), (2, 0), (2, 2), (0, 2)] {
                    let mut corner = cube.map(|part| part * 2);
                    corner[axis] += i32::max(step, 0) * 2;
                    corner[(axis + 1) % 3] += u;
                    corner[(axis + 2) % 3] += v;
                    mesh.vertices.push(moved(corner));
                }
                mesh.faces.extend([[first, first + 1, first + 2], [first, first + 2, first + 3]]);
            }
        }
    }
    mesh
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    /// Slanted, so that lines through centres meet corners and edges without touching the surface where the centre is.
    #[test]
    fn the_centres_of_cubes_are_inside_and_those_of_others_are_not(
        cubes in prop::collection::btree_set([0..5, 0..5, 0..5], 0..60),
        slant in [-3..=3, -3..=3, -3..=3],
        (size, away) in prop::sample::select(vec![(1.0_f32, 0.0_f32), (8.0, 17_000.0), (0.1, -3.5), (1e-3, 0.0)]),
    ) {
        let moved = |[x, y, z]: [i32; 3]| {
            let [by_x, by_y, by_z] = slant;
            [x + by_x * z, y + by_y * z, z + by_z * x].map(|part| part as f32 * size + away)
        };
        // Three planes must not become one.
        prop_assume!(1 - slant[0] * slant[2] != 0);
        let mut mesh = surface(&cubes, moved);
        // Which way faces are turned does not matter.
        mesh.faces.iter_mut().step_by(3).for_each(|face| face.swap(0, 1));
        let interior = MeshInterior::of(&mesh);
        prop_assert_eq!(interior.faces(), mesh.faces.len());
        for x in -1..6 {
            for y in -1..6 {
                for z in -1..6 {
                    let centre = moved([x, y, z].map(|part| 2 * part + 1));
                    prop_assert_eq!(interior.encloses(centre), cubes.contains(&[x, y, z]), "{:?}", centre);
                }
            }
        }
    }

    /// What is not closed encloses nothing that it does not cover, and no surface breaks it.
    #[test]
    fn any_surface_is_taken(
        vertices in prop::collection::vec(prop::array::uniform3(prop::num::f32::ANY), 0..12),
        faces in prop::collection::vec([0_u32..16, 0_u32..16, 0_u32..16], 0..40),
        point in prop::array::uniform3(prop::num::f32::ANY),
    ) {
        let interior = MeshInterior::of(&Mesh { vertices, faces });
        prop_assert!(!interior.encloses(point) || interior.faces() > 1);
    }
}

/// A ball of so many rings, each of twice as many faces.
fn ball(rings: u32, radius: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let sectors = rings * 2;
    for ring in 0..=rings {
        for sector in 0..sectors {
            let (polar, around) = (
                std::f32::consts::PI * ring as f32 / rings as f32,
                std::f32::consts::TAU * sector as f32 / sectors as f32,
            );
            let out = if ring == 0 || ring == rings { 0.0 } else { polar.sin() };
            mesh.vertices.push([out * around.cos(), out * around.sin(), polar.cos()].map(|part| part * radius));
        }
    }
    for ring in 0..rings {
        for sector in 0..sectors {
            let at = |ring: u32, sector: u32| ring * sectors + sector % sectors;
            let (one, two) = (at(ring, sector), at(ring, sector + 1));
            let (three, four) = (at(ring + 1, sector), at(ring + 1, sector + 1));
            mesh.faces.extend([[one, three, two], [two, three, four]]);
        }
    }
    mesh
}

#[test]
fn a_ball_encloses_what_is_near_its_centre() {
    let mesh = ball(60, 1000.0);
    let interior = MeshInterior::of(&mesh);
    let steps = || (-12..=12).map(|step| step as f32 * 100.0);
    let mut counts = [0, 0];
    for x in steps() {
        for y in steps() {
            for z in steps() {
                let away = (x * x + y * y + z * z).sqrt();
                // Between the corners of the faces and their middles the surface is somewhere.
                if !(995.0..=1001.0).contains(&away) {
                    assert_eq!(interior.encloses([x, y, z]), away < 1000.0, "{x} {y} {z}");
                    counts[usize::from(away < 1000.0)] += 1;
                }
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 1000), "{counts:?}");
}

#[test]
fn below_a_hole_nothing_is_enclosed() {
    let mut mesh = surface(&Cubes::from([[0, 0, 0]]), |corner| corner.map(|part| part as f32));
    let centre = [1.2, 0.7, 1.0];
    assert!(MeshInterior::of(&mesh).encloses(centre));
    mesh.faces.truncate(mesh.faces.len() - 2);
    assert!(!MeshInterior::of(&mesh).encloses(centre));
    assert!(!MeshInterior::of(&Mesh::default()).encloses(centre));
}

#[test]
fn faces_that_are_nowhere_are_left_out() {
    let mut mesh = surface(&Cubes::from([[0, 0, 0]]), |corner| corner.map(|part| part as f32));
    let (faces, nowhere) = (mesh.faces.len(), mesh.vertices.len() as u32);
    mesh.vertices.extend([[0.0, f32::NAN, 0.0], [f32::INFINITY, 0.0, 0.0]]);
    mesh.faces.extend([[nowhere; 3], [0, 1, nowhere + 1], [0, 1, nowhere + 2]]);
    let interior = MeshInterior::of(&mesh);
    assert_eq!(interior.faces(), faces);
    assert!(interior.encloses([1.2, 0.7, 1.0]));
}
