//! A skeleton from columns that come from elsewhere.
//!
//! ```
//! use neuprint_skeleton::{Columns, ColumnsError, NO_PARENT, Skeleton};
//!
//! let columns = Columns {
//!     ids: vec![1, 2],
//!     x: vec![0.0, 3.0],
//!     y: vec![0.0, 4.0],
//!     z: vec![0.0, 0.0],
//!     parents: vec![NO_PARENT, 0],
//!     ..Columns::default()
//! };
//! let skeleton = Skeleton::from_columns(columns.clone())?;
//! assert_eq!(skeleton.to_swc(), "1 0 0 0 0 0 -1\n2 0 3 4 0 0 1\n");
//!
//! let ring = Columns { parents: vec![1, 0], ..columns };
//! assert_eq!(Skeleton::from_columns(ring), Err(ColumnsError::Cycle { node: 0 }));
//! # Ok::<(), ColumnsError>(())
//! ```
//!
//! They are checked as a file would be: a [`Skeleton`] is a forest of finite coordinates, whatever it was made of.

use crate::parse::{Places, cycles};
use crate::skeleton::{NO_PARENT, Skeleton};
use crate::unit::Unit;

/// The columns of a skeleton, one entry per node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Identifiers, all different and none of them -1.
    pub ids: Vec<i64>,
    /// SWC types; none at all for 0 everywhere.
    pub kinds: Vec<i32>,
    /// First coordinates.
    pub x: Vec<f32>,
    /// Second coordinates.
    pub y: Vec<f32>,
    /// Third coordinates.
    pub z: Vec<f32>,
    /// Radii; none at all for 0 everywhere.
    pub radii: Vec<f32>,
    /// The indices of the parents; [`NO_PARENT`] at a root.
    pub parents: Vec<u32>,
    /// Comment lines; a line that has no `#` gets one.
    pub header: String,
    /// What the coordinates are measured in.
    pub unit: Unit,
}

/// Columns that are no skeleton.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnsError {
    /// A column has more or fewer entries than there are identifiers.
    #[error("the column `{column}` has {found} entries and there are {expected} nodes")]
    Length {
        /// Which.
        column: &'static str,
        /// How many it has.
        found: usize,
        /// How many there are of the first one.
        expected: usize,
    },
    /// A coordinate or radius is infinite or no number.
    #[error("the column `{column}` has something else than a finite number for the node with index {node}")]
    NotFinite {
        /// Which.
        column: &'static str,
        /// The node's index.
        node: usize,
    },
    /// An identifier is used twice.
    #[error("two nodes have the identifier {id}")]
    DuplicateId {
        /// Which.
        id: i64,
    },
    /// A node is called -1.
    #[error("no node can have the identifier -1: as a parent it stands for none")]
    ReservedId,
    /// A parent does not exist.
    #[error("the node with index {node} has a parent with index {parent}, which does not exist")]
    NoSuchParent {
        /// The node's index.
        node: usize,
        /// The parent's.
        parent: u32,
    },
    /// A node is its own ancestor.
    #[error("the node with index {node} is its own ancestor: the parents form a cycle")]
    Cycle {
        /// The index of one of the nodes in the cycle.
        node: usize,
    },
    /// More nodes than an index can name.
    #[error("more than 4,294,967,294 nodes")]
    TooManyNodes,
}

impl Skeleton {
    /// A skeleton of these columns.
    ///
    /// # Errors
    /// [`ColumnsError`] with the first thing that is wrong.
    pub fn from_columns(mut columns: Columns) -> Result<Self, ColumnsError> {
        let expected = columns.ids.len();
        if expected >= NO_PARENT as usize {
            return Err(ColumnsError::TooManyNodes);
        }
        if columns.kinds.is_empty() {
            columns.kinds = vec![0; expected];
        }
        if columns.radii.is_empty() {
            columns.radii = vec![0.0; expected];
        }
        let lengths = [("type", columns.kinds.len()), ("parent", columns.parents.len())];
        let floats = [("x", &columns.x), ("y", &columns.y), ("z", &columns.z), ("radius", &columns.radii)];
        let float_lengths = floats.iter().map(|(column, values)| (*column, values.len()));
        for (column, found) in lengths.into_iter().chain(float_lengths) {
            if found != expected {
                return Err(ColumnsError::Length { column, found, expected });
            }
        }
        for (column, values) in floats {
            if let Some(node) = values.iter().position(|value| !value.is_finite()) {
                return Err(ColumnsError::NotFinite { column, node });
            }
        }
        check_ids(&columns.ids)?;
        check_parents(&columns.parents)?;
        let Columns { ids, kinds, x, y, z, radii, parents, header, unit } = columns;
        Ok(Self { header: commented(&header), unit, ids, kinds, x, y, z, radii, parents, extra: Vec::new() })
    }
}

fn check_ids(ids: &[i64]) -> Result<(), ColumnsError> {
    if ids.contains(&-1) {
        return Err(ColumnsError::ReservedId);
    }
    let mut repeated = Vec::new();
    Places::of(ids, &mut repeated);
    repeated.first().map_or(Ok(()), |(node, _)| Err(ColumnsError::DuplicateId { id: ids[*node as usize] }))
}

fn check_parents(parents: &[u32]) -> Result<(), ColumnsError> {
    let exists = |parent: u32| parent == NO_PARENT || (parent as usize) < parents.len();
    if let Some(node) = parents.iter().position(|parent| !exists(*parent)) {
        return Err(ColumnsError::NoSuchParent { node, parent: parents[node] });
    }
    cycles(parents).first().map_or(Ok(()), |node| Err(ColumnsError::Cycle { node: *node as usize }))
}

/// Lines of which each is a comment, so that none can become a node.
fn commented(header: &str) -> String {
    let lines: Vec<String> = header
        .split(['\n', '\r'])
        .filter(|line| !line.is_empty())
        .map(|line| if line.starts_with('#') { line.to_owned() } else { ["# ", line].concat() })
        .collect();
    lines.join("\n")
}
