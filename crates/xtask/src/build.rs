//! `cargo xtask build`: everything that is handed out.
//!
//! `dist/` for any web server, and one `neuprint` program with the app inside, each with the notices of the licences
//! of what it contains.

use crate::arguments::Arguments;
use crate::{Failure, app, licences, process, sizes, workspace};

/// Builds the app and the program.
pub(crate) fn build(arguments: Arguments) -> Result<(), Failure> {
    arguments.finish()?;
    let dist = app::build()?;
    licences::write(&dist.join("THIRD-PARTY-NOTICES.txt"), &licences::APP)?;
    sizes::print(&dist)?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--package", "neuprint-serve", "--features", "embed-app"]);
    process::run(&mut cargo, "the build of neuprint-serve")?;
    let folder = workspace::target().join("release");
    licences::write(&folder.join("THIRD-PARTY-NOTICES.txt"), &licences::BINARY)?;
    println!("app:    {}", dist.display());
    println!("server: {}", folder.join(format!("neuprint{}", std::env::consts::EXE_SUFFIX)).display());
    Ok(())
}
