//! Pictures of graphs: the same every time, apart, and symmetric where the graph is.
#![allow(clippy::unwrap_used)]

use neuprint_graph::{Edge, Layout};
use proptest::prelude::*;

fn edges(pairs: &[(u32, u32)]) -> Vec<Edge> {
    pairs.iter().map(|(source, target)| Edge { source: *source, target: *target, weight: 1.0, pairs: 1 }).collect()
}

fn laid_out(nodes: usize, pairs: &[(u32, u32)]) -> Vec<[f32; 2]> {
    let mut layout = Layout::new(nodes, &edges(pairs));
    while layout.advance(10_000) {}
    layout.places()
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn centre(places: &[[f32; 2]]) -> [f32; 2] {
    [0, 1].map(|axis| places.iter().map(|place| place[axis]).sum::<f32>() / places.len() as f32)
}

/// The largest over the smallest.
fn ratio(values: impl Iterator<Item = f32> + Clone) -> f32 {
    values.clone().fold(0.0, f32::max) / values.fold(f32::INFINITY, f32::min)
}

/// Numbers that look random and are always the same.
fn lots(seed: u64) -> impl FnMut(u32) -> u32 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(below)) as u32
    }
}

#[test]
fn a_ring_is_round() {
    let ring: Vec<(u32, u32)> = (0..12).map(|node| (node, (node + 1) % 12)).collect();
    let places = laid_out(12, &ring);
    let middle = centre(&places);
    assert!(ratio(places.iter().map(|place| distance(*place, middle))) < 1.05, "{places:?}");
    assert!(ratio(ring.iter().map(|(a, b)| distance(places[*a as usize], places[*b as usize]))) < 1.05);
}

#[test]
fn the_rays_of_a_star_are_even() {
    let star: Vec<(u32, u32)> = (1..14).map(|node| (0, node)).collect();
    let places = laid_out(14, &star);
    assert!(ratio(places[1..].iter().map(|place| distance(*place, places[0]))) < 1.05, "{places:?}");
    let mut angles: Vec<f32> =
        places[1..].iter().map(|place| (place[1] - places[0][1]).atan2(place[0] - places[0][0])).collect();
    angles.sort_by(f32::total_cmp);
    assert!(ratio(angles.windows(2).map(|pair| pair[1] - pair[0])) < 1.5, "{angles:?}");
}

#[test]
fn two_like_halves_look_alike() {
    // Two cliques of five, and one connection between them.
    let clique = |first: u32| (0..5).flat_map(move |a| (0..a).map(move |b| (first + a, first + b)));
    let pairs: Vec<(u32, u32)> = clique(0).chain(clique(5)).chain([(0, 5)]).collect();
    let places = laid_out(10, &pairs);
    let size = |half: &[[f32; 2]]| half.iter().map(|place| distance(*place, centre(half))).sum::<f32>();
    assert!(ratio([size(&places[..5]), size(&places[5..])].into_iter()) < 1.05, "{places:?}");
    // The halves are apart, and the connection lies between them.
    assert!(distance(centre(&places[..5]), centre(&places[5..])) > distance(places[0], places[5]));
}

#[test]
fn the_same_graph_looks_the_same_however_it_is_cut_into_slices() {
    let mut lot = lots(7);
    let pairs: Vec<(u32, u32)> = (0..900).map(|_| (lot(300), lot(300))).collect();
    let mut slow = Layout::new(300, &edges(&pairs));
    let (mut slices, mut done) = (0, 0.0);
    while slow.advance(1) {
        slices += 1;
        assert!(slow.done() >= done);
        done = slow.done();
    }
    assert!(slices > 20, "{slices}");
    assert_eq!(slow.places(), laid_out(300, &pairs));
}

#[test]
fn nodes_do_not_stand_on_each_other() {
    let mut lot = lots(1);
    let pairs: Vec<(u32, u32)> = (0..2_000).map(|_| (lot(400), lot(400))).collect();
    let places = laid_out(400, &pairs);
    let closest = (0..places.len())
        .flat_map(|a| (0..a).map(move |b| (a, b)))
        .map(|(a, b)| distance(places[a], places[b]))
        .fold(f32::INFINITY, f32::min);
    assert!(closest > 0.7, "{closest}");
}

/// Pieces that no node is shared by: sizes of rings, each for itself.
fn pieces() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(1_u32..9, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn separate_pieces_do_not_overlap(sizes in pieces()) {
        let (mut pairs, mut ranges, mut first) = (Vec::new(), Vec::new(), 0);
        for size in sizes {
            pairs.extend((0..size).map(|at| (first + at, first + (at + 1) % size)));
            ranges.push(first as usize..(first + size) as usize);
            first += size;
        }
        let places = laid_out(first as usize, &pairs);
        let boxes: Vec<[[f32; 2]; 2]> = ranges.into_iter().map(|range| {
            places[range].iter().fold([[f32::INFINITY; 2], [f32::NEG_INFINITY; 2]], |[low, high], place| {
                [[low[0].min(place[0]), low[1].min(place[1])], [high[0].max(place[0]), high[1].max(place[1])]]
            })
        }).collect();
        for (at, [low, high]) in boxes.iter().enumerate() {
            for [other_low, other_high] in &boxes[..at] {
                let apart = (0..2).any(|axis| high[axis] + 1.0 < other_low[axis] || other_high[axis] + 1.0 < low[axis]);
                prop_assert!(apart, "{boxes:?}");
            }
        }
    }

    #[test]
    fn every_graph_has_a_picture(
        nodes in 1_u32..30,
        pairs in prop::collection::vec((0_u32..30, 0_u32..30, prop::num::f64::ANY), 0..80),
    ) {
        let edges: Vec<Edge> = pairs
            .into_iter()
            .map(|(a, b, weight)| Edge { source: a % nodes, target: b % nodes, weight, pairs: 1 })
            .collect();
        let mut layout = Layout::new(nodes as usize, &edges);
        while layout.advance(5_000) {}
        prop_assert_eq!(layout.places().len(), nodes as usize);
        prop_assert!(layout.places().iter().flatten().all(|value| value.is_finite()));
    }
}

#[test]
fn two_thousand_nodes_and_twenty_thousand_connections_are_laid_out() {
    let mut lot = lots(3);
    // Forty groups, most connections within one.
    let pairs: Vec<(u32, u32)> = (0..20_000)
        .map(|_| {
            let from = lot(2_000);
            (from, if lot(10) < 8 { from / 50 * 50 + lot(50) } else { lot(2_000) })
        })
        .collect();
    let places = laid_out(2_000, &pairs);
    assert!(places.iter().flatten().all(|value| value.is_finite()));
    // What belongs together stands together: groups are smaller than the whole.
    let size = |places: &[[f32; 2]]| {
        places.iter().map(|place| distance(*place, centre(places))).sum::<f32>() / places.len() as f32
    };
    let groups = places.chunks(50).map(size).sum::<f32>() / 40.0;
    assert!(groups < 0.6 * size(&places), "{groups} of {}", size(&places));
}
