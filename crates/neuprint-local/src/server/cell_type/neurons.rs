//! The neurons of a type and their partners, as far as these are traced.

use std::collections::BTreeMap;

use neuprint_cypher::store::Edge;
use neuprint_cypher::{NodeId, Value};

use crate::dataset::Dataset;
use crate::server::dbmeta::{neurons, property};

/// The statuses of neurons that count.
const TRACED: [&str; 2] = ["Traced", "Anchor"];
/// Connections below are no features.
const LEAST_WEIGHT: i64 = 3;
/// The part of a neuron's connections, the strongest first, whose partners are important.
const IMPORTANT_PART: f64 = 0.25;

/// One side of a neuron's connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Inputs,
    Outputs,
}

/// A traced neuron.
#[derive(Debug, Default)]
pub(super) struct Neuron {
    pub(super) body: i64,
    pub(super) instance: String,
    pub(super) inputs: Connections,
    pub(super) outputs: Connections,
    /// Whether it is whole and has a partner that counts.
    whole: bool,
}

/// What a neuron has on one side.
#[derive(Debug, Default)]
pub(super) struct Connections {
    /// The sum of all weights.
    pub(super) size: i64,
    /// That of the connections with traced neurons.
    pub(super) traced: i64,
    /// The partners that may be features, the strongest first.
    pub(super) partners: Vec<Partner>,
}

/// A traced neuron at the other end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Partner {
    pub(super) weight: i64,
    pub(super) body: i64,
    /// Its type, or else its bodyId.
    pub(super) name: String,
    /// Whether the name is a type.
    pub(super) has_type: bool,
    /// Whether it is among the strongest.
    pub(super) important: bool,
}

impl Neuron {
    pub(super) fn side(&self, side: Side) -> &Connections {
        match side {
            Side::Inputs => &self.inputs,
            Side::Outputs => &self.outputs,
        }
    }

    fn size(&self) -> i64 {
        self.inputs.size + self.outputs.size
    }
}

/// The neurons in the order of the answer: those that the features are chosen by come first.
#[derive(Debug)]
pub(super) struct Order<'n> {
    pub(super) all: Vec<&'n Neuron>,
    /// How many of them the features are chosen by.
    pub(super) working: usize,
    /// How many of them are whole: none, or those that the features are chosen by.
    references: usize,
}

impl<'n> Order<'n> {
    pub(super) fn working(&self) -> impl Iterator<Item = &'n Neuron> {
        self.all[..self.working].iter().copied()
    }

    pub(super) fn is_reference(&self, neuron: &Neuron) -> bool {
        self.all[..self.references].iter().any(|reference| reference.body == neuron.body)
    }
}

/// The features are chosen by the whole neurons with at least half as many connections as the largest of them has; if
/// none is whole, by all.
pub(super) fn in_order(all: &[Neuron]) -> Order<'_> {
    let largest = all.iter().filter(|neuron| neuron.whole).map(Neuron::size).max().unwrap_or_default();
    let good = |neuron: &&Neuron| neuron.whole && neuron.size() * 2 >= largest;
    let mut order: Vec<&Neuron> = all.iter().filter(good).collect();
    let references = order.len();
    order.extend(all.iter().filter(|neuron| !good(neuron)));
    let working = if references == 0 { order.len() } else { references };
    Order { all: order, working, references }
}

/// The traced neurons of a type that have connections, by bodyId. `None` if no neuron of this type has any.
pub(super) fn of_type(dataset: &Dataset, name: &str) -> Option<Vec<Neuron>> {
    let graph = dataset.graph();
    let mut found = BTreeMap::new();
    let mut any = false;
    for node in neurons(dataset).iter().copied() {
        if !matches!(property(dataset, Some(node), "type"), Value::Str(text) if *text == *name) {
            continue;
        }
        let connects = |edge: &&Edge| Some(edge.rel_type) == graph.relationship_type("ConnectsTo");
        let outgoing: Vec<&Edge> = graph.outgoing_edges(node).iter().filter(connects).collect();
        // A connection of a neuron with itself is met once, as an output.
        let incoming: Vec<&Edge> =
            graph.incoming_edges(node).iter().filter(connects).filter(|edge| edge.other != node).collect();
        any |= !outgoing.is_empty() || !incoming.is_empty();
        let Value::Int(body) = property(dataset, Some(node), "bodyId") else { continue };
        if !is_traced(dataset, node) || outgoing.is_empty() && incoming.is_empty() {
            continue;
        }
        let (inputs, outputs) = (connections(dataset, &incoming), connections(dataset, &outgoing));
        let connected = !inputs.partners.is_empty() || !outputs.partners.is_empty();
        let whole = connected && !is_cropped(dataset, node);
        let instance = text(dataset, node, "instance").unwrap_or_default();
        found.insert(body, Neuron { body, instance, inputs, outputs, whole });
    }
    any.then(|| found.into_values().collect())
}

fn connections(dataset: &Dataset, edges: &[&Edge]) -> Connections {
    let mut all = Connections::default();
    let key = dataset.graph().relationship_key("weight");
    for edge in edges {
        let weight = key.map(|key| dataset.graph().relationship_property(edge.relationship, key));
        let body = property(dataset, Some(edge.other), "bodyId");
        let (Some(Value::Int(weight)), Value::Int(body)) = (weight, body) else { continue };
        all.size += weight;
        if !is_traced(dataset, edge.other) {
            continue;
        }
        all.traced += weight;
        let type_name = text(dataset, edge.other, "type").filter(|name| !name.is_empty());
        let has_type = type_name.is_some();
        if weight >= LEAST_WEIGHT && (has_type || !is_cropped(dataset, edge.other)) {
            let name = type_name.unwrap_or_else(|| body.to_string());
            all.partners.push(Partner { weight, body, name, has_type, important: false });
        }
    }
    all.partners.sort_by_key(|partner| std::cmp::Reverse((partner.weight, partner.body)));
    mark_important(&mut all.partners);
    all
}

/// The strongest make a quarter of the sum; so do those a little weaker, and six in any case.
fn mark_important(partners: &mut [Partner]) {
    let total: i64 = partners.iter().map(|partner| partner.weight).sum();
    let (mut sum, mut least) = (0, 0.0);
    for (before, partner) in partners.iter_mut().enumerate() {
        let weight = partner.weight as f64;
        if weight < least && before > 5 {
            break;
        }
        partner.important = true;
        sum += partner.weight;
        if least == 0.0 && sum as f64 > total as f64 * IMPORTANT_PART {
            least = weight - weight.sqrt();
        }
    }
}

fn text(dataset: &Dataset, node: NodeId, key: &str) -> Option<String> {
    match property(dataset, Some(node), key) {
        Value::Str(text) => Some(text.to_string()),
        _ => None,
    }
}

fn is_traced(dataset: &Dataset, node: NodeId) -> bool {
    text(dataset, node, "status").is_some_and(|status| TRACED.contains(&status.as_str()))
}

fn is_cropped(dataset: &Dataset, node: NodeId) -> bool {
    property(dataset, Some(node), "cropped") == Value::Bool(true)
}
