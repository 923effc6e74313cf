//! Which rows and columns become a file, in words.

use neuprint_worker::messages::{Failure, TableSummary};

use crate::components::counts::{count, grouped};
use crate::state::result::Seen;

/// Which rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scope {
    /// The first shown row, and the one behind the last; `None`: all that are shown.
    pub(super) rows: Option<(u32, u32)>,
    /// Columns of the table, in the order in which they are written.
    pub(super) columns: Vec<u32>,
    /// What it is.
    pub(super) words: String,
}

impl Scope {
    /// All shown rows with the columns that the grid shows. `passing`: how many rows pass the filters, if there are any.
    pub(super) fn of_rows(table: &TableSummary, passing: Option<u32>, seen: &Seen) -> Self {
        let all = count(u64::from(table.rows), "row");
        let words = match passing {
            Some(passing) => format!("{} filtered of {all}", grouped(u64::from(passing))),
            None if table.rows == 1 => all,
            None => format!("all {all}"),
        };
        Self { rows: None, columns: seen.columns.clone(), words }
    }

    /// What is selected in the grid, if that is more than a cell.
    pub(super) fn of_selection(seen: &Seen) -> Option<Self> {
        let (rows, columns) = seen.selected.clone()?;
        let size = count(u64::from(rows.1 - rows.0), "row");
        let words = format!("the selected {size} × {}", count(columns.len() as u64, "column"));
        Some(Self { rows: Some(rows), columns, words })
    }
}

/// Why these are not all rows that the query would have, if it ended before its end.
pub(super) fn shortfall(incomplete: Option<&Failure>) -> Option<&'static str> {
    incomplete.map(|failure| match failure.code.as_str() {
        "aborted" => "The query was cancelled: these are the rows that had come.",
        _ => "The query failed before its end: these are the rows that had come.",
    })
}

/// A name for a file, without what file systems refuse.
pub(super) fn file_name(written: &str, ending: &str) -> String {
    let refused = |letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter);
    let name: String = written.trim().chars().map(|letter| if refused(letter) { '-' } else { letter }).collect();
    let name = name.trim_matches(['.', ' ']);
    let name = name.strip_suffix(&format!(".{ending}")).unwrap_or(name);
    format!("{}.{ending}", if name.is_empty() { "neuprint" } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: u32) -> TableSummary {
        TableSummary { table: 1, rows, columns: Vec::new(), elapsed_ms: 0.0, incomplete: None, first: Vec::new() }
    }

    #[test]
    fn the_scope_says_how_many_rows_and_of_how_many() {
        let seen = Seen { columns: vec![2, 0], selected: Some(((10, 50), vec![0, 2, 1])) };
        let words = |rows, passing| Scope::of_rows(&table(rows), passing, &seen).words;
        assert_eq!(words(230, None), "all 230 rows");
        assert_eq!(words(1, None), "1 row");
        assert_eq!(words(1_000_000, Some(12_403)), "12,403 filtered of 1,000,000 rows");
        let selection = Scope::of_selection(&seen).map(|scope| (scope.words, scope.rows, scope.columns));
        let words = "the selected 40 rows × 3 columns".to_owned();
        assert_eq!(selection, Some((words, Some((10, 50)), vec![0, 2, 1])));
        assert_eq!(Scope::of_selection(&Seen::default()), None);
    }

    #[test]
    fn file_names_are_such_that_every_system_takes_them() {
        for (written, name) in [
            ("partners", "partners.csv"),
            (" partners.csv ", "partners.csv"),
            ("a/b:c\u{7}", "a-b-c-.csv"),
            ("..", "neuprint.csv"),
            ("", "neuprint.csv"),
            ("KC γ é", "KC γ é.csv"),
        ] {
            assert_eq!(file_name(written, "csv"), name);
        }
    }
}
