//! How much memory reading takes beside the text: little per node, and never much more than a hostile text has itself.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use neuprint_skeleton::{ParseError, Skeleton, SwcParser};

/// Counts what is allocated.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn add(bytes: usize) {
    PEAK.fetch_max(NOW.fetch_add(bytes, SeqCst) + bytes, SeqCst);
}

// SAFETY: all requests go to the system's allocator as they are; what is counted has no influence on them.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), SeqCst);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // As if both were there for a moment, which they may be.
        add(size);
        NOW.fetch_sub(layout.size(), SeqCst);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most memory that was in use during some work beyond what was in use before it.
fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = NOW.load(SeqCst);
    PEAK.store(before, SeqCst);
    let result = work();
    (result, PEAK.load(SeqCst) - before)
}

fn text(nodes: i64, line: impl Fn(i64) -> String) -> String {
    let mut text = String::new();
    for id in 1..=nodes {
        let _ = writeln!(text, "{}", line(id));
    }
    text
}

fn in_pieces(text: &str) -> Result<Skeleton, ParseError> {
    let mut parser = SwcParser::strict();
    text.as_bytes().chunks(1 << 16).try_for_each(|chunk| parser.push(chunk))?;
    Ok(parser.finish()?.skeleton)
}

/// One test: the counters are there once.
#[test]
fn memory_is_bounded() {
    // Just too many for half of the hash table.
    const NODES: i64 = 49_200;
    let up = |id: i64| if id == 1 { -1 } else { id / 2 };
    let good = [
        ("as neuPrint has it", text(NODES, |id| format!("{id} 0 {id}.25 12345.67 {}.5 20.123 {}", id % 977, up(id)))),
        ("short lines", text(NODES, |id| format!("{id} 0 0 0 0 1 {}", id - 1))),
        (
            "children first",
            text(NODES, |id| format!("{} 0 {id}.25 12345.67 1.5 20.123 {}", NODES - id, NODES - id - 1)),
        ),
        ("scattered", text(NODES, |id| format!("{} 0 {id} 2 3 1 {}", id * 7_919_000, (id - 1) * 7_919_000))),
        ("with gaps", text(NODES, |id| format!("{} 0 {id} 2 3 1 {}", 4 * id, 4 * (id / 3)))),
        ("with gaps and blank lines", text(NODES, |id| format!("{} 0 0 0 0 1 {}\n", 4 * id, 4 * (id / 3)))),
    ];
    for (what, text) in &good {
        for (how, read) in [
            ("whole", Skeleton::parse as fn(&[u8]) -> _),
            ("in pieces", |text: &[u8]| in_pieces(std::str::from_utf8(text).unwrap())),
        ] {
            let (skeleton, bytes) = peak(|| read(text.as_bytes()));
            let per_node = bytes as f64 / skeleton.unwrap().len() as f64;
            println!("{what}, {how}: {per_node:.1} bytes per node");
            assert!(per_node <= 64.0, "{what}, {how}: {per_node} bytes per node");
        }
    }
    const LENGTH: usize = 1 << 19;
    let hostile = [
        ("ones", "1 ".repeat(LENGTH / 2)),
        ("digits", "7".repeat(LENGTH)),
        ("line ends", "\n".repeat(LENGTH)),
        ("returns", "\r".repeat(LENGTH)),
        ("blanks", " ".repeat(LENGTH)),
        ("comments", "#\n".repeat(LENGTH / 2)),
        ("one comment", "#".repeat(LENGTH)),
        ("members", format!("#${{{}}}\n", "\"\":1,".repeat(LENGTH / 5))),
        ("fields", "#a:\n".repeat(LENGTH / 4)),
        ("names", format!("#n t x y z r p{}\n1 0 0 0 0 1 -1\n", " a".repeat(LENGTH / 2))),
        (
            "values",
            format!("#n t x y z r p{0}\n{1}", " a".repeat(1000), {
                text(LENGTH as i64 / 2000, |id| {
                    format!("{id} 0 0 0 0 1 -1{}", " b".repeat(if id % 2 == 0 { 1000 } else { 9 }))
                })
            }),
        ),
        ("one node", "1 0 0 0 0 0 1\n".repeat(LENGTH / 14)),
        ("a row and a comment", format!("{}#{}", "1 0 0 0 0 0 -1\n", "x".repeat(LENGTH))),
        ("many rows and a comment", format!("{}#{}", text(999, |id| format!("{id} 0 0 0 0 0 0")), "x".repeat(LENGTH))),
        ("long numbers", format!("1 0 0.{} 0 0 0 -1", "123456789".repeat(LENGTH / 9))),
        ("no numbers", "a b\n".repeat(LENGTH / 4)),
        ("own parents", text(LENGTH as i64 / 20, |id| format!("{id} 0 0 0 0 0 {id}"))),
        ("no parents", text(LENGTH as i64 / 20, |id| format!("{id} 0 0 0 0 0 0{id}{id}"))),
        ("colliding", text(LENGTH as i64 / 32, |id| format!("{} 0 0 0 0 0 -1", id << 40))),
        ("no text", "\u{fffd}".repeat(LENGTH / 3)),
    ];
    for (what, text) in &hostile {
        for (how, bytes) in [
            ("strictly", peak(|| Skeleton::parse(text.as_bytes())).1),
            ("leniently", peak(|| Skeleton::parse_lenient(text.as_bytes())).1),
            ("in pieces", peak(|| in_pieces(text)).1),
        ] {
            let times = bytes as f64 / text.len() as f64;
            println!("{what}, {how}: {times:.1} times the text");
            assert!(times <= 10.0, "{what}, {how}: {times} times the text");
        }
    }
}
