use glam::DVec3;

use super::*;
use crate::coloring::Coloring;

const ROOT: u32 = u32::MAX;

/// 200 × 100 pixels, a voxel per pixel: x right, y down, the origin in the middle.
fn file(scene: &Scene, sheet: &Sheet<'_>) -> String {
    let camera = Camera { half_height: 50.0, ..Camera::default() };
    svg(scene, &camera, &Viewport::new(200.0, 100.0, 1.0), sheet)
}

const PLAIN: Sheet<'_> = Sheet { background: None, clip: None, above: "" };

fn scene(nodes: &[[f32; 4]], parents: &[u32], bridges: &[u32]) -> Scene {
    let mut scene = Scene::default();
    scene.set_skeleton("1", &nodes.concat(), parents, bridges).expect("a skeleton");
    scene
}

#[test]
fn a_neurite_of_one_width_is_one_path_and_a_branch_another() {
    let nodes = [[0.0, 0.0, 0.0, 1.0], [20.0, 10.0, 0.0, 1.0], [40.0, 0.0, 0.0, 1.0], [20.0, 40.0, 0.0, 1.0]];
    let file = file(&scene(&nodes, &[ROOT, 0, 1, 1], &[]), &PLAIN);
    let paths: Vec<&str> = file.split("<path d=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
    assert_eq!(paths, ["M140 50L120 60L100 50", "M120 90L120 60"]);
    assert!(file.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\" viewBox=\"0 0 200 100\">"
    ));
    assert_eq!(file.matches("stroke-width=\"2\"").count(), 2);
}

#[test]
fn thin_neurites_have_the_least_width_and_nodes_that_nobody_sees_are_left_out() {
    let nodes: Vec<[f32; 4]> = (0..=80).map(|at| [at as f32, 0.01 * (at % 2) as f32, 0.0, 0.01]).collect();
    let parents: Vec<u32> = std::iter::once(ROOT).chain(0..80).collect();
    let file = file(&scene(&nodes, &parents, &[]), &PLAIN);
    assert!(file.contains("<path d=\"M180 50L100 50\" stroke-width=\"0.6\"/>"), "{file}");
}

#[test]
fn a_soma_is_a_ball_with_tangents_to_its_neurite() {
    let file = file(&scene(&[[0.0, 0.0, 0.0, 20.0], [50.0, 0.0, 0.0, 5.0]], &[ROOT, 0], &[]), &PLAIN);
    assert!(file.contains("<circle cx=\"150\" cy=\"50\" r=\"5\"/><circle cx=\"100\" cy=\"50\" r=\"20\"/>"), "{file}");
    let corners = file.split("<path d=\"M").nth(1).and_then(|rest| rest.split_once("Z\"/>")).unwrap().0;
    for (corner, (centre, radius)) in corners.split('L').zip([(150.0, 5.0), (100.0, 20.0), (100.0, 20.0), (150.0, 5.0)])
    {
        let (x, y) = corner.split_once(' ').unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        // Each corner is on its circle, and the side stands upright on the radius there.
        assert!(((x - centre).hypot(y - 50.0) - radius).abs() < 0.02, "{corner}");
        assert!(((x - centre) / radius - 15.0 / 50.0).abs() < 0.01, "{corner}");
    }
}

#[test]
fn bridges_are_dashed_and_above_all() {
    let nodes = [[0.0, 0.0, 0.0, 1.0], [30.0, 0.0, 9.0, 1.0], [60.0, 0.0, 9.0, 1.0]];
    let file = file(&scene(&nodes, &[ROOT, 0, 1], &[1]), &PLAIN);
    let dashed = file.find("<path d=\"M130 50L100 50\" stroke=\"#e69f00\" stroke-dasharray=\"4 3\"").unwrap();
    assert!(file.find("<path d=\"M160 50L130 50\"").unwrap() < dashed, "{file}");
    assert_eq!(file.matches("r=\"2\"").count(), 2);
}

#[test]
fn far_neurons_come_first_and_hidden_ones_never() {
    let mut scene = scene(&[[0.0, 0.0, 50.0, 1.0], [9.0, 0.0, 50.0, 1.0]], &[ROOT, 0], &[]);
    let pair = |z: f32| [0.0, 0.0, z, 1.0, 9.0, 0.0, z, 1.0];
    scene.set_skeleton("a<b", &pair(-50.0), &[ROOT, 0], &[]).unwrap();
    scene.set_skeleton("gone", &pair(0.0), &[ROOT, 0], &[]).unwrap();
    scene.skeleton_mut("gone").unwrap().visible = false;
    let file = file(&scene, &PLAIN);
    let place = |name: &str| file.find(name).unwrap_or_else(|| panic!("no {name} in {file}"));
    // The default camera looks along z, whose small values are near.
    assert!(place("id=\"1\"") < place("id=\"a&lt;b\""));
    assert!(!file.contains("gone"));
}

#[test]
fn measures_colour_edges_and_long_neurites_keep_few_colours() {
    let nodes: Vec<[f32; 4]> = (0..=90).map(|at| [at as f32, (at % 7) as f32, 0.0, 0.5]).collect();
    let parents: Vec<u32> = std::iter::once(ROOT).chain(0..90).collect();
    let mut scene = scene(&nodes, &parents, &[]);
    scene.color_by(Coloring::Distance);
    let file = file(&scene, &PLAIN);
    let colors: std::collections::HashSet<&str> =
        file.match_indices(" stroke=\"#").map(|(at, _)| &file[at + 9..at + 16]).collect();
    assert!(colors.len() > 20 && colors.len() < 40, "{colors:?}");
}

#[test]
fn a_box_is_outlined_by_its_silhouette() {
    let mut scene = Scene::default();
    let corners: Vec<f32> =
        (0..8).flat_map(|at| [0, 1, 2].map(|axis| if at >> axis & 1 == 1 { 20.0 } else { -20.0 })).collect();
    let quads = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
    let faces: Vec<u32> = quads.iter().flat_map(|[a, b, c, d]| [*a, *b, *c, *a, *c, *d]).collect();
    scene.set_mesh("AL(R)", &corners, &faces, [0.0, 0.0, 1.0, 0.1]).unwrap();
    let file = file(&scene, &PLAIN);
    let path = file.split("<g id=\"AL(R)\" stroke=\"#0000ff\"").nth(1).and_then(|rest| rest.split('"').nth(3)).unwrap();
    let ends: Vec<&str> = path.split(['M', 'L']).skip(1).collect();
    // Seen along an axis, the square's sides, and no diagonal; sides of no area face nobody.
    assert!(
        ends.chunks(2).all(|ends| {
            let [(ax, ay), (bx, by)] = [ends[0], ends[1]].map(|end| end.split_once(' ').unwrap());
            ax == bx || ay == by
        }),
        "{path}"
    );
    for corner in ["80 30", "120 30", "80 70", "120 70"] {
        assert!(ends.contains(&corner), "{path}");
    }
}

#[test]
fn the_sheet_has_background_clip_and_what_stands_above() {
    let scene = scene(&[[0.0, 0.0, 0.0, 1.0], [30.0, 0.0, 0.0, 1.0], [60.0, 0.0, 0.0, 1.0]], &[ROOT, 0, 1], &[]);
    let clip = Bounds::between(DVec3::new(-1.0, -1.0, -1.0), DVec3::new(40.0, 1.0, 1.0));
    let file = file(&scene, &Sheet { background: Some([0.0, 0.5, 1.0]), clip, above: "<text>5 µm</text>" });
    assert!(file.contains("<rect width=\"100%\" height=\"100%\" fill=\"#0080ff\"/>"));
    assert!(file.contains("<path d=\"M140 50L100 50\""), "{file}");
    assert!(file.ends_with("<text>5 µm</text></svg>\n"));
}
