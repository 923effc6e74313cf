//! Floats from and to decimal text, exactly, in little code.
//!
//! ```
//! use neuprint_decimal::{Plain, parse_f32, parse_f64};
//!
//! assert_eq!(parse_f64(b"0.30000000000000004"), Some(0.1 + 0.2));
//! assert_eq!(parse_f32(b"1e-3"), Some(0.001));
//! assert_eq!(Plain::from(16777216.0_f32).to_string(), "16777216");
//! ```
//!
//! The standard library does the same, faster for rare numbers and with fifty kilobytes of tables and code, which in a
//! file of WebAssembly are downloaded once per module. Reading rounds to the nearest float, to the even one of two.
//! Writing gives the fewest digits that read back as the same float.

mod big;
mod buffer;
mod nearest;
mod parse;
mod write;

pub use buffer::{ROOM, write_f32, write_i64};
pub use parse::{parse_f32, parse_f64};
pub use write::{Exponential, Plain};
