//! What the operations on skeletons do, against slow ways to the same results.
#![allow(clippy::unwrap_used)]

#[path = "made/forests.rs"]
mod made;

use made::forests;
use neuprint_skeleton::*;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

fn parsed(text: &str) -> Skeleton {
    Skeleton::parse(text.as_bytes()).unwrap()
}

fn between(skeleton: &Skeleton, a: usize, b: usize) -> f64 {
    let at = |node: usize| [skeleton.x()[node], skeleton.y()[node], skeleton.z()[node]].map(f64::from);
    at(a).iter().zip(at(b)).map(|(p, q)| (p - q) * (p - q)).sum::<f64>().sqrt()
}

/// All distances along the cable, by Floyd and Warshall.
fn all_distances(skeleton: &Skeleton) -> Vec<Vec<f64>> {
    let n = skeleton.len();
    let mut d = vec![vec![f64::INFINITY; n]; n];
    for (node, parent) in skeleton.parents().iter().enumerate() {
        d[node][node] = 0.0;
        if *parent != NO_PARENT {
            let parent = *parent as usize;
            d[node][parent] = between(skeleton, node, parent);
            d[parent][node] = d[node][parent];
        }
    }
    for via in 0..n {
        for a in 0..n {
            for b in 0..n {
                d[a][b] = d[a][b].min(d[a][via] + d[via][b]);
            }
        }
    }
    d
}

fn near(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn children(skeleton: &Skeleton, node: u32) -> Vec<u32> {
    (0..skeleton.len() as u32).filter(|other| skeleton.parents()[*other as usize] == node).collect()
}

fn strahler_by_definition(skeleton: &Skeleton, node: u32) -> u32 {
    let below: Vec<u32> = children(skeleton, node).iter().map(|c| strahler_by_definition(skeleton, *c)).collect();
    let Some(most) = below.iter().max() else { return 1 };
    if below.iter().filter(|order| *order == most).count() > 1 { most + 1 } else { *most }
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn distances_are_those_of_all_shortest_paths(text in forests(), from in any::<prop::sample::Index>()) {
        let skeleton = parsed(&text);
        let all = all_distances(&skeleton);
        let from = from.index(skeleton.len());
        for (node, distance) in distances_from_node(&skeleton, from as u32).into_iter().enumerate() {
            prop_assert!(near(distance, all[from][node]), "{from} to {node}: {distance}");
        }
        let n = skeleton.len() as u32;
        let pairs: Vec<(u32, u32)> = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).collect();
        for ((a, b), distance) in pairs.iter().zip(geodesic_distances(&skeleton, &pairs)) {
            prop_assert!(near(distance, all[*a as usize][*b as usize]), "{a} to {b}: {distance}");
        }
    }

    #[test]
    fn paths_are_walks_of_the_least_length(text in forests()) {
        let skeleton = parsed(&text);
        let all = all_distances(&skeleton);
        let neighbours = adjacency(&skeleton);
        for (a, row) in all.iter().enumerate() {
            for (b, distance) in row.iter().enumerate() {
                let Some(path) = path_between(&skeleton, a as u32, b as u32) else {
                    prop_assert_eq!(*distance, f64::INFINITY);
                    continue;
                };
                prop_assert_eq!((path.nodes.first(), path.nodes.last()), (Some(&(a as u32)), Some(&(b as u32))));
                for edge in path.nodes.windows(2) {
                    prop_assert!(neighbours.neighbours(edge[0]).any(|(other, _)| other == edge[1]));
                }
                prop_assert!(near(path.length, *distance));
            }
        }
        let longest = |from: &dyn Fn(usize) -> bool| {
            let finite = |d: &f64| d.is_finite();
            let rows = (0..skeleton.len()).filter(|a| from(*a)).flat_map(|a| all[a].iter().copied().filter(finite));
            rows.fold(0.0, f64::max)
        };
        prop_assert!(near(longest_path(&skeleton).length, longest(&|_| true)));
        let is_root = |a: usize| skeleton.parents()[a] == NO_PARENT;
        prop_assert!(near(longest_path_from_root(&skeleton).length, longest(&is_root)));
    }

    #[test]
    fn sections_hold_every_edge_once(text in forests()) {
        let skeleton = parsed(&text);
        let runs = sections(&skeleton);
        let mut edges: Vec<(u32, u32)> = runs.iter().flat_map(|run| run.windows(2).map(|e| (e[0], e[1]))).collect();
        edges.sort_unstable();
        let expected: Vec<(u32, u32)> =
            (0u32..).zip(skeleton.parents().iter().copied()).filter(|edge| edge.1 != NO_PARENT).collect();
        prop_assert_eq!(edges, expected);
        let kinds = node_kinds(&skeleton);
        for run in runs.iter() {
            let inner = &run[1..run.len() - 1];
            prop_assert!(inner.iter().all(|node| kinds[*node as usize] == NodeKind::Slab));
            prop_assert!(matches!(kinds[run[0] as usize], NodeKind::End | NodeKind::Branch));
            prop_assert!(matches!(kinds[run[run.len() - 1] as usize], NodeKind::Root | NodeKind::Branch));
        }
        let cable: f64 = segments(&skeleton).lengths.iter().sum();
        prop_assert!(near(cable, cable_length(&skeleton)));
    }

    #[test]
    fn strahler_orders_are_those_of_the_definition(text in forests()) {
        let skeleton = parsed(&text);
        let orders = strahler_orders(&skeleton);
        for node in 0..skeleton.len() as u32 {
            prop_assert_eq!(orders[node as usize], strahler_by_definition(&skeleton, node));
        }
        let pruned = prune_strahler(&skeleton, &[1]);
        let ids: Vec<i64> = (0..skeleton.len()).filter(|n| orders[*n] != 1).map(|n| skeleton.ids()[n]).collect();
        prop_assert_eq!(pruned.ids(), &ids[..]);
    }

    #[test]
    fn no_short_twig_is_left(text in forests(), length in 0.0f64..150.0) {
        let skeleton = parsed(&text);
        let pruned = prune_twigs_recursively(&skeleton, length);
        // Whole fragments stay, whatever is cut off of them.
        prop_assert_eq!(pruned.fragments().count(), skeleton.fragments().count());
        for run in sections(&pruned).iter() {
            let cable: f64 = run.windows(2).map(|e| between(&pruned, e[0] as usize, e[1] as usize)).sum();
            let is_twig = children(&pruned, run[0]).is_empty() && children(&pruned, run[run.len() - 1]).len() > 1;
            prop_assert!(!is_twig || cable > length);
        }
        // Once is the first round of it.
        let once = prune_twigs(&skeleton, length);
        prop_assert_eq!(prune_twigs_recursively(&once, length), pruned);
    }

    #[test]
    fn fewer_nodes_keep_the_shape(text in forests(), factor in 1usize..6) {
        let skeleton = parsed(&text);
        let fewer = downsample(&skeleton, factor).unwrap();
        prop_assert_eq!(sections(&fewer).len(), sections(&skeleton).len());
        let fixed = |s: &Skeleton| {
            let kinds = node_kinds(s);
            let at = |kind: NodeKind| (0..s.len()).filter(|n| kinds[*n] == kind).map(|n| s.ids()[n]).collect::<Vec<_>>();
            [at(NodeKind::Root), at(NodeKind::Branch), at(NodeKind::End)]
        };
        prop_assert_eq!(fixed(&fewer), fixed(&skeleton));
        for (before, after) in sections(&skeleton).iter().zip(sections(&fewer).iter()) {
            prop_assert_eq!(after.len(), (before.len() - 1).div_ceil(factor) + 1);
        }
        if factor == 1 {
            prop_assert_eq!(fewer, skeleton);
        }
    }

    #[test]
    fn more_nodes_keep_the_cable(text in forests(), length in 0.5f64..40.0) {
        let skeleton = parsed(&text);
        let more = upsample(&skeleton, length).unwrap();
        prop_assert!((cable_length(&more) - cable_length(&skeleton)).abs() < 1e-3);
        prop_assert!(segments(&more).lengths.iter().all(|edge| *edge <= length * 1.001));
        prop_assert_eq!(&more.ids()[..skeleton.len()], skeleton.ids());
        prop_assert_eq!(parsed(&more.to_swc()), more.clone());

        let even = resample(&skeleton, length).unwrap();
        prop_assert!(cable_length(&even) <= cable_length(&skeleton) + 1e-3);
        prop_assert_eq!(sections(&even).len(), sections(&skeleton).len());
        prop_assert_eq!(parsed(&even.to_swc()), even.clone());
        // On a straight run all steps are equal.
        for (before, after) in sections(&skeleton).iter().zip(sections(&even).iter()) {
            if before.len() == 2 {
                let steps: Vec<f64> = after.windows(2).map(|e| between(&even, e[0] as usize, e[1] as usize)).collect();
                prop_assert!(steps.iter().all(|step| (step - steps[0]).abs() < 1e-3));
            }
        }
    }

    #[test]
    fn what_was_split_joins_again(text in forests(), node in any::<prop::sample::Index>()) {
        let skeleton = parsed(&text);
        let node = node.index(skeleton.len()) as u32;
        let Some(cut) = split(&skeleton, node) else {
            prop_assert_eq!(skeleton.parents()[node as usize], NO_PARENT);
            return Ok(());
        };
        prop_assert!(near(cable_length(&cut.distal) + cable_length(&cut.proximal), cable_length(&skeleton)));
        prop_assert_eq!(cut.distal.len() + cut.proximal.len(), skeleton.len() + 1);
        let place = |side: &Skeleton| side.node_with_id(skeleton.ids()[node as usize]).unwrap();
        let edge = (place(&cut.proximal), place(&cut.distal));
        let joined = join(&cut.proximal, &cut.distal, Some(edge)).unwrap();
        prop_assert!(near(cable_length(&joined), cable_length(&skeleton)));
        prop_assert_eq!(joined.fragments().count(), skeleton.fragments().count());
        let mut ids = joined.ids().to_vec();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), joined.len());
        prop_assert_eq!(parsed(&joined.to_swc()), joined);
    }

    #[test]
    fn spheres_are_crossed_as_counted(text in forests(), radii in prop::collection::vec(0.0f64..150.0, 0..6)) {
        let skeleton = parsed(&text);
        let centre = [3.0, -2.0, 1.0];
        let from = |n: usize| {
            let at = [skeleton.x()[n], skeleton.y()[n], skeleton.z()[n]].map(f64::from);
            at.iter().zip(centre).map(|(p, q)| (p - q) * (p - q)).sum::<f64>().sqrt()
        };
        for (radius, count) in radii.iter().zip(sholl(&skeleton, centre, &radii)) {
            let crossed = skeleton.parents().iter().enumerate().filter(|(child, parent)| {
                **parent != NO_PARENT && (from(*child) <= *radius) != (from(**parent as usize) <= *radius)
            });
            prop_assert_eq!(count as usize, crossed.count());
        }
    }

    #[test]
    fn a_box_holds_its_nodes(text in forests()) {
        let skeleton = parsed(&text);
        let bounds = bounding_box(&skeleton).unwrap();
        prop_assert!(nodes_within(&skeleton, &bounds).iter().all(|inside| *inside));
        let smaller = Bounds { high: [f64::from(f32::midpoint(bounds.low[0] as f32, bounds.high[0] as f32)), bounds.high[1], bounds.high[2]], ..bounds };
        let inside = nodes_within(&skeleton, &smaller);
        let kept = retain(&skeleton, |node| inside[node as usize]);
        prop_assert!(kept.x().iter().all(|x| f64::from(*x) <= smaller.high[0]));
        prop_assert_eq!(kept.len(), skeleton.x().iter().filter(|x| f64::from(**x) <= smaller.high[0]).count());
    }
}

const Y: &str = "1 0 0 0 0 1 -1\n2 0 10 0 0 2 1\n3 0 20 0 0 3 2\n4 0 30 0 0 4 3\n5 0 40 0 0 5 4\n6 0 20 5 0 1 3\n7 0 20 0 8 1 3\n8 0 20 0 9 1 7\n";

#[test]
fn twigs_of_just_the_length_go() {
    let y = parsed(Y);
    assert_eq!(prune_twigs(&y, 4.9).ids(), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(prune_twigs(&y, 5.0).ids(), [1, 2, 3, 4, 5, 7, 8]);
    assert_eq!(prune_twigs(&y, 100.0).ids(), [1, 2, 3]);
    let line = parsed("1 0 0 0 0 1 -1\n2 0 3 0 0 1 1\n");
    assert_eq!(prune_twigs(&line, 100.0), line);
    assert_eq!(prune_twigs(&y, f64::NAN), y);
}

#[test]
fn units_convert_per_axis() {
    let voxels = parsed("1 0 1 2 3 4 -1\n");
    assert_eq!(voxels.converted_to(Unit::Nanometre), Err(UnknownUnit));
    let voxels = voxels.with_unit(Unit::Voxel([4.0, 4.0, 32.0]));
    let nm = voxels.converted_to(Unit::Nanometre).unwrap();
    assert_eq!((nm.x(), nm.y(), nm.z(), nm.radii()), (&[4.0][..], &[8.0][..], &[96.0][..], &[32.0][..]));
    let um = nm.converted_to(Unit::Micrometre).unwrap();
    assert_eq!((um.z(), um.unit()), (&[0.096][..], Unit::Micrometre));
    assert_eq!(um.converted_to(Unit::Voxel([4.0, 4.0, 32.0])).unwrap(), voxels);
}

#[test]
fn spacings_that_cannot_be_are_refused() {
    let y = parsed(Y);
    for bad in [0.0, -1.0, f64::NAN] {
        assert_eq!(upsample(&y, bad), Err(SpacingError::NotALength));
        assert_eq!(resample(&y, bad), Err(SpacingError::NotALength));
    }
    assert_eq!(upsample(&y, 1e-30), Err(SpacingError::TooManyNodes));
    assert_eq!(resample(&y, 1e-7), Err(SpacingError::TooManyNodes));
    assert_eq!(resample(&y, f64::INFINITY).unwrap().ids(), [1, 3, 5, 6, 8]);
    assert_eq!(downsample(&y, 0), Err(SpacingError::NotAFactor));
    assert_eq!(downsample(&y, usize::MAX).unwrap().ids(), [1, 3, 5, 6, 8]);
    let last = parsed(&format!("1 0 0 0 0 1 -1\n{} 0 9 0 0 1 1\n", i64::MAX));
    assert_eq!(upsample(&last, 1.0), Err(SpacingError::NoIdentifiersLeft));
    assert_eq!(upsample(&last, 9.0).unwrap(), last);
}

#[test]
fn skeletons_that_cannot_be_joined_are_refused() {
    let one = parsed("1 0 0 0 0 1 -1\n");
    let (nm, um) = (one.clone().with_unit(Unit::Nanometre), one.clone().with_unit(Unit::Micrometre));
    assert_eq!(join(&nm, &um, None), Err(JoinError::Units));
    assert_eq!(join(&nm, &one, None).unwrap().unit(), Unit::Nanometre);
    assert_eq!(join(&one, &one, Some((0, 1))), Err(JoinError::NoSuchNode));
    let last = parsed(&format!("1 0 0 0 0 1 -1\n{} 0 9 0 0 1 1\n", i64::MAX));
    assert_eq!(join(&last, &one, None), Err(JoinError::TooManyNodes));
}

#[test]
fn columns_that_are_no_skeleton_are_refused() {
    let y = parsed(Y);
    let columns = || Columns {
        ids: y.ids().to_vec(),
        kinds: y.kinds().to_vec(),
        x: y.x().to_vec(),
        y: y.y().to_vec(),
        z: y.z().to_vec(),
        radii: y.radii().to_vec(),
        parents: y.parents().to_vec(),
        header: "made\n#by hand\n9 0 0 0 0 0 -1".to_owned(),
        unit: Unit::Nanometre,
    };
    let made = Skeleton::from_columns(columns()).unwrap();
    assert_eq!((made.header(), made.unit()), ("# made\n#by hand\n# 9 0 0 0 0 0 -1", Unit::Nanometre));
    assert_eq!((made.ids(), made.parents(), made.z()), (y.ids(), y.parents(), y.z()));
    let refused = |change: &dyn Fn(&mut Columns)| {
        let mut columns = columns();
        change(&mut columns);
        Skeleton::from_columns(columns).unwrap_err()
    };
    type Change<'c> = &'c dyn Fn(&mut Columns);
    let cases: [(Change<'_>, ColumnsError); 8] = [
        (&|c| c.x.truncate(7), ColumnsError::Length { column: "x", found: 7, expected: 8 }),
        (&|c| c.parents.push(0), ColumnsError::Length { column: "parent", found: 9, expected: 8 }),
        (&|c| c.radii[3] = f32::INFINITY, ColumnsError::NotFinite { column: "radius", node: 3 }),
        (&|c| c.ids[7] = 1, ColumnsError::DuplicateId { id: 1 }),
        (&|c| c.ids[7] = -1, ColumnsError::ReservedId),
        (&|c| c.parents[2] = 8, ColumnsError::NoSuchParent { node: 2, parent: 8 }),
        (&|c| c.parents[2] = 2, ColumnsError::Cycle { node: 2 }),
        (&|c| c.parents[0] = 7, ColumnsError::Cycle { node: 0 }),
    ];
    for (change, error) in cases {
        assert_eq!(refused(change), error);
    }
}

#[test]
fn further_columns_follow_their_nodes() {
    let named = "# id type x y z radius parent score side\n1 0 0 0 0 1 -1 0.5 left\n2 0 10 0 0 1 1 0.25\n3 0 20 0 0 1 2 1 right\n";
    let skeleton = parsed(named);
    let column = |of: &Skeleton, name: &str| {
        let column = of.extra_column(name).unwrap().clone();
        (0..of.len()).map(|node| column.get(node).unwrap().to_owned()).collect::<Vec<String>>()
    };
    let kept = retain(&skeleton, |node| node != 1);
    assert_eq!(
        (column(&kept, "score"), column(&kept, "side")),
        (vec!["0.5".into(), "1".into()], vec!["left".into(), "right".into()])
    );
    // A column without a value is none.
    assert_eq!(retain(&skeleton, |node| node == 1).extra_column("side"), None);
    let more = upsample(&skeleton, 5.0).unwrap();
    assert_eq!(column(&more, "score"), ["0.5", "0.25", "1", "0.25", "1"]);
    let other = parsed("# id type x y z radius parent score\n1 0 9 9 9 1 -1 7\n");
    assert_eq!(column(&join(&skeleton, &other, None).unwrap(), "score"), ["0.5", "0.25", "1", "7"]);
    let joined = join(&skeleton, &parsed("1 0 9 9 9 1 -1\n"), Some((0, 0))).unwrap();
    assert_eq!(column(&joined, "side"), ["left", "", "right", ""]);
    for made in [kept, more, joined] {
        assert_eq!(parsed(&made.to_swc()), made);
    }
}

#[test]
fn what_does_not_exist_is_far_away() {
    let y = parsed(Y);
    assert_eq!(distances_from_node(&y, 8), vec![f64::INFINITY; 8]);
    assert_eq!(geodesic_distances(&y, &[(0, 8), (u32::MAX, 0)]), [f64::INFINITY; 2]);
    assert_eq!(path_between(&y, 0, 99), None);
    assert_eq!(split(&y, 99), None);
    assert_eq!(reroot(&y, 99), y);
    let empty = Skeleton::default();
    assert_eq!((bounding_box(&empty), node_near(&empty, [0.0; 3]), thickest_node(&empty)), (None, None, None));
    assert_eq!((longest_path(&empty), longest_path_from_root(&empty)), (Path::default(), Path::default()));
    assert!(sections(&empty).is_empty() && segments(&empty).lengths.is_empty());
    assert_eq!(adjacency(&empty).neighbours(0).count(), 0);
}

#[test]
fn the_first_of_equals_is_chosen() {
    let y = parsed(Y);
    assert_eq!(thickest_node(&y), Some(4));
    assert_eq!(node_near(&y, [15.0, 0.0, 0.0]), Some(1));
}

/// Everything, on a chain as deep as neurons get and deeper, whose parents stand behind their children.
#[test]
fn a_long_chain_is_no_trouble() {
    let mut text = String::new();
    for id in (1..=1_000_000).rev() {
        text += &format!("{id} 0 {id} 0 0 1 {}\n", if id == 1 { -1 } else { id - 1 });
    }
    let chain = parsed(&text);
    assert!(strahler_orders(&chain).iter().all(|order| *order == 1));
    assert_eq!(sections(&chain).len(), 1);
    assert_eq!(longest_path(&chain).length, 999_999.0);
    assert_eq!(distances_from_node(&chain, 500_000)[0], 500_000.0);
    assert_eq!(geodesic_distances(&chain, &[(0, 999_999), (5, 3)]), [999_999.0, 2.0]);
    assert_eq!(split(&chain, 10).unwrap().distal.len(), 11);
    assert_eq!(downsample(&chain, 1000).unwrap().len(), 1001);
    assert_eq!(resample(&chain, 1000.0).unwrap().len(), 1001);
    assert_eq!(upsample(&chain, 0.5).unwrap().len(), 1_999_999);
    assert_eq!(prune_twigs_recursively(&chain, 10.0), chain);
    assert_eq!(adjacency(&chain).neighbours.len(), 2 * 999_999);
}

/// A tree in which every child of the trunk is a twig, and each node of the trunk a branch: pruned to the trunk in one
/// round, whatever its length.
#[test]
fn a_comb_is_pruned_at_once() {
    let teeth = 20_000;
    let mut text = String::from("1 0 0 0 0 1 -1\n");
    for at in 1..teeth {
        text += &format!("{} 0 {} 0 0 1 {at}\n", at + 1, at * 10);
    }
    for at in 1..teeth - 1 {
        text += &format!("{} 0 {} 1 0 1 {}\n", at + teeth, at * 10, at + 1);
    }
    let pruned = prune_twigs_recursively(&parsed(&text), 5.0);
    assert_eq!(pruned.len(), teeth as usize);
}
