//! Healing: which bridges, which root, what stays as it is, and how much is computed for it.
#![allow(clippy::unwrap_used)]

#[path = "support/neuron.rs"]
mod neuron;

use neuprint_skeleton::{GapOptions, Gaps, HealOptions, Healed, NO_PARENT, Skeleton, heal};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

fn parsed(text: &str) -> Skeleton {
    Skeleton::parse(text.as_bytes()).unwrap()
}

/// A node of a made forest: its parent among those before it, and where it is.
type Node = (Option<usize>, [i32; 3]);

/// Random forests on a coarse grid, so that many distances tie and many nodes coincide.
fn forests() -> impl Strategy<Value = Vec<Node>> {
    let node = (any::<prop::sample::Index>(), prop::bool::weighted(0.4), prop::array::uniform3(-3i32..3));
    prop::collection::vec(node, 1..70).prop_map(|nodes| {
        let parent =
            |at: usize, parent: prop::sample::Index, is_root: bool| (at > 0 && !is_root).then(|| parent.index(at));
        nodes.into_iter().enumerate().map(|(at, (above, is_root, place))| (parent(at, above, is_root), place)).collect()
    })
}

/// Identifiers in another order than the nodes.
fn id(node: usize) -> usize {
    (node * 37) % 71 + 1
}

/// The SWC text of a forest, its rows in this order.
fn swc(forest: &[Node], rows: impl Iterator<Item = usize>) -> String {
    rows.map(|row| {
        let (parent, [x, y, z]) = forest[row];
        let parent = parent.map_or(-1, |parent| id(parent) as i64);
        format!("{} 0 {x} {y} {z} 1 {parent}\n", id(row))
    })
    .collect()
}

/// Kruskal's algorithm over all pairs of nodes sorted by identifier: length squared, smaller index, larger index.
fn all_pairs(skeleton: &Skeleton, may_join: impl Fn(usize) -> bool) -> Vec<(f64, u32, u32)> {
    let mut component = skeleton.fragments().of_node().to_vec();
    let at = |n: usize| [skeleton.x()[n], skeleton.y()[n], skeleton.z()[n]].map(f64::from);
    let mut edges = Vec::new();
    for b in (0..skeleton.len()).filter(|node| may_join(*node)) {
        for a in (0..b).filter(|node| may_join(*node)) {
            let squared: f64 = at(a).iter().zip(at(b)).map(|(p, q)| (p - q) * (p - q)).sum();
            edges.push((squared, a as u32, b as u32));
        }
    }
    edges.sort_by(|p, q| p.partial_cmp(q).unwrap());
    edges.retain(|(_, a, b)| {
        let (from, to) = (component[*a as usize], component[*b as usize]);
        component.iter_mut().filter(|other| **other == from).for_each(|other| *other = to);
        from != to
    });
    edges
}

/// The edges of a skeleton, without direction.
fn edges(skeleton: &Skeleton) -> Vec<(i64, i64)> {
    let ids = skeleton.ids();
    let edge = |(node, parent): (usize, &u32)| {
        let (a, b) = (ids[node], ids[*parent as usize]);
        (a.min(b), a.max(b))
    };
    let mut edges: Vec<_> =
        skeleton.parents().iter().enumerate().filter(|edge| *edge.1 != NO_PARENT).map(edge).collect();
    edges.sort_unstable();
    edges
}

fn check(healed: &Healed, raw: &Skeleton) {
    assert_eq!(healed.fragments_before, raw.fragments().count());
    assert_eq!(healed.fragments_after, healed.skeleton.fragments().count());
    assert_eq!(healed.fragments_after, healed.fragments_before - healed.bridges.len());
    assert!(healed.bridges.is_sorted_by(|a, b| a.length >= b.length));
    let mut expected = edges(raw);
    for bridge in &healed.bridges {
        assert_eq!(healed.skeleton.parents()[bridge.child as usize], bridge.parent);
        let (a, b) = (healed.skeleton.ids()[bridge.child as usize], healed.skeleton.ids()[bridge.parent as usize]);
        expected.push((a.min(b), a.max(b)));
    }
    expected.sort_unstable();
    assert_eq!(edges(&healed.skeleton), expected, "the old edges and the bridges, and no other");
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn the_gaps_are_those_of_kruskal_over_all_pairs(forest in forests(), size in 0usize..4, mask in prop::collection::vec(prop::bool::weighted(0.7), 70)) {
        let raw = parsed(&swc(&forest, 0..forest.len()));
        let mask = &mask[..raw.len()];
        for (min_fragment_size, mask) in [(0, None), (size, None), (0, Some(mask)), (size, Some(mask))] {
            let gaps = Gaps::of(&raw, GapOptions { min_fragment_size, mask, ..GapOptions::default() });
            let sorted = gaps.skeleton();
            let sizes = sorted.fragments().sizes();
            let may_join = |node: usize| {
                let row = raw.node_with_id(sorted.ids()[node]).unwrap() as usize;
                mask.is_none_or(|mask| mask[row])
                    && sizes[sorted.fragments().of_node()[node] as usize] as usize >= min_fragment_size
            };
            let found: Vec<_> = gaps.gaps().iter().map(|gap| (gap.length, gap.from, gap.to)).collect();
            let expected: Vec<_> = all_pairs(sorted, may_join).into_iter().map(|(s, a, b)| (s.sqrt(), a, b)).collect();
            prop_assert_eq!(found, expected);
            check(&gaps.healed(None, None), &raw);
        }
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(forest in forests(), shuffled in Just(()).prop_perturb(|(), mut random| random.next_u64())) {
        let raw = parsed(&swc(&forest, 0..forest.len()));
        let mut rows: Vec<usize> = (0..forest.len()).collect();
        rows.sort_by_key(|row| (*row as u64 + 1).wrapping_mul(shuffled | 1));
        let other = parsed(&swc(&forest, rows.into_iter()));
        let (healed, again) = (heal(&raw, HealOptions::default()), heal(&other, HealOptions::default()));
        prop_assert_eq!(healed.skeleton, again.skeleton);
        prop_assert_eq!(healed.bridges, again.bridges);
    }

    #[test]
    fn gaps_heal_as_heal_does(forest in forests(), max in 0.0f64..6.0, root in 0usize..70) {
        let raw = parsed(&swc(&forest, 0..forest.len()));
        let gaps = Gaps::of(&raw, GapOptions::default());
        let root = Some(id(root) as i64);
        for (max_distance, root) in [(None, None), (Some(max), None), (None, root), (Some(max), root)] {
            let healed = heal(&raw, HealOptions { max_distance, root, ..HealOptions::default() });
            check(&healed, &raw);
            prop_assert_eq!(healed.fragments_after, gaps.fragments_at(max_distance.unwrap_or(f64::INFINITY)));
            prop_assert_eq!(&healed, &gaps.healed(max_distance, root));
            let all = heal(&raw, HealOptions { root, ..HealOptions::default() });
            // The tree is oriented as if all bridges were there; the child of one that is not is a root.
            for (node, parent) in healed.skeleton.parents().iter().enumerate() {
                let before = all.skeleton.parents()[node];
                let dropped = all.bridges.iter().any(|bridge| bridge.child as usize == node && bridge.length > max);
                prop_assert_eq!(*parent, if dropped && max_distance.is_some() { NO_PARENT } else { before });
            }
            let root = root.and_then(|id| all.skeleton.node_with_id(id));
            if all.fragments_before > 1 || root.is_some() {
                prop_assert_eq!(all.skeleton.roots().collect::<Vec<_>>(), [root.unwrap_or(0)]);
            }
        }
    }
}

#[test]
fn fragments_that_are_not_joined_stay_as_they_are() {
    // Three fragments; that of node 9 has one node, and that of 4 and 5 hangs on the larger identifier.
    let raw = parsed("2 0 0 0 0 1 -1\n3 0 1 0 0 1 2\n5 0 3 0 0 1 -1\n4 0 4 0 0 1 5\n9 0 2 0 0 1 -1\n");
    let small = heal(&raw, HealOptions { min_fragment_size: 2, ..HealOptions::default() });
    assert_eq!(small.fragments_after, 2);
    assert_eq!(small.bridges.iter().map(|bridge| bridge.length).collect::<Vec<_>>(), [2.0]);
    assert_eq!(small.skeleton.parents(), [NO_PARENT, 0, 3, 1, NO_PARENT]);
    // Only the ends of fragment 4, 5 and of node 9 may be joined: fragment 2, 3 has none and keeps its root.
    let masked = heal(&raw, HealOptions { mask: Some(&[false, false, false, true, true]), ..HealOptions::default() });
    assert_eq!(masked.skeleton.parents(), [NO_PARENT, 0, NO_PARENT, 2, 2]);
    assert_eq!(masked.bridges[0].length, 2.0);
    // A mask that is too short allows nothing past its end.
    let short = heal(&raw, HealOptions { mask: Some(&[true]), ..HealOptions::default() });
    assert_eq!((short.fragments_after, short.bridges.len()), (3, 0));
    assert_eq!(short.fragments.of_node(), [0, 0, 1, 1, 2]);
}

#[test]
fn a_chosen_root_is_the_root() {
    let raw = parsed("1 0 0 0 0 1 -1\n2 0 1 0 0 1 1\n3 0 2 0 0 1 -1\n");
    let rooted = heal(&raw, HealOptions { root: Some(3), ..HealOptions::default() });
    assert_eq!(rooted.skeleton.parents(), [1, 2, NO_PARENT]);
    // Nobody's identifier is as none.
    let missing = heal(&raw, HealOptions { root: Some(7), ..HealOptions::default() });
    assert_eq!(missing.skeleton, heal(&raw, HealOptions::default()).skeleton);
    // A skeleton of one piece is turned round only if a root is chosen.
    let whole = parsed("1 0 0 0 0 1 2\n2 0 1 0 0 1 -1\n");
    assert_eq!(heal(&whole, HealOptions::default()).skeleton.parents(), [1, NO_PARENT]);
    assert_eq!(
        heal(&whole, HealOptions { root: Some(1), ..HealOptions::default() }).skeleton.parents(),
        [NO_PARENT, 0]
    );
}

/// How many distances are computed per node for a grown neuron.
fn evaluations(nodes: usize, fragments: usize, id: impl Fn(usize) -> usize) -> f64 {
    let skeleton = parsed(&neuron::swc(&neuron::grown(nodes, fragments), id));
    let gaps = Gaps::of(&skeleton, GapOptions::default());
    assert_eq!(gaps.gaps().len() + 1, fragments);
    gaps.distance_evaluations() as f64 / nodes as f64
}

#[test]
fn few_distances_are_computed() {
    // All pairs would be half as many per node as there are nodes.
    for (nodes, fragments, most) in [
        (10_000, 10, 0.5),
        (100_000, 10, 0.2),
        (10_000, 100, 3.0),
        (100_000, 100, 3.0),
        (100_000, 1_000, 6.0),
        (100_000, 5_000, 10.0),
        (20_000, 19_999, 60.0),
    ] {
        let along = evaluations(nodes, fragments, |node| node + 1);
        assert!(along > 0.0 && along < most, "{along} per node for {nodes} nodes in {fragments} fragments");
    }
    // Identifiers that jump from branch to branch.
    let across = evaluations(100_000, 1_000, |node| (node * 7_919) % 100_000 + 1);
    assert!(across < 20.0, "{across} per node");
}

/// Nodes without edges, one fragment each.
fn loose(nodes: usize, place: impl Fn(usize) -> [f64; 3]) -> Skeleton {
    let made = (0..nodes).map(|node| (place(node), None)).collect();
    parsed(&neuron::swc(&made, |node| node + 1))
}

#[test]
fn nodes_that_coincide_or_tie_are_joined_in_time() {
    let nodes = 20_000;
    let one_place = Gaps::of(&loose(nodes, |_| [1.0; 3]), GapOptions::default());
    assert!(one_place.gaps().iter().zip(1..).all(|(gap, to)| (gap.from, gap.to, gap.length) == (0, to, 0.0)));
    let grid = |node: usize| [node % 27, node / 27 % 27, node / 729].map(|at| at as f64);
    let grid = Gaps::of(&loose(nodes, grid), GapOptions::default());
    assert!(grid.gaps().iter().all(|gap| gap.length == 1.0));
    let places = |node: usize| [(node % 4) as f64 * 1e6, 0.0, 0.0];
    let places = Gaps::of(&loose(nodes, places), GapOptions::default());
    assert_eq!(places.fragments_at(0.0), 4);
    for gaps in [one_place, grid, places] {
        let per_node = gaps.distance_evaluations() as f64 / nodes as f64;
        assert_eq!(gaps.gaps().len(), nodes - 1);
        assert!(per_node < 400.0, "{per_node} per node");
    }
}

#[test]
fn long_steps_do_not_make_the_search_long() {
    // Chains whose steps go through the whole of a cube: boxes along them hold nearly all of it.
    let mut random = neuron::Random::new();
    let nodes = 30_000;
    let made: neuron::Nodes = (0..nodes)
        .map(|node| ([0; 3].map(|_| random.unit() * 1e4), (node % (nodes / 10) > 0).then(|| node - 1)))
        .collect();
    let gaps = Gaps::of(&parsed(&neuron::swc(&made, |node| node + 1)), GapOptions::default());
    assert_eq!(gaps.gaps().len(), 9);
    let per_node = gaps.distance_evaluations() as f64 / nodes as f64;
    assert!(per_node < 300.0, "{per_node} per node");
}

#[test]
fn any_scale_ends() {
    let raw = parsed("1 0 3e38 0 0 1 -1\n2 0 -3e38 0 0 1 -1\n3 0 -3e38 2 0 1 -1\n4 0 3e38 0 1 1 -1\n");
    let healed = heal(&raw, HealOptions::default());
    assert_eq!(healed.bridges.iter().map(|bridge| bridge.length).filter(|length| *length < 3.0).count(), 2);
    for scale in [[f64::NAN; 3], [f64::INFINITY; 3], [0.0; 3], [-1.0; 3], [1e300; 3], [1e-300; 3]] {
        assert_eq!(heal(&raw, HealOptions { scale, ..HealOptions::default() }).fragments_after, 1, "{scale:?}");
    }
}

#[test]
fn long_chains_are_healed() {
    // Chains of half a million nodes each, of which one hangs on its last node.
    let half = 500_000;
    let chain = |first: usize, parent: fn(usize) -> usize, root: usize| {
        (first..first + half).map(move |node| {
            let parent = (node != root).then(|| parent(node));
            ([(node % half) as f64, if first == 0 { 0.0 } else { 5.0 }, 0.0], parent)
        })
    };
    let made = chain(0, |node| node + 1, half - 1).chain(chain(half, |node| node - 1, half)).collect();
    let healed = heal(&parsed(&neuron::swc(&made, |node| node + 1)), HealOptions::default());
    assert_eq!((healed.fragments_after, healed.bridges[0].length), (1, 5.0));
    assert_eq!(healed.skeleton.roots().collect::<Vec<_>>(), [0]);
    // The first of the pairs that are as near.
    assert_eq!((healed.bridges[0].parent, healed.bridges[0].child), (0, half as u32));
}
