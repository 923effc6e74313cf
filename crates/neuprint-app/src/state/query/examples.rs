//! Queries to start from. They run on the embedded dataset; most run on any neuPrint server.

/// What the page opens with, already run.
pub(crate) const OPENING: &str = "\
MATCH (n:Neuron)
WHERE n.status = \"Traced\" AND NOT coalesce(n.cropped, false)
RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance
ORDER BY n.type, n.instance";

/// A query with what it shows.
pub(crate) struct Example {
    /// A few words.
    pub(crate) title: &'static str,
    /// What one learns from it.
    pub(crate) about: &'static str,
    /// The query.
    pub(crate) cypher: &'static str,
}

/// In the order in which they are offered.
pub(crate) const EXAMPLES: [Example; 6] = [
    Example { title: "Traced neurons", about: "By type and instance", cypher: OPENING },
    Example {
        title: "Neurons of one type",
        about: "DA1 projection neurons",
        cypher: "\
MATCH (n:Neuron)
WHERE n.type = \"DA1_lPN\"
RETURN n.bodyId AS bodyId, n.instance AS instance, n.pre AS pre, n.post AS post
ORDER BY n.bodyId",
    },
    Example {
        title: "Strongest inputs",
        about: "Of one neuron, by weight",
        cypher: "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.bodyId = 1734350788
RETURN a.bodyId AS bodyId, a.type AS type, c.weight AS weight, c.roiInfo AS roiInfo
ORDER BY c.weight DESC
LIMIT 100",
    },
    Example {
        title: "Connections between types",
        about: "Summed weights",
        cypher: "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
RETURN a.type AS from, b.type AS to, count(*) AS pairs, sum(c.weight) AS weight
ORDER BY weight DESC
LIMIT 200",
    },
    Example {
        title: "Types and their sizes",
        about: "With their bodies as lists",
        cypher: "\
MATCH (n:Neuron)
WHERE n.type IS NOT NULL
RETURN n.type AS type, count(*) AS neurons, collect(n.bodyId) AS bodyIds
ORDER BY neurons DESC",
    },
    Example {
        title: "100,000 rows",
        about: "Generated, to scroll through",
        cypher: "\
UNWIND range(1, 100000) AS number
RETURN number, number * number AS square, number / 7.0 AS seventh",
    },
];
