use glam::Vec3;
use proptest::prelude::*;

use super::*;
use crate::edges;

const ROOT: u32 = u32::MAX;

/// A random tree: each node hangs on an earlier one, mostly on the one before it, not far away.
fn trees() -> impl Strategy<Value = (Vec<[f32; 4]>, Vec<u32>)> {
    prop::collection::vec((-9.0..9.0f32, -9.0..9.0f32, -3.0..3.0f32, 0.1..2.0f32, 0usize..40), 2..80).prop_map(
        |steps| {
            let (mut nodes, mut parents) = (vec![[0.0, 0.0, 0.0, 1.0]], vec![ROOT]);
            for (x, y, z, radius, back) in steps {
                let parent =
                    if back < 30 { nodes.len() - 1 } else { nodes.len() - 1 - (back - 30).min(nodes.len() - 1) };
                let at: [f32; 4] = nodes[parent];
                nodes.push([at[0] + x, at[1] + y, at[2] + z, radius]);
                parents.push(parent as u32);
            }
            (nodes, parents)
        },
    )
}

fn to_segment(point: Vec3, [a, b]: [Vec3; 2]) -> f32 {
    let along = b - a;
    let share = if along.length_squared() > 0.0 {
        ((point - a).dot(along) / along.length_squared()).clamp(0.0, 1.0)
    } else {
        0.0
    };
    point.distance(a + along * share)
}

proptest! {
    #[test]
    fn nothing_is_farther_from_what_is_drawn_than_the_tolerance((nodes, parents) in trees(), tolerance in 0.1..40.0f32) {
        let pairs = edges::pairs(&parents, &[]);
        let reduced = Detail::of(&nodes, &pairs).pairs(&pairs, tolerance);
        let place = |node: u32| Vec3::from_slice(&nodes[node as usize]);
        let drawn: Vec<[Vec3; 2]> = reduced.iter().map(|pair| pair.map(place)).collect();
        for &node in &nodes {
            let nearest = drawn.iter().map(|&segment| to_segment(Vec3::from_slice(&node), segment)).fold(f32::INFINITY, f32::min);
            prop_assert!(nearest <= tolerance * 1.001, "{nearest} voxels away, {} of {} pairs", reduced.len(), pairs.len());
        }
    }

    #[test]
    fn what_is_left_is_one_tree_and_smaller_the_more_is_tolerated((nodes, parents) in trees()) {
        let pairs = edges::pairs(&parents, &[]);
        let detail = Detail::of(&nodes, &pairs);
        let mut before = pairs.len();
        for power in -4..8 {
            let reduced = detail.pairs(&pairs, 2.0_f32.powi(power));
            prop_assert!(reduced.len() <= before);
            // One edge per node but the root.
            prop_assert_eq!(detail.kept(power), reduced.len() + 1);
            let mut children: Vec<u32> = reduced.iter().map(|pair| pair[0]).collect();
            children.sort_unstable();
            prop_assert!(children.windows(2).all(|two| two[0] != two[1]));
            prop_assert!(reduced.iter().all(|pair| pair[1] == 0 || children.binary_search(&pair[1]).is_ok()));
            before = reduced.len();
        }
    }
}

/// A trunk of 101 nodes along x with a side branch of length `reach` at its middle.
fn trunk_with_branch(reach: f32) -> (Vec<[f32; 4]>, Vec<u32>) {
    let mut nodes: Vec<[f32; 4]> = (0..101).map(|at| [10.0 * at as f32, 0.0, 0.0, 1.0]).collect();
    let mut parents: Vec<u32> = (0..101).map(|at: u32| at.wrapping_sub(1)).collect();
    nodes.extend((1..=10).map(|at| [500.0, reach * at as f32 / 10.0, 0.0, 0.0]));
    parents.extend([50].into_iter().chain(101..110));
    (nodes, parents)
}

#[test]
fn branches_that_reach_farther_than_the_tolerance_stay() {
    let (nodes, parents) = trunk_with_branch(60.0);
    let pairs = edges::pairs(&parents, &[]);
    let detail = Detail::of(&nodes, &pairs);
    let mut kept = detail.pairs(&pairs, 59.0);
    kept.sort_unstable();
    assert_eq!(kept, [[50, 0], [100, 50], [110, 50]], "the trunk is cut where the branch leaves it");
    assert_eq!(detail.pairs(&pairs, 61.0), [[100, 0]]);
}

#[test]
fn bridges_and_their_ends_stay_whatever_the_tolerance() {
    let (nodes, mut parents) = trunk_with_branch(60.0);
    parents[30] = 28;
    let pairs = edges::pairs(&parents, &[30]);
    let kept = Detail::of(&nodes, &pairs).pairs(&pairs, 1e6);
    assert!(kept.contains(&[30 | BRIDGE, 28]) && kept.contains(&[28, 0]) && kept.contains(&[100, 30]), "{kept:?}");
}

#[test]
fn rings_and_lone_nodes_do_no_harm() {
    let nodes = vec![[0.0, 0.0, 0.0, 1.0]; 4];
    let pairs = edges::pairs(&[1, 2, 0, ROOT], &[]);
    assert_eq!(Detail::of(&nodes, &pairs).pairs(&pairs, 100.0).len(), 4);
    assert!(Detail::of(&[], &[]).pairs(&[], 1.0).is_empty());
}

#[test]
fn what_is_left_out_counts_at_no_tolerance() {
    let nodes = [[0.0, 0.0, 0.0, 1.0], [50.0, 0.0, 0.0, 1.0], [50.0, 9.0, 0.0, 1.0], [50.0, 18.0, 0.0, 1.0]];
    let pairs = edges::pairs(&[ROOT, 0, 2, 3], &[]);
    let detail = Detail::of(&nodes, &pairs);
    assert_eq!((detail.kept(0), detail.kept(-16)), (2, 2));
    assert_eq!(detail.pairs(&pairs, 1.0), pairs);
}
