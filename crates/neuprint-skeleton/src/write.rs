//! From columns to SWC text.
//!
//! ```
//! use neuprint_skeleton::Skeleton;
//!
//! let skeleton = Skeleton::parse(b"#h\n1 0 1.5 2 3 0.25 -1\n2 0 4 5 6 1 1\n")?;
//! assert_eq!(skeleton.to_swc(), "#h\n1 0 1.5 2 3 0.25 -1\n2 0 4 5 6 1 1\n");
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! Each float is written with the fewest digits that read back as the same `f32`, so parsing what was written gives
//! the same skeleton. A root's parent is written as -1.

use std::fmt::Write;

use neuprint_decimal::Plain;

use crate::skeleton::{NO_PARENT, Skeleton};

impl Skeleton {
    /// The skeleton as SWC text: its header, then one line per node.
    pub fn to_swc(&self) -> String {
        self.to_swc_with_header([])
    }

    /// The same with further comment lines below the header, such as the parameters of healing. A line break within
    /// a comment starts a new comment line, so that no comment can become a node.
    pub fn to_swc_with_header<'c>(&self, comments: impl IntoIterator<Item = &'c str>) -> String {
        let mut out = String::with_capacity(self.header.len() + 48 * self.len() + 64);
        if !self.header.is_empty() {
            out.push_str(&self.header);
            out.push('\n');
        }
        for line in comments.into_iter().flat_map(|comment| comment.split(['\n', '\r'])) {
            out.push_str("# ");
            out.push_str(line);
            out.push('\n');
        }
        for node in 0..self.len() {
            let parent = match self.parents[node] {
                NO_PARENT => -1,
                parent => self.ids[parent as usize],
            };
            let [x, y, z, radius] = [&self.x, &self.y, &self.z, &self.radii].map(|values| Plain::from(values[node]));
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{} {} {x} {y} {z} {radius} {parent}", self.ids[node], self.kinds[node]);
        }
        out
    }
}
