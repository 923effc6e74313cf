//! What the columns of a loader's table are for.

use std::path::{Path, PathBuf};

use neuprint_cypher::store::{Columns, Key};

use crate::import::ImportError;
use crate::import::cell::Kind;
use crate::import::header::Role;
use crate::import::report::Report;
use crate::import::table::Column;

/// A property's column.
#[derive(Debug)]
pub(super) struct Property {
    /// The cell, by place in [`Layout::wanted`].
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) key: Key,
    pub(super) kind: Kind,
}

/// The columns to read. All places are those in `wanted`.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// By place in the file.
    pub(super) wanted: Vec<usize>,
    /// With the space of the ids.
    pub(super) id: Option<(usize, String)>,
    pub(super) start: Option<(usize, String)>,
    pub(super) end: Option<(usize, String)>,
    pub(super) labels: Option<usize>,
    pub(super) rel_type: Option<usize>,
    pub(super) properties: Vec<Property>,
}

impl Layout {
    /// Reads a header.
    ///
    /// # Errors
    /// If a column has an unknown type, or two have the same purpose.
    pub(super) fn read(
        path: &Path,
        table: &str,
        header: &[Column],
        columns: &mut Columns,
        report: &mut Report,
    ) -> Result<Self, ImportError> {
        let malformed = |reason: String| ImportError::Malformed { path: PathBuf::from(path), reason };
        let mut layout = Self::default();
        for (place, column) in header.iter().enumerate() {
            // The exporter leaves such columns of its frames out of its CSV.
            if column.kind.is_some() && !column.name.contains(':') {
                report.left_out(format!("the column {} of {table}, which has no type", column.name));
                continue;
            }
            let at = layout.wanted.len();
            let role = Role::parse(&column.name).map_err(malformed)?;
            let (twice, property) = match role {
                Role::Ignored => {
                    report.left_out(format!("the column {} of {table}", column.name));
                    continue;
                }
                Role::Id { space, name } => {
                    (layout.id.replace((at, space)).is_some(), name.map(|name| (name, Kind::Text)))
                }
                Role::Start { space } => (layout.start.replace((at, space)).is_some(), None),
                Role::End { space } => (layout.end.replace((at, space)).is_some(), None),
                Role::Label => (layout.labels.replace(at).is_some(), None),
                Role::Type => (layout.rel_type.replace(at).is_some(), None),
                Role::Property { name, kind } => (false, Some((name, kind))),
            };
            layout.wanted.push(place);
            let again = property.as_ref().is_some_and(|(name, _)| layout.property(name).is_some());
            if twice || again {
                return Err(malformed(format!("two columns are {}", column.name)));
            }
            if let Some((name, kind)) = property {
                let key = columns.key(&name).map_err(ImportError::TooMany)?;
                layout.properties.push(Property { at, name, key, kind });
            }
        }
        Ok(layout)
    }

    /// The property of a name.
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }
}
