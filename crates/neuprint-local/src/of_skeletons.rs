//! A dataset of nothing but skeletons: what a folder of SWC files comes to.
//!
//! ```
//! use neuprint_local::Dataset;
//!
//! let files = [("720575940628857210.swc".to_owned(), b"1 0 0 0 0 1 -1\n".to_vec())];
//! let (dataset, left_out) = Dataset::of_skeletons("mine", files).unwrap();
//! assert_eq!(dataset.bodies_with_skeleton().collect::<Vec<_>>(), [720575940628857210]);
//! assert!(left_out.is_empty());
//! ```

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bytes::Bytes;
use neuprint::skeleton::Skeleton;
use neuprint_cypher::{GraphBuilder, Value};

use crate::{About, Dataset};

/// A file that is not in the dataset, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file's name.
    pub file: String,
    /// One sentence.
    pub reason: String,
}

impl Dataset {
    /// A dataset of SWC files, by name: a neuron for each. A file that is named after a body (`754538881.swc`) is that
    /// body's; any other gets a number of its own, and its name is the neuron's instance.
    ///
    /// What is no SWC even when read leniently is left out, with its reason; so is a second file of a body.
    ///
    /// # Errors
    /// The files that are left out, if that is all of them.
    pub fn of_skeletons(
        name: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<(Self, Vec<LeftOut>), Vec<LeftOut>> {
        let mut named: Vec<(String, Bytes)> = Vec::new();
        let mut skeletons: BTreeMap<u64, (Option<String>, Bytes)> = BTreeMap::new();
        let mut left_out = Vec::new();
        for (file, text) in files {
            let swc = match swc(text) {
                Ok(swc) => swc,
                Err(reason) => {
                    left_out.push(LeftOut { file, reason });
                    continue;
                }
            };
            let stem = stem(&file);
            match stem.parse::<i64>() {
                Ok(body) if body > 0 && body.to_string() == stem => {
                    let body = body.unsigned_abs();
                    match skeletons.entry(body) {
                        Entry::Occupied(_) => {
                            left_out.push(LeftOut { reason: format!("another file is the skeleton of {body}"), file });
                        }
                        Entry::Vacant(place) => drop(place.insert((None, swc))),
                    }
                }
                _ => named.push((stem.to_owned(), swc)),
            }
        }
        let mut next = 1;
        for (instance, swc) in named {
            while skeletons.contains_key(&next) {
                next += 1;
            }
            skeletons.insert(next, (Some(instance), swc));
        }
        if skeletons.is_empty() {
            return Err(left_out);
        }
        let mut builder = GraphBuilder::new();
        let prefixed = format!("{}_Neuron", name.split(':').next().unwrap_or(name));
        for (body, (instance, _)) in &skeletons {
            // Bodies were read as positive 64-bit integers, or counted up from one.
            let id = ("bodyId", Value::Int(i64::try_from(*body).unwrap_or(i64::MAX)));
            let instance = instance.iter().map(|instance| ("instance", Value::text(instance.as_str())));
            let info = ("roiInfo", Value::text("{}"));
            builder.add_node(&["Neuron", "Segment", &prefixed], [id, info].into_iter().chain(instance));
        }
        let count = skeletons.len();
        let about = About {
            name: name.to_owned(),
            description: format!("{count} skeletons from SWC files."),
            info: String::new(),
            licence: String::new(),
            citation: String::new(),
            caveats: vec![
                "It was made of SWC files: it has skeletons, and neither connections nor synapses.".to_owned(),
                "Coordinates are as in the files, which do not say their unit.".to_owned(),
            ],
        };
        let skeletons = skeletons.into_iter().map(|(body, (_, swc))| (body, swc)).collect();
        Ok((Self::new(about, builder.build(), skeletons, BTreeMap::new()), left_out))
    }
}

/// The text as it is if it is SWC to the letter; otherwise what can be read of it, written anew.
fn swc(text: Vec<u8>) -> Result<Bytes, String> {
    let (skeleton, exact) = match Skeleton::parse(&text) {
        Ok(skeleton) => (skeleton, true),
        Err(_) => (Skeleton::parse_lenient(&text).map_err(|error| error.to_string())?.skeleton, false),
    };
    match skeleton.is_empty() {
        true => Err("it has no node".to_owned()),
        false if exact => Ok(text.into()),
        false => Ok(skeleton.to_swc().into_bytes().into()),
    }
}

/// A file's name without its folder and without `.swc`.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.len().checked_sub(4).and_then(|at| name.split_at_checked(at)) {
        Some((stem, suffix)) if suffix.eq_ignore_ascii_case(".swc") => stem,
        _ => name,
    }
}
