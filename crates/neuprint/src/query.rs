//! Ready-made queries: one file per question.

mod bodies;
mod find;
mod mean_synapses;
mod mitochondria;
mod neurotransmitters;
mod rows;
mod synapse_connections;
mod synapses;

pub use find::FindOptions;
pub use mean_synapses::MeanSynapseOptions;
pub use neurotransmitters::Neurotransmitters;
pub use synapse_connections::SynapseConnectionOptions;
pub use synapses::SynapseOptions;
