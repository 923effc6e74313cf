//! The tables of connections: weights in all, and weights per ROI.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use super::ImportError;
use super::neurons::Neurons;
use super::progress::Progress;
use super::report::Report;
use super::rows::{self, positive};
use super::sources::{Sources, file_name};

/// What the export calls the rest of a connection, outside all primary ROIs. It is no ROI.
pub(super) const NO_ROI: &str = "NotPrimary";

/// The part of a connection's weight that is in one ROI.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// The connection, by place.
    pub(super) connection: u32,
    /// The ROI, by place.
    pub(super) roi: u32,
    line: u32,
    pub(super) weight: i64,
}

/// All connections, in the order in which they were first read.
#[derive(Debug, Default)]
pub(super) struct Connections {
    /// The neurons at both ends, by place.
    pub(super) ends: Vec<(u32, u32)>,
    pub(super) weights: Vec<i64>,
    pub(super) rois: Vec<String>,
    /// By connection, then by ROI.
    pub(super) parts: Vec<Part>,
    /// Whether in every connection the parts are no more than the whole, so that the ROIs do not overlap.
    pub(super) apart: bool,
}

/// Where each pair of neurons is in [`Connections`].
type Places = HashMap<(u32, u32), u32>;

/// Reads the tables that are there.
pub(super) fn read(
    sources: &Sources,
    neurons: &Neurons,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<Connections, ImportError> {
    let mut connections = Connections::default();
    let mut places = Places::new();
    if let Some(path) = &sources.totals {
        connections.read_totals(path, &mut places, neurons, progress, report)?;
    }
    if let Some(path) = &sources.per_roi {
        let totals = sources.totals.as_deref().map(file_name);
        connections.read_parts(path, totals.as_deref(), &mut places, neurons, progress, report)?;
        drop(places);
        connections.settle(&file_name(path), totals.is_some(), report);
    }
    Ok(connections)
}

impl Connections {
    fn read_totals(
        &mut self,
        path: &Path,
        places: &mut Places,
        neurons: &Neurons,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        rows::read(path, ["bodyId_pre", "bodyId_post", "weight"], progress, report, |[pre, post, weight], _| {
            let (pair, weight) = (pair(neurons, pre, post)?, positive(weight, "the weight")?);
            if places.contains_key(&pair) {
                return Err(format!("the connection from {pre} to {post} was there before"));
            }
            self.add(places, pair, weight).map(drop)
        })
    }

    fn read_parts(
        &mut self,
        path: &Path,
        totals: Option<&str>,
        places: &mut Places,
        neurons: &Neurons,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        let mut rois: HashMap<String, u32> = HashMap::new();
        let columns = ["bodyId_pre", "bodyId_post", "roi", "weight"];
        rows::read(path, columns, progress, report, |[pre, post, name, weight], line| {
            let (pair, weight) = (pair(neurons, pre, post)?, positive(weight, "the weight")?);
            if name.is_empty() {
                return Err("the ROI has no name".to_owned());
            }
            let connection = match (places.get(&pair), totals) {
                (Some(known), _) => *known,
                (None, None) => self.add(places, pair, 0)?,
                (None, Some(totals)) => {
                    return Err(format!("the connection from {pre} to {post} is not in {totals}"));
                }
            };
            let roi = match rois.get(name) {
                Some(known) => *known,
                None => {
                    // Every name becomes a property, and those are numbered with 16 bits.
                    let at = u32::try_from(rois.len()).ok().filter(|at| *at < 50_000);
                    let at = at.ok_or_else(|| format!("`{name}` is one ROI more than can be numbered"))?;
                    rois.insert(name.to_owned(), at);
                    self.rois.push(name.to_owned());
                    at
                }
            };
            self.parts.push(Part { connection, roi, line, weight });
            Ok(())
        })
    }

    fn add(&mut self, places: &mut Places, pair: (u32, u32), weight: i64) -> Result<u32, String> {
        let at = u32::try_from(self.ends.len()).map_err(|_| "there are more connections than ids".to_owned())?;
        places.insert(pair, at);
        self.ends.push(pair);
        self.weights.push(weight);
        Ok(at)
    }

    /// Sorts the parts, reports those that are there twice, and compares them with the whole.
    fn settle(&mut self, file: &str, has_totals: bool, report: &mut Report) {
        self.parts.sort_unstable_by_key(|part| (part.connection, part.roi, part.line));
        self.parts.dedup_by(|part, first| {
            let twice = (part.connection, part.roi) == (first.connection, first.roi);
            if twice {
                let reason =
                    format!("the connection was in {} before, in line {}", self.rois[first.roi as usize], first.line);
                report.wrong(file, part.line.into(), &reason);
            }
            twice
        });
        let (mut more, mut less) = (0, 0);
        for parts in self.parts.chunk_by(|a, b| a.connection == b.connection) {
            let sum = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.weight));
            let weight = &mut self.weights[parts[0].connection as usize];
            if !has_totals {
                *weight = sum;
            } else if sum > *weight {
                more += 1;
            } else if sum < *weight {
                less += 1;
            }
        }
        self.apart = has_totals && more == 0;
        if !has_totals {
            report.derived(format!(
                "the weight of a connection is the sum of its rows in {file}, right if its ROIs do not overlap"
            ));
        }
        if more > 0 {
            report.noticed(format!(
                "in {more} connections the ROIs of {file} add up to more than the weight: they overlap"
            ));
        }
        if less > 0 {
            report.noticed(format!("in {less} connections the ROIs of {file} add up to less than the weight"));
        }
    }
}

fn pair(neurons: &Neurons, pre: &str, post: &str) -> Result<(u32, u32), String> {
    let find = |text: &str, what: &str| neurons.find(positive(text, what)?);
    Ok((find(pre, "the body id before the synapse")?, find(post, "the body id after the synapse")?))
}
