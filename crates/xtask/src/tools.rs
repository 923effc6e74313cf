//! The pinned build tools: the wasm target, wasm-bindgen's CLI, Trunk, twiggy.
//!
//! ```ignore
//! let tools = tools::install()?;          // minutes the first time, a moment later
//! process::before_path(&mut trunk, &tools)?;
//! ```
//!
//! Tools are built once per version into `<user cache>/neuprint-web/tools/<name>-<version>/`, so that clones share them
//! and two versions never get in each other's way.

use std::path::PathBuf;
use std::process::Command;

use crate::{Failure, process, workspace};

/// A program from crates.io in exactly one version.
struct Tool {
    name: &'static str,
    version: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    minutes: &'static str,
}

/// wasm-bindgen's CLI must be of exactly the version in Cargo.lock. Trunk 0.22 needs a newer Rust than this project.
const TOOLS: [Tool; 3] = [
    Tool {
        name: "wasm-bindgen-cli",
        version: "0.2.129",
        program: "wasm-bindgen-test-runner",
        arguments: &[],
        minutes: "one to two minutes",
    },
    Tool {
        name: "trunk",
        version: "0.21.14",
        program: "trunk",
        arguments: &["--no-default-features"],
        minutes: "three to four minutes",
    },
    Tool { name: "twiggy", version: "0.8.0", program: "twiggy", arguments: &[], minutes: "under a minute" },
];

/// Installs what is missing; the folders to put on PATH.
pub(crate) fn install() -> Result<Vec<PathBuf>, Failure> {
    wasm_target()?;
    TOOLS.iter().map(install_tool).collect()
}

/// The wasm target's standard library, through rustup.
fn wasm_target() -> Result<(), Failure> {
    let sysroot = process::read(Command::new(rustc()).args(["--print", "sysroot"]), "asking rustc where it lives")
        .map_err(|_| "Rust is missing: install it from https://rustup.rs".to_owned())?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    if process::on_path(&["rustup", "rustup.exe"]).is_none() {
        return Err("the Rust target wasm32-unknown-unknown is missing, and rustup, which could install it, too: \
                    install rustup from https://rustup.rs, or the target as your distribution does it"
            .to_owned());
    }
    println!("xtask: installing the Rust target wasm32-unknown-unknown (seconds)");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", "wasm32-unknown-unknown"]).current_dir(workspace::root());
    process::run(&mut rustup, "rustup target add wasm32-unknown-unknown")
}

/// The target of programs for this machine, as rustc names it.
pub(crate) fn host() -> Result<String, Failure> {
    let version = process::read(Command::new(rustc()).arg("-vV"), "rustc -vV")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc -vV names no host".to_owned())
}

fn rustc() -> std::ffi::OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

fn install_tool(tool: &Tool) -> Result<PathBuf, Failure> {
    let folder = workspace::cache()?.join("tools").join(format!("{}-{}", tool.name, tool.version));
    let bin = folder.join("bin");
    if bin.join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX)).is_file() {
        return Ok(bin);
    }
    println!(
        "xtask: building {} {} into {}: {}, once per version",
        tool.name,
        tool.version,
        folder.display(),
        tool.minutes
    );
    let mut install = process::cargo();
    install
        .args(["install", "--locked", "--debug", "--quiet", "--root"])
        .arg(&folder)
        .args(["--version", tool.version])
        .args(tool.arguments)
        .arg(tool.name)
        // A tool is not debugged, and the information would double the time; nor is its build folder worth keeping.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS");
    process::run(&mut install, &format!("cargo install {} {}", tool.name, tool.version))?;
    Ok(bin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_tool_has_the_version_of_the_lock_file() {
        let lock = std::fs::read_to_string(workspace::root().join("Cargo.lock")).unwrap();
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", TOOLS[0].version);
        assert!(lock.contains(&entry), "the tool and Cargo.lock must name the same version of wasm-bindgen");
    }
}
