//! The module worker that holds client, tables and skeletons, and its typed messages.
//!
//! The page needs the [`messages`] only and leaves the feature `desk` out. With it comes the [`Desk`], which answers
//! them: it opens datasets, keeps tables and skeletons under handles, and stops what is cancelled. It knows no browser:
//! clock, event loop and network come from a [`Host`], so that tests run it natively. The package's binary puts it
//! behind the `message` events of a worker.

pub mod examples;
pub mod messages;

#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "desk")]
mod disk;
#[cfg(feature = "desk")]
mod host;
#[cfg(feature = "desk")]
mod transport;

#[cfg(feature = "desk")]
pub use desk::{Bulk, Desk};
#[cfg(feature = "desk")]
pub use disk::{Disk, SETTINGS};
#[cfg(feature = "desk")]
pub use host::Host;
