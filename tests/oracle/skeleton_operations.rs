//! Operations on skeletons agree with what neuprint-python 0.6.4 did to the same ones.
#![allow(clippy::unwrap_used)]

use std::fs;

use neuprint_skeleton::{NO_PARENT, Skeleton, node_near, reroot, segments, thickest_node, upsample};
use neuprint_tests::shared_data_or_skip;
use serde_json::Value;

/// The recorded calls of a function, with the skeletons that it was given.
fn calls(test: &str, function: &str) -> Option<Vec<(Skeleton, Value)>> {
    let folder = shared_data_or_skip(test, "vectors")?;
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let of_function = manifest["ops"].as_array().unwrap().iter().filter(|call| call["op"] == function);
    let read =
        |call: &Value| Skeleton::parse(&fs::read(folder.join(call["input"].as_str().unwrap())).unwrap()).unwrap();
    Some(of_function.map(|call| (read(call), call.clone())).collect())
}

fn column(call: &Value, name: &str) -> Vec<f64> {
    let values = call["result"]["columns"][name].as_array().unwrap();
    values.iter().map(|value| value.as_f64().unwrap()).collect()
}

fn assert_near(ours: &[f64], theirs: &[f64], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        // neuprint-python computes with float32.
        assert!((ours - theirs).abs() <= 1e-6 * theirs.abs().max(1.0), "{what}: {ours} for {theirs}");
    }
}

fn parent_ids(skeleton: &Skeleton) -> Vec<f64> {
    let id = |parent: &u32| if *parent == NO_PARENT { -1.0 } else { skeleton.ids()[*parent as usize] as f64 };
    skeleton.parents().iter().map(id).collect()
}

fn floats(values: &[f32]) -> Vec<f64> {
    values.iter().map(|value| f64::from(*value)).collect()
}

#[test]
fn upsampling_agrees_with_neuprint_python() {
    let Some(calls) = calls("upsampling_agrees_with_neuprint_python", "upsample_skeleton") else { return };
    for (skeleton, call) in &calls {
        let more = upsample(skeleton, call["args"]["max_segment_length"].as_f64().unwrap()).unwrap();
        assert!(more.ids().iter().map(|id| *id as f64).eq(column(call, "rowId")));
        assert_eq!(parent_ids(&more), column(call, "link"));
        let columns = [("x", more.x()), ("y", more.y()), ("z", more.z()), ("radius", more.radii())];
        for (name, ours) in columns {
            assert_near(&floats(ours), &column(call, name), name);
        }
    }
    assert_eq!(calls.len(), 4);
}

#[test]
fn segments_agree_with_neuprint_python() {
    let Some(calls) = calls("segments_agree_with_neuprint_python", "skeleton_segments") else { return };
    for (skeleton, call) in &calls {
        let ours = segments(skeleton);
        let ids = |nodes: &[u32]| nodes.iter().map(|node| skeleton.ids()[*node as usize] as f64).collect::<Vec<f64>>();
        assert_eq!(ids(&ours.children), column(call, "rowId"));
        assert_eq!(ids(&ours.parents), column(call, "rowId_parent"));
        assert_near(&ours.lengths, &column(call, "length"), "length");
        assert_near(&ours.average_radii, &column(call, "avg_radius"), "avg_radius");
        assert_near(&ours.volumes, &column(call, "volume"), "volume");
    }
    assert_eq!(calls.len(), 1);
}

/// By the nearest point and by the largest radius; by identifiers: `skeleton_vectors`.
#[test]
fn chosen_roots_agree_with_neuprint_python() {
    let Some(calls) = calls("chosen_roots_agree_with_neuprint_python", "reorient_skeleton") else { return };
    let mut compared = 0;
    for (skeleton, call) in &calls {
        let args = &call["args"];
        let root = match args["xyz"].as_array() {
            Some(xyz) => node_near(skeleton, [0, 1, 2].map(|axis| xyz[axis].as_f64().unwrap())).unwrap(),
            None if args["use_max_radius"] == true => thickest_node(skeleton).unwrap(),
            None => continue,
        };
        let (turned, links) = (reroot(skeleton, root), column(call, "link"));
        let fragments = skeleton.fragments();
        let of_root = |node: &usize| fragments.of_node()[*node] == fragments.of_node()[root as usize];
        let parents = parent_ids(&turned);
        // neuprint-python also turns fragments that were not asked about; ours leaves them as they are.
        for node in (0..skeleton.len()).filter(of_root) {
            assert_eq!(parents[node], links[node], "parent of {}", skeleton.ids()[node]);
        }
        compared += 1;
    }
    assert_eq!(compared, 2);
}
