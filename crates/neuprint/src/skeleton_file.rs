//! The file of a neuron's skeleton, which says where it comes from and how it was healed.

use neuprint_skeleton::{Provenance, Skeleton, WriteOptions, cable_length};

use crate::body_id::BodyId;
use crate::heal_limit::HealLimit;

/// What the header of a skeleton's file says.
///
/// ```
/// use neuprint::skeleton::{HealOptions, Skeleton, heal};
/// use neuprint::{BodyId, HealLimit, Healing, SkeletonFile};
///
/// let healed = heal(&Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 7 0 0 1 -1\n")?, HealOptions::default());
/// let healing = Healing { limit: HealLimit::All, fragments_before: 2, bridges: healed.bridges.len() };
/// let file = SkeletonFile { dataset: "a:v1", uuid: None, body: BodyId::new(5)?, healing: Some(healing) };
/// assert_eq!(
///     file.to_swc(&healed.skeleton),
///     "# dataset: a:v1\n# unit: unknown\n# root: 1\n# fragments: 1\n# \
///      healing: no maximum distance: 2 fragments joined by 1 bridges, 1 left; cable 7.0 voxels\n# body: 5\n\
///      1 0 0 0 0 1 -1\n2 0 7 0 0 1 1\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkeletonFile<'f> {
    /// `name:tag`.
    pub dataset: &'f str,
    /// The version of the data, if the server says it.
    pub uuid: Option<&'f str>,
    /// Whose skeleton it is.
    pub body: BodyId,
    /// What healing did; `None` for a skeleton as the server has it.
    pub healing: Option<Healing>,
}

/// What healing did to a skeleton.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Healing {
    /// How far it might bridge.
    pub limit: HealLimit,
    /// Fragments before.
    pub fragments_before: usize,
    /// The bridges that it added, each of which made one fragment of two.
    pub bridges: usize,
}

/// A gap between two fragments of which the file tells what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FileBridge {
    /// The identifiers of the nodes at its ends.
    pub ends: (i64, i64),
    /// How wide it is, in `unit`.
    pub length: f64,
    /// In what its length is measured: `nm` or `voxels`.
    pub unit: &'static str,
    /// Whether it is closed; otherwise it was refused by hand.
    pub is_closed: bool,
}

/// What pruning left out of a skeleton.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pruning {
    /// Twigs up to this length are left out, in `unit`.
    pub longest: f64,
    /// In what that is measured: `nm` or `voxels`.
    pub unit: &'static str,
    /// How many twigs that are.
    pub twigs: usize,
    /// Which share of the cable they are, 0…1.
    pub share: f64,
}

impl SkeletonFile<'_> {
    /// SWC text. Cable is said in voxels, which is what neuPrint's skeletons are measured in.
    pub fn to_swc(&self, skeleton: &Skeleton) -> String {
        self.to_swc_with(skeleton, &[], None)
    }

    /// The same with a line for each of these bridges: `# bridge: 12 to 340, 986.4 nm`, or `# refused bridge: …`; and one for
    /// what was pruned: `# pruning: twigs up to 5000.0 nm: 212 left out, 3.40 % of the cable`.
    pub fn to_swc_with(&self, skeleton: &Skeleton, bridges: &[FileBridge], pruning: Option<Pruning>) -> String {
        let healing = self.healing.map(|Healing { limit, fragments_before, bridges }| {
            format!(
                "{limit}: {fragments_before} fragments joined by {bridges} bridges, {} left; cable {:.1} voxels",
                fragments_before.saturating_sub(bridges),
                cable_length(skeleton),
            )
        });
        let dataset = Some(self.dataset.to_owned());
        let provenance = Provenance { dataset, uuid: self.uuid.map(str::to_owned), healing };
        let mut comments = vec![format!("body: {}", self.body)];
        comments.extend(pruning.map(|Pruning { longest, unit, twigs, share }| {
            format!("pruning: twigs up to {longest:.1} {unit}: {twigs} left out, {:.2} % of the cable", share * 100.0)
        }));
        comments.extend(bridges.iter().map(|FileBridge { ends: (one, other), length, unit, is_closed }| {
            let what = if *is_closed { "bridge" } else { "refused bridge" };
            format!("{what}: {one} to {other}, {length:.1} {unit}")
        }));
        skeleton.to_swc_with(&WriteOptions { provenance: Some(provenance), comments, ..WriteOptions::default() })
    }
}
