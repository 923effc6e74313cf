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
use std::path::PathBuf;

use neuprint_skeleton::{HealOptions, NO_PARENT, Skeleton, cable_length, distances_from_root, heal, reroot};
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

/// The neurons, or `None` if nobody has asked the oracles; the test then says that it is skipped.
fn neurons(test: &str) -> Option<Vec<Neuron>> {
    let Some(file) = std::env::var_os("NEUPRINT_ORACLE_ANSWERS").map(PathBuf::from) else {
        skipped(test, "nobody has asked the oracles (`cargo xtask test --only \"oracles in Python\"` does)");
        return None;
    };
    let answers: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let read = |path: &Value| Skeleton::parse(&fs::read(path.as_str().unwrap()).unwrap()).unwrap();
    let neuron = |answers: &Value| Neuron {
        name: answers["name"].as_str().unwrap().to_owned(),
        raw: read(&answers["raw"]),
        tree: read(&answers["tree"]),
        answers: answers.clone(),
    };
    Some(answers.as_array().unwrap().iter().map(neuron).collect())
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
}
