//! How long the skeleton engine takes, on made neurons of the sizes in which peers are measured.
//!
//! `cargo bench -p neuprint-skeleton` prints the median of several runs per line, in milliseconds.

#[path = "../tests/support/neuron.rs"]
mod neuron;

use std::hint::black_box;
use std::time::Instant;

use neuprint_skeleton::{GapOptions, Gaps, HealOptions, Skeleton, attach, distances_from_root, heal, reroot};

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

fn made(nodes: usize, fragments: usize) -> String {
    neuron::swc(&neuron::grown(nodes, fragments), |node| node + 1)
}

fn main() {
    let million = made(1_000_000, 1);
    measure("parse, 1e6 nodes", 5, || parsed(&million));
    for (nodes, fragments) in [
        (4_700, 20),
        (10_000, 100),
        (100_000, 10),
        (100_000, 100),
        (100_000, 1_000),
        (100_000, 5_000),
        (1_000_000, 10),
        (1_000_000, 1_000),
        (1_000_000, 5_000),
    ] {
        let skeleton = parsed(&made(nodes, fragments));
        measure(&format!("heal, {nodes} nodes in {fragments} fragments"), 5, || {
            heal(&skeleton, HealOptions::default())
        });
    }
    let skeleton = parsed(&made(100_000, 1_000));
    let gaps = Gaps::of(&skeleton, GapOptions::default());
    measure("heal known gaps, 1e5 nodes", 5, || gaps.healed(Some(40.0), None));
    let mut random = neuron::Random::new();
    let mut point = || {
        let node = random.below(skeleton.len());
        let place = [skeleton.x()[node], skeleton.y()[node], skeleton.z()[node]];
        place.map(|value| f64::from(value) + (random.unit() - 0.5) * 200.0)
    };
    let points: Vec<[f64; 3]> = (0..100_000).map(|_| point()).collect();
    measure("attach, 1e5 points to 1e5 nodes", 5, || attach(&skeleton, &points));
    let skeleton = parsed(&made(100_000, 1));
    measure("write, 1e5 nodes", 5, || skeleton.to_swc());
    measure("distances from root, 1e5 nodes", 5, || distances_from_root(&skeleton));
    measure("reroot, 1e5 nodes", 5, || reroot(&skeleton, 99_999));
}
