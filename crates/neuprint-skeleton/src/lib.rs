//! Neuron skeletons in SWC: parsing, writing, healing, distances.
//!
//! ```
//! use neuprint_skeleton::{HealOptions, Skeleton, heal};
//!
//! let swc = b"1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n3 0 14 3 0 1 -1\n";
//! let skeleton = Skeleton::parse(swc)?;
//! assert_eq!(skeleton.fragments().count(), 2);
//!
//! let healed = heal(&skeleton, HealOptions::default());
//! assert_eq!(healed.skeleton.fragments().count(), 1);
//! assert_eq!(healed.bridges[0].length, 5.0);
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! Coordinates and radii are `f32`, as neuPrint stores them, in whatever unit the file uses (voxels in neuPrint).
//! Lengths and distances are `f64`, computed from those `f32`.
//! One verb is one module. The crate knows nothing of neuPrint, HTTP or JavaScript, does no I/O and starts no thread.

mod attach;
mod boxes;
mod distances;
mod extra;
mod fragments;
mod heal;
mod length;
mod nearest;
mod order;
mod parse;
mod reroot;
mod skeleton;
mod unit;
mod write;

pub use attach::attach;
pub use distances::{distances_from_root, distances_to_parent};
pub use extra::ExtraColumn;
pub use fragments::Fragments;
pub use heal::{Bridge, Gap, GapOptions, Gaps, HealOptions, Healed, heal};
pub use length::{cable_length, scaled_cable_length};
pub use nearest::{Nearest, NodeIndex};
pub use parse::{Lenient, ParseError, ParseErrorKind};
pub use reroot::reroot;
pub use skeleton::{NO_PARENT, Skeleton};
pub use unit::{Unit, UnknownUnit};
