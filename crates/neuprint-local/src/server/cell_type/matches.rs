//! Which of a neuron's partners its type has, too, and which of the type's it lacks.

use std::collections::HashMap;

use serde::Serialize;

use super::features::FeatureTable;
use super::neurons::Partner;

/// A weight matches another between its half and its double.
const CUTOFF: f64 = 0.5;
/// Or if they differ by no more synapses, which proofreading may have missed.
const ACCURACY: f64 = 5.0;

/// A partner: its name, the neuron's weight, the type's, and whether they match.
#[derive(Debug, Serialize)]
pub(super) struct Match<'n>(&'n str, i64, f64, bool);

/// A partner of the type that the neuron lacks: its name, the type's weight, the neuron's.
#[derive(Debug, Serialize)]
pub(super) struct Missed<'n>(&'n str, f64, f64);

fn matches(group: f64, weight: f64) -> bool {
    group > weight * CUTOFF && group * CUTOFF < weight || (group - weight).abs() <= ACCURACY
}

/// The important partners, each beside the column of its name that matches and that no stronger partner took, else the
/// first that none took; and the columns that are left.
pub(super) fn of<'n>(partners: &'n [Partner], table: &FeatureTable<'n>) -> (Vec<Match<'n>>, Vec<Missed<'n>>) {
    let mut free = HashMap::<&str, Vec<usize>>::new();
    for (column, name) in table.names.iter().enumerate() {
        free.entry(name).or_default().push(column);
    }
    let mut found = Vec::new();
    for partner in partners {
        let weight = partner.weight as f64;
        let mut group = 0.0;
        if let Some(columns) = free.get_mut(partner.name.as_str()).filter(|columns| !columns.is_empty()) {
            let fits = |column: &usize| matches(table.medians[*column], weight);
            let taken = columns.remove(columns.iter().position(fits).unwrap_or_default());
            group = table.medians[taken];
        }
        if partner.important {
            found.push(Match(&partner.name, partner.weight, group, matches(group, weight)));
        }
    }
    let mut left: Vec<usize> =
        free.into_values().flatten().filter(|column| table.medians[*column] > ACCURACY).collect();
    left.sort_unstable();
    (found, left.into_iter().map(|column| Missed(table.names[column], table.medians[column], 0.0)).collect())
}
