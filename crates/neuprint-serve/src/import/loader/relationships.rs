//! The tables of relationships.

use std::path::Path;
use std::rc::Rc;

use neuprint_cypher::store::{Columns, Key, RelTypeId};
use neuprint_cypher::{GraphBuilder, Value};

use super::files::LoaderTable;
use super::ids::Ids;
use super::layout::Layout;
use crate::import::ImportError;
use crate::import::cell::{Kind, put_cell};
use crate::import::progress::Progress;
use crate::import::report::Report;
use crate::import::table::Table;

/// The properties of all relationships; the relationships themselves are with the graph's builder.
#[derive(Debug, Default)]
pub(super) struct Relationships {
    columns: Columns,
    /// How many connections got an empty roiInfo.
    without_info: u64,
}

impl Relationships {
    /// Reads all files of a table.
    pub(super) fn read(
        &mut self,
        table: &LoaderTable,
        rel_type: &str,
        ids: &mut Ids,
        builder: &mut GraphBuilder,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        let rel_type = builder.relationship_type(rel_type).map_err(ImportError::TooMany)?;
        let mut rows = 0;
        for (path, file) in &table.files {
            let open = Table::open(path, file.clone(), progress, report)?;
            let layout = Layout::read(path, table.name, open.columns(), &mut self.columns, report)?;
            rows += self.read_rows(open, path, layout, rel_type, ids, builder, progress, report)?;
        }
        report.read(format!("{}: {rows} rows in {} files", table.name, table.files.len()));
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "a table, and all that a row of it needs")]
    fn read_rows(
        &mut self,
        table: Table,
        path: &Path,
        layout: Layout,
        usual: RelTypeId,
        ids: &mut Ids,
        builder: &mut GraphBuilder,
        progress: &Rc<Progress>,
        report: &mut Report,
    ) -> Result<u64, ImportError> {
        let missing =
            |what: &str| ImportError::Malformed { path: path.to_owned(), reason: format!("there is no {what}") };
        let (start, from) = layout.start.as_ref().ok_or_else(|| missing(":START_ID"))?;
        let (end, to) = layout.end.as_ref().ok_or_else(|| missing(":END_ID"))?;
        let (from, to) = (ids.space(from), ids.space(to));
        let is_connection = layout.property("weight").is_some();
        let info = is_connection.then(|| self.columns.key("roiInfo")).transpose().map_err(ImportError::TooMany)?;
        let mut values: Vec<(Key, Value)> = Vec::new();
        table.rows(&layout.wanted, progress, report, |fields, _, _| {
            let start = ids.find(from, fields.get(*start))?;
            let end = ids.find(to, fields.get(*end))?;
            values.clear();
            // First all values are read: one that is wrong leaves no half of a relationship.
            for property in layout.properties.iter().filter(|property| property.kind != Kind::Text) {
                let cell = fields.get(property.at);
                if !cell.is_empty() {
                    let value = property.kind.value(cell).map_err(|reason| format!("{}: {reason}", property.name))?;
                    values.push((property.key, value));
                }
            }
            let rel_type = match layout.rel_type.map(|at| fields.get(at)).filter(|name| !name.is_empty()) {
                Some(name) => builder.relationship_type(name)?,
                None => usual,
            };
            let row = builder.connect(start, rel_type, end)?.0;
            values.drain(..).for_each(|(key, value)| self.columns.put(key, row, value));
            for property in layout.properties.iter().filter(|property| property.kind == Kind::Text) {
                put_cell(&mut self.columns, property.key, row, &property.kind, fields.get(property.at))?;
            }
            if let Some(info) = info.filter(|info| !self.columns.is_filled(*info, row)) {
                self.columns.put_text(info, row, "{}");
                self.without_info += 1;
            }
            Ok(())
        })
    }

    /// Gives the properties to the graph.
    pub(super) fn finish(self, builder: &mut GraphBuilder, report: &mut Report) -> Result<(), ImportError> {
        if self.without_info > 0 {
            report.derived(format!("roiInfo of {} connections is {{}}: their rows do not tell it", self.without_info));
        }
        self.columns.of_relationships(builder).map_err(ImportError::TooMany)
    }
}
