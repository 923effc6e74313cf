//! What neurons are compared by: the weights of their strong connections, in columns that are partners.

use std::collections::{HashMap, VecDeque};

use super::neurons::{Neuron, Partner, Side};

/// The partners that are columns, the one with the strongest connection first. A type is there as often as one neuron
/// has strong connections with neurons of it.
#[derive(Debug)]
pub(super) struct Features<'n> {
    side: Side,
    columns: Vec<Key<'n>>,
}

/// A partner's name, and whether it is a type.
type Key<'n> = (&'n str, bool);

/// The weights of every neuron.
#[derive(Debug)]
pub(super) struct FeatureTable<'n> {
    /// Of the columns, the one with the greatest median first.
    pub(super) names: Vec<&'n str>,
    pub(super) rows: Vec<Vec<f64>>,
    /// Over the neurons that the features were chosen by.
    pub(super) medians: Vec<f64>,
}

fn key(partner: &Partner) -> Key<'_> {
    (&partner.name, partner.has_type)
}

impl<'n> Features<'n> {
    /// Those of these neurons on one side.
    pub(super) fn of(neurons: &[&'n Neuron], side: Side) -> Self {
        // The strongest important connection that no column stands for yet becomes one; the column then stands for the
        // strongest such connection of every neuron with the same partner.
        let mut queue: Vec<(i64, i64, i64, usize, Key<'n>)> = Vec::new();
        for neuron in neurons {
            let mut nth = HashMap::<Key<'n>, usize>::new();
            for partner in &neuron.side(side).partners {
                let nth = nth.entry(key(partner)).or_default();
                if partner.important {
                    queue.push((partner.weight, partner.body, neuron.body, *nth, key(partner)));
                }
                *nth += 1;
            }
        }
        queue.sort_unstable_by_key(|(weight, body, neuron, ..)| std::cmp::Reverse((*weight, *body, *neuron)));
        let mut standing = HashMap::<Key<'n>, usize>::new();
        let mut columns = Vec::new();
        for (.., nth, key) in queue {
            let columns_of_it = standing.entry(key).or_default();
            if nth >= *columns_of_it {
                *columns_of_it += 1;
                columns.push(key);
            }
        }
        Self { side, columns }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// The weights of these neurons; the first `working` are those that the features were chosen by.
    pub(super) fn table(&self, neurons: &[&'n Neuron], working: usize) -> FeatureTable<'n> {
        let rows: Vec<Vec<f64>> = neurons.iter().map(|neuron| self.row(neuron)).collect();
        let medians: Vec<f64> =
            (0..self.len()).map(|column| median(rows[..working].iter().map(|row| row[column]).collect())).collect();
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by(|a, b| medians[*a].total_cmp(&medians[*b]));
        order.reverse();
        FeatureTable {
            names: order.iter().map(|column| self.columns[*column].0).collect(),
            rows: rows.iter().map(|row| order.iter().map(|column| row[*column]).collect()).collect(),
            medians: order.iter().map(|column| medians[*column]).collect(),
        }
    }

    fn row(&self, neuron: &Neuron) -> Vec<f64> {
        let mut weights = HashMap::<Key<'_>, VecDeque<i64>>::new();
        for partner in &neuron.side(self.side).partners {
            weights.entry(key(partner)).or_default().push_back(partner.weight);
        }
        let mut row = Vec::with_capacity(self.len());
        for key in &self.columns {
            let weight = weights.get_mut(key).and_then(VecDeque::pop_front);
            row.push(weight.unwrap_or_default() as f64);
        }
        row
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => 0.0,
        (half, 0) => (values[half - 1] + values[half]) / 2.0,
        (half, _) => values[half],
    }
}

/// The features of every neuron, so that each side is a vector of the same length: half of it, if there are two sides.
pub(super) fn directions(inputs: &FeatureTable<'_>, outputs: &FeatureTable<'_>) -> Vec<Vec<f64>> {
    let part = if inputs.names.is_empty() || outputs.names.is_empty() { 1.0 } else { 0.5_f64.sqrt() };
    let both = inputs.rows.iter().zip(&outputs.rows);
    both.map(|(inputs, outputs)| [direction(inputs, part), direction(outputs, part)].concat()).collect()
}

/// A vector of this length. A connection counts in full from some 40 synapses on.
fn direction(weights: &[f64], length: f64) -> Vec<f64> {
    let saturated: Vec<f64> = weights.iter().map(|weight| 1.0 / (1.0 + (-(weight - 17.0) / 20.0).exp())).collect();
    let norm = saturated.iter().map(|value| value * value).sum::<f64>().sqrt();
    saturated.iter().map(|value| value / norm * length).collect()
}

/// The vector nearest to the mean of all.
pub(super) fn centroid(vectors: &[Vec<f64>]) -> usize {
    let count = vectors.len() as f64;
    let columns = vectors.first().map_or(0, Vec::len);
    let mean: Vec<f64> =
        (0..columns).map(|column| vectors.iter().map(|vector| vector[column]).sum::<f64>() / count).collect();
    let mut nearest = (f64::INFINITY, 0);
    for (at, vector) in vectors.iter().enumerate() {
        let distance = squared(&mean, vector);
        if distance < nearest.0 {
            nearest = (distance, at);
        }
    }
    nearest.1
}

/// How far each vector is from each.
pub(super) fn distances(vectors: &[Vec<f64>]) -> Vec<Vec<f64>> {
    vectors.iter().map(|a| vectors.iter().map(|b| squared(a, b).sqrt()).collect()).collect()
}

fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}
