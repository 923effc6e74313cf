//! What is written reads back, says where it comes from, and invents nothing.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint_skeleton::{HealOptions, NO_PARENT, Provenance, Skeleton, Unit, WriteOptions, heal};
use proptest::prelude::*;

fn parsed(text: &str) -> Skeleton {
    Skeleton::parse(text.as_bytes()).unwrap()
}

fn renumbered() -> WriteOptions {
    WriteOptions { renumber: true, ..WriteOptions::default() }
}

#[test]
fn what_came_is_written_as_it_came() {
    let text = "#${\"a\": 1}  \n#\n#  two\n7 2 16234.57 -0 100000 0.00001 -1\n4294967297 -3 1e-7 1e20 1.5e-6 16777216 7\n-5 0 0.1 0.5 12345.678 3 99\n";
    // The third node's parent is nowhere.
    assert_eq!(parsed(text).to_swc(), text.replace("3 99", "3 -1"));
    assert_eq!(parsed("1 0 1.50 +2 3e0 1E1 -1").to_swc(), "1 0 1.5 2 3 10 -1\n");
    assert_eq!(parsed("").to_swc(), "");
}

#[test]
fn provenance_stands_in_the_header_once() {
    let text = "# words\n# Root: 9\n# unit: nm\n#${\"uuid\": 1}\n# dataset: other\n9 0 0 0 0 1 -1\n4 0 1 1 1 1 9\n5 0 1 1 1 1 -1\n";
    let provenance = Provenance {
        dataset: Some("hemibrain:v1.2.1".into()),
        uuid: Some("a8b\n1 0 0 0 0 1 -1".into()),
        healing: Some("none".into()),
    };
    let options = WriteOptions {
        provenance: Some(provenance),
        comments: vec!["first\r2 0 0 0 0 1 -1".into(), String::new()],
        soma: Some(1),
        ..WriteOptions::default()
    };
    let written = parsed(text).with_unit(Unit::Voxel([8.0, 8.0, 40.5])).to_swc_with(&options);
    assert_eq!(
        written,
        "# words\n#${\"uuid\": 1}\n# dataset: hemibrain:v1.2.1\n# uuid: a8b\n# 1 0 0 0 0 1 -1\n# unit: voxel 8 8 40.5\n# root: 9\n# fragments: 2\n# healing: none\n# first\n# 2 0 0 0 0 1 -1\n# \n9 0 0 0 0 1 -1\n4 1 1 1 1 1 9\n5 0 1 1 1 1 -1\n"
    );
    assert_eq!(parsed(&written).unit(), Unit::Voxel([8.0, 8.0, 40.5]));
    let once_more = WriteOptions { provenance: options.provenance, ..WriteOptions::default() };
    let again = parsed(&written).to_swc_with(&once_more);
    assert_eq!((again.matches("dataset").count(), again.matches("# root").count()), (1, 1));
}

#[test]
fn a_unit_is_written_if_the_header_says_another() {
    let text = "# unit: nm\n1 0 0 0 0 1 -1\n";
    assert_eq!(parsed(text).to_swc(), text);
    for unit in [Unit::Unknown, Unit::Nanometre, Unit::Micrometre, Unit::Voxel([1e-3, 8.25, 1e21])] {
        for from in [text, "# head\n1 0 0 0 0 1 -1\n"] {
            let written = parsed(from).with_unit(unit).to_swc();
            assert_eq!(parsed(&written).unit(), unit, "{written}");
            assert!(written.matches("unit").count() <= 1);
        }
    }
}

#[test]
fn renumbered_parents_precede_their_children_and_branches_are_in_one_piece() {
    let text = "# n T x y z R P tag\n5 0 5 0 0 1 3 e\n3 0 3 0 0 1 8 c\n9 0 9 0 0 1 8\n8 0 8 0 0 1 -1 h\n1 0 1 0 0 1 3 a\n2 4 2 0 0 1 -1 b\n";
    assert_eq!(
        parsed(text).to_swc_with(&WriteOptions { soma: Some(3), ..renumbered() }),
        "# n T x y z R P tag\n1 1 8 0 0 1 -1 h\n2 0 3 0 0 1 1 c\n3 0 5 0 0 1 2 e\n4 0 1 0 0 1 2 a\n5 0 9 0 0 1 1\n6 4 2 0 0 1 -1 b\n"
    );
    // A node that is not there changes nothing.
    assert_eq!(parsed(text).to_swc_with(&WriteOptions { soma: Some(6), ..WriteOptions::default() }), text);
}

#[test]
fn a_long_chain_is_renumbered_without_stack() {
    let text: String = (1..=200_000).rev().map(|id| format!("{id} 0 {id} 0 0 1 {}\n", id - 1)).collect();
    let read = parsed(&parsed(&text).to_swc_with(&renumbered()));
    assert!(read.parents().iter().skip(1).zip(0..).all(|(parent, before)| *parent == before));
    assert_eq!((read.x()[0], read.x()[199_999]), (1.0, 200_000.0));
}

proptest! {
    #[test]
    fn any_floats_and_identifiers_read_back(
        rows in prop::collection::vec((any::<i64>(), any::<i32>(), any::<[u32; 4]>(), any::<prop::sample::Index>()), 1..20)
    ) {
        let finite = |bits: u32| Some(f32::from_bits(bits)).filter(|value| value.is_finite()).unwrap_or(-0.0);
        let mut text = String::new();
        let mut ids: Vec<i64> = Vec::new();
        for (id, kind, bits, parent) in &rows {
            if *id == -1 || ids.contains(id) {
                continue;
            }
            let [x, y, z, r] = bits.map(|bits| format!("{:e}", finite(bits)));
            let parent = if ids.is_empty() { -1 } else { ids[parent.index(ids.len())] };
            text += &format!("{id} {kind} {x} {y} {z} {r} {parent}\n");
            ids.push(*id);
        }
        let skeleton = parsed(&text);
        let again = parsed(&skeleton.to_swc());
        prop_assert_eq!(&again, &skeleton);
        // Equal floats are not yet the same: there are two zeros.
        let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(again.x()), bits(skeleton.x()));
        prop_assert_eq!(again.to_swc(), skeleton.to_swc());
    }

    #[test]
    fn renumbering_keeps_the_forest(parents in prop::collection::vec((any::<prop::sample::Index>(), 0..4), 1..60), turn in 0..60_usize) {
        // Identifiers are turned round, so that children may stand before their parents.
        let count = parents.len();
        let id = |node: usize| (node + turn) % count + 1;
        let mut lines: Vec<String> = parents.iter().enumerate().map(|(node, (parent, root))| {
            let parent = if node == 0 || *root == 0 { -1 } else { id(parent.index(node)) as i64 };
            format!("{} {node} {node} 0 0 1 {parent}\n", id(node))
        }).collect();
        lines.rotate_left(turn % count);
        let skeleton = parsed(&lines.concat());
        let read = parsed(&skeleton.to_swc_with(&renumbered()));
        prop_assert!(read.ids().iter().zip(1..).all(|(id, number)| *id == number));
        for (node, parent) in read.parents().iter().enumerate() {
            prop_assert!(*parent == NO_PARENT || (*parent as usize) < node);
            // Types tell which node it was.
            let old = skeleton.kinds().iter().position(|kind| *kind == read.kinds()[node]).unwrap();
            let old_parent = skeleton.parents()[old];
            prop_assert_eq!(
                (*parent != NO_PARENT).then(|| read.kinds()[*parent as usize]),
                (old_parent != NO_PARENT).then(|| skeleton.kinds()[old_parent as usize])
            );
        }
        // Each subtree is in one piece: a node's parent is the node before it or one of its ancestors.
        for node in 1..count {
            let mut above = node as u32 - 1;
            let parent = read.parents()[node];
            while parent != NO_PARENT && above != parent {
                prop_assert!(above != NO_PARENT);
                above = read.parents()[above as usize];
            }
        }
        let healed = heal(&skeleton, HealOptions::default()).skeleton;
        prop_assert_eq!(parsed(&healed.to_swc_with(&renumbered())).fragments().count(), 1);
    }
}
