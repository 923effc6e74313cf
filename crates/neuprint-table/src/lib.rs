//! Query results as exact, typed columns.
