//! However a query is cut into slices, it gives the same rows.

use neuprint_cypher::{Limits, Step, parse};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

use crate::ask::{graph, run};

const QUERIES: &[&str] = &[
    "MATCH (a)-[e]-(b) RETURN a.bodyId, e.weight, b.bodyId",
    "MATCH (a)-->(b)-->(c) RETURN a.type, count(*), collect(c.bodyId)",
    "MATCH (n) OPTIONAL MATCH (n)-[e:Near]->(m) RETURN n.bodyId, m.bodyId ORDER BY n.bodyId DESC",
    "UNWIND range(1, 30) AS x UNWIND range(1, x) AS y WITH x, sum(y) AS s WHERE s % 2 = 0 RETURN x, s SKIP 2 LIMIT 5",
    "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN m, rand() AS r } CALL db.labels() YIELD label RETURN m, r, label",
    "MATCH p = (a)-[e*0..3]-(b) RETURN a.bodyId, size(e), [n IN nodes(p) | n.bodyId]",
    "MATCH (a)-[e]->() MATCH (x)-[e]-(y) WHERE (y)-->(x) RETURN x.bodyId, COUNT { (y)--() }",
    "MATCH (a), (b) WHERE a.bodyId < b.bodyId RETURN DISTINCT a.type AS t UNION ALL MATCH (n) RETURN n.bodyId AS t",
];

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn any_slices_give_the_same_rows(query in 0..QUERIES.len(), fuels in prop::collection::vec(0u64..20, 1..8)) {
        let graph = graph();
        let whole = run(&graph, QUERIES[query], u64::MAX).unwrap();
        let mut execution = parse(QUERIES[query]).unwrap().start(graph, Limits::default()).unwrap();
        let mut rows = Vec::new();
        for fuel in fuels.iter().cycle() {
            match execution.advance(*fuel).unwrap() {
                Step::Rows(more) => rows.extend(more),
                Step::Pending => {}
                Step::Done => break,
            }
        }
        prop_assert_eq!(format!("{rows:?}"), format!("{whole:?}"));
    }
}

#[test]
fn a_slice_does_no_more_than_its_fuel() {
    let text = "UNWIND range(1, 100000) AS x WITH x WHERE x < 0 RETURN x";
    let mut execution = parse(text).unwrap().start(graph(), Limits::default()).unwrap();
    let mut slices = 0;
    while execution.advance(1_000).unwrap() == Step::Pending {
        slices += 1;
    }
    // The list itself is paid for as well.
    assert!((99..=101).contains(&slices), "{slices}");
}
