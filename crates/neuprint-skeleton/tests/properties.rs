//! What must hold for every skeleton, and for every text.
#![allow(clippy::unwrap_used)]

#[path = "made/forests.rs"]
mod made;

use made::forests;
use neuprint_skeleton::{
    HealOptions, NO_PARENT, ParseErrorKind, Skeleton, adjacency, cable_length, distances_from_root, heal, reroot,
    scaled_cable_length,
};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// The least total length that joins all fragments: Kruskal over all pairs of nodes.
fn least_added(skeleton: &Skeleton) -> f64 {
    let mut component = skeleton.fragments().of_node().to_vec();
    let at = |n: usize| [skeleton.x()[n], skeleton.y()[n], skeleton.z()[n]].map(f64::from);
    let mut edges = Vec::new();
    for a in 0..skeleton.len() {
        for b in 0..a {
            let squared: f64 = at(a).iter().zip(at(b)).map(|(p, q)| (p - q) * (p - q)).sum();
            edges.push((squared.sqrt(), a, b));
        }
    }
    edges.sort_by(|p, q| p.0.total_cmp(&q.0));
    let mut total = 0.0;
    for (length, a, b) in edges {
        let (from, to) = (component[a], component[b]);
        if from != to {
            total += length;
            component.iter_mut().filter(|c| **c == from).for_each(|c| *c = to);
        }
    }
    total
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn what_was_written_reads_back_the_same(text in forests()) {
        let skeleton = Skeleton::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(Skeleton::parse(skeleton.to_swc().as_bytes()).unwrap(), skeleton);
    }

    #[test]
    fn healing_gives_one_tree_by_the_least_cable(text in forests()) {
        let raw = Skeleton::parse(text.as_bytes()).unwrap();
        let healed = heal(&raw, HealOptions::default());
        prop_assert_eq!(healed.skeleton.fragments().count(), 1);
        prop_assert_eq!(healed.bridges.len() + 1, raw.fragments().count());
        let mut ids = raw.ids().to_vec();
        ids.sort_unstable();
        prop_assert_eq!(healed.skeleton.ids(), &ids[..]);
        let added = cable_length(&healed.skeleton) - cable_length(&raw);
        let least = least_added(&raw);
        prop_assert!((added - least).abs() <= 1e-9 * least.max(1.0), "{} for {}", added, least);
        let again = heal(&healed.skeleton, HealOptions::default());
        prop_assert_eq!(again.skeleton, healed.skeleton);
        prop_assert!(again.bridges.is_empty());
    }

    #[test]
    fn a_maximum_keeps_exactly_the_bridges_within_it(text in forests(), max in 0.0f64..80.0) {
        let raw = Skeleton::parse(text.as_bytes()).unwrap();
        let all = heal(&raw, HealOptions::default());
        let capped = heal(&raw, HealOptions { max_distance: Some(max), ..HealOptions::default() });
        let expected: Vec<_> = all.bridges.iter().filter(|b| b.length <= max).copied().collect();
        prop_assert_eq!(&capped.bridges, &expected);
        prop_assert_eq!(capped.fragments_after, capped.skeleton.fragments().count());
    }

    #[test]
    fn a_scale_measures_as_if_the_coordinates_were_stretched(text in forests()) {
        // Factors by which coordinates can be multiplied without rounding.
        let scale = [8.0, 8.0, 32.0];
        let raw = Skeleton::parse(text.as_bytes()).unwrap();
        let stretched: Vec<String> = (0..raw.len())
            .map(|node| {
                let place = [raw.x()[node], raw.y()[node], raw.z()[node]];
                let place = [0, 1, 2].map(|axis| (f64::from(place[axis]) * scale[axis]).to_string()).join(" ");
                let parent = match raw.parents()[node] { NO_PARENT => -1, parent => raw.ids()[parent as usize] };
                format!("{} 0 {place} 1 {parent}", raw.ids()[node])
            })
            .collect();
        let stretched = Skeleton::parse(stretched.join("\n").as_bytes()).unwrap();
        let (healed, expected) =
            (heal(&raw, HealOptions { scale, ..HealOptions::default() }), heal(&stretched, HealOptions::default()));
        prop_assert_eq!(healed.skeleton.parents(), expected.skeleton.parents());
        prop_assert_eq!(&healed.bridges, &expected.bridges);
        prop_assert_eq!(scaled_cable_length(&healed.skeleton, scale), cable_length(&expected.skeleton));
    }

    #[test]
    fn rerooting_keeps_the_tree_and_the_cable(text in forests(), node in any::<prop::sample::Index>()) {
        let skeleton = Skeleton::parse(text.as_bytes()).unwrap();
        let root = node.index(skeleton.len()) as u32;
        let turned = reroot(&skeleton, root);
        prop_assert_eq!(turned.parents()[root as usize], NO_PARENT);
        prop_assert_eq!(adjacency(&turned), adjacency(&skeleton));
        prop_assert_eq!(turned.fragments().count(), skeleton.fragments().count());
        prop_assert!((cable_length(&turned) - cable_length(&skeleton)).abs() < 1e-6);
        prop_assert!(distances_from_root(&turned).iter().all(|d| d.is_finite()));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Skeleton::parse(&text);
    }

    #[test]
    fn no_near_swc_makes_the_parser_panic(text in "([0-9.eE#+-]{1,9}[ \t\r\n]{1,2}){0,60}") {
        let _ = Skeleton::parse(text.as_bytes());
    }

    #[test]
    fn floats_read_as_rust_reads_them(value in any::<f32>().prop_filter("finite", |v| v.is_finite()), digits in 0usize..9) {
        for text in [format!("{value}"), format!("{value:e}"), format!("{value:.digits$}")] {
            let line = format!("1 0 {text} 0 0 0 -1");
            let expected: f32 = text.parse().unwrap();
            if expected.is_finite() {
                prop_assert_eq!(Skeleton::parse(line.as_bytes()).unwrap().x()[0].to_bits(), expected.to_bits());
            }
        }
    }
}

#[test]
fn what_files_in_the_wild_look_like_is_read() {
    let text = b"\xef\xbb\xbf# head\r\n#more\r\n  3 200\t1e1 -2.5E0 .5 1. -1 extra columns # and words\r\n\r\n# between\r\n4294967297 0  1 2 3 0  3   \r\n7 0 1 1 1 1 99";
    let skeleton = Skeleton::parse(text).unwrap();
    assert_eq!(skeleton.header(), "# head\n#more");
    assert_eq!(skeleton.ids(), [3, 4_294_967_297, 7]);
    assert_eq!(skeleton.kinds(), [200, 0, 0]);
    assert_eq!((skeleton.x()[0], skeleton.y()[0], skeleton.z()[0], skeleton.radii()[0]), (10.0, -2.5, 0.5, 1.0));
    // 99 is nobody's identifier.
    assert_eq!(skeleton.parents(), [NO_PARENT, 0, NO_PARENT]);
}

#[test]
fn an_empty_file_is_an_empty_skeleton() {
    let skeleton = Skeleton::parse(b"# nothing\n").unwrap();
    assert!(skeleton.is_empty());
    assert_eq!(heal(&skeleton, HealOptions::default()).fragments_after, 0);
    assert_eq!(skeleton.to_swc(), "# nothing\n");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let cases: [(&[u8], usize, usize, ParseErrorKind); 9] = [
        (b"1 0 1 1\n", 1, 8, ParseErrorKind::MissingColumns { found: 4 }),
        (b"#\n1.5 0 1 1 1 1 -1\n", 2, 1, ParseErrorKind::NotAnInteger { what: "id", text: "1.5".into() }),
        (b"1 9999999999 1 1 1 1 -1\n", 1, 3, ParseErrorKind::NotAnInteger { what: "type", text: "9999999999".into() }),
        (b"1 0 nan 1 1 1 -1\n", 1, 5, ParseErrorKind::NotANumber { what: "x coordinate", text: "nan".into() }),
        (b"1 0 1e40 1 1 1 -1\n", 1, 5, ParseErrorKind::NotANumber { what: "x coordinate", text: "1e40".into() }),
        (b"1 0 1 1 1 1 -1\n\n1 0 1 1 1 1 -1\n", 3, 1, ParseErrorKind::DuplicateId { id: 1, first_line: 1 }),
        (b"1 0 1 1 1 1 -1\n  -1 0 1 1 1 1 1\n", 2, 3, ParseErrorKind::ReservedId),
        (b"1 0 1 1 1 1 2\n2 0 1 1 1 1 1\n", 1, 1, ParseErrorKind::Cycle { id: 1 }),
        (b"1 0 1 1 1 1 -1\n2 0 1 1 1 1 2\n", 2, 1, ParseErrorKind::SelfParent { id: 2 }),
    ];
    for (text, line, column, kind) in cases {
        let error = Skeleton::parse(text).unwrap_err();
        assert_eq!((error.line, error.column, &error.kind), (line, column, &kind), "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn a_long_chain_needs_no_stack() {
    let mut text = String::new();
    for id in (1..=1_000_000).rev() {
        text += &format!("{id} 0 {id} 0 0 1 {}\n", if id == 1 { -1 } else { id - 1 });
    }
    let skeleton = Skeleton::parse(text.as_bytes()).unwrap();
    assert_eq!(skeleton.fragments().count(), 1);
    assert_eq!(distances_from_root(&skeleton)[0], 999_999.0);
    assert_eq!(reroot(&skeleton, 0).roots().collect::<Vec<_>>(), [0]);
    assert_eq!(heal(&skeleton, HealOptions::default()).fragments_after, 1);
}

#[test]
fn a_comment_cannot_become_a_node() {
    let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n").unwrap();
    let text = skeleton.to_swc_with_header(["healed\n2 0 0 0 0 1 1"]);
    assert_eq!(Skeleton::parse(text.as_bytes()).unwrap().len(), 1);
}
