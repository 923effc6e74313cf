//! Which files of a folder are a loader's, and what is in them.
//!
//! The names are those of neuPrint's own exporters: `Neuprint_Neurons_mb6.csv` of the older one, `Neuprint_Neurons/` with
//! many files of the newer one.

use std::path::{Path, PathBuf};

use crate::import::ImportError;
use crate::import::report::Report;
use crate::import::sources::{entries, file_name};
use crate::import::table::Format;

/// Beginnings of names. Where one begins like another, the longer one stands first.
const KINDS: [(&str, What); 15] = [
    ("Neuprint_Neuron_Connections", What::Relationships("ConnectsTo")),
    ("Neuprint_SynapseSet_to_SynapseSet", What::Relationships("ConnectsTo")),
    ("Neuprint_SynapseSet_to_Synapses", What::Relationships("Contains")),
    ("Neuprint_Synapse_Connections", What::Relationships("SynapsesTo")),
    ("Neuprint_Neuron_to_SynapseSet", What::Relationships("Contains")),
    ("Neuprint_Neuron_to_ElementSet", What::Relationships("Contains")),
    ("Neuprint_ElementSet_to_Element", What::Relationships("Contains")),
    ("Neuprint_Elements_CloseTo", What::Relationships("CloseTo")),
    ("Neuprint_Meta", What::Meta),
    ("Neuprint_Neurons", What::Nodes),
    ("Neuprint_SynapseSet", What::Nodes),
    ("Neuprint_Synapses", What::Nodes),
    ("Neuprint_ElementSets", What::Nodes),
    ("Neuprint_ElementSet", What::Nodes),
    ("Neuprint_Elements", What::Nodes),
];

const NEURONS: &str = "Neuprint_Neurons";
const CONNECTIONS: &str = "Neuprint_Neuron_Connections";

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum What {
    Meta,
    Nodes,
    /// Of this type, unless the table has a column `:TYPE`.
    Relationships(&'static str),
}

/// One table, in one file or in several.
#[derive(Debug)]
pub(in crate::import) struct LoaderTable {
    /// The beginning of the files' names.
    pub(super) name: &'static str,
    pub(super) what: What,
    /// Paths, and the names that messages have.
    pub(super) files: Vec<(PathBuf, String)>,
}

/// Takes a loader's files out of a folder's. `None` if there are none with neurons.
///
/// # Errors
/// If a folder cannot be read, or if there are neurons without connections.
pub(in crate::import) fn take(
    folder: &Path,
    files: &mut Vec<PathBuf>,
    folders: &mut Vec<PathBuf>,
    report: &mut Report,
) -> Result<Option<Vec<LoaderTable>>, ImportError> {
    let is_there = |name: &'static str| {
        files.iter().chain(&*folders).any(|path| kind(&file_name(path)).is_some_and(|(known, _)| known == name))
    };
    if !is_there(NEURONS) {
        return Ok(None);
    }
    if !is_there(CONNECTIONS) {
        return Err(ImportError::Missing { folder: folder.to_owned(), what: "Neuprint_Neuron_Connections.csv" });
    }
    let mut found: Vec<(PathBuf, String)> = Vec::new();
    let ours = |path: &mut PathBuf| kind(&file_name(path)).is_some();
    found.extend(files.extract_if(.., |path| ours(path) && Format::of(&file_name(path)).is_some()).map(|path| {
        let name = file_name(&path);
        (path, name)
    }));
    for folder in folders.extract_if(.., ours) {
        walk(&folder, &file_name(&folder), &mut found)?;
    }
    let mut tables = Vec::new();
    for (name, what) in KINDS {
        let ours = |(_, file): &mut (PathBuf, String)| kind(file).is_some_and(|(known, _)| known == name);
        let mut files: Vec<(PathBuf, String)> = found.extract_if(.., ours).collect();
        files.sort();
        // The newer exporter writes some tables twice: as Feather, and as CSV.
        let format = files.iter().filter_map(|(_, file)| Format::of(file)).min();
        for (_, file) in files.extract_if(.., |(_, file)| Format::of(file) != format) {
            report.left_out(format!("{file}: {name} is there in another format, too"));
        }
        if !files.is_empty() {
            tables.push(LoaderTable { name, what, files });
        }
    }
    Ok(Some(tables))
}

/// All tables in a folder and the folders in it.
fn walk(folder: &Path, name: &str, found: &mut Vec<(PathBuf, String)>) -> Result<(), ImportError> {
    let (files, folders) = entries(folder)?;
    for path in files {
        let name = format!("{name}/{}", file_name(&path));
        if Format::of(&name).is_some() {
            found.push((path, name));
        }
    }
    folders.iter().try_for_each(|folder| walk(folder, &format!("{name}/{}", file_name(folder)), found))
}

/// What a file holds, by the first part of its path.
fn kind(name: &str) -> Option<(&'static str, What)> {
    let first = name.split('/').next().unwrap_or(name);
    let stem = Format::stem(first);
    let begins = |known: &str| stem.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    KINDS.into_iter().find(|(known, _)| begins(known))
}

#[cfg(test)]
mod tests {
    use super::{What, kind};

    #[test]
    fn names_of_both_exporters_are_known() {
        for (name, known, what) in [
            ("Neuprint_Neurons_mb6.csv", "Neuprint_Neurons", What::Nodes),
            ("Neuprint_Neurons/0042.csv", "Neuprint_Neurons", What::Nodes),
            ("Neuprint_Neuron_Connections.feather", "Neuprint_Neuron_Connections", What::Relationships("ConnectsTo")),
            ("Neuprint_SynapseSet_mb6.csv.gz", "Neuprint_SynapseSet", What::Nodes),
            ("Neuprint_SynapseSet_to_Synapses.csv", "Neuprint_SynapseSet_to_Synapses", What::Relationships("Contains")),
            ("Neuprint_Synapse_Connections.csv", "Neuprint_Synapse_Connections", What::Relationships("SynapsesTo")),
            ("Neuprint_Elements_CloseTo_pins.csv", "Neuprint_Elements_CloseTo", What::Relationships("CloseTo")),
            ("Neuprint_Elements/mito/000001.csv", "Neuprint_Elements", What::Nodes),
            ("Neuprint_Meta_mb6.csv", "Neuprint_Meta", What::Meta),
        ] {
            assert_eq!(kind(name), Some((known, what)), "{name}");
        }
        for name in ["Neuprint_NeuronsOld.csv", "neurons.csv", "Neuprint_Meta_debug/x.csv2", "x/Neuprint_Meta.csv"] {
            assert!(kind(name).is_none_or(|(known, _)| known == "Neuprint_Meta"), "{name}");
        }
    }
}
