//! `neuprint serve` with a certificate of its own, and neuprint-python in front of it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The program that serves, and the Python that asks: `cargo xtask test` says where they are.
pub(crate) struct Programs {
    pub(crate) neuprint: PathBuf,
    python: PathBuf,
}

impl Programs {
    /// `None` if nobody says where they are.
    pub(crate) fn found() -> Option<Self> {
        let path = |name| std::env::var_os(name).map(PathBuf::from);
        Some(Self { neuprint: path("NEUPRINT_ORACLE_SERVER")?, python: path("NEUPRINT_ORACLE_PYTHON")? })
    }

    /// Has neuprint-python make its calls. What it leaves in the folder is told in `answers.py`.
    pub(crate) fn ask(&self, server: &Serving, dataset: &str, folder: &Path) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle/neuprint_python/answers.py");
        let mut python = Command::new(&self.python);
        // No bytecode is left beside the scripts, and a proxy is not asked for what is on this machine.
        python.args(["-B", "-W", "ignore"]).arg(script).args([&server.address, &server.fingerprint]);
        let status = python.arg(folder).arg(dataset).env("NO_PROXY", "127.0.0.1").status().unwrap();
        assert!(status.success(), "answers.py failed: {status}");
    }
}

/// A running server. It ends when this is dropped.
pub(crate) struct Serving {
    child: Child,
    /// `https://127.0.0.1:` and the port.
    pub(crate) address: String,
    fingerprint: String,
}

impl Serving {
    pub(crate) fn start(neuprint: &Path, file: &Path) -> Self {
        let mut command = Command::new(neuprint);
        command.arg("serve").arg(file).args(["--tls-self-signed", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut serving = BufReader::new(child.stdout.take().unwrap()).lines();
        // Made before anything is asserted, so that the server ends if something is.
        let mut server = Self { child, address: String::new(), fingerprint: String::new() };
        let mut after = |mark: &str| {
            let found =
                serving.by_ref().map(Result::unwrap).find_map(|line| line.find(mark).map(|at| line[at..].to_owned()));
            found.unwrap_or_else(|| panic!("`neuprint serve` does not say `{mark}`"))
        };
        let api = after("https://");
        server.address = api.split(['/', ' ']).take(3).collect::<Vec<_>>().join("/");
        server.fingerprint = after("SHA-256 is ").replace("SHA-256 is ", "");
        server
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
