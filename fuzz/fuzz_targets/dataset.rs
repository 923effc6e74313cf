//! Any bytes are a dataset or an error; what is read can be written, and reads back as the same. The first byte chooses
//! what the others are: a whole file, or one section of a file whose checksums are right.
//!
//! `cargo fuzz run -s none dataset`
#![no_main]

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};
use libfuzzer_sys::fuzz_target;
use neuprint_local::Dataset;

const ABOUT: &[u8] = br#"{"name":"d","description":"","info":"","licence":"","citation":"","caveats":[]}"#;

/// A file as the module `format` describes it.
fn sealed(sections: [(&str, &[u8]); 4]) -> Vec<u8> {
    let (mut file, mut bodies) = (b"npdata\r\n\x01\0\x04\0".to_vec(), Vec::new());
    for (name, raw) in sections {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(raw).unwrap();
        let stored = encoder.finish().unwrap();
        file.extend(format!("{name:\0<8}").as_bytes());
        for number in [stored.len() as u32, raw.len() as u32, crc32fast::hash(&stored)] {
            file.extend(number.to_le_bytes());
        }
        bodies.extend(stored);
    }
    file.extend(crc32fast::hash(&file).to_le_bytes());
    [file, bodies].concat()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let part = |at, otherwise| if *choice == at { rest } else { otherwise };
    let (about, graph) = (part(1, ABOUT), part(2, &[0; 6]));
    let file = sealed([("about", about), ("graph", graph), ("skeleton", part(3, &[0])), ("mesh", part(4, &[0]))]);
    let Ok(dataset) = Dataset::read(part(0, &file)) else { return };
    let written = dataset.write().unwrap();
    assert_eq!(Dataset::read(&written).unwrap().write().unwrap(), written);
});
