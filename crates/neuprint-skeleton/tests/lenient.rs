//! Damaged files: what is good is kept, everything wrong is told, and what is good reads as by the strict parser.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint_skeleton::{NO_PARENT, ParseErrorKind, Skeleton};
use proptest::prelude::*;

#[test]
fn every_problem_is_told_and_the_rest_is_kept() {
    let text = b"# head\n1 0 0 0 0 1 -1\n2 0 0 0 1\n3 0 1 0 0 1 1\n1 0 9 9 9 1 -1\n4 0 2 0 0 1 4\n5 0 3 0 0 1 6\n6 0 4 0 0 1 5\n7 0 5 0 0 1 2\n-1 0 0 0 0 1 1\n8 0 1 2 3 inf 1\n9 0 6 0 0 1 5 # good\n";
    let read = Skeleton::parse_lenient(text).unwrap();
    assert_eq!(read.skeleton.header(), "# head");
    assert_eq!(read.skeleton.ids(), [1, 3, 4, 5, 6, 7, 9]);
    assert_eq!(read.skeleton.x(), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(read.skeleton.parents(), [NO_PARENT, 0, NO_PARENT, NO_PARENT, 3, NO_PARENT, 3]);
    let told: Vec<_> =
        read.problems.iter().map(|problem| (problem.line, problem.column, problem.kind.clone())).collect();
    assert_eq!(
        told,
        [
            (3, 10, ParseErrorKind::MissingColumns { found: 5 }),
            (5, 1, ParseErrorKind::DuplicateId { id: 1, first_line: 2 }),
            (6, 1, ParseErrorKind::SelfParent { id: 4 }),
            (7, 1, ParseErrorKind::Cycle { id: 5 }),
            (9, 1, ParseErrorKind::MissingParent { id: 7, parent: 2 }),
            (10, 1, ParseErrorKind::ReservedId),
            (11, 11, ParseErrorKind::NotANumber { what: "radius", text: "inf".into() }),
        ]
    );
    assert_eq!(read.further_problems, 0);
}

#[test]
fn what_is_no_skeleton_at_all_is_named() {
    let cases: [(&[u8], &str); 5] = [
        (b"\n  <!doctype html><title>502</title>", "a page of HTML or XML"),
        (b"\xef\xbb\xbf{\"error\":\"Key not found\"}", "an answer in JSON"),
        (b"[[1,0,0,0,0,1,-1]]", "an answer in JSON"),
        (b"\"1 0 0 0 0 1 -1\"", "an answer in JSON"),
        (b"\x1f\x8b\x08\x00", "a gzip file"),
    ];
    for (text, what) in cases {
        for error in [Skeleton::parse(text).unwrap_err(), Skeleton::parse_lenient(text).unwrap_err()] {
            assert_eq!((error.line, &error.kind), (1, &ParseErrorKind::NotSwc { what }));
        }
    }
}

#[test]
fn hostile_files_have_short_messages_and_short_lists() {
    let long = format!("1 0 {} 0 0 1 -1\n", "9x".repeat(100_000));
    let error = Skeleton::parse(long.as_bytes()).unwrap_err();
    assert!(error.to_string().len() < 200, "{error}");
    let many = Skeleton::parse_lenient("a b\n".repeat(50_000).as_bytes()).unwrap();
    assert_eq!((many.problems.len(), many.further_problems), (10_000, 40_000));
    // Each node its own cycle, and one long one: once through is enough.
    let own: String = (1..=200_000).map(|id| format!("{id} 0 0 0 0 1 {id}\n")).collect();
    let read = Skeleton::parse_lenient(own.as_bytes()).unwrap();
    assert_eq!((read.skeleton.len(), read.skeleton.fragments().count()), (200_000, 200_000));
    assert_eq!(read.problems.len() + read.further_problems, 200_000);
    let ring: String = (1..=200_000).map(|id| format!("{id} 0 0 0 0 1 {}\n", id % 200_000 + 1)).collect();
    let read = Skeleton::parse_lenient(ring.as_bytes()).unwrap();
    assert_eq!((read.problems.len(), read.skeleton.fragments().count()), (1, 1));
}

proptest! {
    #[test]
    fn strict_and_lenient_agree(
        lines in prop::collection::vec((-1_i64..12, "(0|1|x)", "(0|1.5|nan)", -1_i64..12, "( 0 0 1|)"), 0..14)
    ) {
        let lines = lines.iter().map(|(id, kind, x, parent, rest)| format!("{id} {kind} {x}{rest} {parent}\n"));
        let text: String = lines.collect();
        let read = Skeleton::parse_lenient(text.as_bytes()).unwrap();
        match Skeleton::parse(text.as_bytes()) {
            Ok(skeleton) => {
                let is_missing = |kind: &ParseErrorKind| matches!(kind, ParseErrorKind::MissingParent { .. });
                prop_assert_eq!(read.problems.iter().filter(|problem| !is_missing(&problem.kind)).count(), 0);
                prop_assert_eq!(&read.skeleton, &skeleton);
            }
            Err(error) => prop_assert!(read.problems.contains(&error), "{error} is not in {:?}", read.problems),
        }
        // What was kept is a skeleton: no cycle, no identifier twice.
        prop_assert_eq!(Skeleton::parse(read.skeleton.to_swc().as_bytes()), Ok(read.skeleton));
    }

    #[test]
    fn no_bytes_make_it_panic(text in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Skeleton::parse_lenient(&text);
    }
}
