//! Charts of shown rows.

use neuprint_worker::Bulk;
use neuprint_worker::messages::{
    AxisColumn, CellText, Chart, Drawn, Failure, Filter, Measure, MeasureKind, Request, Response, TableHandle, Test,
    ValueOrder,
};

use crate::place::Page;
use crate::tables::{cells, query};

const CONNECTIONS: &str = "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)";

fn chart(page: &Page, table: TableHandle, chart: Chart) -> Result<(Drawn, Vec<Bulk>), Failure> {
    match page.ask(Request::Chart { table, chart })? {
        (Response::Chart(drawn), bulk) => Ok((drawn, bulk)),
        other => panic!("{other:?}"),
    }
}

fn axis(column: u32) -> AxisColumn {
    AxisColumn { column, log: false }
}

fn arrange(page: &Page, table: TableHandle, filters: Vec<Filter>) -> u32 {
    match page.ask(Request::Arrange { table, keys: Vec::new(), filters }).unwrap() {
        (Response::Arranged { rows, .. }, _) => rows,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bin_has_the_rows_that_its_filter_shows() {
    let page = Page::with_sample();
    let table = query(&page, &format!("{CONNECTIONS} RETURN c.weight AS weight, a.type AS type")).table;
    let wanted = Chart::Histogram { x: axis(0), colour: Some(1), bins: 8 };
    let (Drawn::Histogram { bins, categories, .. }, _) = chart(&page, table, wanted).unwrap() else { panic!() };
    assert!(bins.len() > 2 && categories.is_some());
    for bin in bins.iter().filter(|bin| bin.rows > 0) {
        let test = Test::Between { low: Some(bin.low.clone()), high: bin.last.clone() };
        assert_eq!(arrange(&page, table, vec![Filter { column: 0, test }]), bin.rows, "{bin:?}");
    }
}

#[test]
fn bars_and_matrices_agree_with_the_query_that_groups() {
    let page = Page::with_sample();
    let rows = query(&page, &format!("{CONNECTIONS} RETURN a.type AS pre, b.type AS post, c.weight AS weight")).table;
    let sum = Some(Measure { column: 2, kind: MeasureKind::Sum });

    let (Drawn::Bars { bars, others }, _) = chart(&page, rows, Chart::Bars { x: 0, measure: sum, most: 3 }).unwrap()
    else {
        panic!()
    };
    let asked = query(&page, &format!("{CONNECTIONS} RETURN a.type, sum(c.weight) AS sum ORDER BY sum DESC"));
    let asked = cells(&page, asked.table, 0, u32::MAX);
    let number = |cell: &CellText| if let CellText::Number(text) = cell { text.parse::<u64>().unwrap() } else { 0 };
    for (bar, asked) in bars.iter().zip(asked.chunks(2)) {
        assert_eq!(bar.number.clone().map(CellText::Number), Some(asked[1].clone()));
    }
    let (count, others) = others.unwrap();
    assert_eq!(count as usize, asked.len() / 2 - 3);
    let rest: u64 = asked.chunks(2).skip(3).map(|asked| number(&asked[1])).sum();
    assert_eq!(others.number, Some(rest.to_string()));

    let heat = Chart::Heat { rows: 0, columns: 1, measure: sum, order: ValueOrder::Name, most: 500 };
    let (Drawn::Heat { rows: pre, columns: post, .. }, bulk) = chart(&page, rows, heat).unwrap() else { panic!() };
    let [Bulk::Bytes(bytes)] = &bulk[..] else { panic!() };
    assert_eq!(bytes.len(), pre.len() * post.len() * 8);
    let asked = query(&page, &format!("{CONNECTIONS} RETURN a.type, b.type, sum(c.weight)"));
    let asked = cells(&page, asked.table, 0, u32::MAX);
    let cell = |row: usize, column: usize| {
        let at = (row * post.len() + column) * 8;
        f64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
    };
    // Of more than 500 types those with the smallest sums are left out.
    let mut found = 0;
    for asked in asked.chunks(3) {
        let at = |names: &[CellText], name: &CellText| names.iter().position(|other| other == name);
        if let (Some(row), Some(column)) = (at(&pre, &asked[0]), at(&post, &asked[1])) {
            assert_eq!(cell(row, column), number(&asked[2]) as f64);
            found += 1;
        }
    }
    assert_eq!(bytes.as_chunks().0.iter().filter(|cell| !f64::from_le_bytes(**cell).is_nan()).count(), found);
}

#[test]
fn points_are_those_of_shown_rows() {
    let page = Page::with_sample();
    let table = query(&page, "MATCH (n:Neuron) RETURN n.pre AS pre, n.post AS post, n.type AS type").table;
    let points = |filters| {
        let shown = arrange(&page, table, filters);
        let wanted = Chart::Scatter { x: axis(0), y: axis(1), colour: Some(2), size: (50, 40) };
        let (Drawn::Scatter { points, ends, left_out, .. }, bulk) = chart(&page, table, wanted).unwrap() else {
            panic!()
        };
        let [Bulk::Words(cells), Bulk::Bytes(colours)] = &bulk[..] else { panic!() };
        assert_eq!(cells.len(), colours.len() * 3);
        assert_eq!(cells.iter().skip(1).step_by(3).sum::<u32>(), points);
        assert_eq!(points + left_out.nulls, shown);
        (points, ends)
    };
    let (all, [(low, high), _]) = points(Vec::new());
    let most = Filter { column: 0, test: Test::Between { low: Some(high.clone()), high: None } };
    let (some, [ends, _]) = points(vec![most]);
    assert!(some < all && low != high);
    assert_eq!(ends, (high.clone(), high));
}

#[test]
fn lines_are_in_the_order_of_the_rows() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND [5, null, 3, 9] AS n RETURN n").table;
    let (drawn, bulk) = chart(&page, table, Chart::Line { x: None, y: axis(0), width: 100 }).unwrap();
    let Drawn::Line { ends, points, left_out } = drawn else { panic!() };
    assert_eq!(ends.map(|(low, high)| [low, high].join(" ")), ["1 4", "3 9"]);
    assert_eq!((points, left_out.nulls), (3, 1));
    assert_eq!(bulk[1], Bulk::Words(vec![0, 2, 3]));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND ['a', null] AS n RETURN n").table;
    let histogram = |column| chart(&page, table, Chart::Histogram { x: axis(column), colour: None, bins: 9 });
    let (Drawn::Nothing(left_out), _) = histogram(0).unwrap() else { panic!() };
    assert_eq!((left_out.nulls, left_out.others), (1, 1));
    assert_eq!(histogram(1).unwrap_err().code, "invalid-argument");
    let sum = Some(Measure { column: 0, kind: MeasureKind::Sum });
    assert_eq!(chart(&page, table, Chart::Bars { x: 0, measure: sum, most: 5 }).unwrap_err().code, "invalid-argument");
}
