//! Named paths, relationships in a row, relationships that are known already.

use crate::ask::check;

#[test]
fn relationships_in_a_row_are_a_list() {
    check("MATCH (a {bodyId: 2})-[e*1..2]->(b) RETURN b.bodyId, size(e) ORDER BY b.bodyId", "[[1,2],[3,1],[4,2]]");
    check("MATCH (a {bodyId: 2})-[e*2]->({bodyId: 1}) RETURN [x IN e | x.weight]", "[[[20,30]]]");
    check("MATCH ({bodyId: 2})<-[e:ConnectsTo*2]-({type: 'B'}) RETURN [x IN e | x.weight]", "[[[10,30]]]");
    check("MATCH (a {bodyId: 4})-[:ConnectsTo*0..1]->(b) RETURN b.bodyId", "[[4]]");
    check("MATCH (a {bodyId: 4})-[*0]-(b) RETURN b.bodyId", "[[4]]");
    check("MATCH (a {bodyId: 4})-[*..]->(b {bodyId: 4}) RETURN count(*)", "[[2]]");
    check("MATCH (a {bodyId: 1})-[e* {weight: 5}]-(b) RETURN size(e), b.bodyId", "[[1,1]]");
    // None is walked twice, also not by what stands beside it.
    check("MATCH (a {bodyId: 1})-[e:ConnectsTo*2]->(b {bodyId: 2}) RETURN [x IN e | x.weight]", "[[[5,10]]]");
    check("MATCH (a {bodyId: 1})-[e:ConnectsTo]->(a)-[f:ConnectsTo*2]->(b {bodyId: 2}) RETURN f", "[]");
}

#[test]
fn the_list_is_in_the_order_of_the_pattern_wherever_walking_begins() {
    check("MATCH (a)-[e*2]->(b {bodyId: 4}) WHERE a <> b RETURN a.bodyId, [x IN e | x.weight]", "[[2,[20,7]]]");
    check("MATCH p = (a)-[*2]->(b {bodyId: 4}) RETURN [n IN nodes(p) | n.bodyId]", "[[[2,3,4]]]");
}

#[test]
fn paths_have_nodes_relationships_and_a_length() {
    check("MATCH p = ({bodyId: 2})-->(:Neuron)<--(x) RETURN length(p), [n IN nodes(p) | n.bodyId]", "[]");
    check(
        "MATCH p = ({bodyId: 2})-->()-->(x {bodyId: 1}) \
         RETURN length(p), [n IN nodes(p) | n.bodyId], [e IN relationships(p) | e.weight]",
        "[[2,[2,3,1],[20,30]]]",
    );
    check("MATCH p = (a {bodyId: 1}) RETURN length(p), size(nodes(p))", "[[0,1]]");
    check("MATCH p = (a {bodyId: 1})-[:Near]-(b) WHERE length(p) = 1 RETURN nodes(p)[1].bodyId", "[[4]]");
    check("MATCH (a {bodyId: 2}) OPTIONAL MATCH p = (a)-[:Near]-() RETURN p, length(p)", "[[null,null]]");
    check("MATCH p = (a)-->(a) WITH p AS q, p AS r RETURN q = r, length(q)", "[[true,1]]");
}

#[test]
fn a_known_relationship_leads_to_its_ends() {
    check("MATCH ()-[e {weight: 20}]->() MATCH (a)-[e]->(b) RETURN a.bodyId, b.bodyId", "[[2,3]]");
    check("MATCH ()-[e {weight: 20}]->() MATCH (a)<-[e]-(b) RETURN a.bodyId, b.bodyId", "[[3,2]]");
    check(
        "MATCH ()-[e {weight: 20}]->() MATCH (a)-[e]-(b) RETURN a.bodyId, b.bodyId ORDER BY a.bodyId",
        "[[2,3],[3,2]]",
    );
    check("MATCH ()-[e {weight: 5}]->() MATCH (a)-[e]-(b) RETURN a.bodyId, b.bodyId", "[[1,1]]");
    check("MATCH ()-[e {weight: 20}]->() MATCH (a)-[e]->(a) RETURN a", "[]");
    check("MATCH ()-[e {weight: 20}]->() MATCH ({bodyId: 1})-[e]->(b) RETURN b", "[]");
    check("MATCH ()-[e {weight: 20}]->() MATCH ()-[e:Near]->(b) RETURN b", "[]");
    check("MATCH ()-[e {weight: 20}]->() MATCH (a)-[e]->(b)<-[f]-(c) RETURN count(*)", "[[0]]");
    check("OPTIONAL MATCH ()-[e:Nothing]->() MATCH (a)-[e]->(b) RETURN a", "[]");
    check(
        "MATCH ({bodyId: 1})-[e:ConnectsTo]->({bodyId: 2})-[f]->() WITH [e, f] AS l \
         MATCH (a)-[l*]->(b) RETURN a.bodyId, b.bodyId",
        "[[1,3]]",
    );
}
