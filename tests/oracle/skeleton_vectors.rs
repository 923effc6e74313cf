//! Healing and distances agree with what neuprint-python 0.6.4 did to the same skeletons.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use neuprint_skeleton::{
    HealOptions, NO_PARENT, Skeleton, attach, cable_length, distances_from_root, distances_to_parent, heal, reroot,
};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value;

fn parent_ids(skeleton: &Skeleton) -> Vec<i64> {
    let id_of = |parent: &u32| if *parent == NO_PARENT { -1 } else { skeleton.ids()[*parent as usize] };
    skeleton.parents().iter().map(id_of).collect()
}

fn integers(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(|v| v.as_i64().unwrap()).collect()
}

#[test]
fn healing_agrees_with_neuprint_python() {
    let Some(folder) = shared_data_or_skip("healing_agrees_with_neuprint_python", "vectors") else { return };
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let mut compared = 0;
    for case in manifest["heal"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let raw = Skeleton::parse(&fs::read(folder.join(case["input"].as_str().unwrap())).unwrap()).unwrap();
        for run in case["runs"].as_array().unwrap() {
            let max = &run["max_distance"];
            let options = match max {
                Value::Bool(true) => HealOptions::default(),
                Value::String(text) if text == "inf" => {
                    HealOptions { max_distance: Some(f64::INFINITY), ..HealOptions::default() }
                }
                Value::Number(number) => HealOptions { max_distance: number.as_f64(), ..HealOptions::default() },
                // false and null: neuprint-python leaves the skeleton as it is.
                _ => {
                    assert_eq!(raw.fragments().count() as u64, run["components"].as_u64().unwrap(), "{name}");
                    continue;
                }
            };
            let healed = heal(&raw, options);
            let context = format!("{name}, max_distance {max}");
            let theirs: BTreeMap<i64, i64> = integers(&run["rowId"]).into_iter().zip(integers(&run["link"])).collect();
            assert!(healed.skeleton.ids().is_sorted(), "{context}");
            assert!(healed.skeleton.ids().iter().eq(theirs.keys()), "{context}");
            assert_eq!(healed.fragments_after as u64, run["components"].as_u64().unwrap(), "{context}");
            let added: f64 = healed.bridges.iter().map(|bridge| bridge.length).sum();
            let expected = run["added_length"].as_f64().unwrap();
            assert!((added - expected).abs() <= 1e-9 * expected.max(1.0), "{context}: {added} for {expected}");
            if !case["tie"].as_bool().unwrap() {
                assert!(parent_ids(&healed.skeleton).iter().eq(theirs.values()), "{context}");
            }
            compared += 1;
        }
    }
    assert!(compared >= 50, "only {compared} runs were compared");
}

#[test]
fn distances_agree_with_neuprint_python() {
    let Some(folder) = shared_data_or_skip("distances_agree_with_neuprint_python", "vectors") else { return };
    let mut compared = 0;
    for case in operations(&folder) {
        let skeleton = input(&folder, &case);
        let (ours, theirs) = match case["op"].as_str().unwrap() {
            // With another value at the roots than infinity there is nothing of ours to compare.
            "calc_segment_distances" if case["args"]["root_dist"] == "inf" => {
                (distances_to_parent(&skeleton), &case["result"])
            }
            "distances_from_root" => (distances_from_root(&skeleton), &case["result"]["columns"]["distance"]),
            _ => continue,
        };
        let theirs: Vec<f64> = theirs.as_array().unwrap().iter().map(|v| v.as_f64().unwrap_or(f64::INFINITY)).collect();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            // neuprint-python rounds each edge to float32.
            assert!(*ours == theirs || (ours - theirs).abs() <= 1e-6 * theirs, "{ours} for {theirs}");
        }
        compared += 1;
    }
    assert_eq!(compared, 2);
}

#[test]
fn rerooting_agrees_with_neuprint_python() {
    let Some(folder) = shared_data_or_skip("rerooting_agrees_with_neuprint_python", "vectors") else { return };
    let mut compared = 0;
    for case in operations(&folder).into_iter().filter(|case| case["op"] == "reorient_skeleton") {
        let skeleton = input(&folder, &case);
        let Some(root) = case["args"]["rowId"].as_i64().and_then(|id| skeleton.ids().iter().position(|i| *i == id))
        else {
            continue;
        };
        let links = integers(&case["result"]["columns"]["link"]);
        let fragments = skeleton.fragments();
        for (node, link) in parent_ids(&reroot(&skeleton, root as u32)).into_iter().enumerate() {
            // neuprint-python also turns fragments that were not asked about; ours leaves them as they are.
            if fragments.of_node()[node] == fragments.of_node()[root] {
                assert_eq!(link, links[node], "parent of {}", skeleton.ids()[node]);
            }
        }
        compared += 1;
    }
    assert_eq!(compared, 2);
}

#[test]
fn attaching_agrees_with_neuprint_python() {
    let Some(folder) = shared_data_or_skip("attaching_agrees_with_neuprint_python", "vectors") else { return };
    let mut compared = 0;
    for case in operations(&folder).into_iter().filter(|case| case["op"] == "attach_synapses_to_skeleton") {
        let skeleton = input(&folder, &case);
        let synapses = &case["args"]["synapses"];
        let axis = |name: &str| synapses[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
        let points: Vec<[f64; 3]> = axis("x").zip(axis("y")).zip(axis("z")).map(|((x, y), z)| [x, y, z]).collect();
        // Its synapses come after the nodes.
        let links = integers(&case["result"]["columns"]["link"]).split_off(skeleton.len());
        let attached = attach(&skeleton, &points);
        let ours: Vec<i64> = attached.iter().map(|found| skeleton.ids()[found.unwrap().node as usize]).collect();
        assert_eq!(ours, links);
        compared += 1;
    }
    assert_eq!(compared, 1);
}

/// The gaps of real neurons, against Kruskal over all pairs of nodes.
#[test]
fn healed_real_neurons_are_minimal() {
    let Some(folder) = shared_data_or_skip("healed_real_neurons_are_minimal", "hemibrain-mb/skeletons") else { return };
    let mut compared = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let skeleton = Skeleton::parse(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
        // All pairs of a large neuron take too long without optimisation.
        if skeleton.len() > 3_000 || skeleton.fragments().count() < 2 {
            continue;
        }
        let healed = heal(&skeleton, HealOptions::default());
        assert_eq!(healed.skeleton.fragments().count(), 1);
        let added = cable_length(&healed.skeleton) - cable_length(&skeleton);
        let least = least_total(&skeleton);
        assert!((added - least).abs() < 1e-6 * least.max(1.0), "{added} for {least}");
        compared += 1;
    }
    assert!(compared >= 3, "only {compared} neurons were compared");
}

/// The total length of a minimum spanning tree over the fragments, by Prim's algorithm over all pairs of nodes.
fn least_total(skeleton: &Skeleton) -> f64 {
    let fragments = skeleton.fragments();
    let count = fragments.count();
    let mut gaps = vec![f64::INFINITY; count * count];
    let (x, y, z) = (skeleton.x(), skeleton.y(), skeleton.z());
    for a in 0..skeleton.len() {
        for b in 0..a {
            let (p, q) = (fragments.of_node()[a] as usize, fragments.of_node()[b] as usize);
            if p != q {
                let d = [x[a] - x[b], y[a] - y[b], z[a] - z[b]].map(f64::from);
                let length = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt();
                gaps[p * count + q] = gaps[p * count + q].min(length);
                gaps[q * count + p] = gaps[p * count + q];
            }
        }
    }
    let mut nearest = gaps[..count].to_vec();
    let mut inside = vec![false; count];
    inside[0] = true;
    let mut total = 0.0;
    for _ in 1..count {
        let next = (0..count).filter(|f| !inside[*f]).min_by(|a, b| nearest[*a].total_cmp(&nearest[*b])).unwrap();
        total += nearest[next];
        inside[next] = true;
        for other in 0..count {
            nearest[other] = nearest[other].min(gaps[next * count + other]);
        }
    }
    total
}

fn operations(folder: &Path) -> Vec<Value> {
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    manifest["ops"].as_array().unwrap().clone()
}

fn input(folder: &Path, case: &Value) -> Skeleton {
    Skeleton::parse(&fs::read(folder.join(case["input"].as_str().unwrap())).unwrap()).unwrap()
}
