//! Any bytes are a surface or an error, and a surface's faces have corners.
//!
//! `cargo fuzz run -s none obj`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint::Mesh;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mesh) = Mesh::parse(bytes) else { return };
    assert!(!mesh.faces.is_empty());
    assert!(mesh.faces.iter().flatten().all(|corner| (*corner as usize) < mesh.vertices.len()));
});
