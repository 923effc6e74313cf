//! Random skeletons for property tests.

use proptest::prelude::*;

/// The SWC text of a random forest; identifiers are unordered and have gaps.
pub(crate) fn forests() -> impl Strategy<Value = String> {
    let node =
        (any::<prop::sample::Index>(), prop::bool::weighted(0.25), -60i32..60, -60i32..60, -60i32..60, 0u16..999);
    prop::collection::vec(node, 1..60).prop_map(|nodes| {
        let id = |at: usize| (at * 37) % 61 + 1;
        let mut text = String::from("# made\n");
        for (at, (parent, is_root, x, y, z, r)) in nodes.into_iter().enumerate() {
            let parent = if at == 0 || is_root { -1 } else { id(parent.index(at)) as i64 };
            let (x, y, z) = (f64::from(x) / 4.0, f64::from(y), f64::from(z) * 1.7);
            text += &format!("{} 0 {x} {y} {z} {} {parent}\n", id(at), f64::from(r) / 7.0);
        }
        text
    })
}
