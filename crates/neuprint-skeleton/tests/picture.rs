//! The picture of what healing does, in the README and in the crate's documentation.
//!
//! It is drawn from what the crate does. If that changes, this test says so; with `UPDATE_PICTURES=1` it draws anew.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;

use neuprint_skeleton::{HealOptions, NO_PARENT, Skeleton, heal};

/// One colour per fragment; each is seen on white and on black.
const COLOURS: [&str; 5] = ["#3b82c4", "#c2571a", "#2f9e63", "#8e5bd0", "#b8860b"];

/// A neuron that grows and branches in the plane, without some of its edges.
fn broken_neuron() -> String {
    let mut state = 33_u64;
    let mut random = move || {
        // A linear congruential generator (Knuth's MMIX): the same neuron on every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1u32 << 24)
    };
    let mut text = String::new();
    let mut id = 0;
    // Tips that grow on: parent, place, direction, generation.
    let mut tips = vec![(-1i64, 20.0, 170.0, 0.0f64, 0)];
    while let Some((parent, x, y, direction, generation)) = tips.pop() {
        id += 1;
        let cut = matches!(id, 9 | 24 | 37 | 52);
        let _ = writeln!(text, "{id} 0 {x:.1} {y:.1} 0 1 {}", if cut { -1 } else { parent });
        if id >= 70 || generation > 17 {
            continue;
        }
        let turn = (random() - 0.5) * 0.5;
        let mut grow = |angle: f64| {
            let angle = angle.clamp(-1.25, 1.25);
            tips.push((id, x + 13.0 * angle.cos(), y + 13.0 * angle.sin(), angle, generation + 1));
        };
        if generation % 5 == 4 {
            grow(direction + 0.6 + turn);
            grow(direction - 0.6 + turn);
        } else {
            grow(direction * 0.95 + turn);
        }
    }
    text
}

/// The edges and nodes of a skeleton, coloured by fragment of `raw`, moved to the right.
fn draw(svg: &mut String, skeleton: &Skeleton, colour_of: &[u32], bridges: &[(u32, u32)], right: f32) {
    let colour = |node: usize| COLOURS[colour_of[node] as usize % COLOURS.len()];
    for (child, parent) in skeleton.parents().iter().enumerate().filter(|edge| *edge.1 != NO_PARENT) {
        let (from, to) = (child, *parent as usize);
        let is_bridge = bridges.contains(&(from as u32, to as u32));
        let style = if is_bridge {
            "stroke=\"#d6336c\" stroke-width=\"4\"".to_owned()
        } else {
            format!("stroke=\"{}\" stroke-width=\"2\"", colour(from))
        };
        let _ = writeln!(
            svg,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" {style}/>",
            skeleton.x()[from] + right,
            skeleton.y()[from],
            skeleton.x()[to] + right,
            skeleton.y()[to]
        );
    }
    for node in 0..skeleton.len() {
        let radius = if skeleton.parents()[node] == NO_PARENT { 5 } else { 2 };
        let (x, y) = (skeleton.x()[node] + right, skeleton.y()[node]);
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"{}\"/>", colour(node));
    }
}

#[test]
fn the_picture_of_healing_shows_what_healing_does() {
    let raw = Skeleton::parse(broken_neuron().as_bytes()).unwrap();
    let healed = heal(&raw, HealOptions::default());
    let colours = raw.fragments().of_node().to_vec();
    // The nodes are sorted by identifier already, so that indices are the same before and after.
    assert_eq!(healed.skeleton.ids(), raw.ids());
    let bridges: Vec<(u32, u32)> = healed.bridges.iter().map(|bridge| (bridge.child, bridge.parent)).collect();
    assert_eq!((raw.fragments().count(), bridges.len()), (5, 4));

    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 320\" width=\"680\" height=\"320\" role=\"img\" \
         aria-label=\"A neuron in five fragments, and the same healed by four bridges of least length\">\n\
         <style>text{font:14px sans-serif;fill:#768390}</style>\n",
    );
    draw(&mut svg, &raw, &colours, &[], 0.0);
    draw(&mut svg, &healed.skeleton, &colours, &bridges, 350.0);
    let length: f64 = healed.bridges.iter().map(|bridge| bridge.length).sum();
    let _ = writeln!(svg, "<text x=\"20\" y=\"24\">{} fragments, each with a root</text>", raw.fragments().count());
    let _ = writeln!(svg, "<text x=\"370\" y=\"24\">healed: {} bridges, {length:.1} in sum</text>", bridges.len());
    svg.push_str("</svg>\n");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("doc/healing.svg");
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &svg).unwrap();
    }
    let drawn = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(drawn == svg, "{} is not what healing does: draw it with UPDATE_PICTURES=1", path.display());
}
