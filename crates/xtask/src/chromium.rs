//! Finding a Chromium and its driver, or getting them where that is one command.
//!
//! ```ignore
//! let chromium = chromium::find()?;
//! ```

use std::path::PathBuf;
use std::process::Command;

use crate::{Failure, process};

/// A browser to test with.
pub(crate) struct Chromium {
    /// The browser.
    pub(crate) browser: PathBuf,
    /// chromedriver, which the wasm tests need.
    pub(crate) driver: PathBuf,
}

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/// The browser of `CHROMIUM` or of PATH; on Debian as root it is installed if there is none.
pub(crate) fn find() -> Result<Chromium, Failure> {
    if let Some(found) = look() {
        return Ok(found);
    }
    let how = "install Chromium and chromedriver (Debian: apt-get install chromium chromium-driver), \
               or set CHROMIUM and CHROMEDRIVER to their programs";
    if !may_install() {
        return Err(format!("there is no Chromium with its driver on PATH: {how}"));
    }
    println!("xtask: installing Debian's chromium and chromium-driver (about a minute)");
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(["-y", "-qq"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut apt, &format!("apt-get {}", arguments.join(" ")))
    };
    apt(&["update"])?;
    apt(&["install", "--no-install-recommends", "chromium", "chromium-driver"])?;
    look().ok_or_else(|| format!("apt-get installed no Chromium that is on PATH: {how}"))
}

fn look() -> Option<Chromium> {
    let from = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file());
    Some(Chromium {
        browser: from("CHROMIUM").or_else(|| process::on_path(&BROWSERS))?,
        driver: from("CHROMEDRIVER").or_else(|| process::on_path(&["chromedriver"]))?,
    })
}

/// Debian's packages can be had without asking only as root.
fn may_install() -> bool {
    let root = process::read(Command::new("id").arg("-u"), "id -u").is_ok_and(|id| id.trim() == "0");
    root && PathBuf::from("/etc/debian_version").is_file() && process::on_path(&["apt-get"]).is_some()
}
