//! What the header calls the columns past the seventh.
//!
//! ```text
//! # id type x y z radius parent confidence
//! ##n,type,x,y,z,r,parent,label
//! # Columns: PointNo Label X Y Z Radius Parent
//! ```
//!
//! A line of the header names the columns if its first seven words are known names of the first seven, in any case, in
//! their order; what follows are the names of the others, of which there may be a thousand. The first such line counts.

use crate::header::{is_one_of, word};

/// The names by which the first seven are known.
const KNOWN: [&[&str]; 7] = [
    &["id", "n", "pointno", "node_id", "nodeid", "rowid", "row_id", "sample", "index"],
    &["type", "t", "label", "structure"],
    &["x"],
    &["y"],
    &["z"],
    &["radius", "r"],
    &["parent", "p", "parent_id", "parentid", "pid", "link"],
];

/// More columns than these are no table but a mistake, or malice.
const MOST: usize = 1000;

/// The names of the eighth column and those behind it.
// Once per file.
#[inline(never)]
pub(super) fn past_the_seventh(header: &str) -> Vec<String> {
    for line in header.split('\n') {
        if let Some(mut names) = past_the_known(line.trim_start_matches('#')) {
            let mut found = Vec::new();
            loop {
                let (name, rest) = word(names);
                if name.is_empty() || found.len() >= MOST {
                    return found;
                }
                found.push(name.to_owned());
                names = rest;
            }
        }
    }
    Vec::new()
}

/// What stands behind the names of the first seven columns.
fn past_the_known(line: &str) -> Option<&str> {
    let (first, behind) = word(line);
    // A word may say what comes.
    let mut rest = if first.ends_with(':') { behind } else { line };
    for known in KNOWN {
        let (name, behind) = word(rest);
        if !is_one_of(name, known) {
            return None;
        }
        rest = behind;
    }
    Some(rest)
}
