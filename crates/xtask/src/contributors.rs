//! Which crates a wasm file's code comes from, as twiggy counts it.
//!
//! ```ignore
//! contributors::print(&wasm, &tools)?;     // before wasm-opt takes the names away
//! ```
//!
//! The sizes are raw bytes before wasm-opt and compression: their proportions say where a megabyte hides, not what is
//! downloaded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, process};

/// How many crates are shown.
const SHOWN: usize = 12;
/// What does not reach the browser.
const STRIPPED: [&str; 2] = ["\"function names\"", "custom section"];

/// Prints the crates that weigh most.
pub(crate) fn print(wasm: &Path, tools: &[PathBuf]) -> Result<(), Failure> {
    let mut twiggy = Command::new("twiggy");
    twiggy.args(["top", "--format", "csv", "-n", "1000000"]).arg(wasm);
    process::before_path(&mut twiggy, tools)?;
    let items = process::read(&mut twiggy, "twiggy top")?;
    let crates = by_crate(&items);
    let all: u64 = crates.iter().map(|(_, bytes)| bytes).sum();
    println!("{}: raw bytes before wasm-opt, by crate (of {all})", wasm.display());
    for (name, bytes) in crates.iter().take(SHOWN) {
        println!("{name:<24}{bytes:>9}{:>5}%", bytes * 100 / all.max(1));
    }
    Ok(())
}

/// Adds up twiggy's items (`name,bytes,…` per line, the name perhaps quoted), the largest first.
fn by_crate(items: &str) -> Vec<(String, u64)> {
    let mut crates: BTreeMap<String, u64> = BTreeMap::new();
    for line in items.lines().skip(1) {
        // Names hold commas; the four numbers behind them do not.
        let mut fields = line.rsplitn(5, ',').skip(3);
        let (Some(bytes), Some(name)) = (fields.next(), fields.next()) else { continue };
        let (Ok(bytes), name) = (bytes.parse::<u64>(), name.trim_matches('"')) else { continue };
        if !STRIPPED.iter().any(|stripped| name.contains(stripped.trim_matches('"'))) {
            *crates.entry(crate_of(name)).or_default() += bytes;
        }
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    crates
}

/// The crate that a demangled name begins with, behind `<`, `&` and the like; what has none is told by its first word.
fn crate_of(name: &str) -> String {
    let start =
        name.trim_start_matches(['<', '&', '*', '(', '[']).trim_start_matches("mut ").trim_start_matches("dyn ");
    let end = start.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(start.len());
    let (word, rest) = start.split_at(end);
    if rest.starts_with("::") || rest.starts_with('[') {
        return word.to_owned();
    }
    if name.starts_with("data segment") { "data".to_owned() } else { "other".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_crate() {
        assert_eq!(crate_of("neuprint::client::call::<impl neuprint::client::Client<T>>::open::h1"), "neuprint");
        assert_eq!(crate_of("<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::x"), "serde_json");
        assert_eq!(crate_of("core[c5930c85a12de822]::num::flt2dec::format_exact"), "core");
        assert_eq!(crate_of("data segment \".rodata\""), "data");
        assert_eq!(crate_of("<str>::to_lowercase"), "other");
    }

    #[test]
    fn sizes_add_up_without_what_is_stripped() {
        let csv = "Name,ShallowSize,ShallowSizePercent,RetainedSize,RetainedSizePercent\n\
                   \"http::a<b, c>\",10,1.0,10,1.0\n\
                   http::d,5,1.0,5,1.0\n\
                   core::fmt,7,1.0,7,1.0\n\
                   \"custom section 'name'\",900,1.0,900,1.0\n";
        assert_eq!(by_crate(csv), [("http".to_owned(), 15), ("core".to_owned(), 7)]);
    }
}
