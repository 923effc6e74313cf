//! The kinds of files that a result can become, and what each is for.

use neuprint_worker::messages::{ColumnKind, ColumnSummary, ExportFormat};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Csv,
    Tsv,
    Json,
    Arrow,
    Parquet,
    GraphMl,
}

impl Kind {
    /// In the order in which they are offered.
    pub(super) const ALL: [Self; 6] = [Self::Csv, Self::Tsv, Self::Json, Self::Arrow, Self::Parquet, Self::GraphMl];

    /// What it is called, what it is for, how its files end, and their type.
    fn facts(self) -> [&'static str; 4] {
        match self {
            Self::Csv => ["CSV", "For spreadsheets and every other program.", "csv", "text/csv"],
            Self::Tsv => ["TSV", "The same with tabs instead of commas.", "tsv", "text/tab-separated-values"],
            Self::Json => ["JSON", "For scripts; lists and maps stay what they are.", "json", "application/json"],
            Self::Arrow => {
                let kind = "application/vnd.apache.arrow.stream";
                ["Arrow", "For pandas, polars, R and DuckDB; read at once, exact.", "arrows", kind]
            }
            Self::Parquet => {
                let kind = "application/vnd.apache.parquet";
                ["Parquet", "For the same, compressed: to keep or to share.", "parquet", kind]
            }
            Self::GraphMl => ["GraphML", "For Cytoscape, Gephi, yEd and networkx.", "graphml", "application/graphml+xml"],
        }
    }

    pub(super) fn name(self) -> &'static str {
        self.facts()[0]
    }

    pub(super) fn purpose(self) -> &'static str {
        self.facts()[1]
    }

    pub(super) fn ending(self) -> &'static str {
        self.facts()[2]
    }

    pub(super) fn mime(self) -> &'static str {
        self.facts()[3]
    }

    /// Whether its files say where the rows come from.
    pub(super) fn has_metadata(self) -> bool {
        !matches!(self, Self::Csv | Self::Tsv)
    }

    /// What IDs as text are good for; `None` where they are text in any case.
    pub(super) fn ids_hint(self) -> Option<&'static str> {
        match self {
            Self::Csv | Self::Tsv => Some("Spreadsheets round numbers of more than 15 digits."),
            Self::Json => Some("JavaScript rounds numbers of more than 15 digits."),
            Self::Arrow | Self::Parquet => Some("Where 64-bit integers become floats, as beside nulls in pandas."),
            Self::GraphMl => None,
        }
    }

    /// As the worker has it.
    pub(super) fn format(self, ends: Ends) -> ExportFormat {
        match self {
            Self::Csv => ExportFormat::Csv,
            Self::Tsv => ExportFormat::Tsv,
            Self::Json => ExportFormat::Json,
            Self::Arrow => ExportFormat::Arrow,
            Self::Parquet => ExportFormat::Parquet,
            Self::GraphMl => {
                let Ends { source, target, weight } = ends;
                ExportFormat::GraphMl { source, target, weight }
            }
        }
    }
}

/// The columns that are a graph's edges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) weight: Option<u32>,
}

impl Ends {
    /// Where edges can begin and end: columns of integers or texts.
    pub(super) fn may_be(column: &ColumnSummary) -> bool {
        matches!(column.kind, ColumnKind::Integer | ColumnKind::Text)
    }

    /// The columns that look like the ends of connections: two of bodies, else two of types or instances, else of ROIs.
    pub(super) fn of(columns: &[ColumnSummary]) -> Option<Self> {
        let names: Vec<String> = columns.iter().map(|column| column.name.to_ascii_lowercase()).collect();
        let pair = |has: &str| {
            let mut fit = (0..columns.len()).filter(|at| Self::may_be(&columns[*at]) && names[*at].contains(has));
            fit.next().zip(fit.next())
        };
        let (first, second) = ["body", "type", "instance", "roi"].into_iter().find_map(pair)?;
        let is_target = |at: usize| ["post", "target", "downstream"].iter().any(|word| names[at].contains(word));
        let (source, target) = if is_target(first) && !is_target(second) { (second, first) } else { (first, second) };
        let is_number = |at: &usize| matches!(columns[*at].kind, ColumnKind::Integer | ColumnKind::Float);
        let weight = (0..columns.len()).find(|at| is_number(at) && names[*at].contains("weight"));
        Some(Self { source: source as u32, target: target as u32, weight: weight.map(|at| at as u32) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(columns: &[(&str, ColumnKind)]) -> Option<Ends> {
        let column = |(name, kind): &(&str, ColumnKind)| ColumnSummary { name: (*name).to_owned(), kind: *kind, nulls: 0 };
        Ends::of(&columns.iter().map(column).collect::<Vec<_>>())
    }

    #[test]
    fn connections_are_recognised_by_the_names_of_columns() {
        use ColumnKind::{Float, Integer, Mixed, Text};
        let found = |source, target, weight| Some(Ends { source, target, weight });
        let weight = ("c.weight", Integer);
        assert_eq!(ends(&[("bodyId_pre", Integer), ("bodyId_post", Integer), weight]), found(0, 1, Some(2)));
        assert_eq!(ends(&[("type", Text), ("bodyId_post", Integer), ("bodyId_pre", Integer)]), found(2, 1, None));
        assert_eq!(ends(&[weight, ("a.bodyId", Integer), ("a.type", Text), ("b.bodyId", Integer)]), found(1, 3, Some(0)));
        assert_eq!(ends(&[("a.type", Text), ("b.type", Text), ("sum of weight", Float)]), found(0, 1, Some(2)));
        assert_eq!(ends(&[("bodyId", Integer), ("type", Text), ("instance", Text)]), None);
        assert_eq!(ends(&[("bodies", Mixed), ("body", Integer)]), None);
        assert_eq!(ends(&[]), None);
    }

    #[test]
    fn endings_are_those_that_a_file_picker_takes() {
        for kind in Kind::ALL {
            assert!(kind.ending().len() < 16 && kind.ending().bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(kind.mime().split('/').count() == 2 && !kind.mime().contains(';'), "{}", kind.mime());
        }
    }
}
