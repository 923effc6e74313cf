//! Any bytes are the lines of a property graph or an error; what is read can be written, and reads back as the same.
//!
//! `cargo fuzz run -s none property_graph`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_local::Dataset;

fuzz_target!(|bytes: &[u8]| {
    let Ok(dataset) = Dataset::of_graph([("graph.jsonl".to_owned(), bytes.to_vec())]) else { return };
    let written = dataset.write().unwrap();
    assert_eq!(Dataset::read(&written).unwrap().write().unwrap(), written);
});
