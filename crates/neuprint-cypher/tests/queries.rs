//! Queries through the public interface: what they answer, what they refuse, and that they can be run in slices.
#![allow(clippy::unwrap_used)]

#[path = "queries/apoc.rs"]
mod apoc;
#[path = "queries/as_neo4j.rs"]
mod as_neo4j;
#[path = "queries/ask.rs"]
mod ask;
#[path = "queries/breadth.rs"]
mod breadth;
#[path = "queries/calls.rs"]
mod calls;
#[path = "queries/durations.rs"]
mod durations;
#[path = "queries/errors.rs"]
mod errors;
#[path = "queries/evaluation.rs"]
mod evaluation;
#[path = "queries/expressions.rs"]
mod expressions;
#[path = "queries/groups.rs"]
mod groups;
#[path = "queries/json.rs"]
mod json;
#[path = "queries/kinds.rs"]
mod kinds;
#[path = "queries/logic.rs"]
mod logic;
#[path = "queries/order.rs"]
mod order;
#[path = "queries/paths.rs"]
mod paths;
#[path = "queries/patterns.rs"]
mod patterns;
#[path = "queries/plans.rs"]
mod plans;
#[path = "queries/projections.rs"]
mod projections;
#[path = "queries/regex.rs"]
mod regex;
#[path = "queries/regex_table.rs"]
mod regex_table;
#[path = "queries/robust.rs"]
mod robust;
#[path = "queries/shortest.rs"]
mod shortest;
#[path = "queries/slices.rs"]
mod slices;
#[path = "queries/subqueries.rs"]
mod subqueries;
#[path = "queries/temporal.rs"]
mod temporal;
