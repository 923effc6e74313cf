//! The folder that skeletons are downloaded to, and what a test finds there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use neuprint::skeleton::Skeleton;

use crate::real::neuprint;

/// The neurons of the sample that have skeletons, in order.
pub(crate) const BODIES: [u64; 5] = [722817260, 754534424, 754538881, 1734350788, 1734350908];
/// The one of them in two fragments, 986 nm apart.
pub(crate) const BROKEN: u64 = 754538881;

/// A folder that is gone with the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("neuprint-skeletons-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A file beside the skeletons.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A file with these body IDs.
    pub(crate) fn ids(&self, bodies: &[u64]) -> String {
        self.file("ids.txt", &bodies.iter().map(|body| format!("{body}\n")).collect::<String>())
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.0.join("swc")
    }

    /// The command that downloads the five skeletons into this folder.
    pub(crate) fn command(&self, server: &str, more: &[&str]) -> Command {
        self.command_for(server, &self.ids(&BODIES), more)
    }

    pub(crate) fn command_for(&self, server: &str, ids: &str, more: &[&str]) -> Command {
        let mut command = neuprint();
        command.args(["skeletons", "--server", server, "--ids", ids, "-o"]).arg(self.output()).args(more);
        command
    }

    pub(crate) fn run(&self, server: &str, more: &[&str]) -> Output {
        self.command(server, more).output().unwrap()
    }

    /// The five skeletons are all there.
    pub(crate) fn complete(&self, server: &str, more: &[&str]) {
        let output = self.run(server, more);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(self.skeletons().into_keys().collect::<Vec<_>>(), BODIES);
        assert!(self.manifest().iter().all(|row| row[5].is_empty()), "{:?}", self.manifest());
    }

    /// Not all are there: what is said of it.
    pub(crate) fn failed(&self, server: &str, more: &[&str]) -> String {
        failed(&self.run(server, more))
    }

    /// Every file whose name is a skeleton's, read.
    pub(crate) fn skeletons(&self) -> BTreeMap<u64, Skeleton> {
        let swc = self.names().into_iter().filter_map(|name| name.strip_suffix(".swc")?.parse::<u64>().ok());
        swc.map(|body| (body, read(&self.output(), body))).collect()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.output()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The rows of the manifest, below its head.
    pub(crate) fn manifest(&self) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(self.output().join("manifest.csv")).unwrap();
        assert_eq!(reader.headers().unwrap(), &["id", "type", "fragments", "bridges", "unit", "error"][..]);
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is the system's to remove.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn read(folder: &Path, body: u64) -> Skeleton {
    Skeleton::parse(&std::fs::read(folder.join(format!("{body}.swc"))).unwrap()).unwrap()
}

pub(crate) fn failed(output: &Output) -> String {
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{error}");
    error
}
