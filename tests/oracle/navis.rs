//! Names and results are as in navis, navis-fastcore and neuprint-python, on real neurons.
//!
//! ```text
//! cargo xtask test --only "oracles in Python"
//! ```
//!
//! That step runs `navis.py`, which writes what they answer, and then these tests, of which each compares one operation. A
//! test names the neuron and the node where it disagrees, and counts how many neurons it compared.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use neuprint_skeleton::{
    HealOptions, NO_PARENT, NodeKind, Skeleton, cable_length, distances_from_root, downsample, geodesic_distances,
    heal, longest_path, longest_path_from_root, node_kinds, prune_strahler, prune_twigs, prune_twigs_recursively,
    reroot, resample, sections, strahler_orders,
};
use neuprint_tests::skipped;
use serde_json::Value;

/// One neuron and what the oracles say about it.
struct Neuron {
    /// The library or folder it comes from, and its bodyId.
    name: String,
    /// As it was read: of one or more fragments.
    raw: Skeleton,
    /// As neuprint-python healed it.
    tree: Skeleton,
    /// By the name of the operation.
    answers: Value,
}

/// The neurons, read once, or `None` if nobody has asked the oracles; the test then says that it is skipped.
fn neurons(test: &str) -> Option<&'static [Neuron]> {
    static NEURONS: OnceLock<Vec<Neuron>> = OnceLock::new();
    let Some(file) = std::env::var_os("NEUPRINT_ORACLE_ANSWERS").map(PathBuf::from) else {
        skipped(test, "nobody has asked the oracles (`cargo xtask test --only \"oracles in Python\"` does)");
        return None;
    };
    Some(NEURONS.get_or_init(|| read_all(&file)))
}

fn read_all(file: &Path) -> Vec<Neuron> {
    let answers: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let read = |path: &Value| Skeleton::parse(&fs::read(path.as_str().unwrap()).unwrap()).unwrap();
    let neuron = |answers: &Value| Neuron {
        name: answers["name"].as_str().unwrap().to_owned(),
        raw: read(&answers["raw"]),
        tree: read(&answers["tree"]),
        answers: answers.clone(),
    };
    answers.as_array().unwrap().iter().map(neuron).collect()
}

/// Compares all neurons, of which there are five at least.
fn compare(test: &str, agrees: impl Fn(&Neuron)) {
    let Some(neurons) = neurons(test) else { return };
    neurons.iter().for_each(agrees);
    println!("{test}: {} neurons", neurons.len());
    assert!(neurons.len() >= 5, "only {} neurons were compared", neurons.len());
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn integers(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(|value| value.as_i64().unwrap()).collect()
}

/// Asserts that two lengths are the same but for roundings: the oracles add up float32.
fn assert_close(ours: f64, theirs: f64, what: &str) {
    assert!((ours - theirs).abs() <= 1e-5 * theirs.abs().max(1.0), "{what}: {ours} for {theirs}");
}

fn parent_ids(skeleton: &Skeleton) -> Vec<i64> {
    let id_of = |parent: &u32| if *parent == NO_PARENT { -1 } else { skeleton.ids()[*parent as usize] };
    skeleton.parents().iter().map(id_of).collect()
}

/// Asserts that the same nodes are left, on the same parents.
fn assert_kept(ours: &Skeleton, theirs: &Value, what: &str) {
    let mut rows: Vec<(i64, i64)> = ours.ids().iter().copied().zip(parent_ids(ours)).collect();
    rows.sort_unstable();
    let expected: Vec<(i64, i64)> = integers(&theirs["ids"]).into_iter().zip(integers(&theirs["parents"])).collect();
    assert_eq!(rows, expected, "{what}");
    assert_close(cable_length(ours), number(&theirs["cable"]), what);
}

fn ids(skeleton: &Skeleton, nodes: &[u32]) -> Vec<i64> {
    nodes.iter().map(|node| skeleton.ids()[*node as usize]).collect()
}

/// The step `oracles in Python` runs what is in here; the step for all other tests leaves it out.
mod in_python {
    use super::*;

    #[test]
    fn healing_adds_as_much_cable() {
        compare("healing_adds_as_much_cable", |Neuron { name, raw, answers, .. }| {
            let theirs = &answers["heal"];
            let healed = heal(raw, HealOptions::default());
            assert_eq!(healed.fragments_before as u64, theirs["fragments"].as_u64().unwrap(), "{name}");
            assert_eq!(healed.fragments_after, 1, "{name}");
            let added: f64 = healed.bridges.iter().map(|bridge| bridge.length).sum();
            // A difference of two sums over all edges.
            let expected = number(&theirs["added"]);
            assert!((added - expected).abs() <= 1e-6 * cable_length(raw), "{name}: {added} for {expected}");
            assert_close(cable_length(&healed.skeleton), number(&theirs["navis_cable"]), name);
        });
    }

    #[test]
    fn cable_is_as_long() {
        compare("cable_is_as_long", |Neuron { name, raw, answers, .. }| {
            assert_close(cable_length(raw), number(&answers["cable_length"]), name);
        });
    }

    #[test]
    fn distances_from_the_root_are_the_same() {
        compare("distances_from_the_root_are_the_same", |Neuron { name, raw, answers, .. }| {
            let theirs = numbers(&answers["distances_from_root"]);
            let ours = distances_from_root(raw);
            assert_eq!(ours.len(), theirs.len(), "{name}");
            for (node, (ours, theirs)) in ours.into_iter().zip(theirs).enumerate() {
                assert_close(ours, theirs, &format!("{name}, node {}", raw.ids()[node]));
            }
        });
    }

    #[test]
    fn another_root_gives_the_same_parents() {
        compare("another_root_gives_the_same_parents", |Neuron { name, tree, answers, .. }| {
            let theirs = &answers["reroot"];
            let root = tree.node_with_id(theirs["node"].as_i64().unwrap()).unwrap();
            let ours = parent_ids(&reroot(tree, root));
            assert_eq!(ours, integers(&theirs["neuprint"]), "{name}, neuprint-python");
            assert_eq!(ours, integers(&theirs["navis"]), "{name}, navis");
        });
    }

    #[test]
    fn nodes_are_of_the_same_kinds() {
        compare("nodes_are_of_the_same_kinds", |Neuron { name, tree, answers, .. }| {
            let ours: Vec<&str> = node_kinds(tree)
                .into_iter()
                .map(|kind| match kind {
                    NodeKind::Root => "root",
                    NodeKind::Branch => "branch",
                    NodeKind::End => "end",
                    NodeKind::Slab => "slab",
                })
                .collect();
            let theirs: Vec<&str> =
                answers["classify"].as_array().unwrap().iter().map(|k| k.as_str().unwrap()).collect();
            assert_eq!(ours, theirs, "{name}");
        });
    }

    #[test]
    fn strahler_orders_are_the_same() {
        compare("strahler_orders_are_the_same", |Neuron { name, tree, answers, .. }| {
            let ours: Vec<i64> = strahler_orders(tree).into_iter().map(i64::from).collect();
            assert_eq!(ours, integers(&answers["strahler_index"]["standard"]), "{name}");
        });
    }

    #[test]
    fn sections_are_the_small_segments() {
        compare("sections_are_the_small_segments", |Neuron { name, tree, answers, .. }| {
            let mut ours: Vec<Vec<i64>> = sections(tree).iter().map(|run| ids(tree, run)).collect();
            ours.sort();
            let theirs: Vec<Vec<i64>> = answers["small_segments"].as_array().unwrap().iter().map(integers).collect();
            assert_eq!(ours, theirs, "{name}");
        });
    }

    #[test]
    fn longest_paths_are_as_long() {
        compare("longest_paths_are_as_long", |Neuron { name, tree, answers, .. }| {
            let theirs = &answers["longest_neurite"];
            // Ties aside, the nodes are the same; tied or not, the cable is.
            for (ours, kind) in [(longest_path_from_root(tree), "from_root"), (longest_path(tree), "between_tips")] {
                assert_close(ours.length, number(&theirs[kind]["cable"]), &format!("{name}, {kind}"));
            }
            let mut main = ids(tree, &longest_path_from_root(tree).nodes);
            main.sort_unstable();
            assert_eq!(main, integers(&theirs["from_root"]["ids"]), "{name}");
            let mut upwards = ids(tree, &longest_path_from_root(tree).nodes);
            upwards.reverse();
            assert_eq!(upwards, integers(&answers["longest_path"]), "{name}, navis-fastcore");
        });
    }

    #[test]
    fn pruned_twigs_are_the_same() {
        compare("pruned_twigs_are_the_same", |Neuron { name, tree, answers, .. }| {
            for theirs in answers["prune_twigs"].as_array().unwrap() {
                let recursive = theirs["recursive"].as_bool().unwrap();
                let prune = if recursive { prune_twigs_recursively } else { prune_twigs };
                let what = format!("{name}, {} {recursive}", theirs["size"]);
                assert_kept(&prune(tree, number(&theirs["size"])), theirs, &what);
            }
        });
    }

    #[test]
    fn pruned_orders_are_the_same() {
        compare("pruned_orders_are_the_same", |Neuron { name, tree, answers, .. }| {
            for theirs in answers["prune_by_strahler"].as_array().unwrap() {
                let orders: Vec<u32> = integers(&theirs["orders"]).into_iter().map(|order| order as u32).collect();
                assert_kept(&prune_strahler(tree, &orders), theirs, &format!("{name}, {orders:?}"));
            }
        });
    }

    #[test]
    fn geodesic_distances_are_the_same() {
        compare("geodesic_distances_are_the_same", |Neuron { name, tree, answers, .. }| {
            let theirs = &answers["geodesic_pairs"];
            let node = |id: i64| tree.node_with_id(id).unwrap();
            let pairs: Vec<(u32, u32)> =
                theirs["pairs"].as_array().unwrap().iter().map(integers).map(|p| (node(p[0]), node(p[1]))).collect();
            for (ours, theirs) in geodesic_distances(tree, &pairs).into_iter().zip(numbers(&theirs["lengths"])) {
                assert_close(ours, theirs, name);
            }
        });
    }

    /// navis keeps every (factor + 1)-th node.
    #[test]
    fn fewer_nodes_are_the_same() {
        compare("fewer_nodes_are_the_same", |Neuron { name, tree, answers, .. }| {
            for theirs in answers["downsample"].as_array().unwrap() {
                let factor = theirs["factor"].as_f64().map_or(usize::MAX, |factor| factor as usize + 1);
                assert_kept(&downsample(tree, factor).unwrap(), theirs, &format!("{name}, {}", theirs["factor"]));
            }
        });
    }

    #[test]
    fn evenly_spaced_nodes_are_as_many() {
        compare("evenly_spaced_nodes_are_as_many", |Neuron { name, tree, answers, .. }| {
            for theirs in answers["resample"].as_array().unwrap() {
                let ours = resample(tree, number(&theirs["interval"])).unwrap();
                let what = format!("{name}, {}", theirs["interval"]);
                assert_eq!(ours.len() as u64, theirs["nodes"].as_u64().unwrap(), "{what}");
                assert_close(cable_length(&ours), number(&theirs["cable"]), &what);
            }
        });
    }
}
