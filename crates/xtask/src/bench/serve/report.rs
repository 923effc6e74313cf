//! What was measured, as Markdown.

use super::memory::Memory;
use super::slow::Starved;
use super::wrk::Measured;
use super::{CONNECTIONS, ROUNDS, SPELL};
use crate::{Failure, process, workspace};

/// The file that holds the report, and the marks between which it stands.
const README: &str = "crates/neuprint-serve/README.md";
const MARKS: [&str; 2] = ["<!-- benchmark: begin -->", "<!-- benchmark: end -->"];

/// A comparison: ours and nginx, round by round.
pub(super) struct Cell {
    pub(super) what: String,
    pub(super) rounds: Vec<(Measured, Measured)>,
}

/// Everything that was measured.
pub(super) struct Report {
    pub(super) cells: Vec<Cell>,
    /// Ours, and nginx.
    pub(super) slow: [Starved; 2],
    pub(super) memory: Memory,
    pub(super) is_app: bool,
}

impl Report {
    pub(super) fn print(&self) -> Result<(), Failure> {
        println!("\n{}", self.text()?);
        Ok(())
    }

    /// Puts the report into the crate's README.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let path = workspace::root().join(README);
        let old = std::fs::read_to_string(&path).map_err(|error| format!("{README} cannot be read: {error}"))?;
        let place = || {
            let (before, rest) = old.split_once(MARKS[0])?;
            let (_, after) = rest.split_once(MARKS[1])?;
            Some((before, after))
        };
        let (before, after) =
            place().ok_or_else(|| format!("{README} has no place for the report: {}", MARKS.join(" … ")))?;
        let text = self.text()?;
        println!("\n{text}");
        std::fs::write(&path, format!("{before}{}\n{text}\n{}{after}", MARKS[0], MARKS[1]))
            .map_err(|error| format!("{README} cannot be written: {error}"))
    }

    fn text(&self) -> Result<String, Failure> {
        let day = process::read(std::process::Command::new("date").arg("+%Y-%m-%d"), "date")?;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let app = if self.is_app { "the built app's own files" } else { "files of the app's sizes" };
        let mut out = format!(
            "Measured on {} with `cargo xtask bench serve`, {processors} processors for both servers, the upstream and wrk \
             ({CONNECTIONS} connections, {ROUNDS} rounds of {} s in turn with nginx; medians; {app}).\n\n\
             | what | neuprint, requests/s | nginx | neuprint ÷ nginx | p99, ms | nginx | ÷ | CPU µs a request | nginx |\n\
             | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
            day.trim(),
            SPELL.as_secs()
        );
        for Cell { what, rounds } in &self.cells {
            let of = |value: fn(&Measured) -> f64| {
                // Each round's two figures belong together: whatever else the machine did met both.
                let both = (
                    median(rounds.iter().map(|(ours, _)| value(ours))),
                    median(rounds.iter().map(|(_, nginx)| value(nginx))),
                );
                (both.0, both.1, median(rounds.iter().map(|(ours, nginx)| value(ours) / value(nginx))))
            };
            let (rate, p99, cpu) = (of(|one| one.rate), of(|one| one.p99), of(|one| one.cpu));
            out += &format!(
                "| {what} | {:.0} | {:.0} | {:.2} | {:.1} | {:.1} | {:.2} | {:.1} | {:.1} |\n",
                rate.0, rate.1, rate.2, p99.0, p99.1, p99.2, cpu.0, cpu.1
            );
        }
        out += "\nA fast client's p99 of the page, alone and beside 200 slow ones (half never finish their request, half hardly take the answer):\n\n";
        out += "| server | alone | beside them |\n| --- | --- | --- |\n";
        for (name, Starved { alone, beside }) in ["neuprint", "nginx"].iter().zip(&self.slow) {
            let p99 = |rounds: &[Measured]| median(rounds.iter().map(|one| one.p99));
            out += &format!("| {name} | {:.1} ms | {:.1} ms |\n", p99(alone), p99(beside));
        }
        let memory: Vec<String> =
            self.memory.iter().map(|(count, mib)| format!("{mib:.1} MiB after {count}")).collect();
        out += &format!(
            "\nResident memory over files, queries of the sample and forwarded requests in turn: {}.",
            memory.join(", ")
        );
        Ok(out)
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
