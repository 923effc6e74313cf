//! What a skeleton's nodes are coloured by, and the legend that explains it.
//!
//! ```
//! use neuprint_viewer::{Scene, coloring::Coloring};
//!
//! let mut scene = Scene::default();
//! let nodes = [0.0, 0.0, 0.0, 5.0, 90.0, 0.0, 0.0, 5.0];
//! scene.set_skeleton("1", &nodes, &[u32::MAX, 0], &[])?;
//! scene.color_by(Coloring::Distance);
//! let legend = scene.legend().expect("skeletons are coloured by a measure");
//! assert_eq!((legend.entries[0].value, legend.entries.last().map(|entry| entry.value)), (0.0, Some(90.0)));
//! # Ok::<(), neuprint_viewer::scene::SceneError>(())
//! ```
//!
//! Each node has one byte on the GPU; what the byte means on the palette of 256 colours is two numbers per skeleton. So
//! another range, as when a neuron is added, sends nothing anew.

use neuprint_skeleton::{Columns, Fragments, NO_PARENT, distances_from_root, strahler_orders};

use crate::edges::BRIDGE;
use crate::palette;

/// What decides on colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coloring {
    /// The neuron: each has one colour. By type or property, too, if such are given.
    #[default]
    Neuron,
    /// The radius of the node, voxels.
    Radius,
    /// Strahler's order, as seen from the root.
    Strahler,
    /// The length of the path to the root, voxels.
    Distance,
    /// The fragment that the node was part of before healing.
    Fragment,
    /// Numbers that were given with the skeleton, on a gradient.
    Values,
    /// Whole numbers that were given with the skeleton, a colour each; regions, for example.
    Categories,
}

/// What the colours mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// What decides on colours.
    pub coloring: Coloring,
    /// Whether only the entries' own colours occur; otherwise those between them, too.
    pub steps: bool,
    /// Values with their colours, ascending.
    pub entries: Vec<Entry>,
}

/// A value and its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The value, in the unit of the coloring.
    pub value: f32,
    /// Red, green, blue.
    pub color: [u8; 3],
}

/// A value per node, as bytes between two values.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// A byte per node.
    pub bytes: Vec<u8>,
    /// What byte 0 stands for.
    pub low: f32,
    /// What byte 255 stands for.
    pub high: f32,
    /// Up to here values tell something; a few that are larger (a soma's radius) would hide all differences.
    pub usual: f32,
}

/// The share of radii that the gradient spans.
const USUAL: f64 = 0.98;

impl Coloring {
    /// By its name: `neuron`, `radius`, `strahler`, `distance`, `fragment`, `values` or `categories`.
    pub fn from_name(name: &str) -> Option<Self> {
        const ALL: [Coloring; 7] = [
            Coloring::Neuron,
            Coloring::Radius,
            Coloring::Strahler,
            Coloring::Distance,
            Coloring::Fragment,
            Coloring::Values,
            Coloring::Categories,
        ];
        ALL.into_iter().find(|coloring| coloring.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neuron => "neuron",
            Self::Radius => "radius",
            Self::Strahler => "strahler",
            Self::Distance => "distance",
            Self::Fragment => "fragment",
            Self::Values => "values",
            Self::Categories => "categories",
        }
    }

    /// Whether values are names without an order: each byte is a colour of its own.
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Fragment | Self::Categories)
    }

    /// Whether there is nothing between two values.
    pub fn is_stepped(self) -> bool {
        self.is_nominal() || self == Self::Strahler
    }

    /// The 256 colours, red, green, blue, opaque.
    pub fn palette(self) -> [[u8; 4]; 256] {
        std::array::from_fn(|entry| {
            let [red, green, blue] = self.color(entry);
            [red, green, blue, 255]
        })
    }

    fn color(self, entry: usize) -> [u8; 3] {
        if self.is_nominal() { palette::okabe_ito(entry) } else { palette::viridis(entry as f32 / 255.0) }
    }

    /// The values of a skeleton's nodes (x, y, z, radius) with these [`pairs`](crate::edges::pairs); `given` are those
    /// that came with it. `None` where there are none: the neuron has its one colour.
    pub fn values(self, nodes: &[[f32; 4]], pairs: &[[u32; 2]], given: &[f32]) -> Option<Values> {
        if nodes.is_empty() {
            return None;
        }
        let values: Vec<f32> = match self {
            Self::Neuron => return None,
            Self::Radius => nodes.iter().map(|node| node[3]).collect(),
            Self::Values | Self::Categories if given.is_empty() => return None,
            Self::Values | Self::Categories => given.iter().copied().cycle().take(nodes.len()).collect(),
            Self::Strahler | Self::Distance | Self::Fragment => self.of_tree(nodes, pairs)?,
        };
        Some(if self.is_nominal() { Values::of_names(&values) } else { Values::of(&values, self == Self::Radius) })
    }

    /// What depends on the tree. `None` for what is no tree.
    fn of_tree(self, nodes: &[[f32; 4]], pairs: &[[u32; 2]]) -> Option<Vec<f32>> {
        let mut parents = vec![NO_PARENT; nodes.len()];
        let mut is_drawn = vec![false; nodes.len()];
        pairs.iter().flatten().for_each(|&node| is_drawn[(node & !BRIDGE) as usize] = true);
        for &[node, parent] in pairs.iter().filter(|[node, parent]| node & !BRIDGE != *parent) {
            let is_bridge = node & BRIDGE != 0;
            if !is_bridge || self != Self::Fragment {
                parents[(node & !BRIDGE) as usize] = parent;
            }
        }
        let part = |at: usize| nodes.iter().map(|node| node[at]).collect();
        let ids = (0..nodes.len() as i64).collect();
        let columns = Columns { ids, x: part(0), y: part(1), z: part(2), parents, ..Columns::default() };
        let skeleton = neuprint_skeleton::Skeleton::from_columns(columns).ok()?;
        Some(match self {
            Self::Strahler => strahler_orders(&skeleton).into_iter().map(|order| order as f32).collect(),
            Self::Distance => distances_from_root(&skeleton).into_iter().map(|length| length as f32).collect(),
            _ => {
                let fragments: Fragments = skeleton.fragments();
                // What is left out is no fragment.
                let mut counts = vec![0_u32; fragments.count()];
                for (&fragment, is_drawn) in fragments.of_node().iter().zip(is_drawn) {
                    counts[fragment as usize] |= u32::from(is_drawn);
                }
                let numbers: Vec<u32> = counts
                    .iter()
                    .scan(0, |next, count| {
                        *next += count;
                        Some((*next - count) * count)
                    })
                    .collect();
                fragments.of_node().iter().map(|&fragment| (numbers[fragment as usize] % 248) as f32).collect()
            }
        })
    }
}

impl Values {
    fn of(values: &[f32], cut: bool) -> Self {
        let low = values.iter().copied().fold(f32::INFINITY, f32::min);
        let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let span = if high > low { high - low } else { 1.0 };
        let usual = if cut { quantile(values, USUAL) } else { high };
        // Bytes are for the usual values; what is larger looks like the largest of them.
        let span = if cut && usual > low { usual - low } else { span };
        let bytes = values.iter().map(|value| ((value - low) / span * 255.0).round().clamp(0.0, 255.0) as u8).collect();
        Self { bytes, low, high: low + span, usual }
    }

    fn of_names(values: &[f32]) -> Self {
        let bytes: Vec<u8> = values.iter().map(|value| value.round().clamp(0.0, 255.0) as u8).collect();
        let usual = bytes.iter().copied().max().map_or(0.0, f32::from);
        Self { bytes, low: 0.0, high: 255.0, usual }
    }

    /// Factor and summand that turn a byte into an entry of the palette, which spans `low` to `high`.
    pub fn on_palette(&self, (low, high): (f32, f32)) -> [f32; 2] {
        let span = if high > low { high - low } else { 1.0 };
        [(self.high - self.low) / span, (self.low - low) / span * 255.0]
    }
}

/// The value that a share of all values does not exceed.
fn quantile(values: &[f32], share: f64) -> f32 {
    let mut values = values.to_vec();
    let at = ((values.len() - 1) as f64 * share) as usize;
    *values.select_nth_unstable_by(at, f32::total_cmp).1
}

impl Legend {
    /// The legend of values from `low` to `high`; `None` if neurons have a colour each.
    pub fn of(coloring: Coloring, (low, high): (f32, f32)) -> Option<Self> {
        let on_gradient = |share: f32| Entry { value: low + (high - low) * share, color: palette::viridis(share) };
        let entries: Vec<Entry> = match coloring {
            Coloring::Neuron => return None,
            Coloring::Fragment | Coloring::Categories => {
                (0..=high as usize).map(|at| Entry { value: at as f32, color: palette::okabe_ito(at) }).collect()
            }
            Coloring::Strahler => {
                let steps = (high - low).max(0.0) as usize;
                (0..=steps).map(|step| on_gradient(step as f32 / steps.max(1) as f32)).collect()
            }
            _ => (0..=9).map(|step| on_gradient(step as f32 / 9.0)).collect(),
        };
        Some(Self { coloring, steps: coloring.is_stepped(), entries })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
