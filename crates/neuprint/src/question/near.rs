//! Bodies around a place.

use super::Question;
use super::field::{FieldError, number};
use crate::criteria::CriteriaError;
use crate::query::{Place, near_cypher};

/// The form "Near a coordinate". Its fields by name: `x`, `y`, `z`, in voxels, and `radius`, see [`NearLengths`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearPlace {
    at: [f64; 3],
    radius: f64,
    lengths: NearLengths,
}

/// In what the radius and the distances are measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NearLengths {
    /// In voxels: cubes, or nobody knows their shape.
    Voxels,
    /// In nanometres, as voxels have another shape: so long are their edges.
    Nanometres([f64; 3]),
}

impl NearLengths {
    /// Of a dataset whose voxels have such edges, in nanometres.
    pub fn of(voxel: Option<[f64; 3]>) -> Self {
        match voxel {
            Some(edges @ [x, y, z]) if x != y || y != z => Self::Nanometres(edges),
            _ => Self::Voxels,
        }
    }

    /// The radius where none is given: a micrometre, or what that is about where a voxel has 8 nm.
    pub fn radius(self) -> f64 {
        match self {
            Self::Voxels => 125.0,
            Self::Nanometres(_) => 1000.0,
        }
    }
}

impl NearPlace {
    /// Reads the fields.
    ///
    /// # Errors
    /// The field that cannot be meant as it is.
    pub fn read(fields: impl Fn(&str) -> String, lengths: NearLengths) -> Result<Self, FieldError> {
        let axis = |field| {
            let missing = || FieldError::new(field, format!("The coordinate {field} is missing."));
            number(field, &fields(field))?.ok_or_else(missing)
        };
        let at = [axis("x")?, axis("y")?, axis("z")?];
        let radius = number("radius", &fields("radius"))?.unwrap_or(lengths.radius());
        if radius < 0.0 {
            return Err(FieldError::new("radius", "The radius is a length, not below 0."));
        }
        Ok(Self { at, radius, lengths })
    }

    /// A row for each body with synapses there, then one for each neuron with its soma there: `bodyId`, `type`, `instance`,
    /// `status`, `distance` (of the nearest synapse, or of the soma), `synapses`, `found` (`synapses` or `soma`).
    ///
    /// # Errors
    /// Coordinates beyond any dataset.
    pub fn question(&self) -> Result<Question, FieldError> {
        let per_voxel = match self.lengths {
            NearLengths::Voxels => [1.0; 3],
            NearLengths::Nanometres(edges) => edges,
        };
        let at = [0, 1, 2].map(|axis| self.at[axis] * per_voxel[axis]);
        let place = Place::Point { at, radius: Some(self.radius) };
        let refused = |error: CriteriaError| {
            let field = if error.field == "radius" { "radius" } else { "x" };
            FieldError::new(field, format!("{error}."))
        };
        Ok(Question { cypher: near_cypher(place, per_voxel).map_err(refused)?, count: None })
    }
}
