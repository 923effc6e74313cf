//! How long the skeleton engine takes, on made neurons of the sizes in which peers are measured.
//!
//! `cargo bench -p neuprint-skeleton` prints the median of several runs per line, in milliseconds.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use neuprint_skeleton::{HealOptions, Skeleton, distances_from_root, heal, reroot};

/// A made neuron: `fragments` random walks side by side. The same numbers on every run.
fn made(nodes: usize, fragments: usize) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        // xorshift64*: a fixed sequence without a dependency.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f64 / f64::from(1u32 << 24)
    };
    let per_fragment = nodes.div_ceil(fragments);
    let mut text = String::new();
    let mut at = [0.0f64; 3];
    for node in 0..nodes {
        let first = node % per_fragment == 0;
        for value in &mut at {
            *value = if first { random() * 20_000.0 } else { *value + random() * 40.0 - 20.0 };
        }
        let parent = if first { -1 } else { node as i64 };
        let _ = writeln!(text, "{} 0 {:.2} {:.2} {:.2} {:.3} {parent}", node + 1, at[0], at[1], at[2], random() * 30.0);
    }
    text
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
    let million = made(1_000_000, 1);
    measure("parse, 1e6 nodes", 5, || parsed(&million));
    for (nodes, fragments) in [(10_000, 100), (100_000, 10), (100_000, 100), (100_000, 1_000), (100_000, 5_000)] {
        let skeleton = parsed(&made(nodes, fragments));
        measure(&format!("heal, {nodes} nodes in {fragments} fragments"), 5, || {
            heal(&skeleton, HealOptions::default())
        });
    }
    let skeleton = parsed(&made(100_000, 1));
    measure("write, 1e5 nodes", 5, || skeleton.to_swc());
    measure("distances from root, 1e5 nodes", 5, || distances_from_root(&skeleton));
    measure("reroot, 1e5 nodes", 5, || reroot(&skeleton, 99_999));
}
