//! The ready-made queries, as methods of [`Client`](crate::Client): one file per question.

mod connections;
mod near;
mod neurons;
mod paths;
mod rois;
mod synapses;
