//! Random queries over small random graphs, with the planner and without it: the rows must be the same.
//!
//! Everything follows from a number, so a failure names the query and can be repeated. Where ORDER BY decides the whole
//! order, the order must be the same too; otherwise rows are compared as a bag.
#![allow(clippy::unwrap_used)]

#[path = "differential/clauses.rs"]
mod clauses;
#[path = "differential/compare.rs"]
mod compare;
#[path = "differential/conditions.rs"]
mod conditions;
#[path = "differential/expressions.rs"]
mod expressions;
#[path = "differential/forms.rs"]
mod forms;
#[path = "differential/graph.rs"]
mod graph;
#[path = "differential/planted.rs"]
mod planted;
#[path = "differential/random.rs"]
mod random;
#[path = "differential/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use clauses::Generator;
use compare::{Answer, ask, ask_unplanned, difference};
use neuprint_cypher::Graph;

/// How many queries; each graph is asked [`PER_GRAPH`] of them.
const QUERIES: u64 = 5_000;
const PER_GRAPH: u64 = 20;
/// How often each clause, operator and function must occur in them.
const FLOOR: usize = 50;

/// Calls `each` with the graphs and queries of the test.
fn generated(queries: u64, mut each: impl FnMut(&Arc<Graph>, &clauses::Query)) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let mut graph = graph::graph(0);
    for number in 0..queries {
        if number % PER_GRAPH == 0 {
            graph = graph::graph(number);
        }
        let query = Generator::new(number, &mut counts).query();
        each(&graph, &query);
    }
    counts
}

#[test]
fn the_planner_changes_no_answer() {
    let (mut with_rows, mut in_order) = (0, 0);
    let counts = generated(QUERIES, |graph, query| {
        let planned = ask(graph, &query.text);
        let naive = ask_unplanned(graph, &query.text);
        if let Some(difference) = difference(&planned, &naive, query.is_ordered) {
            panic!("the planner changes the answer: {difference}\n{}\n{}", query.text, graph::described(graph));
        }
        match planned {
            Answer::Rows(rows) => with_rows += u64::from(!rows.is_empty()),
            Answer::Failed(error) => panic!("the generator wrote a query that fails: {error}\n{}", query.text),
        }
        in_order += u64::from(query.is_ordered);
    });
    println!("{QUERIES} queries, {with_rows} with rows, {in_order} compared in order; {counts:?}");
    assert!(with_rows * 2 >= QUERIES, "only {with_rows} of {QUERIES} queries returned rows");
    for name in clauses::NAMES.iter().chain(&forms::names()) {
        let count = counts.get(name).copied().unwrap_or(0);
        assert!(count >= FLOOR, "`{name}` occurs only {count} times");
    }
}

/// Each fault is one that a planner can have; the planned side is given it by changing its query.
#[test]
fn planted_faults_are_caught() {
    for (fault, plant) in planted::FAULTS {
        let (mut planted, mut caught) = (0, 0);
        generated(QUERIES / 5, |graph, query| {
            let Some(faulty) = plant(&query.text) else { return };
            planted += 1;
            let answers = (ask(graph, &faulty), ask_unplanned(graph, &query.text));
            caught += u64::from(difference(&answers.0, &answers.1, query.is_ordered).is_some());
        });
        println!("{fault}: caught in {caught} of {planted} queries");
        assert!(caught >= 10, "{fault}: caught in {caught} of {planted} queries");
    }
}

#[test]
fn a_lost_row_and_a_wrong_order_are_noticed() {
    generated(QUERIES / 10, |graph, query| {
        let naive = ask_unplanned(graph, &query.text);
        let Answer::Rows(rows) = &naive else { return };
        if rows.is_empty() {
            return;
        }
        let lost = Answer::Rows(rows[1..].to_vec());
        assert!(difference(&lost, &naive, query.is_ordered).is_some(), "{}", query.text);
        let mut turned = rows.clone();
        turned.reverse();
        let expected = query.is_ordered && &turned != rows;
        assert_eq!(difference(&Answer::Rows(turned), &naive, query.is_ordered).is_some(), expected, "{}", query.text);
    });
}
