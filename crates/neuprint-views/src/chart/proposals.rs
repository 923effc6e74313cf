//! Which charts are offered for a result, by the names and types of its columns.
//!
//! Numbers are for axes, texts and booleans for bars, cells and colours. IDs are neither, as long as there is something
//! else: what is added up or spread along an axis must mean something there.

use neuprint_worker::messages::{ColumnKind, ColumnSummary};

use super::settings::{ChartKind, ChartSettings, Measured};

/// Charts at most.
const MOST: usize = 6;

/// The charts with their names, the one that is drawn first at the head. None for a result without columns.
pub(crate) fn proposals(columns: &[ColumnSummary]) -> Vec<(String, ChartSettings)> {
    let mut numbers = columns_of(columns, is_number);
    let words = columns_of(columns, is_word);
    let name = |at: u32| columns.get(at as usize).map_or("", |column| column.name.as_str());
    if !words.is_empty() {
        numbers.retain(|at| is_telling(name(*at)));
    }
    // Beside a weight, `pre` and `post` are the neurons that it is between; beside none they are numbers of synapses.
    if numbers.iter().any(|at| is_weight(name(*at))) {
        numbers.retain(|at| !is_end(name(*at)));
    }
    let mut offered = Vec::new();
    let mut offer = |name: String, chart: ChartSettings| offered.push((name, chart));

    if let [first, second, ..] = words[..] {
        let heat = ChartSettings { y: Some(first), ..ChartSettings::new(ChartKind::Heat, Some(second)) };
        match numbers.first() {
            Some(number) => offer(
                format!("{} by {} and {}", name(*number), name(first), name(second)),
                ChartSettings { colour: Some(*number), measured: Measured::Sum, ..heat },
            ),
            None => offer(format!("Rows by {} and {}", name(first), name(second)), heat),
        }
    }
    if let [x, y, ..] = numbers[..] {
        let chart = ChartSettings { y: Some(y), ..ChartSettings::new(ChartKind::Scatter, Some(x)) };
        offer(format!("{} against {}", name(y), name(x)), chart);
    }
    if let Some(word) = words.first() {
        if let Some(number) = numbers.first() {
            let bars = ChartSettings::new(ChartKind::Bars, Some(*word));
            let chart = ChartSettings { y: Some(*number), measured: Measured::Sum, ..bars };
            offer(format!("{} by {}", name(*number), name(*word)), chart);
        }
        offer(format!("Rows by {}", name(*word)), ChartSettings::new(ChartKind::Bars, Some(*word)));
    }
    for number in numbers.iter().take(2) {
        offer(format!("Spread of {}", name(*number)), ChartSettings::new(ChartKind::Histogram, Some(*number)));
    }
    if let Some(number) = numbers.first() {
        let chart = ChartSettings { y: Some(*number), ..ChartSettings::new(ChartKind::Line, None) };
        offer(format!("{} in order", name(*number)), chart);
    }
    // IDs, lists and the like: how often each is there.
    if offered.is_empty() && !columns.is_empty() {
        offered.push((format!("Rows by {}", name(0)), ChartSettings::new(ChartKind::Bars, Some(0))));
    }
    offered.truncate(MOST);
    offered
}

/// Whether a column's cells can be along an axis.
pub(crate) fn is_number(column: &ColumnSummary) -> bool {
    matches!(column.kind, ColumnKind::Integer | ColumnKind::Float)
}

/// Whether a column's values are names.
pub(crate) fn is_word(column: &ColumnSummary) -> bool {
    matches!(column.kind, ColumnKind::Text | ColumnKind::Boolean)
}

/// The columns that are of a kind, the most telling first: IDs and what is different in almost every row are last, and left
/// out where there are others.
pub(crate) fn columns_of(columns: &[ColumnSummary], is: fn(&ColumnSummary) -> bool) -> Vec<u32> {
    let of = |telling: bool| {
        let fits = move |column: &ColumnSummary| is(column) && is_telling(&column.name) == telling;
        (0_u32..).zip(columns).filter(move |(_, column)| fits(column)).map(|(at, _)| at)
    };
    let first: Vec<u32> = of(true).collect();
    if first.is_empty() { of(false).collect() } else { first }
}

/// Whether a column's name says that its values are more than names of single things.
fn is_telling(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // `a.bodyId`, `bodyId_pre`, `instance`, `n.name`.
    let last = name.rsplit('.').next().unwrap_or(&name);
    !(last.contains("body") || last.ends_with("id") || last.contains("instance") || last == "name" || last == "notes")
}

/// Whether a column's name is that of a connection's strength.
fn is_weight(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["weight", "synapse", "count"].iter().any(|known| name.contains(known))
}

/// Whether a column's name is that of a connection's end.
fn is_end(name: &str) -> bool {
    const ENDS: [&str; 12] =
        ["pre", "post", "source", "target", "from", "to", "upstream", "downstream", "src", "dst", "a", "b"];
    ENDS.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: ColumnKind) -> ColumnSummary {
        ColumnSummary { name: name.to_owned(), kind, nulls: 0 }
    }

    fn offered(columns: &[(&str, ColumnKind)]) -> Vec<String> {
        let columns: Vec<ColumnSummary> = columns.iter().map(|(name, kind)| column(name, *kind)).collect();
        proposals(&columns).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn connections_become_a_heat_map() {
        use ColumnKind::{Integer, Text};
        let names = offered(&[
            ("a.bodyId", Integer),
            ("a.type", Text),
            ("b.bodyId", Integer),
            ("b.type", Text),
            ("w", Integer),
        ]);
        assert_eq!(names, ["w by a.type and b.type", "w by a.type", "Rows by a.type", "Spread of w", "w in order"]);
    }

    #[test]
    fn ids_that_are_named_as_ends_are_not_added_up() {
        use ColumnKind::{Integer, Text};
        let ends = [("pre", Integer), ("preType", Text), ("post", Integer), ("postType", Text)];
        let names = offered(&[&ends[..], &[("weight", Integer)]].concat());
        assert_eq!(names[..2], ["weight by preType and postType", "weight by preType"]);
        assert!(!names.iter().any(|name| name.contains("Spread of p")), "{names:?}");
        assert_eq!(offered(&[("type", Text), ("pre", Integer), ("post", Integer)])[0], "post against pre");
        assert_eq!(offered(&[("pre", Integer), ("weight", Integer), ("t", Text)])[0], "weight by t");
    }

    #[test]
    fn neurons_become_points() {
        use ColumnKind::{Integer, Text};
        let names = offered(&[
            ("n.bodyId", Integer),
            ("n.type", Text),
            ("n.instance", Text),
            ("n.pre", Integer),
            ("n.post", Integer),
        ]);
        assert_eq!(
            names,
            [
                "n.post against n.pre",
                "n.pre by n.type",
                "Rows by n.type",
                "Spread of n.pre",
                "Spread of n.post",
                "n.pre in order"
            ]
        );
    }

    #[test]
    fn every_result_with_columns_has_a_chart() {
        use ColumnKind::{Boolean, Float, Integer, Mixed, Null, Text};
        assert_eq!(offered(&[("n", Mixed)]), ["Rows by n"]);
        assert_eq!(offered(&[("x", Null)]), ["Rows by x"]);
        assert_eq!(offered(&[("cropped", Boolean)]), ["Rows by cropped"]);
        assert_eq!(offered(&[("bodyId", Integer)]), ["Spread of bodyId", "bodyId in order"]);
        assert_eq!(offered(&[("bodyId", Integer), ("type", Text)]), ["Rows by type"]);
        assert_eq!(offered(&[("t", Text), ("c", Integer)])[0], "c by t");
        assert_eq!(offered(&[("x", Float)]), ["Spread of x", "x in order"]);
        assert_eq!(offered(&[]), [""; 0]);
    }

    #[test]
    fn no_more_than_six_are_offered() {
        use ColumnKind::{Integer, Text};
        assert_eq!(offered(&[("a", Text), ("b", Text), ("x", Integer), ("y", Integer)]).len(), MOST);
    }
}
