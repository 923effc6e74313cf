//! The text of THIRD-PARTY-NOTICES: who wrote what, and the licence texts, each once.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// One crate or npm package.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) version: String,
    /// An SPDX expression.
    pub(super) licence: String,
    pub(super) authors: Vec<String>,
    pub(super) address: String,
    /// Where its files are, licence texts among them.
    pub(super) folder: PathBuf,
}

/// A list of the parts, then every licence text with the parts that carry it. The same parts give the same text.
pub(super) fn text(mut parts: Vec<Part>) -> String {
    parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    let mut out = String::from("This product contains the following software.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in &parts {
        let name = format!("{} {}", part.name, part.version);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{name}: {}", part.licence);
        if !part.address.is_empty() {
            let _ = writeln!(out, "    {}", part.address);
        }
        if !part.authors.is_empty() {
            let _ = writeln!(out, "    {}", part.authors.join(", "));
        }
        for licence in licence_texts(part) {
            texts.entry(licence).or_default().push(name.clone());
        }
    }
    for (licence, names) in texts {
        let _ = write!(out, "\n{}\n{}\n\n{licence}\n", "-".repeat(100), names.join(", "));
    }
    out
}

/// The texts of the files that a package calls its licence or notice.
fn licence_texts(part: &Part) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(&part.folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    let read = |path: PathBuf| std::fs::read_to_string(path).ok();
    // Line ends and trailing blanks differ between copies of the same text.
    files
        .into_iter()
        .filter_map(read)
        .map(|text| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"))
        .collect()
}
