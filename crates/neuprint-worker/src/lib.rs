//! The module worker that holds client, tables and skeletons, and its typed messages.
//!
//! The library half is what the page needs: the [`messages`]. The worker itself is this package's binary.

pub mod messages;
