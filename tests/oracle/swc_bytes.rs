//! What neuPrint sent is written as it came, byte by byte; and a file in pieces is the same file.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;

use neuprint_skeleton::{Skeleton, SwcParser};
use neuprint_tests::shared_data_or_skip;

#[test]
fn skeletons_of_neuprint_are_written_as_they_came() {
    let test = "skeletons_of_neuprint_are_written_as_they_came";
    let Some(folder) = shared_data_or_skip(test, "hemibrain-mb/skeletons") else { return };
    let mut identical = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read(&path).unwrap();
        let skeleton = Skeleton::parse(&text).unwrap();
        assert!(skeleton.header_field("ds_intv").is_some_and(|value| value.starts_with('[')));
        assert!(skeleton.to_swc().as_bytes() == text, "{} is written in another way", path.display());
        let mut parser = SwcParser::strict();
        text.chunks(1021).for_each(|chunk| parser.push(chunk).unwrap());
        let read = parser.finish().unwrap();
        assert_eq!((&read.skeleton, read.problems.len()), (&skeleton, 0));
        identical += 1;
    }
    assert_eq!(identical, 61);
}
