//! What was read, derived and left out, and which rows were wrong.

use std::collections::BTreeMap;
use std::path::Path;

use super::table::Format;
use crate::info::plain;

/// Of the wrong rows of a file this many are told, the others counted.
const TOLD: usize = 20;

/// Collects what there is to say.
#[derive(Debug, Default)]
pub(super) struct Report {
    read: Vec<String>,
    derived: Vec<String>,
    left_out: Vec<String>,
    noticed: Vec<String>,
    /// By file: how many, and the first of them.
    wrong: BTreeMap<String, (usize, Vec<String>)>,
}

impl Report {
    pub(super) fn read(&mut self, line: String) {
        self.read.push(line);
    }

    /// A value that no source has as it is: what it is, and from what it was made.
    pub(super) fn derived(&mut self, line: impl Into<String>) {
        self.derived.push(line.into());
    }

    /// What there is and is not in the dataset; of many files that say the same it is told once.
    pub(super) fn left_out(&mut self, line: impl Into<String>) {
        let line = line.into();
        if !self.left_out.contains(&line) {
            self.left_out.push(line);
        }
    }

    /// What the files say together, and a reader of results should know.
    pub(super) fn noticed(&mut self, line: impl Into<String>) {
        self.noticed.push(line.into());
    }

    /// A row, a value in it, or a file, that cannot be used. Line 0: the file as a whole.
    pub(super) fn wrong(&mut self, file: &str, line: u64, reason: &str) {
        let (count, told) = self.wrong.entry(file.to_owned()).or_default();
        *count += 1;
        if told.len() < TOLD {
            told.push(match (line, Format::of(file)) {
                (0, _) => format!("{file}: {reason}"),
                (_, Some(Format::Feather | Format::Parquet)) => format!("{file}: row {line}: {reason}"),
                _ => format!("{file}:{line}: {reason}"),
            });
        }
    }

    /// How many rows of a file, or files of a kind, were wrong.
    pub(super) fn wrong_in(&self, file: &str) -> usize {
        self.wrong.get(file).map_or(0, |wrong| wrong.0)
    }

    /// What a reader of results must know.
    pub(super) fn caveats(&self) -> Vec<String> {
        let wrong = |(file, (count, _)): (&String, &(usize, _))| {
            format!("Left out: {count} wrong rows or values of {}.", Format::stem(file))
        };
        let wrong = self.wrong.iter().map(wrong);
        let derived = self.derived.iter().map(|line| format!("Derived: {line}."));
        let left_out = self.left_out.iter().map(|line| format!("Left out: {line}."));
        let noticed = self.noticed.iter().map(|line| format!("Noticed: {line}."));
        derived.chain(left_out).chain(noticed).chain(wrong).collect()
    }

    /// The report, in lines.
    pub(super) fn text(&self, output: &Path, bytes: usize) -> String {
        let mut out = String::new();
        let parts = [
            ("Read", &self.read),
            ("Derived", &self.derived),
            ("Left out", &self.left_out),
            ("Noticed", &self.noticed),
        ];
        for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            write_part(&mut out, heading, lines);
        }
        for (file, (count, told)) in &self.wrong {
            write_part(&mut out, &format!("Wrong in {file}: {count}"), told);
            if *count > told.len() {
                write_line(&mut out, &format!("  and {} more", count - told.len()));
            }
        }
        write_line(&mut out, &format!("{} has {bytes} bytes", output.display()));
        out
    }
}

fn write_part(out: &mut String, heading: &str, lines: &[String]) {
    write_line(out, heading);
    for line in lines {
        write_line(out, &format!("  {line}"));
    }
}

fn write_line(out: &mut String, line: &str) {
    out.push_str(&plain(line));
    out.push('\n');
}
