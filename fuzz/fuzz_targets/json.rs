//! Any bytes are JSON exactly where serde_json takes them; what was read is the same when it was written and read again.
//!
//! `cargo fuzz run -s none json`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_table::read_json;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let ours = read_json(bytes);
    let standard: Result<Value, _> = serde_json::from_slice(bytes);
    if let Ok(value) = &ours {
        let text = serde_json::to_string(value).unwrap_or_default();
        assert_eq!(read_json(text.as_bytes()).as_ref(), Ok(value));
    }
    // The two count how deep it may go in other ways.
    let deep = bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 100;
    assert!(deep || ours.is_ok() == standard.is_ok(), "{ours:?}, {standard:?}");
});
