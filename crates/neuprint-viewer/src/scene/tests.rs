use glam::DVec3;

use super::*;
use crate::edges::BRIDGE;

const NODES: [f32; 12] =
    [20_000.0, 30_000.0, 25_000.0, 40.0, 20_100.0, 30_000.0, 25_000.0, 20.0, 20_200.0, 30_000.0, 25_000.0, 10.0];
const ROOT: u32 = u32::MAX;

fn scene() -> Scene {
    let mut scene = Scene::default();
    scene.set_skeleton("7", &NODES, &[ROOT, 0, ROOT], &[]).unwrap();
    scene
}

fn skeleton<'a>(scene: &'a Scene, key: &str) -> &'a Skeleton {
    scene.skeletons().find(|(name, _)| *name == key).unwrap().1
}

#[test]
fn coordinates_are_kept_relative_to_an_origin_amid_them() {
    let scene = scene();
    assert!(skeleton(&scene, "7").nodes().iter().all(|node| node[0].abs() <= 200.0 && node[1].abs() <= 1.0));
    let (first, radius) = scene.spheres().next().unwrap();
    assert_eq!((first, radius), (DVec3::new(20_000.0, 30_000.0, 25_000.0), 40.0));
}

#[test]
fn the_origin_stays_while_there_is_content_and_goes_with_the_last_of_it() {
    let mut scene = scene();
    let before = scene.origin();
    scene.set_skeleton("8", &[0.0, 0.0, 0.0, 1.0], &[ROOT], &[]).unwrap();
    assert_eq!(scene.origin(), before);
    assert!(scene.remove_skeleton("7") && scene.remove_skeleton("8") && !scene.remove_skeleton("8"));
    scene.set_skeleton("9", &[5.0, 5.0, 5.0, 1.0], &[ROOT], &[]).unwrap();
    assert_eq!(scene.origin(), DVec3::splat(5.0));
}

#[test]
fn healing_changes_the_edges_only() {
    let mut scene = scene();
    let (nodes, edges) = skeleton(&scene, "7").revisions();
    scene.set_edges("7", &[ROOT, 0, 1], &[2]).unwrap();
    let healed = skeleton(&scene, "7");
    assert_eq!(healed.pairs()[..2], [[1, 0], [2 | BRIDGE, 1]]);
    assert_eq!(healed.revisions().0, nodes);
    assert_ne!(healed.revisions().1, edges);
}

#[test]
fn a_replaced_skeleton_keeps_its_looks() {
    let mut scene = scene();
    let looks = scene.skeleton_mut("7").unwrap();
    (looks.color, looks.visible) = ([1.0, 0.0, 0.0], false);
    scene.set_skeleton("7", &NODES, &[ROOT, 0, 1], &[]).unwrap();
    assert_eq!((skeleton(&scene, "7").color, skeleton(&scene, "7").visible), ([1.0, 0.0, 0.0], false));
}

#[test]
fn others_are_faint_while_a_visible_skeleton_stands_out() {
    let mut scene = scene();
    scene.set_skeleton("8", &NODES, &[ROOT, 0, 1], &[]).unwrap();
    assert!(scene.highlight(Some("8")) && !scene.highlight(Some("8")));
    assert!(scene.is_faint("7") && !scene.is_faint("8"));
    scene.skeleton_mut("8").unwrap().visible = false;
    assert!(!scene.is_faint("7"), "what stands out cannot be seen");
    assert!(scene.highlight(Some("gone")) && !scene.is_faint("7"));
    assert!(scene.highlight(None) && !scene.is_faint("8"));
}

#[test]
fn what_is_hidden_is_not_framed() {
    let mut scene = scene();
    scene.set_mesh("roi", &[0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0, 9.0, 0.0], &[0, 1, 2], [1.0; 4]).unwrap();
    assert_eq!(scene.spheres().count(), 3, "nodes only, if there are nodes");
    scene.skeleton_mut("7").unwrap().visible = false;
    assert_eq!(scene.spheres().count(), 3, "vertices, if there are no nodes");
    assert_eq!(scene.bounds().size(), DVec3::new(9.0, 9.0, 0.0));
    scene.mesh_mut("roi").unwrap().visible = false;
    assert_eq!(scene.spheres().count(), 0);
    assert!(scene.bounds().is_empty());
}

#[test]
fn a_mesh_gets_unit_normals() {
    let mut scene = Scene::default();
    let square = [0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0, 2.0, 0.0, 0.0, 2.0, 0.0];
    scene.set_mesh("roi", &square, &[0, 1, 2, 0, 2, 3], [1.0; 4]).unwrap();
    let (_, mesh) = scene.meshes().next().unwrap();
    assert!(mesh.vertices().iter().all(|vertex| vertex[3..] == [0.0, 0.0, 1.0]));
}

#[test]
fn arrays_that_do_not_fit_are_refused_with_the_place() {
    let mut scene = scene();
    let mut refused = |nodes: &[f32], parents: &[u32], bridges: &[u32]| {
        scene.set_skeleton("7", nodes, parents, bridges).unwrap_err().to_string()
    };
    assert_eq!(refused(&NODES[..11], &[], &[]), "skeleton 7: 11 numbers are not four (x, y, z, radius) per node");
    assert_eq!(refused(&NODES, &[ROOT, 0], &[]), "skeleton 7: 2 parents for 3 nodes");
    assert_eq!(refused(&NODES, &[ROOT, 3, 0], &[]), "skeleton 7: node 1 has parent 3, but there are 3 nodes");
    assert_eq!(refused(&NODES, &[ROOT, 0, 0], &[0]), "skeleton 7: bridge at node 0, which has no edge");
    assert_eq!(refused(&NODES, &[ROOT, 0, 0], &[3]), "skeleton 7: bridge at node 3, which has no edge");
    let mut broken = NODES;
    broken[5] = f32::NAN;
    assert_eq!(
        refused(&broken, &[ROOT, 0, 0], &[]),
        "skeleton 7: node 1 has a coordinate or radius that is not finite"
    );
    assert!(scene.set_mesh("roi", &[0.0; 9], &[0, 1, 3], [1.0; 4]).unwrap_err().to_string().contains("names vertex 3"));
    assert!(scene.set_mesh("roi", &[0.0; 8], &[], [1.0; 4]).is_err());
    assert_eq!(skeleton(&scene, "7").node_count(), 3, "the scene stays as it was");
}

fn refused_points(scene: &mut Scene, places: &[f32], kinds: &[u8], confidences: &[f32]) -> String {
    scene.set_points("p", places, kinds, confidences, 1.0).unwrap_err().to_string()
}

#[test]
fn points_that_do_not_fit_are_refused_with_the_place() {
    let mut scene = scene();
    assert_eq!(refused_points(&mut scene, &[0.0; 5], &[0, 1], &[]), "points p: 5 coordinates for 2 points");
    assert_eq!(refused_points(&mut scene, &[0.0; 6], &[0, 1], &[1.0]), "points p: 1 confidences for 2 points");
    assert_eq!(
        refused_points(&mut scene, &[0.0; 6], &[0, 9], &[]),
        "points p: point 1 is of kind 9; there are kinds 0 to 7"
    );
    assert!(refused_points(&mut scene, &[0.0, f32::NAN, 0.0], &[0], &[]).contains("point 0"));
    assert_eq!(scene.points().count(), 0);
}

#[test]
fn points_keep_their_kind_beside_the_confidence() {
    let mut scene = scene();
    scene.set_points("p", &[20_000.0; 9], &[0, 7, 7], &[0.0, 0.5, 1.0], 3.0).unwrap();
    let (_, points) = scene.points().next().unwrap();
    assert_eq!(points.places().iter().map(|place| place[3].floor()).collect::<Vec<_>>(), [0.0, 7.0, 7.0]);
    let mut shown = |least: f32| {
        let points = scene.points_mut("p").unwrap();
        points.least_confidence = least;
        points.places().iter().filter(|place| place[3].fract() >= points.threshold()).count()
    };
    assert_eq!([0.0, 0.5, 0.51, 1.0].map(&mut shown), [3, 2, 1, 1]);
}

#[test]
fn values_are_computed_again_only_if_what_they_go_by_changed() {
    let mut scene = scene();
    let of = |scene: &Scene, coloring| skeleton(scene, "7").values_of(coloring);
    let (radius, distance) = (of(&scene, Coloring::Radius), of(&scene, Coloring::Distance));
    scene.set_edges("7", &[ROOT, 0, 1], &[2]).unwrap();
    assert_eq!(of(&scene, Coloring::Radius), radius);
    assert_ne!(of(&scene, Coloring::Distance), distance);
    scene.color_by(Coloring::Values);
    assert!(skeleton(&scene, "7").values(Coloring::Values).is_none(), "none were given");
    scene.set_values("7", &[1.0, 2.0, 4.0]).unwrap();
    assert_eq!(scene.range(), (1.0, 4.0));
    assert!(scene.set_values("7", &[1.0, 2.0]).is_err());
    scene.skeleton_mut("7").unwrap().visible = false;
    assert_eq!(scene.range(), (0.0, 1.0), "nothing to be seen");
}
