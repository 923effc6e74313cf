//! What coordinates are measured in.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, Unit, cable_length};
//!
//! let voxels = Skeleton::parse(b"1 0 0 0 0 1 -1\n2 0 0 0 10 1 1\n")?.with_unit(Unit::Voxel([8.0, 8.0, 40.0]));
//! let micrometres = voxels.converted_to(Unit::Micrometre)?;
//! assert_eq!((cable_length(&voxels), cable_length(&micrometres)), (10.0, 0.4000000059604645));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An SWC file does not say it: neuPrint's are in voxels, whose size is the dataset's to tell. All that this crate
//! measures is in the unit of the coordinates, whichever it is. Lengths along other than one axis make sense only if a
//! unit is as long on each axis, so skeletons in voxels that are no cubes are converted before they are measured.

use std::fmt;

use crate::header;
use crate::skeleton::Skeleton;

/// What one unit of each coordinate measures.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Unit {
    /// Nobody has said.
    #[default]
    Unknown,
    /// A nanometre.
    Nanometre,
    /// A micrometre.
    Micrometre,
    /// A voxel that is this many nanometres long on each axis.
    Voxel([f64; 3]),
}

/// A conversion between units of which one is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the unit of the coordinates is not known: say it before converting")]
pub struct UnknownUnit;

impl Unit {
    /// How many nanometres it has on each axis.
    pub fn nanometres(self) -> Option<[f64; 3]> {
        match self {
            Self::Unknown => None,
            Self::Nanometre => Some([1.0; 3]),
            Self::Micrometre => Some([1000.0; 3]),
            Self::Voxel(size) => Some(size),
        }
    }
}

impl fmt::Display for Unit {
    /// As the header of a file names it: `nm`, `um`, `voxel 8 8 8`, `unknown`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&header::unit_name(*self))
    }
}

impl Skeleton {
    /// What the coordinates are measured in.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The same skeleton, of which it is now known what it is measured in.
    pub fn with_unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    /// The skeleton in another unit. A radius has no axis: it is multiplied by the geometric mean of the axes' factors,
    /// which keeps the volume of a ball.
    ///
    /// # Errors
    /// [`UnknownUnit`] if it is not known what one of the two units is.
    pub fn converted_to(&self, unit: Unit) -> Result<Self, UnknownUnit> {
        let (from, to) = (self.unit.nanometres().ok_or(UnknownUnit)?, unit.nanometres().ok_or(UnknownUnit)?);
        let factors = [from[0] / to[0], from[1] / to[1], from[2] / to[2]];
        let mean = if factors[0] == factors[1] && factors[1] == factors[2] {
            factors[0]
        } else {
            (factors[0] * factors[1] * factors[2]).cbrt()
        };
        let times =
            |values: &[f32], factor: f64| values.iter().map(|value| (f64::from(*value) * factor) as f32).collect();
        let mut converted = Self {
            x: times(&self.x, factors[0]),
            y: times(&self.y, factors[1]),
            z: times(&self.z, factors[2]),
            radii: times(&self.radii, mean),
            ..self.clone()
        };
        converted.unit = unit;
        Ok(converted)
    }
}
