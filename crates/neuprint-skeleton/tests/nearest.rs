//! The node nearest to a point is that which looking at all of them finds.
#![allow(clippy::unwrap_used)]

#[path = "support/neuron.rs"]
mod neuron;

use neuprint_skeleton::{NodeIndex, Skeleton, attach};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// The nearest node by looking at all, the first of those that are as near.
fn by_looking(skeleton: &Skeleton, point: [f64; 3]) -> Option<(u32, f64)> {
    let distance = |node: u32| {
        let place = [skeleton.x(), skeleton.y(), skeleton.z()].map(|axis| f64::from(axis[node as usize]));
        let squared: f64 = place.iter().zip(point).map(|(value, other)| (value - other) * (value - other)).sum();
        (node, squared.sqrt())
    };
    (0..skeleton.len() as u32).map(distance).reduce(|best, other| if other.1 < best.1 { other } else { best })
}

fn loose(places: &[[f64; 3]]) -> Skeleton {
    let nodes = places.iter().map(|place| (*place, None)).collect();
    Skeleton::parse(neuron::swc(&nodes, |node| node + 1).as_bytes()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn the_nearest_node_is_found(
        nodes in prop::collection::vec(prop::array::uniform3(-4i32..4), 0..90),
        points in prop::collection::vec(prop::array::uniform3(-12i32..12), 0..40),
    ) {
        // On a grid many are as near.
        let skeleton = loose(&nodes.iter().map(|node| node.map(f64::from)).collect::<Vec<_>>());
        let points: Vec<[f64; 3]> = points.iter().map(|point| point.map(|value| f64::from(value) / 2.0)).collect();
        let index = NodeIndex::new(&skeleton);
        let attached = attach(&skeleton, &points);
        prop_assert_eq!(attached.len(), points.len());
        for (point, attached) in points.iter().zip(attached) {
            let found = index.nearest(*point);
            prop_assert_eq!(found.map(|found| (found.node, found.distance)), by_looking(&skeleton, *point));
            prop_assert_eq!(attached, found);
        }
    }
}

#[test]
fn synapses_find_their_nodes_on_a_neuron() {
    let grown = neuron::grown(20_000, 20);
    let skeleton = Skeleton::parse(neuron::swc(&grown, |node| node + 1).as_bytes()).unwrap();
    let mut random = neuron::Random::new();
    let points: Vec<[f64; 3]> = (0..300)
        .map(|_| grown[random.below(grown.len())].0.map(|value| value + (random.unit() - 0.5) * 150.0))
        .collect();
    for (point, attached) in points.iter().zip(attach(&skeleton, &points)) {
        assert_eq!(attached.map(|found| (found.node, found.distance)), by_looking(&skeleton, *point));
    }
}

#[test]
fn points_that_are_nowhere_have_no_node() {
    let skeleton = loose(&[[0.0; 3], [3e38, 0.0, 0.0], [-3e38, 0.0, 0.0]]);
    let points = [[f64::NAN, 0.0, 0.0], [0.0, f64::INFINITY, 0.0], [1e300, 0.0, 0.0], [-2e38, 1.0, 0.0]];
    let nodes = attach(&skeleton, &points).into_iter().map(|found| found.map(|found| found.node));
    // So far away all distances are infinite, and the first node is as near as any.
    assert_eq!(nodes.collect::<Vec<_>>(), [None, None, Some(0), Some(2)]);
    assert_eq!(NodeIndex::new(&loose(&[])).nearest([0.0; 3]), None);
}

#[test]
fn many_nodes_in_one_place_do_not_make_the_search_long() {
    let skeleton = loose(&vec![[5.0; 3]; 100_000]);
    let attached = attach(&skeleton, &vec![[5.0, 5.0, 7.0]; 100_000]);
    assert!(attached.iter().all(|found| found.is_some_and(|found| (found.node, found.distance) == (0, 2.0))));
}
