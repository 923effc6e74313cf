use neuprint_worker::messages::{
    Bar, CellText, ChartBin, ColumnKind, ColumnSummary, Drawn, Filter, LeftOut, Test, ValueOrder,
};

use crate::chart::data::Data;
use crate::chart::figure::Figure;
use crate::chart::settings::{ChartKind, ChartSettings, Measured};

const SIZE: (f64, f64) = (640.0, 400.0);

fn columns() -> Vec<ColumnSummary> {
    let column = |name: &str, kind| ColumnSummary { name: name.to_owned(), kind, nulls: 0 };
    vec![
        column("weight", ColumnKind::Integer),
        column("type <&>", ColumnKind::Text),
        column("post", ColumnKind::Text),
        column("size", ColumnKind::Float),
    ]
}

fn drawn(settings: &ChartSettings, drawn: Drawn, words: &[u32], numbers: &[f64]) -> Figure {
    sized(settings, drawn, words, numbers, SIZE)
}

fn sized(settings: &ChartSettings, drawn: Drawn, words: &[u32], numbers: &[f64], size: (f64, f64)) -> Figure {
    let data = Data { drawn, words: words.to_vec(), colours: Vec::new(), numbers: numbers.to_vec() };
    Figure::new(settings, &columns(), &data, size)
}

fn text(text: &str) -> CellText {
    CellText::Text(text.to_owned())
}

fn histogram() -> Figure {
    let bin = |low: u64, rows: u32, last: Option<u64>| ChartBin {
        low: low.to_string(),
        end: (low + 5).to_string(),
        last: last.map(|last| last.to_string()),
        rows,
    };
    let bins = vec![bin(9_007_199_254_740_990, 3, Some(9_007_199_254_740_993)), bin(9_007_199_254_740_995, 0, None)];
    let settings = ChartSettings::new(ChartKind::Histogram, Some(0));
    let left_out = LeftOut { nulls: 37, ..LeftOut::default() };
    drawn(&settings, Drawn::Histogram { bins, categories: None, counts: vec![3, 0], left_out }, &[], &[])
}

/// The middle of the plot, in height, at a part of its width.
fn across(figure: &Figure, part: f64) -> (f64, f64) {
    (figure.plot.left + part * figure.plot.width, figure.plot.top + figure.plot.height / 2.0)
}

#[test]
fn bins_become_exact_filters() {
    let figure = histogram();
    let filter = |from, to| figure.filters(figure.snapped(across(&figure, from), across(&figure, to)));
    let between = |low: &str, high: &str| {
        vec![Filter { column: 0, test: Test::Between { low: Some(low.to_owned()), high: Some(high.to_owned()) } }]
    };
    assert_eq!(filter(0.1, 0.2), between("9007199254740990", "9007199254740993"));
    // The empty bin adds nothing, and alone it has no filter.
    assert_eq!(filter(0.1, 0.9), between("9007199254740990", "9007199254740993"));
    assert_eq!(filter(0.7, 0.9), []);
    assert_eq!(
        figure.says(across(&figure, 0.25)).unwrap(),
        "weight 9,007,199,254,740,990 to 9,007,199,254,740,994: 3 rows"
    );
    assert_eq!(figure.notes, ["37 rows without a value"]);
}

#[test]
fn bars_become_values_and_the_others_all_but_these() {
    let bar = |name: &str, size: f64| Bar { value: text(name), rows: 2, number: Some(size.to_string()), size };
    let settings =
        ChartSettings { y: Some(0), measured: Measured::Sum, ..ChartSettings::new(ChartKind::Bars, Some(1)) };
    let bars = vec![bar("KC", 9.0), bar("PN", -4.0)];
    let figure = drawn(&settings, Drawn::Bars { bars, others: Some((3, bar("LN", 1.0))) }, &[], &[]);
    assert_eq!(figure.title, "Sum of weight by type <&>");
    assert!(figure.markup.contains("type &lt;&amp;&gt;"), "{}", figure.markup);
    let at = |bar: f64| (figure.plot.left + 5.0, figure.plot.top + (bar + 0.5) / 3.0 * figure.plot.height);
    let values = |from, to| match &figure.filters(figure.snapped(at(from), at(to)))[..] {
        [Filter { column: 1, test: Test::OneOf { values, keep } }] => (values.clone(), *keep),
        other => panic!("{other:?}"),
    };
    assert_eq!(values(0.0, 0.0), (vec![text("KC")], true));
    assert_eq!(values(1.0, 0.0), (vec![text("KC"), text("PN")], true));
    assert_eq!(values(2.0, 2.0), (vec![text("KC"), text("PN")], false));
    assert_eq!(values(1.0, 2.0), (vec![text("KC")], false));
    assert_eq!(figure.numbers.rows[2], ["other 3", "1", "2"]);
}

#[test]
fn cells_become_two_filters() {
    let settings =
        ChartSettings { y: Some(2), order: ValueOrder::Name, ..ChartSettings::new(ChartKind::Heat, Some(1)) };
    let (rows, columns) = (vec![text("a"), CellText::Null], vec![text("x"), text("y"), text("z")]);
    let heat = Drawn::Heat { rows, columns, left_out: (0, 2), rows_left_out: 5 };
    let figure = drawn(&settings, heat, &[], &[1.0, f64::NAN, 3.0, 0.0, 5.0, 9.0]);
    let at = |column: f64, row: f64| {
        let plot = figure.plot;
        (plot.left + (column + 0.5) / 3.0 * plot.width, plot.top + (row + 0.5) / 2.0 * plot.height)
    };
    let chosen = figure.filters(figure.snapped(at(1.0, 1.0), at(2.0, 1.0)));
    let one_of = |column, values| Filter { column, test: Test::OneOf { values, keep: true } };
    assert_eq!(chosen, [one_of(1, vec![text("y"), text("z")]), one_of(2, vec![CellText::Null])]);
    assert_eq!(figure.says(at(2.0, 0.0)).unwrap(), "a, z: 3 (rows)");
    assert_eq!(figure.says(at(1.0, 0.0)).unwrap(), "a, y: nothing (rows)");
    assert_eq!(figure.summary, "Rows by post and type <&>: 2 rows by 3 columns. The largest cell is null, z with 9.");
    assert_eq!(figure.notes, ["2 values of type <&> with the smallest sums are left out", "5 rows have such a value"]);
    // What has nothing has no colour.
    assert_eq!(figure.markup.matches('M').count(), 5);
}

#[test]
fn the_keyboard_goes_from_thing_to_thing_and_stays_within() {
    let figure = histogram();
    let start = figure.start();
    let next = figure.step(start, (1.0, 0.0));
    assert_ne!(start, next);
    assert_eq!(figure.step(next, (1.0, 0.0)), next);
    assert_eq!(figure.step(next, (-1.0, 0.0)), start);
    assert_eq!(figure.step(start, (0.0, 1.0)), start);
}

#[test]
fn what_is_selected_stays_so_in_another_size_but_not_in_another_drawing() {
    let settings =
        ChartSettings { y: Some(0), measured: Measured::Sum, ..ChartSettings::new(ChartKind::Bars, Some(1)) };
    let bars = |last: f64, size| {
        let bar = |name: &str, size: f64| Bar { value: text(name), rows: 2, number: Some(size.to_string()), size };
        let bars = vec![bar("KC", 9.0), bar("a long name", 4.0), bar("PN", last)];
        sized(&settings, Drawn::Bars { bars, others: None }, &[], &[], size)
    };
    let (wide, narrow) = (bars(2.0, SIZE), bars(2.0, (300.0, 260.0)));
    let mut at = wide.start();
    for bar in ["KC", "a long name", "PN"] {
        let moved = wide.carried(at, &narrow).unwrap();
        assert_eq!(wide.says(at), narrow.says(moved), "{bar}");
        assert!(narrow.says(moved).unwrap().starts_with(bar));
        at = wide.step(at, (0.0, 1.0));
    }
    assert_eq!(wide.carried(at, &bars(3.0, (300.0, 260.0))), None);
    assert_eq!(wide.carried(at, &histogram()), None);
}

#[test]
fn points_and_lines_become_ranges() {
    // Floats that are whole are written as integers.
    let ends = || [("0".to_owned(), "100".to_owned()), ("0".to_owned(), "1".to_owned())];
    let settings = ChartSettings { y: Some(3), ..ChartSettings::new(ChartKind::Scatter, Some(0)) };
    let scatter = Drawn::Scatter { ends: ends(), categories: None, points: 1, left_out: LeftOut::default() };
    let figure = drawn(&settings, scatter, &[0, 1, 7], &[]);
    let mark = figure.marks[0];
    assert_eq!((mark.row, mark.rows), (7, 1));
    assert_eq!(figure.mark((mark.x + 3.0, mark.y - 3.0)), Some(mark));
    assert_eq!(figure.mark((mark.x + 30.0, mark.y)), None);
    let plot = figure.plot;
    let half = (plot.left + plot.width / 2.0, plot.top + plot.height / 2.0);
    let chosen = figure.filters(figure.snapped((plot.left - 50.0, plot.top - 50.0), half));
    let between = |low: Option<&str>, high: Option<&str>| Test::Between {
        low: low.map(str::to_owned),
        high: high.map(str::to_owned),
    };
    // What is drawn beyond an end has all of it.
    assert_eq!(chosen[0].test, between(None, Some("50")));
    assert_eq!(chosen[1].test, between(Some("0.5"), None));

    let line = ChartSettings { y: Some(3), ..ChartSettings::new(ChartKind::Line, None) };
    let points = Drawn::Line { ends: ends(), points: 2, left_out: LeftOut::default() };
    let figure = drawn(&line, points, &[0, 4], &[0.0, 0.0, 1.0, 1.0]);
    // The places of rows are no column.
    let all = figure.snapped((plot.left + 9.0, plot.top + 9.0), (plot.left + 90.0, plot.top + 90.0));
    assert_eq!((all.width, figure.filters(all).len()), (figure.plot.width, 1));
}

#[test]
fn nothing_to_draw_is_said() {
    let left_out = LeftOut { not_positive: 2, ..LeftOut::default() };
    let figure = drawn(&ChartSettings::new(ChartKind::Histogram, Some(0)), Drawn::Nothing(left_out), &[], &[]);
    assert_eq!(figure.markup, "");
    assert_eq!(figure.notes, ["2 rows with zero or less, which a logarithmic axis does not have"]);
}
