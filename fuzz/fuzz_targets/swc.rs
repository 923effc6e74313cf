//! Any bytes are a skeleton or an error; leniently read they are a skeleton and problems. A skeleton reads back as it was written, and heals into one piece that healing
//! leaves as it is.
//!
//! `cargo fuzz run -s none swc`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_skeleton::{HealOptions, Skeleton, cable_length, distances_from_root, heal};

fuzz_target!(|bytes: &[u8]| {
    let strict = Skeleton::parse(bytes);
    if let Ok(read) = Skeleton::parse_lenient(bytes) {
        assert_eq!(Skeleton::parse(read.skeleton.to_swc().as_bytes()).as_ref(), Ok(&read.skeleton));
        match &strict {
            Ok(skeleton) => assert_eq!(skeleton, &read.skeleton),
            Err(error) => assert!(read.further_problems > 0 || read.problems.contains(error)),
        }
    }
    let Ok(skeleton) = strict else { return };
    assert_eq!(Skeleton::parse(skeleton.to_swc().as_bytes()).as_ref(), Ok(&skeleton));
    let healed = heal(&skeleton, HealOptions::default());
    assert_eq!(healed.skeleton.fragments().count(), usize::from(!skeleton.is_empty()));
    assert_eq!(healed.skeleton.len(), skeleton.len());
    let again = heal(&healed.skeleton, HealOptions::default());
    assert!(again.bridges.is_empty());
    assert_eq!(again.skeleton, healed.skeleton);
    assert!(cable_length(&healed.skeleton) >= 0.0);
    assert_eq!(distances_from_root(&healed.skeleton).len(), skeleton.len());
});
