//! Half a minute of fuzzing: any bytes are a skeleton or an error, and what was read holds together.
//!
//! libFuzzer's hooks are put in by rustc's own flags, which stable Rust has; `cargo fuzz` is not needed. It begins with
//! what was found before (`fuzz/corpus`), with SWC files of every kind, and, where they are at hand, with recorded ones.
//! An input that fails is kept in `fuzz/artifacts`, and `cargo run` of the target with its name does it again.

use std::path::{Path, PathBuf};

use super::tally::Tally;
use crate::{Failure, process, tools, workspace};

const TARGET: &str = "swc";
const SECONDS: u32 = 30;
/// Bytes of an input: enough for hundreds of nodes.
const LONGEST: u32 = 8_192;

/// How LLVM counts which edges of the program were taken. What is compared with what is left out: it costs a third of the
/// runs, and in text there is little to learn from it.
const FLAGS: [&str; 5] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
];

/// What the first inputs are: each shows the fuzzer something that it would have to find out.
const SEEDS: [&str; 8] = [
    "# a header\n1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n3 0 14 3 0 1 -1\n",
    "1 1 1.5 -2.25 3e2 0.5 -1\r\n2\t3\t4\t5\t6\t7\t1\r\n",
    "7 0 0 0 0 1 7\n",
    "1 0 0 0 0 1 2\n2 0 0 0 0 1 1\n",
    "9223372036854775807 2147483647 3.4e38 1e-45 -0 0 -9223372036854775808\n",
    "1 0 0 0 0 1 -1 0.5 left\n2 0 1 0 0 1 1 0.25\n",
    "1 0 NaN inf 0 1 -1\n1 0 0 0 0 1 5\nx\n",
    "<!DOCTYPE html><html></html>",
];

/// Builds the target and runs it.
pub(super) fn half_a_minute() -> Result<Tally, Failure> {
    let folder = workspace::root().join("fuzz");
    let target = workspace::target().join("fuzz");
    let mut cargo = process::cargo();
    // With `--target`, build scripts and macros are built without the flags.
    let host = tools::host()?;
    cargo.args(["build", "--release", "--locked", "--bin", TARGET, "--target", &host, "--target-dir"]).arg(&target);
    cargo.arg("--manifest-path").arg(folder.join("Cargo.toml")).env("RUSTFLAGS", FLAGS.join(" "));
    let built = process::run_and_listen(&mut cargo, "the build of the fuzz target")?;
    if !built.success {
        return Ok(Tally::one_failed(&format!("the fuzz target {TARGET} does not build, see above")));
    }

    let corpus = folder.join("corpus").join(TARGET);
    let artifacts = folder.join("artifacts").join(TARGET);
    let seeds = target.join("seeds").join(TARGET);
    for folder in [&corpus, &artifacts, &seeds] {
        std::fs::create_dir_all(folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    }
    plant(&seeds)?;
    let program = target.join(&host).join("release").join(format!("{TARGET}{}", std::env::consts::EXE_SUFFIX));
    let mut fuzzer = std::process::Command::new(program);
    fuzzer
        .arg(format!("-max_total_time={SECONDS}"))
        .arg(format!("-max_len={LONGEST}"))
        // An input that takes seconds has found something too.
        .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0"])
        .arg(format!("-artifact_prefix={}{}", artifacts.display(), std::path::MAIN_SEPARATOR))
        .args([&corpus, &seeds])
        .current_dir(&folder);
    let said = process::run_and_listen(&mut fuzzer, "the fuzzer")?;
    Ok(judged(said.success, tried(&said.text), &artifacts))
}

/// A fuzzer that ended well without having tried anything has shown nothing.
fn judged(success: bool, tried: Option<u64>, artifacts: &Path) -> Tally {
    match tried {
        _ if !success => Tally::one_failed(&format!("{TARGET}: an input in {}, see above", artifacts.display())),
        Some(inputs) if inputs > SEEDS.len() as u64 => Tally::one_passed(),
        _ => Tally::one_failed(&format!("{TARGET}: the fuzzer tried no inputs of its own")),
    }
}

/// How many inputs libFuzzer says that it tried.
fn tried(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok())
}

/// Writes the seeds, and the beginnings of recorded skeletons.
fn plant(folder: &Path) -> Result<(), Failure> {
    let write = |name: String, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
    };
    for (number, seed) in SEEDS.iter().enumerate() {
        write(format!("seed-{number}.swc"), seed.as_bytes())?;
    }
    for recorded in recorded() {
        let name = recorded.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&recorded).map_err(|error| format!("{}: {error}", recorded.display()))?;
        // Whole lines: half a line is an error.
        let beginning = &bytes[..bytes.len().min(LONGEST as usize / 4)];
        let lines = beginning.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        write(name, &beginning[..lines])?;
    }
    Ok(())
}

/// The recorded skeletons; none where they are not at hand.
fn recorded() -> Vec<PathBuf> {
    let entries =
        ["vectors", "hemibrain-mb/skeletons"].map(|folder| std::fs::read_dir(workspace::test_data().join(folder)));
    let files = entries.into_iter().flatten().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    files.filter(|path| path.extension().is_some_and(|extension| extension == "swc")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_passes_only_if_it_tried_inputs_and_found_nothing() {
        let said = "Done 812345 runs in 31 second(s)\nstat::number_of_executed_units: 812345\nstat::slowest_unit: 0\n";
        let artifacts = Path::new("artifacts");
        assert_eq!(tried(said), Some(812_345));
        assert_eq!(judged(true, tried(said), artifacts).passed, 1);
        assert_eq!(judged(false, tried(said), artifacts).failed, 1);
        assert_eq!(judged(true, tried(""), artifacts).failed, 1);
        assert_eq!(judged(true, Some(3), artifacts).failed, 1);
    }
}
