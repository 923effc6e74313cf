//! Two skeletons as one.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, join};
//!
//! let (a, b) = (Skeleton::parse(b"1 0 0 0 0 1 -1\n")?, Skeleton::parse(b"1 0 5 0 0 1 -1\n2 0 9 0 0 1 1\n")?);
//! let joined = join(&a, &b, Some((0, 1)))?;
//! assert_eq!(joined.to_swc(), "1 0 0 0 0 1 -1\n2 0 5 0 0 1 3\n3 0 9 0 0 1 1\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::order;
use crate::skeleton::{NO_PARENT, Skeleton};
use crate::unit::Unit;

/// Two skeletons cannot be made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// They are measured in different units.
    #[error("the skeletons are measured in different units: convert one of them first")]
    Units,
    /// One of the nodes to be joined does not exist.
    #[error("one of the nodes that should be joined does not exist")]
    NoSuchNode,
    /// Together they have more nodes than an index can name, or there are no identifiers for the second one's.
    #[error("there are too many nodes, or no identifiers left for them")]
    TooManyNodes,
}

/// The nodes of `first` and behind them those of `second`. With an edge (a node of the first, a node of the second) they
/// become one tree, in which the second is turned so that its node hangs on the first's; without, they are fragments, which
/// healing may join.
///
/// If an identifier is in both, all those of the second are shifted past the first's. The header is that of the first, and
/// so are the names of further columns, which the second one's nodes have up to the first that it lacks. Of two units of which only one is known, that one is taken.
///
/// # Errors
/// [`JoinError`], if the units differ, a node does not exist, or there are too many.
pub fn join(first: &Skeleton, second: &Skeleton, edge: Option<(u32, u32)>) -> Result<Skeleton, JoinError> {
    let unit = match (first.unit, second.unit) {
        (Unit::Unknown, unit) | (unit, Unit::Unknown) => unit,
        (unit, other) if unit == other => unit,
        _ => return Err(JoinError::Units),
    };
    let offset = u32::try_from(first.len()).map_err(|_| JoinError::TooManyNodes)?;
    if first.len() + second.len() >= NO_PARENT as usize {
        return Err(JoinError::TooManyNodes);
    }
    let shift = shift(&first.ids, &second.ids)?;
    let mut joined = first.clone();
    joined.unit = unit;
    joined.ids.extend(second.ids.iter().map(|id| id + shift));
    joined.kinds.extend(&second.kinds);
    joined.x.extend(&second.x);
    joined.y.extend(&second.y);
    joined.z.extend(&second.z);
    joined.radii.extend(&second.radii);
    joined.parents.extend(second.parents.iter().map(|parent| match *parent {
        NO_PARENT => NO_PARENT,
        parent => parent + offset,
    }));
    let mut filled = true;
    for column in &mut joined.extra {
        let other = second.extra_column(column.name());
        filled &= other.is_some();
        column.extend(other.filter(|_| filled), second.len());
    }
    if let Some((above, below)) = edge {
        if above as usize >= first.len() || below as usize >= second.len() {
            return Err(JoinError::NoSuchNode);
        }
        joined.turn(offset + below);
        joined.parents[(offset + below) as usize] = above;
    }
    Ok(joined)
}

/// What the second identifiers must be shifted by to differ from the first.
fn shift(first: &[i64], second: &[i64]) -> Result<i64, JoinError> {
    let sorted = |ids: &[i64]| {
        let order = order::by_key(ids.iter().map(|id| order::signed(*id)));
        order.into_iter().map(|place| ids[place as usize]).collect::<Vec<i64>>()
    };
    let (first, second) = (sorted(first), sorted(second));
    let shared = second.iter().any(|id| first.binary_search(id).is_ok());
    let (Some(largest), Some(least), true) = (first.last(), second.first(), shared) else { return Ok(0) };
    // -1 stands for no parent.
    let start = largest.checked_add(1).ok_or(JoinError::TooManyNodes)?.max(1);
    let shift = start.checked_sub(*least).ok_or(JoinError::TooManyNodes)?;
    second.last().and_then(|most| most.checked_add(shift)).map(|_| shift).ok_or(JoinError::TooManyNodes)
}
