//! Ready-made queries: one file per question.
//!
//! Each is a method of [`Client`](crate::Client). What neuprint-python returns as a DataFrame is a
//! [`Table`](neuprint_table::Table) with the same column names; what it answers with a pair is a struct of tables.

mod adjacencies;
mod batch;
mod bodies;
mod common_connectivity;
mod completeness;
mod connections;
mod find;
mod growing_table;
mod mean_synapses;
mod mitochondria;
mod near;
mod neurons;
mod neurotransmitters;
mod orphan_tasks;
mod paths;
mod roi_hierarchy;
mod roi_info;
mod rows;
mod synapse_connections;
mod synapses;
mod weights;

pub use adjacencies::{Adjacencies, AdjacencyOptions};
pub use batch::Progress;
pub use common_connectivity::Direction;
pub use connections::ConnectionOptions;
pub use find::{FindOptions, find_cypher};
pub use mean_synapses::MeanSynapseOptions;
pub use near::{NearOptions, Place, near_cypher};
pub use neurons::{NeuronColumns, NeuronOptions, Neurons};
pub use neurotransmitters::Neurotransmitters;
pub use paths::{PathLength, PathOptions, path_rows, paths_cypher};
pub use roi_hierarchy::RoiTree;
pub(crate) use roi_info::{NOT_PRIMARY, count as roi_count};
pub use synapse_connections::SynapseConnectionOptions;
pub use synapses::SynapseOptions;
pub use weights::Weights;
