//! How far healing may bridge, as people write it.

use std::fmt;
use std::str::FromStr;

use neuprint_decimal::parse_f64;

use crate::meta::VoxelSize;

/// How far healing may bridge from one fragment to another.
///
/// ```
/// use neuprint::HealLimit;
///
/// assert_eq!("8um".parse(), Ok(HealLimit::Nanometres(8000.0)));
/// assert_eq!("100 voxels".parse(), Ok(HealLimit::Voxels(100.0)));
/// assert_eq!("all".parse::<HealLimit>()?.to_string(), "no maximum distance");
/// # Ok::<(), neuprint::HealLimitError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum HealLimit {
    /// Nothing is healed.
    #[default]
    Off,
    /// Every fragment is joined.
    All,
    /// No bridge is longer than this many nanometres.
    Nanometres(f64),
    /// No bridge is longer than this many voxels, which are cubes.
    Voxels(f64),
}

/// Why a limit is of no use.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HealLimitError {
    /// It cannot be read.
    #[error("`{0}` is no limit of healing: it looks like 8um, 2000nm or 100voxels, or is all or off")]
    Unreadable(String),
    /// It is in nanometres, which nobody can convert.
    #[error(
        "the dataset does not say how large a voxel is (voxelSize and voxelUnits of its Meta node), so a limit in nm or \
         um means nothing: give it in voxels, as 100voxels, or all or off"
    )]
    VoxelSizeUnknown,
    /// It is in voxels, which are longer on one axis than on another.
    #[error("the dataset's voxels are no cubes, so a limit in voxels means nothing: give it in nm or um")]
    VoxelsNoCubes,
}

/// In what healing measures a dataset's skeletons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealMeasure {
    /// What a voxel measures on each axis, for `HealOptions::scale`.
    pub scale: [f64; 3],
    /// The longest bridge, in the unit that `scale` leads to.
    pub max_distance: Option<f64>,
}

impl HealLimit {
    /// What it means for a dataset whose voxels are so large; `None` if nothing is to be healed. Nanometres are measured
    /// wherever the voxel size is known, so that the least cable is so in space.
    ///
    /// # Errors
    /// For a length in nanometres, if the size of a voxel is not known; for one in voxels, if they are no cubes.
    pub fn measure(self, voxel: Option<&VoxelSize>) -> Result<Option<HealMeasure>, HealLimitError> {
        let nanometres = voxel.and_then(VoxelSize::nanometres).filter(|size| size.iter().all(|length| *length > 0.0));
        let (scale, max_distance) = match self {
            Self::Off => return Ok(None),
            Self::All => (nanometres.unwrap_or([1.0; 3]), None),
            Self::Nanometres(length) => (nanometres.ok_or(HealLimitError::VoxelSizeUnknown)?, Some(length)),
            Self::Voxels(length) => {
                if voxel.is_some_and(|voxel| voxel.size.iter().any(|side| *side != voxel.size[0])) {
                    return Err(HealLimitError::VoxelsNoCubes);
                }
                ([1.0; 3], Some(length))
            }
        };
        Ok(Some(HealMeasure { scale, max_distance }))
    }
}

impl fmt::Display for HealLimit {
    /// As the header of a healed skeleton's file says it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("not healed"),
            Self::All => f.write_str("no maximum distance"),
            Self::Nanometres(length) => write!(f, "maximum distance {length} nm"),
            Self::Voxels(length) => write!(f, "maximum distance {length} voxels"),
        }
    }
}

impl FromStr for HealLimit {
    type Err = HealLimitError;

    fn from_str(text: &str) -> Result<Self, HealLimitError> {
        let unreadable = || HealLimitError::Unreadable(text.to_owned());
        match text.trim() {
            "off" => return Ok(Self::Off),
            "all" => return Ok(Self::All),
            _ => {}
        }
        let unit = text.find(|letter: char| letter.is_alphabetic() && letter != 'e').ok_or_else(unreadable)?;
        let (number, unit) = text.split_at(unit);
        let length = parse_f64(number.trim().as_bytes()).filter(|length| *length >= 0.0 && length.is_finite());
        let length = length.ok_or_else(unreadable)?;
        match unit.trim() {
            "nm" => Ok(Self::Nanometres(length)),
            "um" | "µm" | "μm" => Ok(Self::Nanometres(length * 1_000.0)),
            "voxel" | "voxels" => Ok(Self::Voxels(length)),
            _ => Err(unreadable()),
        }
    }
}
