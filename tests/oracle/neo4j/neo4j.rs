//! Random queries, put to a living Neo4j and to the engine over the same graph: the same rows, or an error of the same
//! kind.
//!
//! ```text
//! cargo xtask oracle --queries 5000 --seed 7
//! ```
//!
//! starts the database and runs this. Everything follows from the seed. A difference is shrunk to the smallest query that
//! still shows it and printed; those that are none to mend are counted by their kinds ([`explained`]).
#![allow(clippy::unwrap_used)]

mod answer;
mod clauses;
mod compare;
mod database;
mod explained;
#[path = "../../../crates/neuprint-cypher/tests/differential/expressions.rs"]
mod expressions;
#[path = "../../../crates/neuprint-cypher/tests/differential/forms.rs"]
mod forms;
mod more_forms;
mod ours;
#[path = "../../../crates/neuprint-cypher/tests/differential/random.rs"]
mod random;
#[path = "../recorded_graph.rs"]
mod recorded_graph;
mod rewritten;
#[path = "../same.rs"]
mod same;
mod shrink;
mod values;
mod words;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, mpsc};
use std::time::Instant;

use answer::Answer;
use clauses::{Generator, Query};
use compare::{Difference, Verdict, judge};
use database::Database;
use explained::{Case, Explained};
use neuprint_cypher::{Graph, functions};
use neuprint_tests::shared_data_or_skip;

/// What the engine may do for a query, and for one that is tried only to see whether it is smaller.
const STEPS: u64 = 50_000_000;
const STEPS_OF_SMALLER: u64 = 300_000;
/// How many queries are asked at a time.
const IN_FLIGHT: usize = 3;
/// Differences that are shrunk; the others are only counted.
const SHOWN: usize = 40;

/// The query of a number, in a run of a seed.
fn query(seed: u64, at: u64, counts: &mut BTreeMap<&'static str, usize>) -> Query {
    let number = seed.wrapping_mul(1_000_003).wrapping_add(at);
    // Two of three are over the graph.
    if at % 3 == 2 { values::query(number, counts) } else { Generator::new(number, counts).query() }
}

/// How many queries were judged how.
#[derive(Default)]
struct Judged {
    with_rows: u64,
    agree: u64,
    same_error: u64,
    too_large: u64,
    explained: BTreeMap<&'static str, u64>,
    differ: u64,
}

/// What the engine has and no query asks for: the value is another one each time, each database's own, or tested in
/// another way.
const NOT_PUT: [&str; 3] = ["rand", "id", "endNode"];

#[test]
fn every_function_that_the_engine_has_is_put() {
    let mut counts = BTreeMap::new();
    let all: String = (0..5_000).map(|at| query(1, at, &mut counts).text + "\n").collect();
    let is_put = |name: &str| all.contains(&format!("{name}("));
    let missing: Vec<&str> = functions()
        .iter()
        .map(|function| function.name())
        .filter(|name| !is_put(name) && !NOT_PUT.contains(name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    let unused: Vec<&str> = words::names().filter(|name| !counts.contains_key(name)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn at_most_ten_kinds_of_differences_are_explained() {
    assert!(explained::EXPLAINED.len() <= 10);
}

mod in_neo4j {
    use super::*;

    #[test]
    fn queries_get_what_the_database_answers() {
        let test = "queries_get_what_the_database_answers";
        let of_environment = |name: &str| std::env::var(format!("NEUPRINT_ORACLE_{name}"));
        let Ok(url) = of_environment("NEO4J") else {
            return neuprint_tests::skipped(test, "there is no database to ask: `cargo xtask oracle` starts one");
        };
        let number = |name: &str, otherwise| of_environment(name).map_or(otherwise, |text| text.parse().unwrap());
        let (queries, seed) = (number("QUERIES", 500), number("SEED", 1));
        let Some(folder) = shared_data_or_skip(test, "neo4j-answers") else { return };
        let graph = Arc::new(recorded_graph::graph(&folder));
        let began = Instant::now();
        let judged = run(&graph, &url, queries, seed);
        report(&judged, queries, seed, began);
        assert_eq!(judged.differ, 0, "{} queries get other answers than from Neo4j", judged.differ);
        assert!(judged.with_rows * 10 >= queries * 6, "only {} of {queries} queries returned rows", judged.with_rows);
        assert!(
            judged.too_large * 50 <= queries,
            "{} of {queries} queries were too large to compare",
            judged.too_large
        );
    }
}

/// Several queries are in flight, so that neither the database nor the engine waits for the other.
fn run(graph: &Arc<Graph>, url: &str, queries: u64, seed: u64) -> Judged {
    let mut counts = BTreeMap::new();
    let queries: Vec<Query> = (0..queries).map(|at| query(seed, at, &mut counts)).collect();
    let (next, (answered, answers)) = (AtomicUsize::new(0), mpsc::sync_channel(IN_FLIGHT));
    std::thread::scope(|scope| {
        for _ in 0..IN_FLIGHT {
            let answered = answered.clone();
            scope.spawn(|| {
                let (database, answered) = (Database::at(url), answered);
                while let Some((at, query)) = queries.iter().enumerate().nth(next.fetch_add(1, Relaxed)) {
                    let both = (ours::ask(graph, &query.text, STEPS), database.ask(&query.text));
                    // Nobody listens any more if the judge failed.
                    drop(answered.send((at, both)));
                }
            });
        }
        drop(answered);
        let mut judge = Judge { graph, database: Database::at(url), judged: Judged::default(), seen: Vec::new() };
        for (count, (at, (ours, theirs))) in answers.iter().enumerate() {
            // Whoever waits hears that it goes on.
            if count > 0 && count % 250 == 0 {
                println!("{count} of {} queries", queries.len());
            }
            judge.take(at, &queries[at], &ours, &theirs);
        }
        judge.judged
    })
}

struct Judge<'g> {
    graph: &'g Arc<Graph>,
    database: Database,
    judged: Judged,
    /// The smallest queries that differ and were shown.
    seen: Vec<String>,
}

impl Judge<'_> {
    fn take(&mut self, at: usize, query: &Query, ours: &Answer, theirs: &Answer) {
        let judged = &mut self.judged;
        judged.with_rows += u64::from(theirs.has_rows());
        match judge(query, ours, theirs) {
            Verdict::Agree => judged.agree += 1,
            Verdict::SameError => judged.same_error += 1,
            Verdict::TooLarge => judged.too_large += 1,
            Verdict::Differ(difference) => match explanation(self.graph, &self.database, query, ours, theirs) {
                Some(kind) => *judged.explained.entry(kind.name).or_default() += 1,
                None => {
                    judged.differ += 1;
                    if self.seen.len() < SHOWN {
                        let smallest = smallest(self.graph, &self.database, query, &difference);
                        if !self.seen.contains(&smallest) {
                            show(self.graph, &self.database, at, query, &smallest);
                            self.seen.push(smallest);
                        }
                    }
                }
            },
        }
    }
}

/// Why answers differ, if it is none to mend.
fn explanation(
    graph: &Arc<Graph>,
    database: &Database,
    query: &Query,
    ours: &Answer,
    theirs: &Answer,
) -> Option<&'static Explained> {
    let ask = |text: &str| {
        let ours = ours::ask(graph, text, STEPS);
        // What is too large for one side tells nothing.
        let theirs = if ours.is_too_large() { ours.clone() } else { database.ask(text) };
        (ours, theirs)
    };
    explained::explained(&Case { query, ours, theirs, ask: &ask })
}

/// The smallest query that differs as this one does.
fn smallest(graph: &Arc<Graph>, database: &Database, query: &Query, difference: &Difference) -> String {
    // What is smaller is seldom ordered in full.
    let is_ordered = *difference == Difference::Order;
    let ours_fails = matches!(difference, Difference::Errors(Some(_), _));
    shrink::shrink(&query.text, |text| {
        let query = Query { text: text.to_owned(), is_ordered };
        let ours = ours::ask(graph, text, STEPS_OF_SMALLER);
        if ours.code().is_some() != ours_fails || ours.is_too_large() {
            return false;
        }
        let theirs = database.ask(text);
        judge(&query, &ours, &theirs) == Verdict::Differ(difference.clone())
            && explanation(graph, database, &query, &ours, &theirs).is_none()
    })
}

fn show(graph: &Arc<Graph>, database: &Database, at: usize, query: &Query, smallest: &str) {
    println!("DIFFERENCE in query {at}: {}", query.text);
    println!("  smallest: {smallest}");
    println!("  ours:     {}", ours::ask(graph, smallest, STEPS).short());
    println!("  Neo4j's:  {}", database.ask(smallest).short());
}

fn report(judged: &Judged, queries: u64, seed: u64, began: Instant) {
    println!("{queries} queries of seed {seed} in {} s", began.elapsed().as_secs());
    println!("  {} with rows ({} %)", judged.with_rows, judged.with_rows * 100 / queries.max(1));
    println!("  {} agree", judged.agree);
    println!("  {} errors of the same kind", judged.same_error);
    println!("  {} too large to compare", judged.too_large);
    for kind in explained::EXPLAINED {
        println!("  {} explained: {} ({})", judged.explained.get(kind.name).unwrap_or(&0), kind.name, kind.reason);
    }
    println!("  {} differences", judged.differ);
}
