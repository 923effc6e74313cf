//! Which queries ask for the graph at large.

use neuprint_cypher::parse;

fn wide(cypher: &str) -> usize {
    parse(cypher).unwrap_or_else(|error| panic!("{cypher}: {error:?}")).wide_parts()
}

#[test]
fn every_connection_or_synapse_is_much() {
    for cypher in [
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN a.bodyId, b.bodyId, c.weight",
        "MATCH (a)-[c]->(b) RETURN a, b",
        "MATCH (n:Neuron) RETURN n",
        "MATCH (n:`hemibrain_Neuron`) RETURN n.bodyId",
        "MATCH (s:Synapse) WHERE s.confidence > 0.9 RETURN s.location",
        "MATCH (n:Segment) WHERE n.pre > 0 RETURN n.bodyId",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE a.status = 'Traced' AND a.`AL(R)` RETURN c.weight ORDER BY c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE a.type <> 'X' AND NOT b.type = 'Y' RETURN c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE a.type = 'X' OR b.status = 'Traced' RETURN c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WITH a, b, c WHERE a.cropped = false RETURN c.weight SKIP 5",
    ] {
        assert_eq!(wide(cypher), 1, "{cypher}");
    }
    assert_eq!(wide("MATCH (a:Neuron), (b:Neuron) RETURN a.bodyId, b.bodyId"), 2);
    assert_eq!(wide("MATCH (a:Neuron), (b:Neuron) WHERE b.bodyId = 1 RETURN a.bodyId"), 1);
}

#[test]
fn what_is_narrowed_limited_or_counted_is_not() {
    for cypher in [
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN c.weight LIMIT 10",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN count(*)",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN a.type, sum(c.weight) AS weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN DISTINCT a.type",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WITH a, count(b) AS n RETURN a.bodyId, n",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WITH a, b LIMIT 5 RETURN a.bodyId",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE b.bodyId IN [1, 2] RETURN c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron {type: 'X'}) RETURN c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE a.type =~ 'X.*' OR b.type STARTS WITH 'X' RETURN c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE c.weight >= 100 RETURN c.weight",
        "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron), (b)-[d:ConnectsTo]->(e) WHERE e.bodyId = 1 RETURN c.weight",
        "MATCH (a:Neuron) WHERE id(a) = 5 RETURN a",
        "MATCH (n:Neuron) WHERE n.status = 'Traced' RETURN n.bodyId",
        "MATCH (n:Neuron) WHERE n.`AL(R)` RETURN n.bodyId",
        "UNWIND [1, 2] AS id MATCH (n:Neuron) WHERE n.bodyId = id RETURN n.bodyId",
        "MATCH (m:Meta) RETURN m",
        "MATCH (m:hemibrain_Meta) UNWIND m.primaryRois AS roi RETURN roi",
        "CALL db.labels() YIELD label RETURN label",
        "UNWIND range(1, 100000) AS number RETURN number",
        "MATCH (n:Neuron) RETURN n UNION MATCH (m:Meta) RETURN m AS n",
        "EXPLAIN MATCH (n:Neuron) RETURN n",
        "RETURN 1",
    ] {
        assert_eq!(wide(cypher), 0, "{cypher}");
    }
}
