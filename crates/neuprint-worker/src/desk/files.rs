//! A dataset from files of the user: a dataset file, a property graph out of Neo4j, or SWC files.

use neuprint_engine::told::LeftOut;

use super::{connect, failure};
use crate::host::Host;
use crate::messages::{Failure, Progress};
use neuprint_engine::Engine;

/// What a dataset of SWC files is called.
const NAME: &str = "skeletons";
/// So many files that were left out are named.
const NAMED: usize = 5;

/// Reads the files; with the dataset, what the user must know of files that are not in it.
pub(super) async fn dataset<H: Host>(
    host: &H,
    names: Vec<String>,
    files: Vec<H::File>,
    progress: impl Fn(Progress),
) -> Result<(<H::Engine as Engine>::Dataset, Vec<String>), Failure> {
    let is_swc = |name: &str| name.to_ascii_lowercase().ends_with(".swc");
    // Neo4j's own export is called `all.json`.
    let is_graph = |name: &str| {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        name.ends_with(".jsonl") || name.ends_with(".json")
    };
    let unreadable =
        |name: &str, reason: String| failure::plain("dataset-unreadable", format!("{name} cannot be used: {reason}"));
    if names.len() != files.len() || names.is_empty() {
        return Err(failure::plain("dataset-unreadable", "There is no file to open."));
    }
    let with_swc = names.iter().any(|name| is_swc(name));
    let graph = names.iter().all(|name| is_graph(name));
    if !with_swc && !graph && names.len() > 1 {
        let message = "Open one dataset file at a time, any number of SWC files, or the files of one graph (.jsonl).";
        return Err(failure::plain("dataset-unreadable", message));
    }
    let mut texts = Vec::new();
    let mut others = 0;
    let mut bytes = 0;
    for (name, file) in names.into_iter().zip(files) {
        // A folder of skeletons has other files in it, too.
        if with_swc && !is_swc(&name) {
            others += 1;
            continue;
        }
        let text = host.read(file).await.map_err(|reason| unreadable(&name, reason))?;
        bytes += text.len() as u64;
        progress(Progress::Bytes(bytes));
        if !with_swc && !graph {
            return match connect::engine(host).await?.read(&text) {
                Ok(dataset) => Ok((dataset, Vec::new())),
                Err(error) => Err(unreadable(&name, error)),
            };
        }
        texts.push((name, text));
        // Reading a thousand skeletons takes a while: others have their turn.
        host.turn().await;
    }
    if graph {
        let dataset = connect::engine(host).await?.of_graph(texts);
        let unusable = |error| failure::plain("dataset-unreadable", format!("The graph cannot be used: {error}."));
        return Ok((dataset.map_err(unusable)?, Vec::new()));
    }
    match connect::engine(host).await?.of_skeletons(NAME, texts) {
        Ok((dataset, left_out)) => Ok((dataset, told(&left_out, others))),
        Err(left_out) => {
            let told = told(&left_out, others).join(" ");
            Err(failure::plain("dataset-unreadable", format!("None of the files is a skeleton. {told}")))
        }
    }
}

/// What was left out, in sentences.
fn told(left_out: &[LeftOut], others: usize) -> Vec<String> {
    let named = left_out.iter().take(NAMED);
    let mut told: Vec<String> =
        named.map(|LeftOut { file, reason }| format!("{file} was left out: {reason}.")).collect();
    let more = left_out.len().saturating_sub(NAMED) + others;
    if more > 0 {
        told.push(format!("{more} other files were left out."));
    }
    told
}
