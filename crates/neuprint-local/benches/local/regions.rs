//! Brain regions of the synthetic dataset, and roiInfo texts.

use std::fmt::Write;

/// Primary regions; each lies in one of [`SUPER`] larger ones, which roiInfo names too.
pub(crate) const PRIMARY: usize = 63;
pub(crate) const SUPER: usize = 13;

/// The name of a region: primary ones first, then the larger ones.
pub(crate) fn name(region: usize) -> String {
    if region < PRIMARY { format!("ROI{region}(R)") } else { format!("SUPER{}", region - PRIMARY) }
}

/// The larger region around a primary one.
pub(crate) fn around(primary: usize) -> usize {
    PRIMARY + primary % SUPER
}

/// Synapses in a region.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) pre: u32,
    pub(crate) post: u32,
    pub(crate) downstream: u32,
    pub(crate) upstream: u32,
}

/// A connection's roiInfo: `pre` and `post` per primary region, then per larger region.
pub(crate) fn of_connection(parts: &[(usize, Counts)], out: &mut String) {
    let mut all: Vec<(usize, Counts)> = Vec::with_capacity(parts.len() * 2);
    for (region, counts) in parts.iter().copied().chain(parts.iter().map(|(region, c)| (around(*region), *c))) {
        match all.iter_mut().find(|entry| entry.0 == region) {
            Some(entry) => {
                entry.1.pre += counts.pre;
                entry.1.post += counts.post;
            }
            None => all.push((region, counts)),
        }
    }
    out.clear();
    out.push('{');
    for (at, (region, counts)) in all.into_iter().enumerate() {
        out.push_str(if at == 0 { "" } else { ", " });
        let _ = write!(out, "\"{}\": {{\"pre\": {}, \"post\": {}}}", name(region), counts.pre, counts.post);
    }
    out.push('}');
}

/// A neuron's roiInfo: what it has in every region where it has something.
pub(crate) fn of_neuron(counts: &[Counts]) -> String {
    let mut out = String::from("{");
    for (region, c) in counts.iter().enumerate().filter(|(_, c)| c.downstream + c.upstream > 0) {
        out.push_str(if out.len() == 1 { "" } else { ", " });
        let _ = write!(
            out,
            "\"{}\": {{\"pre\": {}, \"post\": {}, \"downstream\": {}, \"upstream\": {}}}",
            name(region),
            c.pre,
            c.post,
            c.downstream,
            c.upstream
        );
    }
    out + "}"
}
