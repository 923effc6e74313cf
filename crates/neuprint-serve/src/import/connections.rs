//! The tables of connections: weights in all, and weights per ROI.
//!
//! Both are sorted and then compared, which takes less memory than looking every row up.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use super::ImportError;
use super::cell::positive;
use super::neurons::Neurons;
use super::progress::Progress;
use super::report::Report;
use super::sources::{Exports, file_name};
use super::table::{self, Format};

/// What the export calls the rest of a connection, outside all primary ROIs. It is no ROI.
pub(super) const NO_ROI: &str = "NotPrimary";

const PRE: &[&str] = &["bodyId_pre", "body_pre"];
const POST: &[&str] = &["bodyId_post", "body_post"];

/// One connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Connection {
    /// The neuron before the synapses, by place.
    pub(super) pre: u32,
    /// The neuron after them.
    pub(super) post: u32,
    pub(super) weight: u32,
    line: u32,
}

/// The part of a connection's weight that is in one ROI.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) pre: u32,
    pub(super) post: u32,
    pub(super) weight: u32,
    line: u32,
    /// The ROI, by place.
    pub(super) roi: u16,
}

impl Connection {
    pub(super) fn pair(&self) -> (u32, u32) {
        (self.pre, self.post)
    }
}

impl Part {
    pub(super) fn pair(&self) -> (u32, u32) {
        (self.pre, self.post)
    }
}

/// All connections.
#[derive(Debug, Default)]
pub(super) struct Connections {
    /// By the neuron before, then by the one after.
    pub(super) all: Vec<Connection>,
    /// Names, as in the table.
    pub(super) rois: Vec<String>,
    /// In the order of the connections, then by ROI. Each belongs to a connection.
    pub(super) parts: Vec<Part>,
    /// Whether in every connection the parts are no more than the whole, so that the ROIs do not overlap.
    pub(super) apart: bool,
}

impl Connections {
    /// The ROIs by name, sorted.
    pub(super) fn roi_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.rois.iter().filter(|roi| *roi != NO_ROI).cloned().collect();
        names.sort_unstable();
        names
    }
}

/// Reads the tables that are there.
pub(super) fn read(
    exports: &Exports,
    neurons: &Neurons,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<Connections, ImportError> {
    let mut connections = Connections::default();
    if let Some(path) = &exports.totals {
        connections.read_totals(path, neurons, progress, report)?;
    }
    if let Some(path) = &exports.per_roi {
        connections.read_parts(path, neurons, progress, report)?;
        let totals = exports.totals.as_deref().map(file_name);
        connections.compare(&file_name(path), totals.as_deref(), neurons, report);
    }
    Ok(connections)
}

impl Connections {
    fn read_totals(
        &mut self,
        path: &Path,
        neurons: &Neurons,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        table::read(path, [PRE, POST, &["weight"]], progress, report, |[pre, post, weight], line| {
            let (pre, post) = pair(neurons, pre, post)?;
            self.all.push(Connection { pre, post, weight: weight_of(weight)?, line });
            Ok(())
        })?;
        self.all.sort_unstable_by_key(|connection| (connection.pair(), connection.line));
        let file = file_name(path);
        self.all.dedup_by(|again, first| {
            let twice = again.pair() == first.pair();
            if twice {
                let reason = format!("{} was there before, in line {}", name_of(neurons, again.pair()), first.line);
                report.wrong(&file, again.line.into(), &reason);
            }
            twice
        });
        Ok(())
    }

    fn read_parts(
        &mut self,
        path: &Path,
        neurons: &Neurons,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        let mut rois: HashMap<String, u16> = HashMap::new();
        let columns = [PRE, POST, &["roi"], &["weight"]];
        table::read(path, columns, progress, report, |[pre, post, name, weight], line| {
            let ((pre, post), weight) = (pair(neurons, pre, post)?, weight_of(weight)?);
            if name.is_empty() {
                return Err("the ROI has no name".to_owned());
            }
            let roi = match rois.get(name) {
                Some(known) => *known,
                None => {
                    // Every name becomes a property, and those are numbered with 16 bits.
                    let at = u16::try_from(rois.len()).ok().filter(|at| *at < 50_000);
                    let at = at.ok_or_else(|| format!("`{name}` is one ROI more than can be numbered"))?;
                    rois.insert(name.to_owned(), at);
                    self.rois.push(name.to_owned());
                    at
                }
            };
            self.parts.push(Part { pre, post, weight, line, roi });
            Ok(())
        })
    }

    /// Sorts the parts, reports those that are there twice or belong to nothing, and compares them with the whole.
    fn compare(&mut self, file: &str, totals: Option<&str>, neurons: &Neurons, report: &mut Report) {
        self.parts.sort_unstable_by_key(|part| (part.pair(), part.roi, part.line));
        let rois = &self.rois;
        self.parts.dedup_by(|part, first| {
            let twice = (part.pair(), part.roi) == (first.pair(), first.roi);
            if twice {
                let roi = &rois[usize::from(first.roi)];
                let reason = format!("the connection was in {roi} before, in line {}", first.line);
                report.wrong(file, part.line.into(), &reason);
            }
            twice
        });
        let table = Format::stem(file);
        match totals {
            None => {
                self.sum();
                report.derived(format!(
                    "the weight of a connection is the sum of its rows in {table}, right if its ROIs do not overlap"
                ));
            }
            Some(totals) => {
                self.drop_strangers(file, Format::stem(totals), neurons, report);
                self.apart = self.compare_sums(table, report);
            }
        }
    }

    /// Makes the connections from their parts.
    fn sum(&mut self) {
        for parts in self.parts.chunk_by(|a, b| a.pair() == b.pair()) {
            let weight = parts.iter().fold(0_u32, |sum, part| sum.saturating_add(part.weight));
            let Part { pre, post, line, .. } = parts[0];
            self.all.push(Connection { pre, post, weight, line });
        }
    }

    /// Takes out the parts of connections that are not there.
    fn drop_strangers(&mut self, file: &str, totals: &str, neurons: &Neurons, report: &mut Report) {
        let mut known = self.all.iter().map(Connection::pair).peekable();
        self.parts.retain(|part| {
            while known.next_if(|pair| *pair < part.pair()).is_some() {}
            let found = known.peek() == Some(&part.pair());
            if !found {
                let reason = format!("{} is not in {totals}", name_of(neurons, part.pair()));
                report.wrong(file, part.line.into(), &reason);
            }
            found
        });
    }

    fn compare_sums(&self, table: &str, report: &mut Report) -> bool {
        let mut connections = self.all.iter();
        let (mut more, mut less) = (0, 0);
        for parts in self.parts.chunk_by(|a, b| a.pair() == b.pair()) {
            let sum: u64 = parts.iter().map(|part| u64::from(part.weight)).sum();
            let whole = connections.find(|connection| connection.pair() == parts[0].pair());
            let weight = whole.map_or(0, |connection| u64::from(connection.weight));
            more += usize::from(sum > weight);
            less += usize::from(sum < weight);
        }
        if more > 0 {
            report.noticed(format!(
                "in {more} connections the ROIs of {table} add up to more than the weight: they overlap"
            ));
        }
        if less > 0 {
            report.noticed(format!("in {less} connections the ROIs of {table} add up to less than the weight"));
        }
        more == 0
    }
}

fn pair(neurons: &Neurons, pre: &str, post: &str) -> Result<(u32, u32), String> {
    let find = |text: &str, what: &str| neurons.find(positive(text, what)?);
    Ok((find(pre, "the body id before the synapse")?, find(post, "the body id after the synapse")?))
}

fn weight_of(text: &str) -> Result<u32, String> {
    let weight = positive(text, "the weight")?;
    u32::try_from(weight).map_err(|_| format!("the weight {weight} is more than 32 bits hold"))
}

fn name_of(neurons: &Neurons, (pre, post): (u32, u32)) -> String {
    let body = |at: u32| neurons.bodies[at as usize];
    format!("the connection from {} to {}", body(pre), body(post))
}
