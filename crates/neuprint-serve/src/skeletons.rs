//! `neuprint skeletons`: many skeletons of a server, healed, as SWC files.
//!
//! ```text
//! neuprint skeletons --server neuprint.janelia.org --dataset hemibrain:v1.2.1 --type LC4 --heal 8um -o lc4
//! ```
//!
//! | in the folder | holds |
//! |---|---|
//! | `BODY.swc` | a skeleton, whose header says dataset, uuid, unit and healing |
//! | `manifest.csv` | a row for each: `id`, `type`, `fragments`, `bridges`, `unit`, `error` |
//! | `source.json` | what all of them have in common: dataset, uuid and how they are healed |
//!
//! A file gets its name when it is whole, and its row after that. So the command goes on where it was interrupted,
//! however it was: what has a file and a row without an error is not fetched again. A body without a skeleton is a row
//! with its error. Only what concerns all of them ends the command: a server that lets nobody in or does not answer any
//! more, a disk that is full.

mod download;
mod error;
mod fetch;
mod folder;
mod manifest;
mod wanted;

use neuprint::skeleton::Unit;

use crate::options::SkeletonsOptions;
use crate::progress::ProgressLine;
use crate::{output, remote};
use download::Plan;
pub use error::SkeletonsError;
use fetch::{Fetched, fetch};
use folder::{Folder, Source};
use wanted::Wanted;

/// Runs the command, and prints what was done.
///
/// # Errors
/// If a skeleton is not there in the end; what was fetched stays.
pub async fn run(options: SkeletonsOptions) -> Result<(), SkeletonsError> {
    let line = ProgressLine::new();
    line.say("connecting");
    let client = remote::connect(options.server, &options.remote).await?;
    let dataset = client.dataset().to_owned();
    let voxel = client.meta().await?.voxel_size();
    let measure = options.heal.measure(voxel.as_ref());
    let measure = measure.map_err(|source| SkeletonsError::Heal { dataset: dataset.clone(), source })?;
    let wanted = match &options.ids {
        Some(path) => wanted::of_file(&client, path).await?,
        None => wanted::of_types(&client, &options.types).await?,
    };

    let datasets = client.datasets();
    let uuid = datasets.get(&dataset).map(|info| info.uuid.clone()).filter(|uuid| !uuid.is_empty());
    let source = Source { dataset: dataset.clone(), uuid: uuid.clone(), healing: options.heal.to_string() };
    let mut folder = Folder::open(&options.output, &source)?;
    let unit = voxel.and_then(|voxel| voxel.nanometres()).map_or(Unit::Unknown, Unit::Voxel);
    let plan = Plan { folder: options.output, dataset, uuid, limit: options.heal, measure, unit };

    line.say("looking for what is there");
    let total = wanted.len();
    let missing: Vec<Wanted> = wanted.into_iter().filter(|wanted| !folder.has(wanted.body)).collect();
    let kept = total - missing.len();
    let mut fetched = Fetched { kept, total, ..Fetched::default() };
    let ended = fetch(&client, plan, missing, usize::from(options.jobs), &mut folder, &mut fetched, &line).await;
    line.clear();
    folder.finish()?;
    ended?;
    tell(fetched, &folder)
}

/// Prints the sum.
fn tell(fetched: Fetched, folder: &Folder) -> Result<(), SkeletonsError> {
    let Fetched { total, kept, whole, failed, first, .. } = fetched;
    let there = if kept > 0 { format!(", {kept} were there before") } else { String::new() };
    let manifest = folder.manifest();
    let line = format!("{whole} of {total} skeletons fetched{there}; the list is {}\n", manifest.display());
    output::print(line).map_err(SkeletonsError::Output)?;
    match first {
        None => Ok(()),
        Some(first) => Err(SkeletonsError::Failed { failed, total, manifest, first }),
    }
}
