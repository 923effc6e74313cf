//! How long the skeleton engine takes natively, on made neurons of the sizes in which peers are measured.
//!
//! `cargo bench -p neuprint-skeleton` prints the median of several runs per line, in milliseconds; `cargo xtask bench
//! skeleton` sets the npm package beside its peers afterwards.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use neuprint_skeleton::{HealOptions, Skeleton, distances_from_root, heal, reroot};

/// Voxels along each axis that a neuron may fill, and nodes from one fork to the next on average: as in hemibrain.
const BOX: [f64; 3] = [34_000.0, 39_000.0, 41_000.0];
const BRANCH: f64 = 10.0;

/// xorshift64*: a fixed sequence without a dependency.
struct Lot(u64);

impl Lot {
    /// The next number in [0, 1).
    fn draw(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f64 / f64::from(1u32 << 24)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.draw() * limit as f64) as usize
    }
}

/// A made neuron: a neurite that wanders through the box, and arbours on it, node after node.
struct Neuron {
    lot: Lot,
    places: Vec<[f64; 3]>,
    parents: Vec<Option<usize>>,
}

impl Neuron {
    fn grown(nodes: usize) -> Self {
        let mut neuron =
            Self { lot: Lot(0x9e37_79b9_7f4a_7c15), places: vec![BOX.map(|extent| extent / 2.0)], parents: vec![None] };
        let towards = neuron.turned([0.0; 3], 1.0);
        neuron.walk(0, towards, nodes.div_ceil(20), nodes);
        while neuron.places.len() < nodes {
            // Every branch of an arbour ends or forks, with the same chance.
            let from = neuron.lot.below(neuron.places.len());
            let mut arbour = vec![(from, neuron.turned([0.0; 3], 1.0))];
            while let Some((from, towards)) = arbour.pop() {
                let steps = 1 + (-BRANCH * (1.0 - neuron.lot.draw()).ln()) as usize;
                let direction = neuron.walk(from, towards, steps, nodes);
                if neuron.lot.draw() < 0.5 {
                    let end = neuron.places.len() - 1;
                    arbour.extend([(end, neuron.turned(direction, 1.5)), (end, neuron.turned(direction, 1.5))]);
                }
            }
        }
        neuron
    }

    /// Edges of 20 to 60 voxels that keep their direction more or less.
    fn walk(&mut self, from: usize, mut direction: [f64; 3], steps: usize, most: usize) -> [f64; 3] {
        let mut at = from;
        for _ in 0..steps.min(most - self.places.len()) {
            direction = self.turned(direction, 0.4);
            let length = 20.0 + 40.0 * self.lot.draw();
            let mut place = self.places[at];
            for axis in 0..3 {
                if !(0.0..BOX[axis]).contains(&(place[axis] + length * direction[axis])) {
                    direction[axis] = -direction[axis];
                }
                place[axis] += length * direction[axis];
            }
            self.parents.push(Some(at));
            at = self.places.len();
            self.places.push(place);
        }
        direction
    }

    fn turned(&mut self, direction: [f64; 3], spread: f64) -> [f64; 3] {
        let turned = direction.map(|part| part + spread * (self.lot.draw() + self.lot.draw() - 1.0));
        let length = turned.iter().map(|part| part * part).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        turned.map(|part| part / length)
    }

    /// As SWC, without `fragments - 1` edges: pieces that lie between each other in space.
    fn in_fragments(&self, fragments: usize) -> String {
        let mut lot = Lot(fragments as u64 + 1);
        let mut parents = self.parents.clone();
        let mut left = fragments - 1;
        while left > 0 {
            left -= usize::from(parents[lot.below(self.parents.len())].take().is_some());
        }
        let mut text = String::new();
        for (node, ([x, y, z], parent)) in self.places.iter().zip(parents).enumerate() {
            let radius = 10.0 + 60.0 * lot.draw().powi(3);
            let parent = parent.map_or(-1, |parent| parent as i64 + 1);
            let _ = writeln!(text, "{} 0 {x:.1} {y:.1} {z:.1} {radius:.4} {parent}", node + 1);
        }
        text
    }
}

fn measure<T>(what: &str, runs: usize, mut work: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:<44} {:>10.2} ms", times[runs / 2]);
}

fn parsed(text: &str) -> Skeleton {
    Skeleton::parse(text.as_bytes()).expect("the made neuron is valid")
}

fn main() {
    let million = Neuron::grown(1_000_000);
    let text = million.in_fragments(1);
    measure("parse, 1000000 nodes", 5, || parsed(&text));
    let neuron = Neuron::grown(100_000);
    let small = Neuron::grown(10_000);
    for (neuron, runs, fragments) in
        [(&small, 9, &[100][..]), (&neuron, 5, &[10, 100, 1_000, 5_000]), (&million, 3, &[10, 1_000, 5_000])]
    {
        for &fragments in fragments {
            let skeleton = parsed(&neuron.in_fragments(fragments));
            let what = format!("heal, {} nodes in {fragments} fragments", skeleton.len());
            measure(&what, runs, || heal(&skeleton, HealOptions::default()));
        }
    }
    let skeleton = parsed(&neuron.in_fragments(1));
    measure("write, 100000 nodes", 9, || skeleton.to_swc());
    measure("distances from root, 100000 nodes", 9, || distances_from_root(&skeleton));
    measure("reroot, 100000 nodes", 9, || reroot(&skeleton, 99_999));
}
