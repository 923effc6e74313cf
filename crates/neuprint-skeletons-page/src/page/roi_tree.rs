//! The regions as a tree: which rows of it are seen.
//!
//! ```text
//! rows(&places, Some(&["a'L(R)".into()]), &[], "a'")     // MB(R) as a heading, a'L(R) below it
//! ```

use neuprint_worker::messages::RoiPlace;

/// A region in the panel.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Row {
    pub(super) name: String,
    /// How many regions it is within.
    pub(super) depth: u32,
    /// Whether parts of it can be chosen, and whether they are seen.
    pub(super) parts: Option<bool>,
    /// Whether it can be chosen itself.
    pub(super) is_offered: bool,
}

/// The rows of a hierarchy. `offered` are the regions that can be chosen; `None`: all of the hierarchy. Those that are not in
/// the hierarchy follow it. Parts are seen of regions that cannot be chosen themselves, unless somebody `turned` that, and of
/// others once somebody did; if something is `wanted`, of all in which something has that in its name, capitals or not.
pub(super) fn rows(places: &[RoiPlace], offered: Option<&[String]>, turned: &[String], wanted: &str) -> Vec<Row> {
    let wanted = wanted.trim().to_lowercase();
    let is_wanted = |name: &str| name.to_lowercase().contains(&wanted);
    let can_be = |name: &str| offered.is_none_or(|offered| offered.iter().any(|other| other == name));
    // From the end, so that what is within a region has been looked at before it.
    let mut rows: Vec<Row> = Vec::new();
    let mut below: Vec<bool> = Vec::new();
    for place in places.iter().rev() {
        let depth = place.depth as usize;
        below.resize(below.len().max(depth + 2), false);
        let has_parts = std::mem::take(&mut below[depth + 1]);
        let is_offered = can_be(&place.name) && is_wanted(&place.name);
        if is_offered || has_parts {
            below[depth] = true;
            let parts = has_parts.then(|| !wanted.is_empty() || turned.contains(&place.name) == can_be(&place.name));
            rows.push(Row { name: place.name.clone(), depth: place.depth, parts, is_offered: can_be(&place.name) });
        }
    }
    rows.reverse();
    // What is within a closed region is not seen.
    let mut closed = u32::MAX;
    rows.retain(|row| {
        let is_seen = row.depth <= closed;
        if is_seen {
            closed = if row.parts == Some(false) { row.depth } else { u32::MAX };
        }
        is_seen
    });
    let others = offered.unwrap_or_default().iter().filter(|name| !places.iter().any(|place| place.name == **name));
    rows.extend(others.filter(|name| is_wanted(name)).map(|name| Row {
        name: name.clone(),
        depth: 0,
        parts: None,
        is_offered: true,
    }));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<RoiPlace> {
        [("CX", 0), ("EB", 1), ("EBr1", 2), ("FB", 1), ("MB(R)", 0), ("a'L(R)", 1)]
            .map(|(name, depth)| RoiPlace { name: name.to_owned(), depth })
            .to_vec()
    }

    fn seen(offered: Option<&[&str]>, open: &[&str], wanted: &str) -> Vec<String> {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let offered = offered.map(own);
        let rows = rows(&places(), offered.as_deref(), &own(open), wanted);
        rows.into_iter()
            .map(|row| {
                let sign = match row.parts {
                    Some(true) => "-",
                    Some(false) => "+",
                    None => "",
                };
                let brackets = if row.is_offered { "" } else { "?" };
                format!("{}{sign}{}{brackets}", ".".repeat(row.depth as usize), row.name)
            })
            .collect()
    }

    #[test]
    fn parts_are_seen_of_what_is_open() {
        assert_eq!(seen(None, &[], ""), ["+CX", "+MB(R)"]);
        assert_eq!(seen(None, &["CX"], ""), ["-CX", ".+EB", ".FB", "+MB(R)"]);
        assert_eq!(seen(None, &["CX", "EB"], ""), ["-CX", ".-EB", "..EBr1", ".FB", "+MB(R)"]);
        // Open, but within a closed one.
        assert_eq!(seen(None, &["EB"], ""), ["+CX", "+MB(R)"]);
    }

    #[test]
    fn what_is_looked_for_is_seen_with_what_it_is_within() {
        assert_eq!(seen(None, &[], "A'l"), ["-MB(R)", ".a'L(R)"]);
        assert_eq!(seen(None, &[], "eb"), ["-CX", ".-EB", "..EBr1"]);
        assert!(seen(None, &[], "nothing").is_empty());
    }

    #[test]
    fn only_what_is_offered_can_be_chosen() {
        assert_eq!(seen(Some(&["FB", "LH(R)"]), &[], ""), ["-CX?", ".FB", "LH(R)"]);
        assert_eq!(seen(Some(&["FB", "LH(R)"]), &["CX"], ""), ["+CX?", "LH(R)"]);
        assert_eq!(seen(Some(&["FB", "LH(R)"]), &[], "lh"), ["LH(R)"]);
        assert_eq!(rows(&[], Some(&["EB".to_owned()]), &[], "").len(), 1);
    }
}
