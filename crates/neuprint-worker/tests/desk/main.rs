//! What the page hears of its requests: the desk over the sample dataset, and over a server that is played by it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod arranging;
mod away;
mod bodies;
mod charting;
mod connecting;
mod exporting;
mod files;
mod graphs;
mod grouping;
mod growing;
mod keeping;
mod listing;
mod node_rois;
mod place;
mod skeletons;
mod stopping;
mod synapses;
mod tables;
mod texts;
mod writing;
