//! How much memory healing takes beyond the skeleton that it is given and the healed one.
#![allow(clippy::unwrap_used)]

#[path = "support/neuron.rs"]
mod neuron;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use neuprint_skeleton::{HealOptions, Skeleton, heal};

/// Counts what is allocated, now and at most.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is handed on to the system's allocator as it came; counting touches no memory of the caller.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: the caller keeps to what `alloc` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the memory is from `alloc` above, which had it from the same allocator.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A node of a skeleton: its identifier, its type, its coordinates, its radius and its parent.
const NODE: usize = 8 + 4 + 3 * 4 + 4 + 4;

/// The bytes per node that healing allocates at most, without those of the healed skeleton.
fn bytes_per_node(skeleton: &Skeleton, options: HealOptions<'_>) -> usize {
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let healed = heal(skeleton, options);
    assert_eq!(healed.skeleton.len(), skeleton.len());
    (MOST.load(Ordering::Relaxed) - before) / skeleton.len() - NODE
}

// One test, so that no other allocates meanwhile.
#[test]
fn healing_takes_at_most_a_hundred_bytes_per_node() {
    let parsed = |text: String| Skeleton::parse(text.as_bytes()).unwrap();
    let nodes = 200_000;
    let mask = vec![true; nodes];
    for fragments in [1, 10, 1_000, 10_000] {
        let grown = neuron::grown(nodes, fragments);
        let sorted = parsed(neuron::swc(&grown, |node| node + 1));
        let masked = HealOptions { mask: Some(&mask), min_fragment_size: 2, ..HealOptions::default() };
        let shuffled = parsed(neuron::swc(&grown, |node| (node * 7_919) % nodes + 1));
        for (what, bytes, most) in [
            ("sorted", bytes_per_node(&sorted, HealOptions::default()), 60),
            ("masked", bytes_per_node(&sorted, masked), 60),
            ("shuffled", bytes_per_node(&shuffled, HealOptions::default()), 100),
        ] {
            assert!(bytes <= most, "{bytes} bytes per node for {fragments} fragments, {what}");
        }
    }
}
