//! The file's size, and loading it in a process of its own.

use std::process::Command;

use neuprint_local::Dataset;

use crate::measure;

/// The argument that makes this program the process that loads.
pub(crate) const WORD: &str = "load-in-a-process-of-its-own";

const RUNS: usize = 5;

/// Loads a file and prints milliseconds and megabytes.
pub(crate) fn child(file: &str) {
    let before = measure::peak();
    let (dataset, time) = measure::timed(|| Dataset::read(&std::fs::read(file).unwrap()).unwrap());
    assert_eq!(dataset.graph().relationship_count(), crate::synthetic::CONNECTIONS);
    println!("{time} {} {}", before.unwrap_or(f64::NAN), measure::peak().unwrap_or(f64::NAN));
}

/// Prints size, time and memory beside what is wanted.
pub(crate) fn report(file: &[u8]) {
    let path = std::env::temp_dir().join(format!("neuprint-bench-{}.npdata", std::process::id()));
    std::fs::write(&path, file).unwrap();
    let mut runs: Vec<[f64; 3]> = (0..RUNS)
        .map(|_| {
            let output = Command::new(std::env::current_exe().unwrap()).arg(WORD).arg(&path).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let mut numbers = text.split_whitespace().map(|number| number.parse().unwrap());
            [(); 3].map(|()| numbers.next().unwrap())
        })
        .collect();
    std::fs::remove_file(&path).unwrap();
    runs.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let [time, before, peak] = runs[RUNS / 2];
    row("size of the file", file.len() as f64 / 1e6, "MB", 60.0);
    row("loading it", time, "ms", 1000.0);
    row(
        &format!("peak memory of loading, with the file's bytes (the process begins with {before:.0} MB)"),
        peak,
        "MB",
        300.0,
    );
}

fn row(what: &str, measured: f64, unit: &str, target: f64) {
    let verdict = if measured <= target { "met" } else { "missed" };
    println!("| {what} | {measured:.1} {unit} | {target} {unit} | {verdict} |");
}
