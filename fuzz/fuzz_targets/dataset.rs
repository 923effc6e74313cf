//! Any bytes are a dataset or an error; what is read can be written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_local::Dataset;

fuzz_target!(|bytes: &[u8]| {
    let Ok(dataset) = Dataset::read(bytes) else { return };
    assert!(dataset.write().is_ok());
});
