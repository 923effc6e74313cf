//! How far apart the nodes of a skeleton are: fewer, more, or evenly spaced ones.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, downsample, resample, upsample};
//!
//! let skeleton = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 1 0 0 1 1\n3 0 2 0 0 1 2\n4 0 9 0 0 1 3\n")?;
//! assert_eq!(downsample(&skeleton, 3)?.x(), [0.0, 9.0]);
//! assert_eq!(upsample(&skeleton, 4.0)?.x(), [0.0, 1.0, 2.0, 9.0, 5.5]);
//! assert_eq!(resample(&skeleton, 3.0)?.x(), [0.0, 9.0, 6.0, 3.0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! New nodes stand behind the old ones and continue their identifiers; their type and further columns are those of the
//! old node before them on the way to the root.

mod downsample;
mod inserted;
mod resample;
mod upsample;

pub use downsample::downsample;
pub use resample::resample;
pub use upsample::upsample;

use crate::skeleton::{NO_PARENT, Skeleton};

/// More nodes than this are not made: a spacing of a millionth must not fill the memory.
pub const MOST_NODES: usize = 1 << 25;

/// Nodes cannot be placed as asked.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SpacingError {
    /// What should be a length is none.
    #[error("a spacing must be a number above 0")]
    NotALength,
    /// The factor is 0.
    #[error("a factor must be 1 or more")]
    NotAFactor,
    /// The result would have more than [`MOST_NODES`] nodes.
    #[error("so narrow a spacing would need more than {MOST_NODES} nodes")]
    TooManyNodes,
    /// The largest identifier of the nodes leaves none for more of them.
    #[error("there are no larger identifiers left for new nodes: renumber the nodes first")]
    NoIdentifiersLeft,
}

/// A spacing that can be used.
fn checked(spacing: f64) -> Result<f64, SpacingError> {
    if spacing > 0.0 { Ok(spacing) } else { Err(SpacingError::NotALength) }
}

/// Whether a node stays whatever the spacing: it is a root, a branch or an end.
fn is_fixed(skeleton: &Skeleton, children: &[u32], node: usize) -> bool {
    children[node] != 1 || skeleton.parents[node] == NO_PARENT
}

/// The nodes that stay.
struct Kept {
    /// Their old indices, ascending.
    nodes: Vec<u32>,
    /// Per old node its new index, or [`Kept::GONE`].
    place: Vec<u32>,
}

impl Kept {
    const GONE: u32 = u32::MAX;

    fn of(stays: &[bool]) -> Self {
        let mut nodes = Vec::new();
        let mut place = vec![Self::GONE; stays.len()];
        for (node, _) in stays.iter().enumerate().filter(|(_, stays)| **stays) {
            place[node] = nodes.len() as u32;
            nodes.push(node as u32);
        }
        Self { nodes, place }
    }
}
