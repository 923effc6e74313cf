//! Colours of nodes by the primary ROI in which they lie: one for each of the ROIs with the most nodes.
//!
//! ```text
//! let scheme = Scheme::of([&*rois_of_one, &*rois_of_another].into_iter());
//! view.set_values(key, &scheme.values(&rois_of_one));         // numbers of the renderer's categories
//! ```

use std::collections::HashMap;
use std::sync::Arc;

use neuprint_worker::messages::NodeRois;

use super::palette::Color;
use super::wording;

/// What nodes are told to be in that are in none of the ROIs.
const ELSEWHERE: &str = "elsewhere";
/// The renderer's categories behind those with colours of their own: its two greys, which are [`Color::NONE`] and
/// [`Color::OTHERS`].
const NONE: usize = Color::DISTINCT;
const OTHERS: usize = Color::DISTINCT + 1;

/// Where a neuron's nodes lie.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct RoisOfNeuron {
    /// The names.
    pub(super) told: NodeRois,
    /// Per node the place of its ROI among them; anything else in none.
    of_node: Vec<u32>,
    /// How many nodes are in each of them, and in none.
    counts: Vec<u64>,
}

impl RoisOfNeuron {
    pub(super) fn new(told: NodeRois, of_node: Vec<u32>) -> Self {
        let mut counts = vec![0; told.rois.len() + 1];
        of_node.iter().for_each(|roi| counts[(*roi as usize).min(told.rois.len())] += 1);
        Self { told, of_node, counts }
    }
}

/// How far it is known where a neuron's nodes lie.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum RoiStatus {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// It is being found out.
    Loading,
    /// It is known.
    Ready(Arc<RoisOfNeuron>),
    /// Why it is not.
    Failed(String),
}

/// What colours stand for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Scheme {
    /// ROIs with colours of their own, those with the most nodes first.
    names: Vec<String>,
    /// How many ROIs share a colour.
    others: usize,
    /// Whether there are nodes elsewhere.
    has_none: bool,
}

impl Scheme {
    /// Of these neurons.
    pub(super) fn of<'n>(neurons: impl Iterator<Item = &'n RoisOfNeuron>) -> Self {
        let mut counts: HashMap<&str, u64> = HashMap::new();
        let mut has_none = false;
        for neuron in neurons {
            for (roi, count) in neuron.told.rois.iter().zip(&neuron.counts) {
                *counts.entry(roi).or_default() += count;
            }
            has_none |= neuron.counts.last().is_some_and(|count| *count > 0);
        }
        let mut ordered: Vec<(&str, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        ordered.sort_unstable_by(|(one, few), (other, many)| many.cmp(few).then(one.cmp(other)));
        let names = ordered.iter().take(Color::DISTINCT).map(|(name, _)| (*name).to_owned()).collect();
        Self { names, others: ordered.len().saturating_sub(Color::DISTINCT), has_none }
    }

    /// The renderer's category of each node of a neuron.
    pub(super) fn values(&self, neuron: &RoisOfNeuron) -> Vec<f32> {
        let place = |roi: &String| self.names.iter().position(|name| name == roi).unwrap_or(OTHERS) as f32;
        let places: Vec<f32> = neuron.told.rois.iter().map(place).collect();
        neuron.of_node.iter().map(|roi| places.get(*roi as usize).copied().unwrap_or(NONE as f32)).collect()
    }

    /// Names with their colours.
    pub(super) fn entries(&self) -> Vec<(String, Color)> {
        let named = self.names.iter().enumerate().map(|(at, name)| (name.clone(), Color::of_neuron(at)));
        let more = wording::counted(self.others as u64, "other ROI", "other ROIs");
        let others = (self.others > 0).then_some((more, Color::OTHERS));
        named.chain(others).chain(self.has_none.then(|| (ELSEWHERE.to_owned(), Color::NONE))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neuron(rois: &[&str], of_node: &[u32]) -> RoisOfNeuron {
        let rois = rois.iter().map(|roi| (*roi).to_owned()).collect();
        RoisOfNeuron::new(NodeRois { rois, without_mesh: Vec::new() }, of_node.to_vec())
    }

    #[test]
    fn rois_have_colours_by_their_nodes_in_all_neurons() {
        let neurons = [neuron(&["AL", "LH"], &[0, 1, 1, 1]), neuron(&["FB", "AL"], &[u32::MAX, 1, 1, 1, 0])];
        let scheme = Scheme::of(neurons.iter());
        let names: Vec<String> = scheme.entries().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["AL", "LH", "FB", "elsewhere"]);
        assert_eq!(scheme.values(&neurons[0]), [0.0, 1.0, 1.0, 1.0]);
        assert_eq!(scheme.values(&neurons[1]), [6.0, 0.0, 0.0, 0.0, 2.0]);
        assert_eq!(scheme.entries()[3].1, Color::NONE);
        assert_eq!(Scheme::of([].into_iter()), Scheme::default());
    }

    #[test]
    fn the_smallest_of_many_share_a_colour() {
        let of_node: Vec<u32> = (0..9).flat_map(|roi| vec![roi; 9 - roi as usize]).collect();
        let neuron = neuron(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "empty"], &of_node);
        let scheme = Scheme::of([&neuron].into_iter());
        let entries = scheme.entries();
        assert_eq!((entries.len(), entries[6].clone()), (7, ("3 other ROIs".to_owned(), Color::OTHERS)));
        let values = scheme.values(&neuron);
        assert_eq!((values[0], values[of_node.len() - 1]), (0.0, 7.0));
    }
}
