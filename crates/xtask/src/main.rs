//! The project's only scripts.
//!
//! ```text
//! cargo xtask run          # build the app and serve it on http://127.0.0.1:8642
//! cargo xtask test         # every check there is
//! ```
//!
//! Each command has a file of its own. What they share is named for what it does: `tools` installs the pinned build
//! tools, `node` the npm packages, `chromium` finds a browser, `process` starts and stops programs. Nothing here is
//! part of the product, and nothing outside this crate is a script.

mod app;
mod arguments;
mod bench;
mod build;
mod chromium;
mod contributors;
#[cfg(feature = "dataset")]
mod dataset;
mod dataset_command;
mod docs;
mod licences;
mod node;
mod oracle;
mod package;
mod paths;
mod process;
mod python;
mod run;
mod screenshots;
mod sizes;
mod stamp;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use arguments::Arguments;

/// Why a command could not be carried out: one sentence that says what to do about it.
type Failure = String;

const USAGE: &str = "\
cargo xtask <command>

  run [--port 8642] [--upstream URL]   build the app, serve it on this machine
  test [--quick]                       every check; --quick is the inner loop
  build                                the release app (dist/) and the neuprint binary with the app inside
  bench [NAME]                         the benchmarks; with `skeleton` also [--only CELLS] [--write],
                                       with `serve` [--write]
  oracle [--queries 5000] [--seed 1]   random queries, put to a living Neo4j and to the engine
  package                              the npm tarball
  docs                                 rustdoc and TypeDoc in target/doc-site
  dataset                              rebuild the sample dataset from its sources
  screenshots                          www/screenshots, from the running app
  licences                             check the licences of all dependencies, write THIRD-PARTY-NOTICES
";

fn main() -> ExitCode {
    process::stop_children_on_ctrl_c();
    let mut arguments = Arguments::from_command_line();
    let result = match arguments.command().as_deref() {
        Some("run") => run::run(arguments),
        Some("test") => test::test(arguments),
        Some("build") => build::build(arguments),
        Some("bench") => bench::bench(arguments),
        Some("oracle") => oracle::oracle(arguments),
        Some("package") => package::package(arguments),
        Some("docs") => docs::docs(arguments),
        Some("dataset") => dataset_command::dataset(arguments),
        Some("screenshots") => screenshots::screenshots(arguments),
        Some("licences") => licences::licences(arguments),
        Some("help" | "--help" | "-h") => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(format!("there is no command `{other}`.\n\n{USAGE}")),
        None => Err(format!("which command?\n\n{USAGE}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
