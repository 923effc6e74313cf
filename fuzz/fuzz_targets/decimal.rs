//! Any bytes are the number that the standard library reads, or none; every float is written so that it reads back.
//!
//! `cargo fuzz run -s none decimal`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_decimal::{Exponential, Plain, parse_f32, parse_f64};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Words are numbers to the standard library only.
        let number = !text.contains(|letter: char| letter.is_ascii_alphabetic() && !matches!(letter, 'e' | 'E'));
        let (wide, narrow) = (text.parse::<f64>().ok().filter(|_| number), text.parse::<f32>().ok().filter(|_| number));
        assert_eq!(parse_f64(bytes).map(f64::to_bits), wide.map(f64::to_bits));
        assert_eq!(parse_f32(bytes).map(f32::to_bits), narrow.map(f32::to_bits));
    }
    if let Some(bits) = bytes.first_chunk() {
        let value = f64::from_bits(u64::from_le_bytes(*bits));
        for text in [Plain::from(value).to_string(), Exponential::from(value).to_string()] {
            assert!(!value.is_finite() || parse_f64(text.as_bytes()) == Some(value), "{text}");
        }
    }
});
