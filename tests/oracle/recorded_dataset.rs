//! What the recorded server had: the graph, and what was stored beside it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use bytes::Bytes;
use flate2::read::GzDecoder;
use neuprint_local::{About, Dataset};
use neuprint_tests::shared_data_or_skip;

use crate::recorded_graph::graph;

pub(crate) const DATASET: &str = "hemibrain:v1.2.1";

/// The graph, skeletons, meshes and keys that the recorded server had.
pub(crate) fn dataset(test: &str) -> Option<Dataset> {
    let graph = graph(&shared_data_or_skip(test, "neo4j-answers")?);
    let mut skeletons = BTreeMap::from([
        (1, Bytes::from_static(b"# no final newline\n1 0 1 2 3 4 -1\n2 0 2 2 3 4.5 1")),
        (2, Bytes::from_static(b"1 0 1 2 3\n")),
    ]);
    for entry in std::fs::read_dir(shared_data_or_skip(test, "hemibrain-mb/skeletons")?).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(body) = name.split('.').next().and_then(|stem| stem.parse().ok()) else { continue };
        let bytes = if name.ends_with(".gz") { unzip(&path) } else { std::fs::read(&path).unwrap() };
        skeletons.insert(body, bytes.into());
    }
    let mut meshes =
        BTreeMap::from([("MB(+ACA)(R)".to_owned(), Bytes::from_static(b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"))]);
    for roi in ["CA(R)", "a'L(R)", "EB", "PED(R)"] {
        let path = shared_data_or_skip(test, &format!("roi-meshes/{roi}.obj.gz"))?;
        meshes.insert(roi.to_owned(), unzip(&path).into());
    }
    let about = About {
        name: DATASET.to_owned(),
        description: String::new(),
        info: String::new(),
        licence: "CC-BY-4.0".to_owned(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    let keys = [("hello", &b"\x00\x01binary\xff"[..]), ("a/b c", b"slash")];
    let keys = keys.map(|(key, bytes)| (("testkv".to_owned(), key.to_owned()), Bytes::from_static(bytes)));
    Some(Dataset::new(about, graph, skeletons, meshes).with_key_values(keys.into()))
}

fn unzip(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}
