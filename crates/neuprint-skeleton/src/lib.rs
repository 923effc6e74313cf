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
//! What healing does, drawn from its own result:
//!
#![doc = include_str!("../doc/healing.svg")]
//!
//! | to | there is |
//! |---|---|
//! | read and write | [`Skeleton::parse`], [`Skeleton::parse_lenient`], [`Skeleton::to_swc`] |
//! | join fragments | [`heal()`], [`Gaps`], [`join()`] |
//! | choose a root | [`reroot()`], [`node_near`], [`thickest_node`] |
//! | measure | [`cable_length`], [`segments()`], [`sections()`], [`strahler_orders`], [`sholl()`], [`bounding_box`] |
//! | go along the cable | [`distances_from_root`], [`distances_from_node`], [`geodesic_distances`], [`path_between`], [`longest_path`] |
//! | take nodes away | [`prune_twigs`], [`short_twigs`], [`prune_strahler`], [`retain`], [`split()`] |
//! | space nodes anew | [`downsample`], [`upsample`], [`resample`] |
//! | change units | [`Unit`], [`Skeleton::converted_to`] |
//! | find near nodes | [`NodeIndex`], [`attach()`] |
//! | leave | [`adjacency`], the columns of [`Skeleton`] |
//!
//! Coordinates and radii are `f32`, as neuPrint stores them, in whatever unit the file uses (voxels in neuPrint).
//! Lengths and distances are `f64`, computed from those `f32`, in the unit of the coordinates.
//! Strahler orders, distances from the root and the main neurite depend on the roots, which are the skeleton's own
//! ([`Skeleton::roots`]) and in neuPrint arbitrary: [`reroot()`] first.
//!
//! One verb is one module. The crate knows nothing of neuPrint, HTTP or JavaScript, does no I/O and starts no thread.

mod ancestors;
mod attach;
mod bounds;
mod boxes;
mod columns;
mod distances;
mod extra;
mod fragments;
mod geodesic;
mod graph;
mod header;
mod heal;
mod join;
mod length;
mod nearest;
mod order;
mod parse;
mod path;
mod prune;
mod reroot;
mod sections;
mod segments;
mod sholl;
mod skeleton;
mod spacing;
mod split;
mod strahler;
mod topology;
mod unit;
mod write;

pub use attach::attach;
pub use bounds::{Bounds, bounding_box, nodes_within};
pub use columns::{Columns, ColumnsError};
pub use distances::{distances_from_root, distances_to_parent};
pub use extra::ExtraColumn;
pub use fragments::Fragments;
pub use geodesic::{distances_from_node, geodesic_distances};
pub use graph::{Adjacency, adjacency};
pub use header::{HeaderField, HeaderFields};
pub use heal::{Bridge, Gap, GapOptions, Gaps, HealOptions, Healed, heal};
pub use join::{JoinError, join};
pub use length::{cable_length, scaled_cable_length};
pub use nearest::{Nearest, NodeIndex};
pub use parse::{ParseError, ParseErrorKind, Parsed, SwcParser};
pub use path::{Path, longest_path, longest_path_from_root, path_between};
pub use prune::{prune_strahler, prune_twigs, prune_twigs_recursively, retain, short_twigs};
pub use reroot::{node_near, reroot, thickest_node};
pub use sections::{Sections, sections};
pub use segments::{Segments, segments};
pub use sholl::sholl;
pub use skeleton::{NO_PARENT, Skeleton};
pub use spacing::{MOST_NODES, SpacingError, downsample, resample, upsample};
pub use split::{Split, split};
pub use strahler::strahler_orders;
pub use topology::{NodeKind, branch_nodes, end_nodes, node_kinds};
pub use unit::{Unit, UnknownUnit};
pub use write::{Provenance, WriteOptions};
