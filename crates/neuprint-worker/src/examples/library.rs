//! The examples themselves.

use super::{Example, Group, OPENING};

/// In the order in which they are offered.
pub const GROUPS: [Group; 6] = [
    Group { title: "Neurons", examples: &NEURONS },
    Group { title: "Connections", examples: &CONNECTIONS },
    Group { title: "Regions", examples: &REGIONS },
    Group { title: "Synapses and sites", examples: &SYNAPSES },
    Group { title: "Paths and motifs", examples: &PATHS },
    Group { title: "The dataset itself", examples: &DATASET },
];

const fn example(title: &'static str, about: &'static str, template: &'static str) -> Example {
    Example { title, about, template }
}

const NEURONS: [Example; 8] = [
    example("Traced neurons", "All that are whole, by type and instance.", OPENING),
    example(
        "Neurons of one type",
        "Their IDs and how many synapses each has.",
        "\
MATCH (n:Neuron)
WHERE n.type = \"<type>\"
RETURN n.bodyId AS bodyId, n.instance AS instance, n.pre AS pre, n.post AS post
ORDER BY n.bodyId",
    ),
    example(
        "Neurons by a part of their name",
        "Whatever has the text in its instance.",
        "\
MATCH (n:Neuron)
WHERE n.instance CONTAINS \"<type>\"
RETURN n.bodyId AS bodyId, n.instance AS instance, n.type AS type, n.status AS status
ORDER BY n.instance
LIMIT 500",
    ),
    example(
        "Types and their sizes",
        "How many neurons each type has, with their IDs as a list.",
        "\
MATCH (n:Neuron)
WHERE n.type IS NOT NULL
RETURN n.type AS type, count(*) AS neurons, collect(n.bodyId) AS bodyIds
ORDER BY neurons DESC",
    ),
    example(
        "Left and right",
        "Neurons per type on each side, as the end of the instance tells it.",
        "\
MATCH (n:Neuron)
WHERE n.instance ENDS WITH \"_L\" OR n.instance ENDS WITH \"_R\"
RETURN n.type AS type,
  sum(CASE WHEN n.instance ENDS WITH \"_L\" THEN 1 ELSE 0 END) AS left,
  sum(CASE WHEN n.instance ENDS WITH \"_R\" THEN 1 ELSE 0 END) AS right
ORDER BY left + right DESC",
    ),
    example(
        "Neurons with most synapses",
        "The fifty with the most sites, inputs and outputs together.",
        "\
MATCH (n:Neuron)
WHERE n.pre IS NOT NULL AND n.post IS NOT NULL
RETURN n.bodyId AS bodyId, n.type AS type, n.pre AS pre, n.post AS post, n.pre + n.post AS synapses
ORDER BY synapses DESC
LIMIT 50",
    ),
    example(
        "How large neurons are",
        "How many have up to a thousand inputs, up to two thousand, and so on.",
        "\
MATCH (n:Neuron)
WHERE n.post IS NOT NULL
WITH n.post / 1000 * 1000 AS inputs, count(*) AS neurons
RETURN inputs, neurons
ORDER BY inputs",
    ),
    example(
        "Neurons without a type",
        "What is still to be named.",
        "\
MATCH (n:Neuron)
WHERE n.type IS NULL
RETURN n.bodyId AS bodyId, n.instance AS instance, n.status AS status, n.pre AS pre, n.post AS post
LIMIT 200",
    ),
];

const CONNECTIONS: [Example; 9] = [
    example(
        "Strongest inputs",
        "Who gives most synapses to one neuron.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.bodyId = <body>
RETURN a.bodyId AS bodyId, a.type AS type, c.weight AS weight, c.roiInfo AS roiInfo
ORDER BY c.weight DESC
LIMIT 100",
    ),
    example(
        "Strongest outputs",
        "Who gets most synapses from the neurons of one type.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE a.type = \"<type>\"
RETURN a.bodyId AS from, b.bodyId AS to, b.type AS type, c.weight AS weight
ORDER BY c.weight DESC
LIMIT 100",
    ),
    example(
        "Inputs of a type, by type",
        "Cells, connections, total and mean weight of each type upstream.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.type = \"<type>\"
RETURN a.type AS type, count(DISTINCT a) AS cells, count(*) AS connections,
  sum(c.weight) AS weight, avg(c.weight) AS mean
ORDER BY weight DESC",
    ),
    example(
        "Outputs of a type, by type",
        "Cells, connections, total and mean weight of each type downstream.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE a.type = \"<partner>\"
RETURN b.type AS type, count(DISTINCT b) AS cells, count(*) AS connections,
  sum(c.weight) AS weight, avg(c.weight) AS mean
ORDER BY weight DESC",
    ),
    example(
        "Share of inputs that is known",
        "How many inputs of each cell of a type come from neurons of the dataset.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.type = \"<partner>\" AND b.post > 0
WITH b, sum(c.weight) AS known
RETURN b.bodyId AS bodyId, b.instance AS instance, b.post AS inputs, known, 100.0 * known / b.post AS percent
ORDER BY percent DESC",
    ),
    example(
        "Between two types",
        "Every connection from one type to the other.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE a.type = \"<partner>\" AND b.type = \"<type>\"
RETURN a.bodyId AS from, a.instance AS fromInstance, b.bodyId AS to, b.instance AS toInstance, c.weight AS weight
ORDER BY weight DESC",
    ),
    example(
        "Connections between types",
        "The two hundred strongest pairs of types, weights summed.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
RETURN a.type AS from, b.type AS to, count(*) AS pairs, sum(c.weight) AS weight
ORDER BY weight DESC
LIMIT 200",
    ),
    example(
        "Strong connections",
        "Pairs of neurons with fifty synapses or more.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE c.weight >= 50
RETURN a.bodyId AS from, a.type AS fromType, b.bodyId AS to, b.type AS toType, c.weight AS weight
ORDER BY weight DESC
LIMIT 500",
    ),
    example(
        "How strong connections are",
        "How many connections onto one type have each weight.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.type = \"<type>\"
RETURN c.weight AS weight, count(*) AS connections
ORDER BY weight",
    ),
];

const REGIONS: [Example; 5] = [
    example(
        "Neurons in a region",
        "Those that have synapses there.",
        "\
MATCH (n:Neuron)
WHERE n.`<roi>`
RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status
ORDER BY n.type
LIMIT 1000",
    ),
    example(
        "Types in a region",
        "How many neurons of each type touch it.",
        "\
MATCH (n:Neuron)
WHERE n.`<roi>` AND n.type IS NOT NULL
RETURN n.type AS type, count(*) AS neurons
ORDER BY neurons DESC",
    ),
    example(
        "Regions of a neuron",
        "Its inputs and outputs, region by region.",
        "\
MATCH (n:Neuron)
WHERE n.bodyId = <body>
WITH apoc.convert.fromJsonMap(n.roiInfo) AS info
UNWIND keys(info) AS roi
RETURN roi, info[roi].pre AS pre, info[roi].post AS post
ORDER BY coalesce(post, 0) DESC",
    ),
    example(
        "Regions of the inputs to a type",
        "Where its inputs are made; nested regions count more than once.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.type = \"<type>\"
WITH apoc.convert.fromJsonMap(c.roiInfo) AS info
UNWIND keys(info) AS roi
RETURN roi, count(*) AS connections, sum(info[roi].post) AS weight
ORDER BY weight DESC",
    ),
    example(
        "Connections within a region",
        "Weights of the connections onto one type, in that region alone.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.type = \"<type>\"
WITH a, b, apoc.convert.fromJsonMap(c.roiInfo) AS info
WHERE info[\"<roi>\"].post > 0
RETURN a.bodyId AS from, a.type AS fromType, b.bodyId AS to, info[\"<roi>\"].post AS weight
ORDER BY weight DESC",
    ),
];

const SYNAPSES: [Example; 5] = [
    example(
        "Synapses of a neuron",
        "Kind, place in voxels and confidence of each.",
        "\
MATCH (n:Neuron)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)
WHERE n.bodyId = <body>
RETURN DISTINCT s.type AS type, s.location.x AS x, s.location.y AS y, s.location.z AS z, s.confidence AS confidence
LIMIT 5000",
    ),
    example(
        "Synapses of a neuron in a region",
        "Only those that lie there.",
        "\
MATCH (n:Neuron)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)
WHERE n.bodyId = <body> AND s.`<roi>`
RETURN DISTINCT s.type AS type, s.location.x AS x, s.location.y AS y, s.location.z AS z, s.confidence AS confidence
LIMIT 5000",
    ),
    example(
        "Confidence of synapses",
        "Least, mean and greatest, of one neuron's inputs and outputs.",
        "\
MATCH (n:Neuron)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)
WHERE n.bodyId = <body>
WITH DISTINCT s
RETURN s.type AS type, count(*) AS synapses,
  min(s.confidence) AS least, avg(s.confidence) AS mean, max(s.confidence) AS greatest",
    ),
    example(
        "Confidence as a histogram",
        "Synapses of one neuron in steps of a tenth.",
        "\
MATCH (n:Neuron)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)
WHERE n.bodyId = <body>
WITH DISTINCT s
RETURN floor(s.confidence * 10) / 10 AS confidence, count(*) AS synapses
ORDER BY confidence",
    ),
    example(
        "Extent of a neuron",
        "The box around its synapses, in voxels.",
        "\
MATCH (n:Neuron)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)
WHERE n.bodyId = <body>
RETURN min(s.location.x) AS x0, max(s.location.x) AS x1, min(s.location.y) AS y0, max(s.location.y) AS y1,
  min(s.location.z) AS z0, max(s.location.z) AS z1",
    ),
];

const PATHS: [Example; 6] = [
    example(
        "Two steps upstream",
        "Which types reach one neuron through which others.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(m:Neuron)-[d:ConnectsTo]->(b:Neuron)
WHERE b.bodyId = <body> AND c.weight >= 3 AND d.weight >= 3
RETURN a.type AS from, m.type AS through, count(*) AS paths, sum(c.weight) AS weight
ORDER BY paths DESC
LIMIT 200",
    ),
    example(
        "Shortest paths",
        "From the neurons of one type to one neuron, over three connections at most.",
        "\
MATCH p = allShortestPaths((a:Neuron)-[:ConnectsTo*1..3]->(b:Neuron))
WHERE a.type = \"<partner>\" AND b.bodyId = <body>
RETURN [n IN nodes(p) | n.bodyId] AS bodyIds, [n IN nodes(p) | n.type] AS types,
  [c IN relationships(p) | c.weight] AS weights
LIMIT 100",
    ),
    example(
        "Common inputs of a type",
        "Neurons that give input to at least three of its cells.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)
WHERE b.type = \"<type>\"
WITH a, count(DISTINCT b) AS targets, sum(c.weight) AS weight
WHERE targets >= 3
RETURN a.bodyId AS bodyId, a.type AS type, targets, weight
ORDER BY targets DESC, weight DESC",
    ),
    example(
        "Neurons with the same inputs",
        "Those that share most partners upstream with one neuron.",
        "\
MATCH (one:Neuron)<-[:ConnectsTo]-(a:Neuron)-[:ConnectsTo]->(other:Neuron)
WHERE one.bodyId = <body> AND other.bodyId <> one.bodyId
WITH other, count(DISTINCT a) AS shared
RETURN other.bodyId AS bodyId, other.type AS type, other.instance AS instance, shared
ORDER BY shared DESC
LIMIT 100",
    ),
    example(
        "Reciprocal connections",
        "Neurons of one type that are connected both ways, with anyone.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron)-[d:ConnectsTo]->(a)
WHERE a.type = \"<partner>\"
RETURN a.bodyId AS a, b.bodyId AS b, b.type AS bType, c.weight AS forth, d.weight AS back
ORDER BY forth + back DESC
LIMIT 200",
    ),
    example(
        "Feed-forward triangles",
        "Inputs of one neuron that also reach it through another of its inputs.",
        "\
MATCH (a:Neuron)-[c:ConnectsTo]->(m:Neuron)-[d:ConnectsTo]->(b:Neuron), (a)-[e:ConnectsTo]->(b)
WHERE b.bodyId = <body> AND c.weight >= 3
RETURN a.bodyId AS a, a.type AS aType, m.bodyId AS through, m.type AS throughType,
  c.weight AS first, d.weight AS second, e.weight AS direct
ORDER BY first + second DESC
LIMIT 200",
    ),
];

const DATASET: [Example; 7] = [
    example(
        "What the dataset is",
        "Name, version and counts, as its Meta node has them.",
        "\
MATCH (m:Meta)
RETURN m.dataset AS dataset, m.tag AS tag, m.uuid AS uuid, m.lastDatabaseEdit AS edited,
  m.totalPreCount AS pre, m.totalPostCount AS post",
    ),
    example(
        "Primary regions",
        "The ROIs that do not overlap each other.",
        "\
MATCH (m:Meta)
UNWIND m.primaryRois AS roi
RETURN roi
ORDER BY roi",
    ),
    example(
        "Synapses per region",
        "Of all ROIs; nested ones count what lies in them again.",
        "\
MATCH (m:Meta)
WITH apoc.convert.fromJsonMap(m.roiInfo) AS info
UNWIND keys(info) AS roi
RETURN roi, info[roi].pre AS pre, info[roi].post AS post
ORDER BY coalesce(post, 0) DESC",
    ),
    example(
        "Neurons by status",
        "How many are traced, and how many are something else.",
        "\
MATCH (n:Neuron)
RETURN n.status AS status, count(*) AS neurons
ORDER BY neurons DESC",
    ),
    example(
        "Properties of neurons",
        "What a hundred neurons have, and how many of them have it.",
        "\
MATCH (n:Neuron)
WHERE n.type IS NOT NULL
WITH n LIMIT 100
UNWIND keys(n) AS property
RETURN property, count(*) AS neurons
ORDER BY neurons DESC, property",
    ),
    example(
        "Labels",
        "The kinds of nodes that there are.",
        "\
CALL db.labels() YIELD label
RETURN label
ORDER BY label",
    ),
    example(
        "100,000 rows",
        "Generated, to scroll through.",
        "\
UNWIND range(1, 100000) AS number
RETURN number, number * number AS square, number / 7.0 AS seventh",
    ),
];
