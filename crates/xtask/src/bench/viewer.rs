//! The viewer beside other ways to draw neurons in a browser: `tests/peers/viewer.mjs`.
//!
//! It needs the packed npm package, Chromium, and the peers' npm packages, so it runs only when it is named.

use crate::test::end_to_end;
use crate::{Failure, chromium, node, package, process, workspace};

/// The name of the script in `tests/peers`, and the folder beside it.
pub(super) const NAME: &str = "viewer";
const FOLDER: &str = "tests/peers/viewer";

/// Packs the package and compares it.
pub(super) fn compare(write: bool) -> Result<(), Failure> {
    let chromium = chromium::find()?;
    let tarball = package::pack()?;
    let playwright = node::packages(end_to_end::FOLDER)?.join("node_modules");
    node::packages(FOLDER)?;
    let mut script = node::node()?;
    script
        .arg(workspace::root().join(format!("{FOLDER}.mjs")))
        .args(write.then_some("--write"))
        .env("CHROMIUM", &chromium.browser)
        .env("NEUPRINT_TARBALL", tarball)
        .env("NEUPRINT_PLAYWRIGHT", playwright);
    process::run(&mut script, "the comparison of viewers")
}
