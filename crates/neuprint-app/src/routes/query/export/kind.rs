//! The kinds of files that a result can become.

use neuprint_worker::messages::{ColumnKind, ColumnSummary, ExportFormat};

/// What the worker calls a kind, and the type of its files. Kinds are named by how their files end, as in `form.html`.
pub(super) fn format(ending: &str, ends: Ends) -> (ExportFormat, &'static str) {
    match ending {
        "tsv" => (ExportFormat::Tsv, "text/tab-separated-values"),
        "json" => (ExportFormat::Json, "application/json"),
        "arrows" => (ExportFormat::Arrow, "application/vnd.apache.arrow.stream"),
        "parquet" => (ExportFormat::Parquet, "application/vnd.apache.parquet"),
        "graphml" => {
            let Ends { source, target, weight } = ends;
            (ExportFormat::GraphMl { source, target, weight }, "application/graphml+xml")
        }
        _ => (ExportFormat::Csv, "text/csv"),
    }
}

/// The columns that are a graph's edges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) weight: Option<u32>,
}

/// Where edges can begin and end: columns of integers or texts.
pub(super) fn may_end(column: &ColumnSummary) -> bool {
    matches!(column.kind, ColumnKind::Integer | ColumnKind::Text)
}

/// What can be a weight: columns of numbers.
pub(super) fn may_weigh(column: &ColumnSummary) -> bool {
    matches!(column.kind, ColumnKind::Integer | ColumnKind::Float)
}

impl Ends {
    /// The columns that look like the ends of connections: two of bodies, else two of types or instances, else of ROIs.
    pub(super) fn of(columns: &[ColumnSummary]) -> Option<Self> {
        let names: Vec<String> = columns.iter().map(|column| column.name.to_ascii_lowercase()).collect();
        let (first, second) = ["body", "type", "instance", "roi"].into_iter().find_map(|has| {
            let mut fit = (0..columns.len()).filter(|at| may_end(&columns[*at]) && names[*at].contains(has));
            fit.next().zip(fit.next())
        })?;
        let is_target = |at: usize| ["post", "target", "downstream"].iter().any(|word| names[at].contains(word));
        let (source, target) = if is_target(first) && !is_target(second) { (second, first) } else { (first, second) };
        let weight = (0..columns.len()).find(|at| may_weigh(&columns[*at]) && names[*at].contains("weight"));
        Some(Self { source: source as u32, target: target as u32, weight: weight.map(|at| at as u32) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(columns: &[(&str, ColumnKind)]) -> Option<Ends> {
        let column =
            |(name, kind): &(&str, ColumnKind)| ColumnSummary { name: (*name).to_owned(), kind: *kind, nulls: 0 };
        Ends::of(&columns.iter().map(column).collect::<Vec<_>>())
    }

    #[test]
    fn connections_are_recognised_by_the_names_of_columns() {
        use ColumnKind::{Float, Integer, Mixed, Text};
        let found = |source, target, weight| Some(Ends { source, target, weight });
        let weight = ("c.weight", Integer);
        assert_eq!(ends(&[("bodyId_pre", Integer), ("bodyId_post", Integer), weight]), found(0, 1, Some(2)));
        assert_eq!(ends(&[("type", Text), ("bodyId_post", Integer), ("bodyId_pre", Integer)]), found(2, 1, None));
        assert_eq!(
            ends(&[weight, ("a.bodyId", Integer), ("a.type", Text), ("b.bodyId", Integer)]),
            found(1, 3, Some(0))
        );
        assert_eq!(ends(&[("a.type", Text), ("b.type", Text), ("sum of weight", Float)]), found(0, 1, Some(2)));
        assert_eq!(ends(&[("bodyId", Integer), ("type", Text), ("instance", Text)]), None);
        assert_eq!(ends(&[("bodies", Mixed), ("body", Integer)]), None);
        assert_eq!(ends(&[]), None);
    }

    #[test]
    fn every_kind_of_the_form_has_a_format_and_a_type_that_a_file_picker_takes() {
        let form = include_str!("form.html");
        let kinds: Vec<&str> =
            form.split("name=\"kind\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(kinds, ["csv", "tsv", "json", "arrows", "parquet", "graphml"]);
        let formats: Vec<_> = kinds.iter().map(|kind| format(kind, Ends::default())).collect();
        for (at, (format, mime)) in formats.iter().enumerate() {
            assert!(formats[..at].iter().all(|(other, _)| other != format), "{format:?} stands twice");
            assert!(mime.split('/').count() == 2 && !mime.contains(';'), "{mime}");
        }
    }
}
