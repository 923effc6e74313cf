//! Faults of a planner, each as the change of a query that has the same effect.

type Plant = fn(&str) -> Option<String>;

/// What the fault is, and the query with it; `None` if the query has no place for it.
pub(crate) const FAULTS: [(&str, Plant); 6] = [
    ("a label is not checked", |query| once(query, ":Neuron", "")),
    ("a relationship is walked in both directions", |query| once(query, "]->", "]-")),
    ("a condition is lost", |query| once(query, "WHERE ", "WHERE true OR ")),
    ("a type of a union of types is lost", |query| once(query, "|Near", "")),
    ("an index finds no second value", |query| once(query, "IN [1, ", "IN [")),
    ("nothing is left of an OPTIONAL MATCH without matches", |query| once(query, "OPTIONAL MATCH", "MATCH")),
];

fn once(query: &str, from: &str, to: &str) -> Option<String> {
    query.contains(from).then(|| query.replacen(from, to, 1))
}
