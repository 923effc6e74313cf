//! The brain regions that the data names: which lie in which, which are primary.
//!
//! Nesting and the set of primary regions are those that the dataset was published with (Scheffer et al. 2020, the
//! section on brain regions and its table of names). They are checked against every roiInfo while building.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::connections::Connection;
use super::literal::Counts;
use crate::Failure;

/// The region that stands for the whole dataset.
pub(crate) const WHOLE: &str = "hemibrain";

/// (name, the region it lies in, whether it is primary). Primary regions do not overlap.
const REGIONS: [(&str, &str, bool); 34] = [
    ("AL(L)", WHOLE, true),
    ("AL(R)", WHOLE, true),
    ("GNG", WHOLE, true),
    ("LH(R)", WHOLE, true),
    ("mALT(R)", WHOLE, false),
    ("INP", WHOLE, false),
    ("CRE(R)", "INP", true),
    ("CRE(-ROB,-RUB)(R)", "CRE(R)", false),
    ("SCL(R)", "INP", true),
    ("LX(R)", WHOLE, false),
    ("LAL(R)", "LX(R)", true),
    ("LAL(-GA)(R)", "LAL(R)", false),
    ("MB(+ACA)(R)", WHOLE, false),
    ("lACA(R)", "MB(+ACA)(R)", false),
    ("MB(R)", "MB(+ACA)(R)", false),
    ("CA(R)", "MB(R)", true),
    ("a'L(R)", "MB(R)", true),
    ("a'1(R)", "a'L(R)", false),
    ("a'2(R)", "a'L(R)", false),
    ("aL(R)", "MB(R)", true),
    ("a2(R)", "aL(R)", false),
    ("PENP", WHOLE, false),
    ("SAD", "PENP", true),
    ("SAD(-AMMC)", "SAD", false),
    ("SNP(R)", WHOLE, false),
    ("SIP(R)", "SNP(R)", true),
    ("SLP(R)", "SNP(R)", true),
    ("SMP(R)", "SNP(R)", true),
    ("VLNP(R)", WHOLE, false),
    ("AVLP(R)", "VLNP(R)", true),
    ("PLP(R)", "VLNP(R)", true),
    ("PVLP(R)", "VLNP(R)", true),
    ("VMNP", WHOLE, false),
    ("VES(R)", "VMNP", true),
];

/// The region that a region lies in. Glomeruli are named after their lobe: `AL-DA1(R)` lies in `AL(R)`.
pub(crate) fn parent(region: &str) -> Result<&'static str, Failure> {
    if let Some((_, parent, _)) = REGIONS.iter().find(|(name, ..)| *name == region) {
        return Ok(parent);
    }
    match region.strip_prefix("AL-").and_then(|name| name.get(name.len().saturating_sub(3)..)) {
        Some("(R)") => Ok("AL(R)"),
        Some("(L)") => Ok("AL(L)"),
        _ => Err(format!("the sources name the region `{region}`, whose place is not known: add it to regions.rs")),
    }
}

/// Whether a region is primary.
pub(crate) fn is_primary(region: &str) -> bool {
    REGIONS.iter().any(|(name, _, primary)| *name == region && *primary)
}

/// The regions as a tree, as neuPrint's roiHierarchy has it. Regions that only hold named ones are there too.
pub(crate) fn hierarchy(named: &BTreeSet<String>) -> Result<Json, Failure> {
    let mut all = named.clone();
    for region in named {
        let mut at = parent(region)?;
        while at != WHOLE {
            all.insert(at.to_owned());
            at = parent(at)?;
        }
    }
    branch(WHOLE, &all)
}

fn branch(region: &str, all: &BTreeSet<String>) -> Result<Json, Failure> {
    let mut children = Vec::new();
    for child in all {
        if parent(child)? == region {
            children.push(branch(child, all)?);
        }
    }
    Ok(if children.is_empty() { json!({"name": region}) } else { json!({"name": region, "children": children}) })
}

/// Checks the table against the data: in no connection does a region hold fewer synapses than one that lies in it, nor
/// do the primary regions hold more than there are.
pub(crate) fn check(connections: &[Connection]) -> Result<(), Failure> {
    for connection in connections {
        let mut primary = 0;
        let count = |counts: Option<&Counts>| counts.and_then(|c| c.post).unwrap_or(0);
        for (region, counts) in &connection.rois {
            let here = count(Some(counts));
            let parent = parent(region)?;
            if parent != WHOLE && here > count(connection.rois.get(parent)) {
                let Connection { pre, post, .. } = connection;
                return Err(format!("{pre} → {post} has more synapses in {region} than in {parent}, where it lies"));
            }
            if is_primary(region) {
                primary += here;
            }
        }
        if primary > connection.weight {
            let Connection { pre, post, weight, .. } = connection;
            return Err(format!("{pre} → {post} has {primary} synapses in primary regions, but only {weight} in all"));
        }
    }
    Ok(())
}
