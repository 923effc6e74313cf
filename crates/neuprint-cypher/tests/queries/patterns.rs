//! MATCH.

use crate::ask::{check, values};

#[test]
fn directions() {
    check("MATCH (a {bodyId: 2})-->(b) RETURN b.bodyId", "[[3]]");
    check("MATCH (a {bodyId: 2})<--(b) RETURN b.bodyId", "[[1]]");
    check("MATCH (a {bodyId: 2})--(b) RETURN b.bodyId ORDER BY b.bodyId", "[[1],[3]]");
    check("MATCH (a {bodyId: 2})<-->(b) RETURN count(*)", "[[2]]");
}

#[test]
fn a_loop_is_met_once_without_a_direction() {
    check("MATCH (a {bodyId: 1})-[e]-(b {bodyId: 1}) RETURN e.weight", "[[5]]");
    check("MATCH (a)-[e]->(a) RETURN a.bodyId, e.weight", "[[1,5]]");
    check("MATCH ()-[e]-() RETURN count(e)", "[[11]]");
}

#[test]
fn types_and_labels() {
    check("MATCH ()-[e:Near|ConnectsTo]->() RETURN count(*)", "[[6]]");
    check("MATCH ()-[e:Near|Nothing]->() RETURN type(e), e.weight", r#"[["Near",null]]"#);
    check("MATCH ()-[:Near|:Nothing]->() RETURN count(*)", "[[1]]");
    check("MATCH ()-[e:Nothing]->() RETURN e", "[]");
    check("MATCH (n:Neuron:Segment) RETURN count(*)", "[[3]]");
    check("MATCH (n:Segment) WHERE NOT n:Neuron RETURN labels(n)", r#"[[["Segment"]]]"#);
    check("MATCH (n:Nothing) RETURN n", "[]");
    check("MATCH ()-[e]->() WHERE e:Near RETURN count(*)", "[[1]]");
}

#[test]
fn a_relationship_is_walked_once_in_a_match_but_again_in_the_next() {
    check("MATCH (a {bodyId: 2})--(b)--(c) WHERE c.bodyId = 2 RETURN count(*)", "[[0]]");
    check("MATCH (a {bodyId: 2})--(b) MATCH (b)--(c) WHERE c.bodyId = 2 RETURN count(*)", "[[2]]");
    check("MATCH (a {bodyId: 2})-[e]-(b), (b)-[f]-(c {bodyId: 2}) RETURN count(*)", "[[0]]");
}

#[test]
fn joins() {
    check("MATCH (a)-->(b)-->(c)-->(a) WHERE a.bodyId < b.bodyId AND b.bodyId < c.bodyId RETURN a.bodyId", "[[1]]");
    check("MATCH (a {bodyId: 1}), (b {bodyId: 3}) RETURN a.bodyId + b.bodyId", "[[4]]");
    check("MATCH (a {type: 'B'}) MATCH (n) WHERE n.bodyId = a.bodyId - 1 RETURN n.bodyId", "[[2]]");
    check("UNWIND [3, 1, 3, null] AS id MATCH (n {bodyId: id}) RETURN n.bodyId", "[[3],[1],[3]]");
    check("MATCH (n) WHERE n.bodyId IN [3, 1, 3, 99] RETURN n.bodyId ORDER BY n.bodyId", "[[1],[3]]");
}

#[test]
fn optional_matches_leave_null() {
    check(
        "MATCH (n:Segment) OPTIONAL MATCH (n)-[e:Near]->(m) RETURN n.bodyId, m.bodyId ORDER BY n.bodyId",
        "[[1,null],[2,null],[3,null],[4,1]]",
    );
    check("OPTIONAL MATCH (n:Nothing) RETURN n", "[[null]]");
    check("OPTIONAL MATCH (n:Nothing) MATCH (n) RETURN n", "[]");
    check("OPTIONAL MATCH (n:Nothing) MATCH (n)-->(m) RETURN m", "[]");
    check("OPTIONAL MATCH (n:Nothing) RETURN n.type, labels(n), count(n)", "[[null,null,0]]");
    check("MATCH (n {bodyId: 1}) OPTIONAL MATCH (n)-->(m) WHERE m.bodyId > 1 RETURN m.bodyId", "[[2]]");
}

#[test]
fn functions_of_the_graph() {
    check(
        "MATCH (a)-[e {weight: 30}]->(b) RETURN startNode(e).bodyId, endNode(e).bodyId, id(a), keys(e)",
        r#"[[3,1,2,["weight"]]]"#,
    );
    check(
        "MATCH (n {bodyId: 1}) UNWIND keys(n) AS k RETURN k, n[k] ORDER BY k",
        r#"[["MB(R)",true],["bodyId",1],["type","A"]]"#,
    );
}

#[test]
fn a_list_is_taken_from_what_is_in_brackets() {
    values("(7) - [1, 3][0]", "6");
    check("WITH {a: 5} AS n RETURN (n.a) - [1, 3][0], (n.a) -[n.a][0]", "[[4,0]]");
    check("WITH 7 AS n RETURN (n) - [1, 3][0] * 2 - (3) - [1][0], (n)-[2][0]+[5], (n) + [1][0]", "[[1,[5,5],8]]");
    check(
        "MATCH (a {bodyId: 4}) RETURN size([(a)-[`ConnectsTo`]-(b) | b]), size([(a)-[:Near|ConnectsTo]-() | 1])",
        "[[2,2]]",
    );
}

#[test]
fn a_label_may_end_the_condition_of_a_comprehension() {
    check("MATCH (a {bodyId: 3}) RETURN [(a)-->(b) WHERE b:Neuron | b.bodyId]", "[[[1]]]");
    check(
        "MATCH (a {bodyId: 3}) RETURN [(a)-->(b)\nWHERE b.bodyId > 0 AND NOT b:Neuron\n| [x IN [b] WHERE x:Segment | x.bodyId]]",
        "[[[[4]]]]",
    );
}
