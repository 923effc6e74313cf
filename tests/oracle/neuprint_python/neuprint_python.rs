//! Our client gives what neuprint-python 0.6.4 gives.
//!
//! ```text
//! cargo test --package neuprint-tests --test neuprint_python     # what was recorded over a real server
//! cargo xtask test --only "oracles in Python"                    # every public function, over `neuprint serve`
//! ```
//!
//! A call is a line of JSON: the function's name, its arguments, and what neuprint-python returned. [`calls`] makes the
//! same call of our client, and [`compare`] says where the results differ. Recorded lines are compared by [`recorded`],
//! where [`otherwise`] says what differs on purpose and [`names`] what a function is called here; `answers.py` writes new
//! lines for [`in_python`].
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

mod arguments;
mod calls;
mod compare;
mod in_python;
mod long;
mod names;
mod near;
mod otherwise;
mod recorded;
#[path = "../recorded_dataset.rs"]
mod recorded_dataset;
#[path = "../recorded_graph.rs"]
mod recorded_graph;
mod report;
mod serving;
mod values;
