//! Any bytes are a skeleton or an error; leniently read they are a skeleton and problems, and cut in pieces they are the same.
//! A skeleton reads back as it was written, renumbered too, and heals into one piece that healing leaves as it is.
//!
//! `cargo fuzz run -s none swc`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_skeleton::{
    HealOptions, ParseError, Parsed, Provenance, Skeleton, SwcParser, WriteOptions, cable_length, distances_from_root,
    heal,
};

fuzz_target!(|bytes: &[u8]| {
    let strict = Skeleton::parse(bytes);
    let lenient = Skeleton::parse_lenient(bytes);
    if let Ok(read) = &lenient {
        reads_back(&read.skeleton);
        match &strict {
            Ok(skeleton) => assert_eq!(skeleton, &read.skeleton),
            Err(error) => assert!(read.further_problems > 0 || read.problems.contains(error)),
        }
    }
    // The lengths of the pieces are some of the bytes themselves.
    let lengths: Vec<usize> = bytes.iter().take(9).map(|byte| usize::from(byte % 23)).chain([1]).collect();
    assert_eq!(in_pieces(SwcParser::strict(), bytes, &lengths).map(|read| read.skeleton), strict);
    assert_eq!(in_pieces(SwcParser::lenient(), bytes, &lengths), lenient);
    let Ok(skeleton) = strict else { return };
    spaced_out(bytes, &skeleton);
    renumbered(&skeleton);
    let healed = heal(&skeleton, HealOptions::default());
    assert_eq!(healed.skeleton.fragments().count(), usize::from(!skeleton.is_empty()));
    assert_eq!(healed.skeleton.len(), skeleton.len());
    reads_back(&healed.skeleton);
    let again = heal(&healed.skeleton, HealOptions::default());
    assert!(again.bridges.is_empty());
    assert_eq!(again.skeleton, healed.skeleton);
    assert!(cable_length(&healed.skeleton) >= 0.0);
    assert_eq!(distances_from_root(&healed.skeleton).len(), skeleton.len());
});

fn reads_back(skeleton: &Skeleton) {
    assert_eq!(Skeleton::parse(skeleton.to_swc().as_bytes()).as_ref(), Ok(skeleton));
}

fn in_pieces(mut parser: SwcParser, mut text: &[u8], lengths: &[usize]) -> Result<Parsed, ParseError> {
    for length in lengths.iter().cycle() {
        if text.is_empty() {
            break;
        }
        let (piece, rest) = text.split_at((*length).min(text.len()));
        parser.push(piece)?;
        text = rest;
    }
    parser.finish()
}

/// With three blanks for each one, rows are read with more care and mean the same.
fn spaced_out(bytes: &[u8], skeleton: &Skeleton) {
    let spaced: Vec<u8> =
        bytes.iter().flat_map(|byte| if *byte == b' ' { b"   ".to_vec() } else { vec![*byte] }).collect();
    // Comments, too, have other blanks now, and with them perhaps other names and units.
    if let Ok(spaced) = Skeleton::parse(&spaced) {
        assert_eq!(
            (spaced.ids(), spaced.parents(), spaced.kinds()),
            (skeleton.ids(), skeleton.parents(), skeleton.kinds())
        );
        assert_eq!((spaced.x(), spaced.y(), spaced.z()), (skeleton.x(), skeleton.y(), skeleton.z()));
        assert_eq!(spaced.radii(), skeleton.radii());
    } else {
        panic!("more blanks made it an error");
    }
}

fn renumbered(skeleton: &Skeleton) {
    let provenance = Provenance { dataset: Some("a\n1 0 0 0 0 1 -1".into()), ..Provenance::default() };
    let options =
        WriteOptions { renumber: true, provenance: Some(provenance), soma: Some(0), ..WriteOptions::default() };
    let Ok(read) = Skeleton::parse(skeleton.to_swc_with(&options).as_bytes()) else { panic!("written and unreadable") };
    assert_eq!((read.len(), read.unit()), (skeleton.len(), skeleton.unit()));
    assert!(read.ids().iter().zip(1..).all(|(id, number)| *id == number));
    assert!(read.parents().iter().zip(0..).all(|(parent, node)| *parent == u32::MAX || *parent < node));
    assert_eq!(read.fragments().count(), skeleton.fragments().count());
    // In preorder nothing is left to be renumbered.
    assert_eq!(
        Skeleton::parse(read.to_swc_with(&WriteOptions { renumber: true, ..WriteOptions::default() }).as_bytes()),
        Ok(read)
    );
}
