//! Damaged and foreign files are refused with a reason, and nothing panics.

#![cfg(feature = "sample")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeMap;

use bytes::Bytes;
use neuprint_cypher::{Duration, GraphBuilder, Point, Temporal, TemporalKind, Value};
use neuprint_local::{About, Dataset, FormatError, SAMPLE};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// A small dataset with every kind of column.
fn small() -> Dataset {
    let mut builder = GraphBuilder::new();
    let point = Value::Point(Point::new(-1.0, 2.5, -0.0));
    let map =
        Value::Map(std::sync::Arc::new([("k", Value::list([Value::Int(1), Value::Bool(true)]))].into_iter().collect()));
    let a = builder.add_node(
        &["A", "B"],
        [("id", Value::Int(i64::MIN)), ("p", point), ("any", map), ("f", Value::Float(f64::MIN_POSITIVE))],
    );
    let b = builder
        .add_node(&["B"], [("id", Value::Int(i64::MAX)), ("any", Value::text("é")), ("flag", Value::Bool(true))]);
    let moment = Temporal::new(TemporalKind::DateTime, -1, 86_399_999_999_999, -3_600).unwrap();
    let lasts = Value::Duration(Duration::new(-1, i64::MAX, i64::MIN, 999_999_999).unwrap());
    let c = builder.add_node(
        &["A"],
        [
            ("any", Value::Point(Point { x: 1.0, y: -2.5, z: None })),
            ("at", Value::Temporal(moment)),
            ("text", Value::text("x")),
            ("flag", Value::Bool(false)),
            ("lasts", lasts),
        ],
    );
    builder.add_relationship(c, "R", a, [("weight", Value::Int(7))]);
    builder.add_relationship(a, "S", b, [("text", Value::text("y"))]);
    builder.add_relationship(a, "R", b, []);
    let about = About {
        name: "small:v1".into(),
        description: String::new(),
        info: String::new(),
        licence: "CC0-1.0".into(),
        citation: String::new(),
        caveats: vec!["none".into()],
    };
    let skeletons = BTreeMap::from([(u64::MAX, Bytes::from_static(b"1 0 1 2 3 4 -1\n"))]);
    let key = ("store".to_owned(), "a/b c".to_owned());
    Dataset::new(about, builder.build(), skeletons, BTreeMap::from([("a'L(R)".to_owned(), Bytes::new())]))
        .with_key_values([(key, Bytes::from_static(b"\x00\xff"))].into())
}

#[test]
fn everything_comes_back_as_it_was() {
    let file = small().write().unwrap();
    let read = Dataset::read(&file).unwrap();
    assert_eq!(read.write().unwrap(), file);
    let (before, after) = (small(), read);
    let properties = |dataset: &Dataset| {
        let graph = dataset.graph();
        let nodes = (0..3).map(neuprint_cypher::NodeId);
        nodes
            .map(|n| format!("{:?} {:?}", graph.node_properties(n).collect::<Vec<_>>(), graph.outgoing_edges(n)))
            .collect::<Vec<_>>()
    };
    assert_eq!(properties(&before), properties(&after));
    assert_eq!(after.skeleton(u64::MAX).unwrap(), "1 0 1 2 3 4 -1\n");
    assert_eq!(after.about(), before.about());
    assert_eq!(after.key_value("store", "a/b c").unwrap().as_ref(), b"\x00\xff");
}

#[test]
fn a_file_without_keys_has_no_section_for_them() {
    let file = small().with_key_values(BTreeMap::new()).write().unwrap();
    assert_eq!(file[10..12], [4, 0], "as older programs write it");
    assert_eq!(Dataset::read(&file).unwrap().key_value_instances().count(), 0);
    let sections = small().write().unwrap()[10..12].to_vec();
    assert_eq!(sections, [5, 0]);
}

#[test]
fn nodes_may_be_bare() {
    let mut builder = GraphBuilder::new();
    for _ in 0..1_000 {
        builder.add_node(&[], []);
    }
    let about = small().about().clone();
    let file = Dataset::new(about, builder.build(), BTreeMap::new(), BTreeMap::new()).write().unwrap();
    assert_eq!(Dataset::read(&file).unwrap().graph().node_count(), 1_000);
}

#[test]
fn another_version_is_named() {
    let mut file = SAMPLE.to_vec();
    file[8] = 2;
    let error = Dataset::read(&file).unwrap_err();
    assert_eq!(error, FormatError::Version { found: 2 });
    assert!(error.to_string().contains("version 2"), "{error}");
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let file = small().write().unwrap();
    for end in 0..file.len() {
        assert!(Dataset::read(&file[..end]).is_err(), "cut at {end}");
    }
    let mut longer = file;
    longer.push(0);
    assert!(Dataset::read(&longer).is_err());
}

/// Puts right checksums over changed contents, so that the readers behind the checksums are reached.
fn with_section(file: &[u8], index: usize, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    use std::io::{Read, Write};
    let count = usize::from(u16::from_le_bytes([file[10], file[11]]));
    let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let (mut table, mut bodies, mut at) = (file[..12].to_vec(), Vec::new(), 12 + count * 20 + 4);
    for section in 0..count {
        let entry = 12 + section * 20;
        let stored = &file[at..at + number(entry + 8)];
        at += stored.len();
        let mut raw = Vec::new();
        flate2::read::DeflateDecoder::new(stored).read_to_end(&mut raw).unwrap();
        if section == index {
            change(&mut raw);
        }
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&raw).unwrap();
        let stored = encoder.finish().unwrap();
        table.extend(&file[entry..entry + 8]);
        table.extend((stored.len() as u32).to_le_bytes());
        table.extend((raw.len() as u32).to_le_bytes());
        table.extend(crc32fast::hash(&stored).to_le_bytes());
        bodies.extend(stored);
    }
    table.extend(crc32fast::hash(&table).to_le_bytes());
    table.extend(bodies);
    table
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn a_flipped_bit_never_goes_unseen(at in 0..SAMPLE.len(), bit in 0..8) {
        let mut file = SAMPLE.to_vec();
        file[at] ^= 1_u8 << bit;
        prop_assert!(Dataset::read(&file).is_err());
    }

    #[test]
    fn arbitrary_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Dataset::read(&bytes).is_err());
    }

    #[test]
    fn wrong_contents_under_right_checksums_do_not_panic(
        section in 0_usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let file = with_section(&small().write().unwrap(), section, |raw| {
            for (at, byte) in &changes {
                let at = at.index(raw.len());
                raw[at] = *byte;
            }
            if let Some(cut) = cut {
                raw.truncate(cut.index(raw.len()));
            }
        });
        // Some changes make another, well-formed dataset.
        if let Ok(dataset) = Dataset::read(&file) {
            prop_assert!(dataset.write().is_ok());
        }
    }
}
