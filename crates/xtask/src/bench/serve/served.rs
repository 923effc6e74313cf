//! What is served: the built app, or files like its own, and an upstream's answers.

use std::path::{Path, PathBuf};

use super::folder;
use crate::{Failure, workspace};

/// Folders, and what is asked of them.
pub(super) struct Served {
    /// The app.
    pub(super) app: PathBuf,
    /// Whether it is the built one, which can be put into the program.
    pub(super) is_app: bool,
    /// The upstream's root.
    pub(super) upstream: PathBuf,
    /// Files of the app to ask for: what each is, and its path. The page is the first.
    pub(super) files: Vec<(String, String)>,
    /// Answers of the upstream to ask for.
    pub(super) answers: Vec<(String, String)>,
    /// The path of something large.
    pub(super) large: String,
}

impl Served {
    /// The built app if there is one, else a stand-in; and the upstream's answers.
    pub(super) fn new() -> Result<Self, Failure> {
        let (dist, made) = (workspace::dist(), folder().join("app"));
        let is_app = dist.join("index.html").is_file();
        let app = if is_app { dist } else { made };
        if !is_app {
            println!("xtask: there is no built app (`cargo xtask build` makes it); files of the same sizes stand in");
            write(&app, "index.html", &text(4_000, "<!doctype html>"))?;
            for (name, size, compressed) in
                [("app-0123456789abcdef.js", 100_000, 30_000), ("app-0123456789abcdef_bg.wasm", 1_000_000, 350_000)]
            {
                write(&app, name, &noise(size))?;
                // Nobody unpacks it here.
                write(&app, &format!("{name}.br"), &noise(compressed))?;
            }
        }
        let upstream = folder().join("upstream-files");
        write(&upstream, "api/bench/small", &text(2_000, "{\"columns\":[],\"data\":[]}"))?;
        write(&upstream, "api/bench/large", &text(1_000_000, "{\"columns\":[],\"data\":[]}"))?;
        let mut files = vec![described(&app, "index.html")?];
        for kind in ["js", "wasm"] {
            files.push(described(&app, &largest(&app, kind)?)?);
        }
        let large = files[2].1.clone();
        let answers = [("2 kB of JSON", "small"), ("1 MB of JSON", "large")];
        let answers = answers.map(|(what, name)| (what.to_owned(), format!("/api/bench/{name}"))).to_vec();
        Ok(Self { app, is_app, upstream, files, answers, large })
    }
}

/// Kind and size as they are sent, and the path.
fn described(app: &Path, name: &str) -> Result<(String, String), Failure> {
    let twin = app.join(format!("{name}.br"));
    let (sent, how) = if twin.is_file() { (twin, ", Brotli") } else { (app.join(name), "") };
    let size = sent.metadata().map_err(|error| format!("{} cannot be read: {error}", sent.display()))?.len();
    let kind = name.rsplit('.').next().unwrap_or(name);
    Ok((format!("{kind} ({:.0} kB{how})", size as f64 / 1000.0), format!("/{name}")))
}

/// The name of the largest file of a kind.
fn largest(app: &Path, kind: &str) -> Result<String, Failure> {
    let entries = std::fs::read_dir(app).map_err(|error| format!("{} cannot be read: {error}", app.display()))?;
    let of_kind = entries.flatten().filter(|entry| entry.path().extension().is_some_and(|end| end == kind));
    let found = of_kind.max_by_key(|entry| entry.metadata().map_or(0, |about| about.len()));
    let name = found.map(|entry| entry.file_name().to_string_lossy().into_owned());
    name.ok_or_else(|| format!("{} holds no file .{kind}", app.display()))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, bytes));
    made.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// A beginning, filled up with spaces.
fn text(size: usize, beginning: &str) -> Vec<u8> {
    let mut bytes = beginning.as_bytes().to_vec();
    bytes.resize(size, b' ');
    bytes
}

/// Bytes without a pattern, the same each time (a linear congruential generator, Knuth's MMIX).
fn noise(size: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..size).map(|_| next()).collect()
}
