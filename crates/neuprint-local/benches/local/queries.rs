//! The queries, each beside its floor and what is wanted of it.

use std::sync::Arc;

use neuprint_cypher::{CypherError, Execution, Graph, Limits, Step, Value, parse};
use neuprint_local::Dataset;

use crate::floors::{self, Columns};
use crate::measure::median;

/// Rows of an answer.
pub(crate) type Rows = Vec<Vec<Value>>;

/// The interpreter may take so many times as long as the loop by hand, once the query's text is read and planned: the loop
/// has none to read.
const FACTOR: f64 = 10.0;

struct Cell {
    name: &'static str,
    /// Milliseconds.
    target: f64,
    /// Milliseconds that Neo4j 4.4 took for it over a graph of as many neurons and connections: two cores, warm, measured
    /// once.
    neo4j: f64,
    /// How many times as fast as that it must be, natively; in WebAssembly, half as many.
    times: f64,
    query: String,
    floor: Box<dyn Fn(&Columns<'_>) -> Rows>,
}

/// What the engine took for a query.
#[derive(serde::Serialize)]
pub(crate) struct Measured {
    name: &'static str,
    query: String,
    milliseconds: f64,
    neo4j: f64,
    times: f64,
    rows: usize,
}

/// Measures every cell, or the one whose name begins so, and prints a row for each.
pub(crate) fn report(dataset: &Dataset, only: Option<&str>) -> Vec<Measured> {
    let mut measured = Vec::new();
    let graph = dataset.shared_graph();
    let columns = Columns::of(&graph);
    for cell in cells(&columns).into_iter().filter(|cell| only.is_none_or(|only| cell.name.starts_with(only))) {
        let mut floor = (cell.floor)(&columns);
        let floor_time = median(|| (cell.floor)(&columns));
        let Cell { name, target, neo4j, times, query, .. } = cell;
        match ask(&graph, &query) {
            Err(error) => {
                let first = error.to_string().lines().next().unwrap_or_default().replace('|', "\\|");
                println!(
                    "| {name} | not spoken yet: {first} | {target} ms | missed | | {floor_time:.4} ms | | | {} | | {neo4j} ms | |",
                    floor.len()
                );
            }
            Ok((mut rows, touched)) => {
                // Rows in no order are compared in one.
                for rows in [&mut rows, &mut floor] {
                    rows.sort_by_cached_key(|row| format!("{row:?}"));
                }
                assert!(rows == floor, "{name}: the engine's rows are not the floor's");
                let time = median(|| ask(&graph, &query).unwrap());
                let reading = median(|| start(&graph, &query).unwrap());
                let verdict = if time <= target { "met" } else { "missed" };
                let (whole, running) = (time / floor_time, (time - reading) / floor_time);
                let beside = if running <= FACTOR { "met" } else { "missed" };
                let rows = rows.len();
                let beside_neo4j = neo4j / time;
                let faster = if beside_neo4j >= times { "met" } else { "missed" };
                println!(
                    "| {name} | {time:.3} ms | {target} ms | {verdict} | {reading:.3} ms | {floor_time:.4} ms | {whole:.1} \
                     | {running:.1} ({FACTOR} wanted: {beside}) | {rows} | {touched} \
                     | {neo4j} ms | {beside_neo4j:.0} times as fast ({times} wanted: {faster}) |"
                );
                measured.push(Measured { name, query, milliseconds: time, neo4j, times, rows });
            }
        }
    }
    measured
}

/// A query that is read and planned.
fn start(graph: &Arc<Graph>, text: &str) -> Result<Execution, CypherError> {
    parse(text)?.start(graph.clone(), Limits::default())
}

/// All rows of a query, and the steps it took.
fn ask(graph: &Arc<Graph>, text: &str) -> Result<(Rows, u64), CypherError> {
    let mut execution = start(graph, text)?;
    let mut all = Vec::new();
    loop {
        match execution.advance(1_000_000)? {
            Step::Rows(rows) => all.extend(rows),
            Step::Pending => {}
            Step::Done => return Ok((all, execution.steps())),
        }
    }
}

fn cells(columns: &Columns<'_>) -> Vec<Cell> {
    // A neuron of a common size, and one that is a few steps away from it.
    let (one, other) = (columns.body_with_degree(500), columns.body_with_degree(120));
    let some = columns.bodies_from(4_000, 500);
    let list = some.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    vec![
        Cell {
            name: "lookup by bodyId",
            target: 1.0,
            neo4j: 7.0,
            times: 1.0,
            query: format!("MATCH (n:Neuron {{bodyId: {one}}}) RETURN n.bodyId, n.type, n.instance, n.pre, n.post"),
            floor: Box::new(move |columns| floors::lookup(columns, one)),
        },
        Cell {
            name: "all neurons of a type by regex",
            target: 5.0,
            neo4j: 136.0,
            times: 1.0,
            query: "MATCH (n:Neuron) WHERE n.type =~ 'KC00.*' RETURN n.bodyId, n.type, n.instance".to_owned(),
            floor: Box::new(|columns| floors::of_type(columns, "KC00")),
        },
        Cell {
            name: "upstream and downstream partners of one neuron with roiInfo",
            target: 5.0,
            neo4j: 20.0,
            times: 1.0,
            query: format!(
                "MATCH (n:Neuron {{bodyId: {one}}})-[e:ConnectsTo]->(m:Neuron) \
                 RETURN 'downstream' AS side, m.bodyId AS bodyId, m.type AS type, e.weight AS weight, e.roiInfo AS roiInfo \
                 UNION ALL MATCH (n:Neuron {{bodyId: {one}}})<-[e:ConnectsTo]-(m:Neuron) \
                 RETURN 'upstream' AS side, m.bodyId AS bodyId, m.type AS type, e.weight AS weight, e.roiInfo AS roiInfo"
            ),
            floor: Box::new(move |columns| floors::partners(columns, one)),
        },
        Cell {
            name: "adjacencies among 500 neurons",
            target: 30.0,
            neo4j: 5460.0,
            times: 20.0,
            query: format!(
                "WITH [{list}] AS bodies MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron) \
                 WHERE a.bodyId IN bodies AND b.bodyId IN bodies RETURN a.bodyId, b.bodyId, e.weight"
            ),
            floor: Box::new(move |columns| floors::among(columns, &some)),
        },
        Cell {
            name: "type-to-type connectivity over all edges",
            target: 400.0,
            neo4j: 16300.0,
            times: 20.0,
            query: "MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron) \
                    RETURN a.type AS pre, b.type AS post, count(*) AS connections, sum(e.weight) AS weight \
                    ORDER BY weight DESC, pre, post LIMIT 100"
                .to_owned(),
            floor: Box::new(|columns| floors::type_to_type(columns, 100)),
        },
        Cell {
            name: "all shortest paths between two neurons, weight ≥ 5",
            target: 50.0,
            neo4j: 47.0,
            times: 1.0,
            query: format!(
                "MATCH (a:Neuron {{bodyId: {one}}}), (b:Neuron {{bodyId: {other}}}), \
                 p = allShortestPaths((a)-[:ConnectsTo*]->(b)) \
                 WHERE all(e IN relationships(p) WHERE e.weight >= 5) RETURN [n IN nodes(p) | n.bodyId] AS path"
            ),
            floor: Box::new(move |columns| floors::shortest_paths(columns, one, other, 5)),
        },
        Cell {
            name: "ROI completeness aggregation",
            target: 200.0,
            neo4j: 224.0,
            times: 1.0,
            query: "MATCH (n:Neuron) WHERE n.status = 'Traced' WITH apoc.convert.fromJsonMap(n.roiInfo) AS info \
                    UNWIND keys(info) AS roi RETURN roi, sum(info[roi].pre) AS pre, sum(info[roi].post) AS post"
                .to_owned(),
            floor: Box::new(floors::completeness),
        },
        Cell {
            name: "sum of all weights",
            target: 50.0,
            neo4j: 4660.0,
            times: 20.0,
            query: "MATCH (:Neuron)-[e:ConnectsTo]->(:Neuron) RETURN sum(e.weight) AS weight".to_owned(),
            floor: Box::new(floors::sum_of_weights),
        },
    ]
}
