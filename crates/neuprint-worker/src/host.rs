//! What the desk needs of the place where it stands.

use std::future::Future;
use std::rc::Rc;

use neuprint::Transport;

use neuprint_engine::Engine;
use neuprint_parquet::Parquet;

use crate::disk::Disk;

/// Clock, event loop and network. Cloning must be cheap.
pub trait Host: Clone + 'static {
    /// How servers and files are reached.
    type Remote: Transport;

    /// A way to reach servers and files.
    fn remote(&self) -> Self::Remote;

    /// Who answers for datasets here.
    type Engine: Engine;

    /// The engine, loaded when it is first asked for.
    ///
    /// # Errors
    /// Why it cannot be loaded.
    fn engine(&self) -> impl Future<Output = Result<Self::Engine, String>>;

    /// Who writes Parquet files here.
    type Parquet: Parquet;

    /// The writer of Parquet files, loaded when it is first asked for.
    ///
    /// # Errors
    /// Why it cannot be loaded.
    fn parquet(&self) -> impl Future<Output = Result<Self::Parquet, String>>;

    /// What outlives the page.
    fn disk(&self) -> Rc<dyn Disk>;

    /// Milliseconds on a clock that only goes forward.
    fn now_ms(&self) -> f64;

    /// What day it is: milliseconds since 1970.
    fn date_ms(&self) -> f64;

    /// Lets everything else that waits have its turn: messages, such as the one that cancels what now runs.
    fn turn(&self) -> impl Future<Output = ()>;

    /// A file of the user, which was not read yet.
    type File;

    /// Reads a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, file: Self::File) -> impl Future<Output = Result<Vec<u8>, String>>;

    /// The origin that the app came from, such as `https://example.org:8642`. Requests to it may be plain http if the
    /// app itself came so.
    fn origin(&self) -> Option<String>;
}
