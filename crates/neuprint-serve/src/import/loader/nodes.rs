//! The tables of nodes.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::rc::Rc;

use neuprint_cypher::store::{Columns, Labels};
use neuprint_cypher::{NodeId, Value};
use serde_json::{Map, Value as Json};

use super::files::LoaderTable;
use super::ids::Ids;
use super::labels::Reader;
use super::layout::Layout;
use crate::import::ImportError;
use crate::import::cell::{Kind, put_cell, shortened};
use crate::import::meta::Meta;
use crate::import::progress::Progress;
use crate::import::report::Report;
use crate::import::table::{Fields, Table};

/// All nodes but the Meta node.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) count: u32,
    pub(super) labels: Labels,
    pub(super) columns: Columns,
    pub(super) ids: Ids,
    pub(super) bodies: HashSet<i64>,
    pub(super) rois: BTreeSet<String>,
    reader: Reader,
    /// How many bodies got a flag that their row did not have, and how many an empty roiInfo.
    flagged: u64,
    without_info: u64,
}

impl Nodes {
    pub(super) fn new(prefix: &str) -> Self {
        Self {
            count: 0,
            labels: Labels::default(),
            columns: Columns::default(),
            ids: Ids::default(),
            bodies: HashSet::new(),
            rois: BTreeSet::new(),
            reader: Reader::new(prefix),
            flagged: 0,
            without_info: 0,
        }
    }

    /// Reads all files of a table.
    pub(super) fn read(
        &mut self,
        table: &LoaderTable,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        let mut rows = 0;
        for (path, file) in &table.files {
            rows += self.read_file(path, file, table.name, progress, report)?;
        }
        report.read(format!("{}: {rows} rows in {} files", table.name, table.files.len()));
        Ok(())
    }

    fn read_file(
        &mut self,
        path: &Path,
        file: &str,
        name: &str,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<u64, ImportError> {
        let table = Table::open(path, file.to_owned(), progress, report)?;
        let layout = Layout::read(path, name, table.columns(), &mut self.columns, report)?;
        let missing =
            |what: &str| ImportError::Malformed { path: path.to_owned(), reason: format!("there is no {what}") };
        let (id, space) = layout.id.as_ref().ok_or_else(|| missing(":ID"))?;
        let labels = layout.labels.ok_or_else(|| missing(":LABEL"))?;
        let space = self.ids.space(space);
        let wanted = layout.wanted.clone();
        table.rows(&wanted, progress, report, |fields, line, report| {
            let known = self.reader.read(fields.get(labels), &mut self.labels)?.clone();
            if fields.get(*id).is_empty() {
                return Err("the node has no id".to_owned());
            }
            // The last id is the Meta node's.
            let node = NodeId(Some(self.count).filter(|at| *at < u32::MAX - 1).ok_or("there are more nodes than ids")?);
            if !self.ids.give(space, fields.get(*id), node) {
                return Err(format!("the id {} was there before", shortened(fields.get(*id))));
            }
            self.count += 1;
            known.places.iter().for_each(|place| self.labels.put(*place, node));
            for property in &layout.properties {
                let cell = fields.get(property.at);
                put_cell(&mut self.columns, property.key, node.0, &property.kind, cell).unwrap_or_else(|reason| {
                    let reason = format!("{}: {reason}; the value is left out", property.name);
                    report.wrong(file, line.into(), &reason);
                });
            }
            if known.body {
                self.complete_body(fields, &layout, node).unwrap_or_else(|reason| {
                    report.wrong(file, line.into(), &reason);
                });
            }
            Ok(())
        })
    }

    /// What the exporters' CSV has and their other formats do not.
    fn complete_body(&mut self, fields: &Fields, layout: &Layout, node: NodeId) -> Result<(), String> {
        if let Some(property) = layout.property("bodyId")
            && let Ok(body) = fields.get(property.at).parse()
        {
            self.bodies.insert(body);
        }
        let text = layout.property("roiInfo").map_or("", |property| fields.get(property.at));
        if text.is_empty() {
            let key = self.columns.key("roiInfo")?;
            self.columns.put_text(key, node.0, "{}");
            self.without_info += 1;
            return Ok(());
        }
        let Ok(info) = serde_json::from_str::<Map<String, Json>>(text) else {
            return Err(format!("roiInfo: `{}` is no JSON map; the value is kept", shortened(text)));
        };
        let mut flagged = false;
        for roi in info.keys() {
            // A ROI named like another property would take its place.
            if layout.property(roi).is_some_and(|property| property.kind != Kind::Boolean) {
                continue;
            }
            let key = self.columns.key(roi)?;
            if !self.columns.is_filled(key, node.0) {
                self.columns.put(key, node.0, Value::Bool(true));
                flagged = true;
            }
            if !self.rois.contains(roi) {
                self.rois.insert(roi.clone());
            }
        }
        self.flagged += u64::from(flagged);
        Ok(())
    }

    /// Says what was added.
    pub(super) fn tell(&self, report: &mut Report) {
        if self.flagged > 0 {
            report.derived(format!(
                "{} bodies have properties for ROIs of their roiInfo that their rows do not have",
                self.flagged
            ));
        }
        if self.without_info > 0 {
            report.derived(format!("roiInfo of {} bodies is {{}}: their rows do not tell it", self.without_info));
        }
    }
}

/// Reads the properties of the Meta node, which is the first row of its table.
pub(super) fn read_meta(
    table: &LoaderTable,
    meta: &mut Meta,
    progress: &Rc<Progress>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let mut read = false;
    for (path, file) in &table.files {
        let open = Table::open(path, file.clone(), progress, report)?;
        let layout = Layout::read(path, table.name, open.columns(), &mut Columns::default(), report)?;
        open.rows(&layout.wanted, progress, report, |fields, line, report| {
            if std::mem::replace(&mut read, true) {
                return Err("there is a Meta node already".to_owned());
            }
            for property in &layout.properties {
                let cell = fields.get(property.at);
                match property.kind.value(cell) {
                    _ if cell.is_empty() => {}
                    Ok(value) => meta.add(&property.name, &value),
                    Err(reason) => {
                        let reason = format!("{}: {reason}; the value is left out", property.name);
                        report.wrong(file, line.into(), &reason);
                    }
                }
            }
            Ok(())
        })?;
    }
    report.read(format!("{}: {} rows in {} files", table.name, u8::from(read), table.files.len()));
    Ok(())
}
