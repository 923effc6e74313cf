//! Whether an answer is the one that the kit expects.

use std::fmt::Write;

use crate::values::Seen;

/// How rows are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) rows_in_order: bool,
    pub(crate) lists_in_order: bool,
}

/// What is different, if anything is.
pub(crate) fn difference(
    columns: &[String],
    rows: &[Vec<Seen>],
    expected_columns: &[String],
    expected: &[Vec<Seen>],
    rules: Rules,
) -> Option<String> {
    let (mut names, mut expected_names) = (columns.to_vec(), expected_columns.to_vec());
    names.sort();
    expected_names.sort();
    if names != expected_names {
        return Some(format!("columns {columns:?} for {expected_columns:?}"));
    }
    // Columns meet by name.
    let places: Vec<usize> =
        expected_columns.iter().filter_map(|name| columns.iter().position(|column| column == name)).collect();
    let mut ours: Vec<String> =
        rows.iter().map(|row| line(places.iter().map(|at| &row[*at]), rules.lists_in_order)).collect();
    let mut theirs: Vec<String> = expected.iter().map(|row| line(row.iter(), rules.lists_in_order)).collect();
    if !rules.rows_in_order {
        ours.sort();
        theirs.sort();
    }
    (ours != theirs).then(|| format!("{ours:?} for {theirs:?}"))
}

fn line<'v>(cells: impl Iterator<Item = &'v Seen>, lists_in_order: bool) -> String {
    cells.map(|cell| normal(cell, lists_in_order)).collect::<Vec<_>>().join(" | ")
}

/// A text that is the same for values that are the same.
fn normal(value: &Seen, lists_in_order: bool) -> String {
    let entries = |entries: &[(String, Seen)]| {
        let parts: Vec<String> =
            entries.iter().map(|(key, value)| format!("{key}: {}", normal(value, lists_in_order))).collect();
        parts.join(", ")
    };
    match value {
        Seen::Null => "null".into(),
        Seen::Bool(v) => v.to_string(),
        Seen::Int(v) => v.to_string(),
        // There is no negative zero.
        Seen::Float(v) => format!("{:?}", v + 0.0),
        Seen::Text(text) => format!("{text:?}"),
        Seen::List(items) => {
            let mut parts: Vec<String> = items.iter().map(|item| normal(item, lists_in_order)).collect();
            if !lists_in_order {
                parts.sort();
            }
            format!("[{}]", parts.join(", "))
        }
        Seen::Map(map) => format!("{{{}}}", entries(map)),
        Seen::Node(labels, properties) => format!("(:{} {{{}}})", labels.join(":"), entries(properties)),
        Seen::Relationship(name, properties) => format!("[:{name} {{{}}}]", entries(properties)),
        Seen::Path(start, steps) => {
            let mut text = normal(start, lists_in_order);
            for (along, relationship, node) in steps {
                let (before, behind) = if *along { ("-", "->") } else { ("<-", "-") };
                let (relationship, node) = (normal(relationship, lists_in_order), normal(node, lists_in_order));
                let _ = write!(text, "{before}{relationship}{behind}{node}");
            }
            text
        }
    }
}
