//! Synapses on the neurons: which are drawn, and in which colours.
//!
//! ```text
//! let kinds = kinds(SynapsesBy::Partner, &[&synapses]);        // KC 512, LH 88, …, other types 40
//! let drawn = kinds_of(SynapsesBy::Partner, &kinds, &synapses); // per synapse which of them
//! ```

use std::collections::HashMap;
use std::sync::Arc;

use neuprint_worker::messages::{PartnerBody, SynapsesFound};

use super::palette::Color;

/// What synapses are coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SynapsesBy {
    /// Whether they are presynapses or postsynapses.
    Side,
    /// The type of the neuron at the other end.
    Partner,
    /// The primary ROI.
    Roi,
}

/// What is wanted of synapses.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct SynapseLook {
    /// By what they are coloured; `None`: they are not drawn.
    pub(super) by: Option<SynapsesBy>,
    /// The names of kinds that are not drawn.
    pub(super) hidden: Vec<String>,
    /// Less certain ones are not drawn; thousandths.
    pub(super) least: u32,
    /// The type or the body ID of the partner whose synapses alone are drawn; empty: all are.
    pub(super) partner: String,
}

/// The synapses of a neuron, see `Response::Synapses`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Synapses {
    pub(super) found: SynapsesFound,
    pub(super) places: Vec<f32>,
    pub(super) confidences: Vec<f32>,
    pub(super) sides: Vec<u8>,
    pub(super) partners: Vec<u32>,
    pub(super) rois: Vec<u32>,
    /// Per synapse the nearest node, as far as the skeleton is known.
    pub(super) nodes: Vec<u32>,
    /// Per connection the synapse and the neuron at its other end, by its place in `found.bodies`.
    pub(super) connections: Vec<[u32; 2]>,
}

impl Synapses {
    /// Those that `keeps` wants, by their place, with the connections that are left.
    pub(super) fn only(&self, keeps: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.sides.len()).filter(|at| keeps(*at)).collect();
        let mut place = vec![u32::MAX; self.sides.len()];
        kept.iter().zip(0..).for_each(|(at, now)| place[*at] = now);
        let moved = self.connections.iter().filter_map(|[at, body]| Some([*place.get(*at as usize)?, *body]));
        let mut left = Self {
            found: self.found.clone(),
            places: kept.iter().flat_map(|at| self.places[3 * at..][..3].iter().copied()).collect(),
            confidences: pick(&self.confidences, &kept),
            sides: pick(&self.sides, &kept),
            partners: pick(&self.partners, &kept),
            rois: pick(&self.rois, &kept),
            nodes: pick(&self.nodes, &kept),
            connections: moved.filter(|[at, _]| *at != u32::MAX).collect(),
        };
        left.count();
        left
    }

    /// Those with a partner of this type or with this body ID, with their connections to it.
    pub(super) fn with_partner(&self, partner: &str) -> Self {
        let is_wanted: Vec<bool> = self.found.bodies.iter().map(|body| self.is_called(body, partner)).collect();
        let is_to_it = |body: u32| is_wanted.get(body as usize).is_some_and(|wanted| *wanted);
        let mut has_it = vec![false; self.sides.len()];
        for [at, _] in self.connections.iter().filter(|[_, body]| is_to_it(*body)) {
            if let Some(has_it) = has_it.get_mut(*at as usize) {
                *has_it = true;
            }
        }
        let mut left = self.only(|at| has_it[at]);
        left.connections.retain(|[_, body]| is_to_it(*body));
        left.count();
        // Of several partners that a presynapse has, it is this one that is meant.
        for [at, body] in &left.connections {
            if let (Some(of), Some(body)) = (left.partners.get_mut(*at as usize), left.found.bodies.get(*body as usize))
            {
                *of = body.of_type;
            }
        }
        left
    }

    /// Whether a partner has this type or body ID.
    fn is_called(&self, body: &PartnerBody, name: &str) -> bool {
        self.type_of(body).eq_ignore_ascii_case(name) || (body.body > 0 && body.body.to_string() == name)
    }

    /// A partner's type; empty: it has none.
    pub(super) fn type_of(&self, body: &PartnerBody) -> &str {
        self.found.partners.get(body.of_type as usize).map_or("", |of| &of.name)
    }

    /// Counts the connections of each partner anew.
    fn count(&mut self) {
        self.found.partners.iter_mut().for_each(|partner| partner.connections = 0);
        self.found.bodies.iter_mut().for_each(|partner| partner.connections = 0);
        for [_, body] in &self.connections {
            let Some(partner) = self.found.bodies.get_mut(*body as usize) else { continue };
            partner.connections += 1;
            if let Some(partner) = self.found.partners.get_mut(partner.of_type as usize) {
                partner.connections += 1;
            }
        }
    }
}

/// The entries at these places.
fn pick<T: Copy>(all: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|at| all.get(*at).copied()).collect()
}

/// How far the synapses of a neuron have come.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum SynapseStatus {
    /// Nobody asked for them.
    #[default]
    NotAsked,
    /// They are on their way.
    Loading,
    /// They can be drawn.
    Ready(Arc<Synapses>),
    /// Why there are none.
    Failed(String),
}

/// Synapses of one colour.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kind {
    /// What people read.
    pub(super) name: String,
    /// How many there are; of partners, how many connections.
    pub(super) count: u64,
    pub(super) color: Color,
}

/// What the renderer can tell apart; the last one is everything else.
const MOST: usize = 8;
/// Outputs and inputs: two colours that neither neurons nor bridges have beside them in the list's first rows.
const SIDES: [(&str, Color); 2] = [("presynapses", Color(0xd5, 0x5e, 0x00)), ("postsynapses", Color(0x00, 0x72, 0xb2))];
const REST: Color = Color(0x9a, 0x9a, 0x9a);

impl SynapsesBy {
    /// All choices.
    pub(super) const ALL: [Self; 3] = [Self::Side, Self::Partner, Self::Roi];

    /// What the address calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Partner => "partner",
            Self::Roi => "roi",
        }
    }

    /// The choice of a name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// What people read.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Side => "Pre and post",
            Self::Partner => "Partner's type",
            Self::Roi => "Region",
        }
    }

    /// What everything is called that is none of the large kinds.
    fn rest(self) -> &'static str {
        match self {
            Self::Side | Self::Partner => "other types",
            Self::Roi => "elsewhere",
        }
    }
}

/// The kinds of these neurons' synapses, the largest first; what is left over is one of its own at the end.
pub(super) fn kinds(by: SynapsesBy, neurons: &[&Synapses]) -> Vec<Kind> {
    if by == SynapsesBy::Side {
        let count = |side: u8| neurons.iter().flat_map(|neuron| &neuron.sides).filter(|it| **it == side).count() as u64;
        return SIDES.iter().zip(0..).map(|((name, color), side)| named(name, count(side), *color)).collect();
    }
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for neuron in neurons {
        match by {
            SynapsesBy::Partner => {
                for partner in &neuron.found.partners {
                    *counts.entry(&partner.name).or_default() += u64::from(partner.connections);
                }
                *counts.entry("").or_default() += unnamed(&neuron.partners, neuron.found.partners.len());
            }
            _ => {
                for roi in &neuron.rois {
                    let name = neuron.found.rois.get(*roi as usize).map_or("", String::as_str);
                    *counts.entry(name).or_default() += 1;
                }
            }
        }
    }
    let mut rest = counts.remove("").unwrap_or_default();
    let mut ordered: Vec<(&str, u64)> = counts.into_iter().collect();
    ordered.sort_unstable_by(|(one, few), (other, many)| many.cmp(few).then(one.cmp(other)));
    let small = ordered.split_off(ordered.len().min(MOST - 1));
    rest += small.iter().map(|(_, count)| count).sum::<u64>();
    let mut kinds: Vec<Kind> =
        ordered.into_iter().enumerate().map(|(at, (name, count))| named(name, count, Color::of_neuron(at))).collect();
    if rest > 0 {
        kinds.push(named(by.rest(), rest, REST));
    }
    kinds
}

/// Of each synapse the place of its kind.
pub(super) fn kinds_of(by: SynapsesBy, kinds: &[Kind], synapses: &Synapses) -> Vec<u8> {
    let place =
        |name: &str| kinds.iter().position(|kind| kind.name == name).unwrap_or(kinds.len().saturating_sub(1)) as u8;
    let last = kinds.len().saturating_sub(1) as u8;
    let through =
        |names: Vec<u8>, of: &[u32]| of.iter().map(|at| names.get(*at as usize).copied().unwrap_or(last)).collect();
    match by {
        SynapsesBy::Side => synapses.sides.clone(),
        SynapsesBy::Partner => {
            through(synapses.found.partners.iter().map(|partner| place(&partner.name)).collect(), &synapses.partners)
        }
        SynapsesBy::Roi => through(synapses.found.rois.iter().map(|roi| place(roi)).collect(), &synapses.rois),
    }
}

fn named(name: &str, count: u64, color: Color) -> Kind {
    Kind { name: name.to_owned(), count, color }
}

/// How many point to no name.
fn unnamed(of: &[u32], names: usize) -> u64 {
    of.iter().filter(|at| **at as usize >= names).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use neuprint_worker::messages::PartnerType;

    fn synapses() -> Synapses {
        let partners = (0..10).map(|at| PartnerType { name: format!("T{at}"), connections: 100 - at }).collect();
        let bodies = [(12, 0), (13, 6), (14, 6)];
        let bodies = bodies.map(|(body, of_type)| PartnerBody { body, of_type, connections: 1 }).to_vec();
        Synapses {
            found: SynapsesFound { partners, bodies, rois: vec!["EB".into(), "FB".into()] },
            places: vec![0.0; 15],
            confidences: vec![1.0; 5],
            sides: vec![0, 1, 1, 1, 0],
            partners: vec![0, 6, 7, 9, u32::MAX],
            rois: vec![1, 1, 0, u32::MAX, 1],
            nodes: vec![9, 8, 7, 6, 5],
            connections: vec![[0, 0], [0, 1], [1, 2], [4, 0]],
        }
    }

    #[test]
    fn the_largest_kinds_have_colours_and_the_rest_is_one() {
        let synapses = synapses();
        let told = |by| kinds(by, &[&synapses]).into_iter().map(|kind| (kind.name, kind.count)).collect::<Vec<_>>();
        assert_eq!(told(SynapsesBy::Side), [("presynapses".to_owned(), 2), ("postsynapses".to_owned(), 3)]);
        assert_eq!(told(SynapsesBy::Roi), [("FB".to_owned(), 3), ("EB".to_owned(), 1), ("elsewhere".to_owned(), 1)]);
        let partners = told(SynapsesBy::Partner);
        assert_eq!((partners.len(), partners[0].clone()), (8, ("T0".to_owned(), 100)));
        // Three types, and one synapse of which nobody knows the partner.
        assert_eq!(partners[7], ("other types".to_owned(), 93 + 92 + 91 + 1));
        let both = kinds(SynapsesBy::Roi, &[&synapses, &synapses]);
        assert_eq!((both[0].name.as_str(), both[0].count), ("FB", 6));
    }

    #[test]
    fn some_synapses_are_left_with_their_connections() {
        let left = synapses().only(|at| at > 0);
        assert_eq!((left.places.len(), left.nodes.as_slice()), (12, [8, 7, 6, 5].as_slice()));
        assert_eq!(left.connections, [[0, 2], [3, 0]]);
        let counts = |counts: Vec<u32>| counts.into_iter().filter(|count| *count > 0).count();
        assert_eq!(left.found.bodies.iter().map(|body| body.connections).collect::<Vec<_>>(), [1, 0, 1]);
        assert_eq!(counts(left.found.partners.iter().map(|partner| partner.connections).collect()), 2);
        assert_eq!(synapses().only(|_| false).found.partners.len(), 10);
    }

    #[test]
    fn a_partner_is_meant_by_its_type_or_by_its_id() {
        let told = |partner: &str| {
            let left = synapses().with_partner(partner);
            (left.nodes, left.connections, left.partners)
        };
        assert_eq!(told("14"), (vec![8], vec![[0, 2]], vec![6]));
        assert_eq!(told("t0"), (vec![9, 5], vec![[0, 0], [1, 0]], vec![0, 0]));
        // A presynapse whose first partner is of another type.
        assert_eq!(told("T6"), (vec![9, 8], vec![[0, 1], [1, 2]], vec![6, 6]));
        assert_eq!(told("KC").0, [0; 0]);
        let kinds = kinds(SynapsesBy::Partner, &[&synapses().with_partner("T6")]);
        assert_eq!(kinds.iter().map(|kind| kind.count).sum::<u64>(), 2);
    }

    #[test]
    fn each_synapse_has_a_kind() {
        let synapses = synapses();
        let of = |by| kinds_of(by, &kinds(by, &[&synapses]), &synapses);
        assert_eq!(of(SynapsesBy::Side), [0, 1, 1, 1, 0]);
        assert_eq!(of(SynapsesBy::Partner), [0, 6, 7, 7, 7]);
        assert_eq!(of(SynapsesBy::Roi), [0, 0, 1, 2, 0]);
        let nothing = Synapses::default();
        assert!(SynapsesBy::ALL.into_iter().all(|by| kinds_of(by, &kinds(by, &[&nothing]), &nothing).is_empty()));
    }
}
