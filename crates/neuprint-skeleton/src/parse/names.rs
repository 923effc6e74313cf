//! What the header calls the columns past the seventh.
//!
//! ```text
//! # id type x y z radius parent confidence
//! ##n,type,x,y,z,r,parent,label
//! # Columns: PointNo Label X Y Z Radius Parent
//! ```
//!
//! A line of the header names the columns if its first seven words are known names of the first seven, in any case, in their
//! order; what follows are the names of the others. The first such line counts.

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

/// The names of the eighth column and those behind it.
pub(super) fn past_the_seventh(header: &str) -> Vec<String> {
    header.lines().find_map(names).unwrap_or_default()
}

fn names(line: &str) -> Option<Vec<String>> {
    let words = line.trim_start_matches('#').split([' ', '\t', ',']).filter(|word| !word.is_empty());
    let mut words = words.peekable();
    // A word that says what comes.
    words.next_if(|word| word.ends_with(':'));
    for known in KNOWN {
        let word = words.next()?;
        known.iter().find(|name| word.eq_ignore_ascii_case(name))?;
    }
    Some(words.map(str::to_owned).collect())
}
