//! A folder to import, and the program that imports it.

#![allow(dead_code, reason = "not every test needs everything")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Names and texts.
pub(crate) type Files<'f> = &'f [(&'f str, &'f str)];

/// A folder that goes when the test ends.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn with(name: &str, files: Files<'_>) -> Self {
        let path = std::env::temp_dir().join(format!("neuprint-import-{name}-{}", std::process::id()));
        let folder = Self(path);
        folder.add("", files);
        folder
    }

    pub(crate) fn add(&self, below: &str, files: Files<'_>) {
        std::fs::create_dir_all(self.0.join(below)).unwrap();
        for (file, text) in files {
            std::fs::write(self.0.join(below).join(file), text).unwrap();
        }
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.0.join("out").join("made.npdata")
    }

    pub(crate) fn import(&self) -> Output {
        std::fs::create_dir_all(self.0.join("out")).unwrap();
        let output = self.output();
        neuprint(&["import", self.0.to_str().unwrap(), "--name", "tiny:v1", "-o", output.to_str().unwrap()])
    }

    pub(crate) fn imported(&self) -> String {
        let output = self.import();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "no progress where nobody looks");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn refused(&self) -> String {
        let output = self.import();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(std::fs::read_dir(self.0.join("out")).unwrap().count(), 0, "nothing is left behind");
        String::from_utf8(output.stderr).unwrap()
    }

    /// Bytes where text does not do; packed if the name says so.
    pub(crate) fn add_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file = std::fs::File::create(path).unwrap();
        if name.ends_with(".gz") {
            let mut encoder = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap();
        } else {
            file.write_all(bytes).unwrap();
        }
    }

    /// The dataset file's bytes.
    pub(crate) fn made(&self) -> Vec<u8> {
        std::fs::read(self.output()).unwrap()
    }

    pub(crate) fn query(&self, cypher: &str) -> String {
        query(&self.output(), cypher)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn neuprint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_neuprint")).args(arguments).env("RUST_BACKTRACE", "0").output().unwrap()
}

/// The rows of an answer, as JSON.
pub(crate) fn query(file: &Path, cypher: &str) -> String {
    let output = neuprint(&["query", file.to_str().unwrap(), cypher, "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["data"].to_string()
}
