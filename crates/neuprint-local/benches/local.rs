//! A dataset of hemibrain's full size: what its file takes, how fast it loads, and how long typical queries take.
//!
//! ```text
//! cargo xtask bench local
//! ```
//!
//! The dataset is made by a fixed recipe ([`synthetic`]). It is loaded in a process of its own, so that its peak memory
//! is that of loading. Beside each query stands a loop over the columns, written by hand, that answers the same: the
//! floor; and what Neo4j 4.4 took for it, measured once, on two cores, warm, over a graph of as many neurons and
//! connections. Times are medians of processor time in one thread; a Markdown table goes to standard output.
#![allow(clippy::unwrap_used)]

#[path = "local/connections.rs"]
mod connections;
#[path = "local/floors.rs"]
mod floors;
#[path = "local/load.rs"]
mod load;
#[path = "local/measure.rs"]
mod measure;
#[path = "local/queries.rs"]
mod queries;
#[path = "local/random.rs"]
mod random;
#[path = "local/regions.rs"]
mod regions;
#[path = "local/synthetic.rs"]
mod synthetic;

use neuprint_local::Dataset;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, file] = arguments.as_slice()
        && word == load::WORD
    {
        load::child(file);
        return;
    }
    let only = arguments.iter().skip(1).find(|word| !word.starts_with("--")).map(String::as_str);
    let file = synthetic::dataset().write().unwrap();
    println!("| what | measured | target | |\n|---|---:|---:|---|");
    load::report(&file);
    let dataset = Dataset::read(&file).unwrap();
    // What the benchmark in WebAssembly goes by.
    let folder = std::env::var_os("NEUPRINT_BENCH_FOLDER").map(std::path::PathBuf::from);
    if let Some(folder) = &folder {
        std::fs::write(folder.join("dataset.npdata"), &file).unwrap();
    }
    drop(file);
    println!(
        "\n| query | engine | target | | of which reading | floor | engine / floor | without reading | rows | rows touched | Neo4j 4.4 | beside it |"
    );
    println!("|---|---:|---:|---|---:|---:|---:|---|---:|---:|---:|---|");
    let measured = queries::report(&dataset, only);
    if let Some(folder) = &folder {
        std::fs::write(folder.join("natively.json"), serde_json::to_vec(&measured).unwrap()).unwrap();
    }
}
