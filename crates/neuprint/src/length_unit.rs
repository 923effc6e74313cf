//! Units of lengths and positions.

use std::str::FromStr;

use crate::criteria::CriteriaError;
use crate::meta::Meta;

/// In what lengths and positions are given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LengthUnit {
    /// The dataset's voxels, in which the database keeps positions.
    #[default]
    Voxel,
    /// Nanometres.
    Nanometre,
    /// Micrometres.
    Micrometre,
}

impl LengthUnit {
    /// As users write it: `voxel`, `nm`, `um`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Voxel => "voxel",
            Self::Nanometre => "nm",
            Self::Micrometre => "um",
        }
    }

    /// How long a voxel is, per axis.
    ///
    /// # Errors
    /// For voxels, if they are not cubes: a length in voxels then depends on its direction. For the others, if the
    /// dataset does not say how large a voxel is.
    pub(crate) fn per_voxel(self, meta: &Meta) -> Result<[f64; 3], CriteriaError> {
        let refused = |reason: &str| Err(CriteriaError::value("unit", &self.as_str().into(), reason));
        let nanometres = match (self, meta.voxel_size()) {
            (Self::Voxel, None) => return Ok([1.0; 3]),
            (Self::Voxel, Some(voxel)) if voxel.size[0] == voxel.size[1] && voxel.size[1] == voxel.size[2] => {
                return Ok([1.0; 3]);
            }
            (Self::Voxel, Some(_)) => return refused("the dataset's voxels are not cubes; give \"nm\" or \"um\""),
            (_, voxel) => voxel.and_then(|voxel| voxel.nanometres()),
        };
        match nanometres {
            Some(size) if size.iter().all(|length| *length > 0.0) => {
                Ok(if self == Self::Micrometre { size.map(|length| length / 1_000.0) } else { size })
            }
            _ => refused("the dataset does not say how large a voxel is; give \"voxel\""),
        }
    }
}

impl FromStr for LengthUnit {
    type Err = CriteriaError;

    fn from_str(text: &str) -> Result<Self, CriteriaError> {
        let all = [Self::Voxel, Self::Nanometre, Self::Micrometre];
        let unit = all.into_iter().find(|unit| unit.as_str() == text);
        unit.ok_or_else(|| CriteriaError::value("unit", &text.into(), "it is \"voxel\", \"nm\" or \"um\""))
    }
}
