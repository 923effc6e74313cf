//! A skeleton that lives here: as it came, with the gaps that healing may close.

use std::collections::{HashMap, HashSet};

use neuprint::skeleton::{
    Bridge, GapOptions, Gaps, Healed, NO_PARENT, Skeleton, Unit, attach, bounding_box, node_near, path_between, retain,
    scaled_cable_length, thickest_node,
};
use neuprint::{BodyId, FileBridge, HealLimit, Healing, Pruning, SkeletonFile};

use super::facts::Facts;
use super::pruning::{WithoutTwigs, without_twigs};
use super::{Bulk, failure, morphology, runs, segments};
use crate::messages::{
    Closing, Failure, Gap, GapEnd, InBytes as _, PathFound, Pruned, Response, Root, RootReason, Shaping,
    SkeletonSummary, file_stem,
};

/// A skeleton. Which of its gaps are closed is the page's to know; closing them changes edges alone.
#[derive(Debug)]
pub(super) struct Kept {
    body: BodyId,
    facts: Facts,
    /// As it came, if its nodes came in another order than that of their identifiers.
    raw: Option<Skeleton>,
    /// With the skeleton, its nodes in the order of their identifiers.
    gaps: Gaps,
    voxel: Option<[f64; 3]>,
    root: Root,
}

impl Kept {
    /// Reads SWC and finds the gaps.
    pub(super) fn new(body: BodyId, swc: &[u8], facts: Facts, voxel: Option<[f64; 3]>) -> Result<Self, Failure> {
        let raw = Skeleton::parse(swc)
            .map_err(|source| failure::of_client(neuprint::Error::InvalidSkeleton { body: body.get(), source }))?;
        let raw = match voxel {
            Some(size) => raw.with_unit(Unit::Voxel(size)),
            None => raw,
        };
        let scale = voxel.unwrap_or(GapOptions::default().scale);
        let gaps = Gaps::of(&raw, GapOptions { scale, ..GapOptions::default() });
        let raw = (raw.ids() != gaps.skeleton().ids()).then_some(raw);
        let root = own_root(gaps.skeleton(), &facts);
        Ok(Self { body, facts, raw, gaps, voxel, root })
    }

    /// Sees the tree from another node, or from the one that is chosen without being told.
    pub(super) fn reroot(&mut self, node: Option<u32>) -> Result<(), Failure> {
        self.root = match node {
            None => own_root(self.gaps.skeleton(), &self.facts),
            Some(node) if (node as usize) < self.gaps.skeleton().len() => Root { node, reason: RootReason::Chosen },
            Some(node) => {
                return Err(failure::invalid(format!("The skeleton of {} has no node {node}.", self.body)));
            }
        };
        Ok(())
    }

    /// What the page needs to list, draw and heal it.
    pub(super) fn answer(&self) -> (Response, Vec<Bulk>) {
        let skeleton = self.gaps.skeleton();
        let whole = self.gaps.closed(|_, _| true, self.root_id());
        let neighbours = neighbours(skeleton);
        let count = |is: fn(u32) -> bool| {
            u32::try_from(neighbours.iter().filter(|count| is(**count)).count()).unwrap_or(u32::MAX)
        };
        let summary = SkeletonSummary {
            body: self.body.get(),
            neuron_type: self.facts.neuron_type.clone(),
            instance: self.facts.instance.clone(),
            pre: self.facts.pre,
            post: self.facts.post,
            nodes: count(|_| true),
            fragments: u32::try_from(self.gaps.fragments().count()).unwrap_or(u32::MAX),
            branch_points: count(|count| count >= 3),
            ends: count(|count| count <= 1),
            cable: scaled_cable_length(skeleton, self.voxel.unwrap_or(GapOptions::default().scale)),
            bounds: bounding_box(skeleton)
                .map_or([[0.0; 3]; 2], |bounds| [bounds.low, bounds.high].map(|corner| corner.map(|part| part as f32))),
            root: self.root,
            gaps: gaps(skeleton, &neighbours, self.gaps.gaps(), &whole.bridges),
        };
        let nodes = (0..skeleton.len())
            .flat_map(|node| [skeleton.x()[node], skeleton.y()[node], skeleton.z()[node], skeleton.radii()[node]])
            .collect();
        let parents = whole.skeleton.parents().to_vec();
        let bulk = vec![Bulk::Bytes(summary.write()), Bulk::Floats(nodes), Bulk::Words(parents)];
        (Response::Skeleton, bulk)
    }

    /// The way along the cable between two nodes; nothing if they are in different fragments.
    pub(super) fn path(&self, (from, to): (u32, u32), closing: Option<&Closing>) -> Vec<Bulk> {
        let closes = |place: usize, length: f64| closing.is_some_and(|closing| closing.closes(place, length));
        let healed = self.gaps.closed(|place, gap| closes(place, gap.length), None);
        let tree = &healed.skeleton;
        let Some(path) = path_between(tree, from, to) else { return Vec::new() };
        let on_path: HashSet<u32> = path.nodes.iter().copied().collect();
        let is_on = |node: u32| on_path.contains(&node);
        let scale = self.voxel.unwrap_or(GapOptions::default().scale);
        let place = |node: u32| [tree.x(), tree.y(), tree.z()].map(|part| part[node as usize]);
        let (start, end) = (place(from), place(to));
        let squared = |axis: usize| ((f64::from(start[axis]) - f64::from(end[axis])) * scale[axis]).powi(2);
        let steps = path.nodes.windows(2).map(|step| (step[0].min(step[1]), step[0].max(step[1])));
        let bridges: HashSet<(u32, u32)> = healed
            .bridges
            .iter()
            .map(|bridge| (bridge.child.min(bridge.parent), bridge.child.max(bridge.parent)))
            .collect();
        let found = PathFound {
            length: scaled_cable_length(&retain(tree, is_on), scale),
            straight: (0..3).map(squared).sum::<f64>().sqrt(),
            bridges: steps.filter(|step| bridges.contains(step)).count() as u32,
        };
        let places = path.nodes.iter().flat_map(|node| place(*node)).collect();
        vec![Bulk::Bytes(found.write()), Bulk::Floats(places)]
    }

    /// The tree so shaped, seen from its root.
    fn shaped(&self, Shaping { closing, prune }: &Shaping) -> Shaped {
        let closes = |place: usize, length: f64| closing.as_ref().is_some_and(|closing| closing.closes(place, length));
        let healed = self.gaps.closed(|place, gap| closes(place, gap.length), self.root_id());
        let pruned = prune.map(|longest| without_twigs(&healed.skeleton, longest));
        Shaped { healed, pruned }
    }

    /// The skeleton as an SWC file that says where it comes from, how it was healed and pruned, and by which bridges.
    pub(super) fn file(&self, dataset: &str, uuid: Option<&str>, shaping: &Shaping) -> (Response, Vec<Bulk>) {
        let file = |healing| SkeletonFile { dataset, uuid, body: self.body, healing };
        let is_rerooted = self.root.reason == RootReason::Chosen;
        let (text, suffix) = match (&shaping.closing, shaping.prune) {
            (None, None) if !is_rerooted => (file(None).to_swc(self.raw.as_ref().unwrap_or(self.gaps.skeleton())), ""),
            (closing, prune) => {
                let shaped = self.shaped(shaping);
                let bridges = closing.as_ref().map(|closing| self.told_bridges(closing)).unwrap_or_default();
                let healing = closing.as_ref().map(|closing| self.told_healing(closing, &shaped.healed));
                let pruning =
                    prune.zip(shaped.pruned.as_ref()).map(|(longest, pruned)| self.told_pruning(longest, pruned));
                let suffix = match (closing, pruning) {
                    (_, Some(_)) => "-processed",
                    (Some(_), None) => "-healed",
                    (None, None) => "-rerooted",
                };
                (file(healing).to_swc_with(shaped.skeleton(), &bridges, pruning), suffix)
            }
        };
        let name = format!("{}-{}{suffix}.swc", file_stem(dataset), self.body);
        (Response::File { name, mime: "text/plain;charset=utf-8".to_owned() }, vec![Bulk::Bytes(text.into_bytes())])
    }

    /// What is left without short twigs.
    pub(super) fn pruned(&self, shaping: &Shaping) -> Vec<Bulk> {
        let Shaped { healed, pruned } = self.shaped(shaping);
        let without = pruned.unwrap_or_else(|| without_twigs(&healed.skeleton, f64::NEG_INFINITY));
        let neighbours = neighbours(&without.skeleton);
        let count = |is: fn(u32) -> bool| neighbours.iter().filter(|count| is(**count)).count() as u32;
        let told = Pruned {
            twigs: without.twigs as u32,
            left_out: without.left_out,
            nodes: count(|_| true),
            branch_points: count(|count| count >= 3),
            ends: count(|count| count <= 1),
        };
        vec![Bulk::Bytes(told.write()), Bulk::Words(without.gone)]
    }

    /// The shape of the tree.
    pub(super) fn morphology(&self, shaping: &Shaping) -> Vec<Bulk> {
        let shaped = self.shaped(shaping);
        let root = self.root_id().and_then(|id| shaped.skeleton().node_with_id(id));
        vec![Bulk::Bytes(morphology::of(shaped.skeleton(), root.unwrap_or(u32::MAX)).write())]
    }

    /// The unbranched runs of the tree.
    pub(super) fn runs(&self, shaping: &Shaping) -> Vec<Bulk> {
        let shaped = self.shaped(shaping);
        let (all, left) = (self.gaps.skeleton().ids(), shaped.skeleton().ids());
        // Sorted by identifier, they can be searched.
        let index = |node: u32| all.binary_search(&left[node as usize]).map_or(u32::MAX, |node| node as u32);
        runs::of(shaped.skeleton(), all.len(), index)
    }

    /// The edges of the skeleton as a CSV file.
    pub(super) fn segments(&self, dataset: &str, shaping: &Shaping) -> (Response, Vec<Bulk>) {
        let name = format!("{}-{}-segments.csv", file_stem(dataset), self.body);
        let text = segments::csv(self.body, self.shaped(shaping).skeleton());
        (Response::File { name, mime: "text/csv;charset=utf-8".to_owned() }, vec![Bulk::Bytes(text.into_bytes())])
    }

    /// Where its nodes are, voxels.
    pub(super) fn places(&self) -> Vec<[f32; 3]> {
        let skeleton = self.gaps.skeleton();
        (0..skeleton.len()).map(|node| [skeleton.x()[node], skeleton.y()[node], skeleton.z()[node]]).collect()
    }

    /// The nearest node to each of these places (x, y, z, voxels); `u32::MAX` if there is none.
    pub(super) fn nodes_near(&self, places: &[f32]) -> Vec<u32> {
        let skeleton = self.gaps.skeleton();
        let scale = self.voxel.unwrap_or(GapOptions::default().scale);
        let points: Vec<[f64; 3]> = places
            .as_chunks::<3>()
            .0
            .iter()
            .map(|place| [0, 1, 2].map(|axis| f64::from(place[axis]) * scale[axis]))
            .collect();
        let in_nanometres = skeleton.converted_to(Unit::Nanometre).ok();
        let nearest = attach(in_nanometres.as_ref().unwrap_or(skeleton), &points);
        nearest.into_iter().map(|found| found.map_or(u32::MAX, |found| found.node)).collect()
    }

    fn told_healing(&self, closing: &Closing, healed: &Healed) -> Healing {
        let limit = match closing.within {
            None => HealLimit::All,
            Some(length) if self.voxel.is_some() => HealLimit::Nanometres(length),
            Some(length) => HealLimit::Voxels(length),
        };
        Healing { limit, fragments_before: healed.fragments_before, bridges: healed.bridges.len() }
    }

    /// Longest first; those out of reach are not told one by one.
    fn told_bridges(&self, closing: &Closing) -> Vec<FileBridge> {
        let ids = self.gaps.skeleton().ids();
        let told = self.gaps.gaps().iter().enumerate().rev().filter(|(_, gap)| closing.is_in_reach(gap.length));
        told.map(|(place, gap)| FileBridge {
            ends: (ids[gap.from as usize], ids[gap.to as usize]),
            length: gap.length,
            unit: self.unit(),
            is_closed: closing.closes(place, gap.length),
        })
        .collect()
    }

    fn told_pruning(&self, longest: f64, pruned: &WithoutTwigs) -> Pruning {
        let share = if pruned.cable > 0.0 { pruned.left_out / pruned.cable } else { 0.0 };
        Pruning { longest, unit: self.unit(), twigs: pruned.twigs, share }
    }

    /// In what lengths are measured.
    fn unit(&self) -> &'static str {
        if self.voxel.is_some() { "nm" } else { "voxels" }
    }

    fn root_id(&self) -> Option<i64> {
        self.gaps.skeleton().ids().get(self.root.node as usize).copied()
    }
}

/// A skeleton as it is shaped.
struct Shaped {
    healed: Healed,
    pruned: Option<WithoutTwigs>,
}

impl Shaped {
    fn skeleton(&self) -> &Skeleton {
        self.pruned.as_ref().map_or(&self.healed.skeleton, |pruned| &pruned.skeleton)
    }
}

/// The node from which a tree is seen if nobody says it: roots in neuPrint are arbitrary.
fn own_root(skeleton: &Skeleton, facts: &Facts) -> Root {
    let known = facts.root.and_then(|(reason, place)| Some(Root { node: node_near(skeleton, place)?, reason }));
    known.unwrap_or_else(|| Root { node: thickest_node(skeleton).unwrap_or_default(), reason: RootReason::Thickest })
}

/// Per node, to how many others it is joined.
fn neighbours(skeleton: &Skeleton) -> Vec<u32> {
    let mut counts = vec![0; skeleton.len()];
    for (node, parent) in skeleton.parents().iter().enumerate().filter(|edge| *edge.1 != NO_PARENT) {
        counts[node] += 1;
        counts[*parent as usize] += 1;
    }
    counts
}

/// The gaps in their order, each with its ends as the tree with all of them closed has them.
fn gaps(skeleton: &Skeleton, neighbours: &[u32], found: &[neuprint::skeleton::Gap], bridges: &[Bridge]) -> Vec<Gap> {
    let end = |node: u32| {
        let at = node as usize;
        let place = [skeleton.x()[at], skeleton.y()[at], skeleton.z()[at]];
        GapEnd { node, id: skeleton.ids()[at], place, neighbours: neighbours[at] }
    };
    // A node is the lower end of one bridge at most.
    let above: HashMap<u32, u32> = bridges.iter().map(|bridge| (bridge.child, bridge.parent)).collect();
    let ends = |gap: &neuprint::skeleton::Gap| match above.get(&gap.from) {
        Some(parent) if *parent == gap.to => [gap.from, gap.to],
        _ => [gap.to, gap.from],
    };
    found.iter().map(|gap| Gap { ends: ends(gap).map(end), length: gap.length }).collect()
}
