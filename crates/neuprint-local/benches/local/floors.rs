//! What the queries ask, as plain loops over the columns.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use neuprint_cypher::store::{ColumnData, Edge};
use neuprint_cypher::{Graph, NodeId, Value};

use crate::queries::Rows;
use crate::synthetic::NEURONS;

/// The columns that the loops read. Neurons are the first nodes, and each has a body and a type.
pub(crate) struct Columns<'g> {
    graph: &'g Graph,
    bodies: &'g [i64],
    types: Texts<'g>,
    weights: &'g [i64],
    info: Texts<'g>,
}

struct Texts<'g> {
    words: &'g [Arc<str>],
    codes: &'g [u32],
}

impl Texts<'_> {
    fn at(&self, row: usize) -> Value {
        Value::Str(self.words[self.codes[row] as usize].clone())
    }
}

fn integers(data: &ColumnData) -> &[i64] {
    match data {
        ColumnData::Int(values) => values,
        _ => panic!("no column of integers"),
    }
}

fn texts(data: &ColumnData) -> Texts<'_> {
    match data {
        ColumnData::Text { words, codes } => Texts { words, codes },
        _ => panic!("no column of texts"),
    }
}

impl<'g> Columns<'g> {
    pub(crate) fn of(graph: &'g Graph) -> Self {
        let of_nodes = |name| graph.node_column(graph.node_key(name).unwrap()).data();
        let of_connections = |name| graph.relationship_column(graph.relationship_key(name).unwrap()).data();
        Self {
            graph,
            bodies: &integers(of_nodes("bodyId"))[..NEURONS],
            types: texts(of_nodes("type")),
            weights: integers(of_connections("weight")),
            info: texts(of_connections("roiInfo")),
        }
    }

    fn node_texts(&self, name: &str) -> Texts<'g> {
        texts(self.graph.node_column(self.graph.node_key(name).unwrap()).data())
    }

    fn node_integers(&self, name: &str) -> &'g [i64] {
        integers(self.graph.node_column(self.graph.node_key(name).unwrap()).data())
    }

    fn node(&self, body: i64) -> NodeId {
        NodeId(self.bodies.iter().position(|other| *other == body).unwrap() as u32)
    }

    fn downstream(&self, node: usize) -> &'g [Edge] {
        self.graph.outgoing_edges(NodeId(node as u32))
    }

    /// The body whose number of partners is closest to this.
    pub(crate) fn body_with_degree(&self, degree: usize) -> i64 {
        let of = |node: &usize| self.downstream(*node).len() + self.graph.incoming_edges(NodeId(*node as u32)).len();
        self.bodies[(0..NEURONS).min_by_key(|node| of(node).abs_diff(degree)).unwrap()]
    }

    /// So many bodies from a place on.
    pub(crate) fn bodies_from(&self, first: usize, count: usize) -> Vec<i64> {
        self.bodies[first..first + count].to_vec()
    }
}

pub(crate) fn lookup(columns: &Columns<'_>, body: i64) -> Rows {
    let node = columns.node(body).0 as usize;
    let integer = |name| Value::Int(columns.node_integers(name)[node]);
    let instance = columns.node_texts("instance").at(node);
    vec![vec![Value::Int(body), columns.types.at(node), instance, integer("pre"), integer("post")]]
}

pub(crate) fn of_type(columns: &Columns<'_>, prefix: &str) -> Rows {
    let fits: Vec<bool> = columns.types.words.iter().map(|word| word.starts_with(prefix)).collect();
    let instances = columns.node_texts("instance");
    (0..NEURONS)
        .filter(|node| fits[columns.types.codes[*node] as usize])
        .map(|node| vec![Value::Int(columns.bodies[node]), columns.types.at(node), instances.at(node)])
        .collect()
}

pub(crate) fn partners(columns: &Columns<'_>, body: i64) -> Rows {
    let node = columns.node(body);
    let sides = [("downstream", columns.graph.outgoing_edges(node)), ("upstream", columns.graph.incoming_edges(node))];
    let mut rows = Vec::new();
    for (side, edges) in sides {
        let side = Value::text(side);
        rows.extend(edges.iter().map(|edge| {
            let (other, connection) = (edge.other.0 as usize, edge.relationship.0 as usize);
            let weight = Value::Int(columns.weights[connection]);
            let body = Value::Int(columns.bodies[other]);
            vec![side.clone(), body, columns.types.at(other), weight, columns.info.at(connection)]
        }));
    }
    rows
}

pub(crate) fn among(columns: &Columns<'_>, bodies: &[i64]) -> Rows {
    let wanted: HashSet<i64> = bodies.iter().copied().collect();
    let chosen: Vec<bool> = columns.bodies.iter().map(|body| wanted.contains(body)).collect();
    let mut rows = Vec::new();
    for node in (0..NEURONS).filter(|node| chosen[*node]) {
        for edge in columns.downstream(node).iter().filter(|edge| chosen.get(edge.other.0 as usize) == Some(&true)) {
            let [from, to] = [node, edge.other.0 as usize].map(|at| Value::Int(columns.bodies[at]));
            rows.push(vec![from, to, Value::Int(columns.weights[edge.relationship.0 as usize])]);
        }
    }
    rows
}

pub(crate) fn type_to_type(columns: &Columns<'_>, limit: usize) -> Rows {
    let mut sums: HashMap<(u32, u32), (i64, i64)> = HashMap::new();
    for node in 0..NEURONS {
        let from = columns.types.codes[node];
        for edge in columns.downstream(node) {
            let sum = sums.entry((from, columns.types.codes[edge.other.0 as usize])).or_default();
            sum.0 += 1;
            sum.1 += columns.weights[edge.relationship.0 as usize];
        }
    }
    let word = |code: u32| &columns.types.words[code as usize];
    let mut sorted: Vec<_> = sums.into_iter().collect();
    sorted.sort_unstable_by(|(a, (_, x)), (b, (_, y))| {
        y.cmp(x).then_with(|| word(a.0).cmp(word(b.0))).then_with(|| word(a.1).cmp(word(b.1)))
    });
    sorted.truncate(limit);
    let text = |code| Value::Str(word(code).clone());
    sorted
        .into_iter()
        .map(|((from, to), (count, weight))| vec![text(from), text(to), Value::Int(count), Value::Int(weight)])
        .collect()
}

/// Breadth first, with everybody through whom a neuron is reached in the fewest steps; then back from the end.
pub(crate) fn shortest_paths(columns: &Columns<'_>, from: i64, to: i64, least: i64) -> Rows {
    let (from, to) = (columns.node(from).0 as usize, columns.node(to).0 as usize);
    let mut steps = vec![u32::MAX; NEURONS];
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); NEURONS];
    let (mut front, mut step) = (vec![from], 0);
    steps[from] = 0;
    while !front.is_empty() && steps[to] == u32::MAX {
        step += 1;
        let mut next = Vec::new();
        for node in front {
            let strong =
                columns.downstream(node).iter().filter(|edge| columns.weights[edge.relationship.0 as usize] >= least);
            for edge in strong {
                let other = edge.other.0 as usize;
                if steps[other] == u32::MAX {
                    steps[other] = step;
                    next.push(other);
                }
                if steps[other] == step {
                    before[other].push(node as u32);
                }
            }
        }
        front = next;
    }
    let mut rows = Vec::new();
    let mut open = vec![vec![to]];
    while let Some(path) = open.pop() {
        let last = path[path.len() - 1];
        if last == from {
            let bodies = path.iter().rev().map(|node| Value::Int(columns.bodies[*node]));
            rows.push(vec![Value::list(bodies)]);
            continue;
        }
        open.extend(before[last].iter().map(|node| {
            let mut longer = path.clone();
            longer.push(*node as usize);
            longer
        }));
    }
    rows
}

/// The weights of all connections, added.
pub(crate) fn sum_of_weights(columns: &Columns<'_>) -> Rows {
    vec![vec![Value::Int(columns.weights.iter().sum())]]
}

pub(crate) fn completeness(columns: &Columns<'_>) -> Rows {
    #[derive(serde::Deserialize)]
    struct Counts {
        #[serde(default)]
        pre: i64,
        #[serde(default)]
        post: i64,
    }
    let (status, info) = (columns.node_texts("status"), columns.node_texts("roiInfo"));
    let mut sums: HashMap<&str, [i64; 2]> = HashMap::new();
    for node in 0..NEURONS {
        if &*status.words[status.codes[node] as usize] != "Traced" {
            continue;
        }
        let own: HashMap<&str, Counts> = serde_json::from_str(&info.words[info.codes[node] as usize]).unwrap();
        for (roi, counts) in own {
            let sum = sums.entry(roi).or_default();
            sum[0] += counts.pre;
            sum[1] += counts.post;
        }
    }
    sums.into_iter().map(|(roi, [pre, post])| vec![Value::text(roi), Value::Int(pre), Value::Int(post)]).collect()
}
