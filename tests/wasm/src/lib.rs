//! What the tests that run as WebAssembly are built with: the recordings of a real database, if they were there.

include!(concat!(env!("OUT_DIR"), "/recorded.rs"));
