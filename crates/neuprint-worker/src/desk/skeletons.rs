//! A skeleton that lives here: as it came, and as it is healed now.

use neuprint::skeleton::{GapOptions, Gaps, Skeleton, Unit, scaled_cable_length};
use neuprint::{BodyId, HealLimit, Healing, SkeletonFile};

use super::session::{Names, no_voxel_size};
use super::{Bulk, failure, segments};
use crate::messages::file_stem;
use crate::messages::{Failure, Heal, LengthsNm, Response, SkeletonSummary};

/// A skeleton, raw and healed.
#[derive(Debug)]
pub(super) struct Kept {
    body: BodyId,
    names: Names,
    raw: Skeleton,
    /// Found when the skeleton is healed for the first time; every other limit takes the same.
    gaps: Option<Gaps>,
    fragments_raw: usize,
    how: Heal,
    /// `None`: shown as it came.
    healed: Option<Skeleton>,
    fragments: usize,
    /// The nodes whose edges to their parents healing added.
    bridges: Vec<u32>,
    lengths: Option<LengthsNm>,
}

impl Kept {
    /// Reads SWC and heals it.
    pub(super) fn new(
        body: BodyId,
        swc: &[u8],
        names: Names,
        how: Heal,
        voxel: Option<[f64; 3]>,
    ) -> Result<Self, Failure> {
        let raw = Skeleton::parse(swc)
            .map_err(|source| failure::of_client(neuprint::Error::InvalidSkeleton { body: body.get(), source }))?;
        let raw = match voxel {
            Some(size) => raw.with_unit(Unit::Voxel(size)),
            None => raw,
        };
        let fragments_raw = raw.fragments().count();
        let mut kept = Self {
            body,
            names,
            raw,
            gaps: None,
            fragments_raw,
            how: Heal::Off,
            healed: None,
            fragments: fragments_raw,
            bridges: Vec::new(),
            lengths: None,
        };
        kept.heal(how, voxel)?;
        Ok(kept)
    }

    /// Heals the raw skeleton. If that cannot be done it stays as it was.
    pub(super) fn heal(&mut self, how: Heal, voxel: Option<[f64; 3]>) -> Result<(), Failure> {
        let max_distance = match how {
            Heal::Within { .. } if voxel.is_none() => return Err(no_voxel_size()),
            Heal::Within { nanometres } => Some(nanometres),
            Heal::All | Heal::Off => None,
        };
        let mut bridge_lengths = Vec::new();
        if how == Heal::Off {
            self.healed = None;
            self.fragments = self.fragments_raw;
            self.bridges.clear();
        } else {
            let (raw, scale) = (&self.raw, voxel.unwrap_or(GapOptions::default().scale));
            let gaps = self.gaps.get_or_insert_with(|| Gaps::of(raw, GapOptions { scale, ..GapOptions::default() }));
            let healed = gaps.healed(max_distance, None);
            self.fragments = healed.fragments_after;
            self.bridges = healed.bridges.iter().map(|bridge| bridge.child).collect();
            bridge_lengths = healed.bridges.iter().map(|bridge| bridge.length).collect();
            self.healed = Some(healed.skeleton);
        }
        self.how = how;
        self.lengths =
            voxel.map(|voxel| LengthsNm { bridges: bridge_lengths, cable: scaled_cable_length(self.shown(), voxel) });
        Ok(())
    }

    /// The skeleton as it is shown.
    fn shown(&self) -> &Skeleton {
        self.healed.as_ref().unwrap_or(&self.raw)
    }

    /// What the page needs to list and draw it.
    pub(super) fn answer(&self) -> (Response, Vec<Bulk>) {
        let shown = self.shown();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let summary = SkeletonSummary {
            body: self.body.get(),
            neuron_type: self.names.neuron_type.clone(),
            instance: self.names.instance.clone(),
            nodes: count(shown.len()),
            fragments_raw: count(self.fragments_raw),
            fragments: count(self.fragments),
            bridges: count(self.bridges.len()),
            lengths: self.lengths.clone(),
        };
        let nodes = (0..shown.len())
            .flat_map(|node| [shown.x()[node], shown.y()[node], shown.z()[node], shown.radii()[node]])
            .collect();
        let bulk = vec![Bulk::Floats(nodes), Bulk::Words(shown.parents().to_vec()), Bulk::Words(self.bridges.clone())];
        (Response::Skeleton(summary), bulk)
    }

    /// The skeleton as an SWC file that says where it comes from and how it was healed; as it came if it is to be `raw`.
    pub(super) fn file(&self, dataset: &str, uuid: Option<&str>, raw: bool) -> (Response, Vec<Bulk>) {
        let (shown, how) = if raw { (&self.raw, Heal::Off) } else { (self.shown(), self.how) };
        let limit = match how {
            Heal::Off => None,
            Heal::All => Some(HealLimit::All),
            Heal::Within { nanometres } => Some(HealLimit::Nanometres(nanometres)),
        };
        let (fragments_before, bridges) = (self.fragments_raw, self.bridges.len());
        let healing = limit.map(|limit| Healing { limit, fragments_before, bridges });
        let text = SkeletonFile { dataset, uuid, body: self.body, healing }.to_swc(shown);
        let suffix = if how == Heal::Off { "" } else { "-healed" };
        let name = format!("{}-{}{suffix}.swc", file_stem(dataset), self.body);
        (Response::File { name, mime: "text/plain;charset=utf-8".to_owned() }, vec![Bulk::Bytes(text.into_bytes())])
    }

    /// The edges of the skeleton as it is shown, as a CSV file.
    pub(super) fn segments(&self, dataset: &str) -> (Response, Vec<Bulk>) {
        let name = format!("{}-{}-segments.csv", file_stem(dataset), self.body);
        let text = segments::csv(self.body, self.shown());
        (Response::File { name, mime: "text/csv;charset=utf-8".to_owned() }, vec![Bulk::Bytes(text.into_bytes())])
    }
}
