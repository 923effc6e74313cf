//! Connections of shown rows as graphs and matrices.

use neuprint_worker::Bulk;
use neuprint_worker::messages::{
    CellText, Failure, Filter, GraphAnswer, GraphAsk, GraphColumns, GraphOf, GraphShape, MatrixOf, MatrixOrder,
    MatrixValue, Progress, Provenance, Request, Response, TableHandle, Test,
};

use crate::place::Page;
use crate::tables::query;

const ROWS: &str = "UNWIND [[9007199254740993, 'KC', 31, 'MBON', 7], [12, 'KC', 31, 'MBON', 8], \
    [12, 'KC', 31, 'MBON', 1], [31, 'MBON', 12, 'KC', 2], [12, 'KC', null, null, 5]] AS row \
    RETURN row[0] AS bodyId_pre, row[1] AS type_pre, row[2] AS bodyId_post, row[3] AS type_post, row[4] AS weight";

fn answer(page: &Page, table: TableHandle, ask: GraphAsk) -> Result<(Response, Vec<Bulk>), Failure> {
    page.ask(Request::Graph { table, ask })
}

fn columns(page: &Page, table: TableHandle) -> Option<GraphColumns> {
    match answer(page, table, GraphAsk::Columns).unwrap().0 {
        Response::Graph(GraphAnswer::Columns(columns)) => columns,
        other => panic!("{other:?}"),
    }
}

/// The table of `ROWS`, and its graph.
fn graph(page: &Page, by_type: bool) -> (TableHandle, GraphOf) {
    let table = query(page, ROWS).table;
    (table, GraphOf { columns: columns(page, table).unwrap(), by_type })
}

/// Nodes, and source, target, pairs and weight of each connection.
fn shape(page: &Page, table: TableHandle, of: GraphOf) -> (GraphShape, Vec<(u32, u32, u32, f64)>) {
    let (response, bulk) = answer(page, table, GraphAsk::Shape(of)).unwrap();
    let Response::Graph(GraphAnswer::Shape(shape)) = response else { panic!("{response:?}") };
    let [Bulk::Words(words), Bulk::Bytes(weights)] = bulk.as_slice() else { panic!("{bulk:?}") };
    let weights = weights.as_chunks::<8>().0.iter().map(|bytes| f64::from_le_bytes(*bytes));
    let edges =
        words.as_chunks::<3>().0.iter().zip(weights).map(|(words, weight)| (words[0], words[1], words[2], weight));
    (shape, edges.collect())
}

fn text(page: &Page, table: TableHandle, ask: GraphAsk) -> String {
    match answer(page, table, ask).unwrap() {
        (Response::Text(text), _) => text,
        (Response::File { .. }, mut bulk) => match bulk.pop() {
            Some(Bulk::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_graph_is_found_and_told() {
    let page = Page::with_sample();
    let (table, of) = graph(&page, false);
    let expected = GraphColumns {
        source: 0,
        target: 2,
        weight: Some(4),
        source_type: Some(1),
        target_type: Some(3),
        ..GraphColumns::default()
    };
    assert_eq!(of.columns, expected);
    let (told, edges) = shape(&page, table, of);
    let names: Vec<&CellText> = told.nodes.iter().map(|node| &node.name).collect();
    let number = |text: &str| CellText::Number(text.to_owned());
    assert_eq!(names, [&number("31"), &number("12"), &number("9007199254740993")]);
    assert_eq!(edges, [(1, 0, 1, 9.0), (2, 0, 1, 7.0), (0, 1, 1, 2.0)]);
    assert_eq!((told.rows, told.without_ends, told.added, told.all_nodes, told.edges_between), (5, 1, 1, 3, 3));
    assert_eq!(told.types, ["MBON", "KC"]);
    assert_eq!(told.nodes.iter().map(|node| node.type_at).collect::<Vec<_>>(), [Some(0), Some(1), Some(1)]);
    let (types, edges) = shape(&page, table, GraphOf { by_type: true, ..of });
    assert_eq!(types.nodes.iter().map(|node| node.neurons).sum::<u32>(), 3);
    // 31 gets as much as it gives to; which of the two types comes first says their order in the rows.
    assert_eq!((types.all_edges, edges[0].2, edges[0].3), (2, 2, 16.0));
    let none = query(&page, "RETURN 1 AS a, 'x' AS b").table;
    assert_eq!(columns(&page, none), None);
}

#[test]
fn a_graph_is_of_the_rows_that_are_shown() {
    let page = Page::with_sample();
    let (table, of) = graph(&page, false);
    assert_eq!(shape(&page, table, of).1.len(), 3);
    let filters = vec![Filter { column: 4, test: Test::Between { low: Some("7".to_owned()), high: None } }];
    page.ask(Request::Arrange { table, keys: Vec::new(), filters }).unwrap();
    let (told, edges) = shape(&page, table, of);
    assert_eq!((told.rows, edges), (2, vec![(1, 0, 1, 8.0), (2, 0, 1, 7.0)]));
}

#[test]
fn a_layout_shows_how_far_it_is_and_can_be_stopped() {
    let page = Page::with_sample();
    let table = query(&page, "UNWIND range(0, 2999) AS n RETURN n % 300 AS source, n * n % 307 AS target").table;
    let of = GraphOf { columns: columns(&page, table).unwrap(), by_type: false };
    let nodes = shape(&page, table, of).0.nodes.len();
    // Every look at the clock takes longer than the time between two pictures.
    page.place.0.step.set(200.0);
    let heard = page.hear(Request::Graph { table, ask: GraphAsk::Layout(of) }, |_| {});
    let (response, bulk) = heard.end.unwrap();
    assert_eq!(response, Response::Graph(GraphAnswer::Places));
    let [Bulk::Floats(places)] = bulk.as_slice() else { panic!("{bulk:?}") };
    assert!(places.len() == 2 * nodes && places.iter().all(|value| value.is_finite()));
    let pictures =
        heard.progress.iter().filter(|progress| matches!(progress, Progress::Places(of) if of.len() == 2 * nodes));
    assert!(pictures.count() > 1);
    let stopped = page.hear(Request::Graph { table, ask: GraphAsk::Layout(of) }, |id| {
        page.tell(Request::Cancel { target: id });
    });
    assert_eq!(stopped.end.unwrap_err().code, "aborted");
}

#[test]
fn a_matrix_is_ordered_and_written_with_exact_ids() {
    let page = Page::with_sample();
    let (table, graph) = graph(&page, false);
    let of = MatrixOf { graph, value: MatrixValue::Sum, order: MatrixOrder::Sum };
    let ask = GraphAsk::Matrix(of);
    let (Response::Graph(GraphAnswer::Matrix { rows, columns }), _) = answer(&page, table, ask).unwrap() else {
        panic!("no matrix")
    };
    assert_eq!((rows, columns), (vec![1, 2, 0], vec![0, 1]));
    let csv = text(&page, table, GraphAsk::MatrixFile { of, ids_as_text: false });
    assert_eq!(csv, "from,31,12\r\n12,9,0\r\n9007199254740993,7,0\r\n31,0,2\r\n");
    let csv = text(&page, table, GraphAsk::MatrixFile { of, ids_as_text: true });
    assert!(csv.starts_with("from,\"=\"\"31\"\"\"") && csv.contains("\"=\"\"9007199254740993\"\"\",7,0"), "{csv}");
    let shares = MatrixOf { value: MatrixValue::PercentOfOutput, ..of };
    let copied = text(&page, table, GraphAsk::CopyMatrix { of: shares, ids_as_text: false });
    // The sums of rows are all 100: the heaviest neuron comes first.
    assert_eq!(copied, "from\t31\t12\r\n31\t0\t100\r\n12\t100\t0\r\n9007199254740993\t100\t0\r\n");
}

#[test]
fn a_graph_becomes_a_file_with_types_and_shares() {
    let page = Page::with_sample();
    let (table, of) = graph(&page, true);
    let about = Provenance { dataset: "sample".to_owned(), ..Provenance::default() };
    let xml = text(&page, table, GraphAsk::File { of, about });
    for part in [
        r#"<node id="KC"/>"#,
        r#"<edge source="KC" target="MBON"><data key="e0">16</data><data key="e1">2</data>"#,
        r#"attr.name="percentOfInput""#,
        "<data key=\"g0\">sample</data>",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
}

#[test]
fn what_is_no_graph_is_refused() {
    let page = Page::with_sample();
    let (table, of) = graph(&page, false);
    let columns = GraphColumns { weight: Some(9), ..of.columns };
    let refused = answer(&page, table, GraphAsk::Shape(GraphOf { columns, by_type: false })).unwrap_err();
    assert!(refused.code == "invalid-argument" && refused.message.contains("index 9"), "{}", refused.message);
    assert_eq!(answer(&page, 99, GraphAsk::Columns).unwrap_err().code, "no-table");
}

#[test]
fn weights_by_roi_are_those_of_primary_rois_once() {
    let page = Page::with_sample();
    // MB(R) holds CA(R).
    let rows = |last: &str| {
        format!(
            "UNWIND [[1, 2, 'MB(R)', 7], [1, 2, 'CA(R)', 5], [1, 2, 'NotPrimary', 2], [1, 2, '{last}', 1]] AS row \
             RETURN row[0] AS bodyId_pre, row[1] AS bodyId_post, row[2] AS roi, row[3] AS weight"
        )
    };
    for (last, weight, overlapping) in [("AL(R)", 8.0, Some(1)), ("nowhere", 15.0, None)] {
        let table = query(&page, &rows(last)).table;
        let of = GraphOf { columns: columns(&page, table).unwrap(), by_type: false };
        assert_eq!(of.columns.roi, Some(2));
        let (shape, edges) = shape(&page, table, of);
        assert_eq!((shape.overlapping, edges), (overlapping, vec![(0, 1, 1, weight)]), "{last}");
    }
}
