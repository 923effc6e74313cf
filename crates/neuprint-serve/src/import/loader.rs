//! The files of neuPrint's loader, which neo4j-admin imports: nodes of any label, relationships of any type.
//!
//! Everything is taken as it is written. Only the dataset's name within labels becomes the one that was asked for, a body
//! bears the flag of every ROI in its roiInfo, and where a body or a connection has no roiInfo it is `{}`.

mod files;
mod ids;
mod labels;
mod layout;
mod nodes;
mod relationships;

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use neuprint_cypher::store::{Columns, Labels};
use neuprint_cypher::{Graph, GraphBuilder};

use super::ImportError;
use super::build;
use super::cell::shortened;
use super::meta::Meta;
use super::progress::Progress;
use super::report::Report;
use files::What;
pub(super) use files::{LoaderTable, take};

/// What was read.
#[derive(Debug)]
pub(super) struct Loaded {
    builder: GraphBuilder,
    labels: Labels,
    columns: Columns,
    bodies: HashSet<i64>,
    /// All ROIs that a body is in.
    pub(super) rois: BTreeSet<String>,
}

impl Loaded {
    /// Reads all tables; what the Meta table says goes to `meta`, unless it is there already.
    pub(super) fn read(
        tables: &[LoaderTable],
        prefix: &str,
        meta: &mut Meta,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<Self, ImportError> {
        let mut nodes = nodes::Nodes::new(prefix);
        for table in tables {
            match table.what {
                What::Meta => nodes::read_meta(table, meta, progress, report)?,
                What::Nodes => nodes.read(table, progress, report)?,
                What::Relationships(_) => {}
            }
        }
        nodes.tell(report);
        let mut builder = GraphBuilder::new();
        builder.add_nodes(nodes.count).map_err(ImportError::TooMany)?;
        let mut relationships = relationships::Relationships::default();
        for table in tables {
            if let What::Relationships(rel_type) = table.what {
                relationships.read(table, rel_type, &mut nodes.ids, &mut builder, progress, report)?;
            }
        }
        relationships.finish(&mut builder, report)?;
        let nodes::Nodes { labels, columns, bodies, rois, .. } = nodes;
        Ok(Self { builder, labels, columns, bodies, rois })
    }

    /// Whether a body is there.
    ///
    /// # Errors
    /// If it is not.
    pub(super) fn find(&self, body: i64) -> Result<(), String> {
        let found = self.bodies.contains(&body).then_some(());
        found.ok_or_else(|| format!("the body {body} is not in Neuprint_Neurons"))
    }

    /// The graph, with the Meta node as its last one.
    pub(super) fn graph(self, prefix: &str, meta: &Meta) -> Result<Graph, ImportError> {
        build::finish(self.builder, self.labels, self.columns, meta, prefix).map_err(ImportError::TooMany)
    }
}
