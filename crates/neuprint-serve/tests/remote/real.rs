//! A real `neuprint serve` on a port of its own, which ends with the test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

pub(crate) const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../neuprint-local/sample/hemibrain-sample-v1.2.1.npdata");

/// The program, which finds no token and no proxy in its environment.
pub(crate) fn neuprint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_neuprint"));
    command.env_remove("NEUPRINT_APPLICATION_CREDENTIALS");
    // Where nobody listens: whoever takes this way does not arrive.
    command.env("HTTP_PROXY", "http://127.0.0.1:9").env("HTTPS_PROXY", "http://127.0.0.1:9").env_remove("NO_PROXY");
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    neuprint().args(arguments).output().unwrap()
}

pub(crate) struct Real {
    process: Child,
    pub(crate) address: String,
}

impl Real {
    /// Serves the sample dataset.
    pub(crate) fn start() -> Self {
        let mut process = neuprint().args(["serve", SAMPLE, "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines.map(Result::unwrap).find_map(|line| {
            let port = line.split_once("http://127.0.0.1:")?.1;
            Some(format!("http://127.0.0.1:{}", port.split(|letter: char| !letter.is_ascii_digit()).next()?))
        });
        Self { process, address: address.unwrap() }
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        // It may have ended by itself, which the test has seen then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
