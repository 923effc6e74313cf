//! Bodies around a place.

use super::Question;
use super::field::{FieldError, number};
use crate::criteria::CriteriaError;
use crate::query::{Place, near_cypher};

/// The form "Near a coordinate". Its fields by name: `x`, `y`, `z` and `radius`, in voxels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearPlace {
    at: [f64; 3],
    radius: f64,
}

/// Without a radius, in voxels: about a micrometre where a voxel has 8 nm.
const RADIUS: f64 = 125.0;

impl NearPlace {
    /// Reads the fields.
    ///
    /// # Errors
    /// The field that cannot be meant as it is.
    pub fn read(fields: impl Fn(&str) -> String) -> Result<Self, FieldError> {
        let axis = |field| {
            let missing = || FieldError::new(field, format!("The coordinate {field} is missing."));
            number(field, &fields(field))?.ok_or_else(missing)
        };
        let at = [axis("x")?, axis("y")?, axis("z")?];
        let radius = number("radius", &fields("radius"))?.unwrap_or(RADIUS);
        if radius < 0.0 {
            return Err(FieldError::new("radius", "The radius is a length, not below 0."));
        }
        Ok(Self { at, radius })
    }

    /// A row for each body with synapses there, then one for each neuron with its soma there: `bodyId`, `type`, `instance`,
    /// `status`, `distance` (of the nearest synapse, or of the soma), `synapses`, `found` (`synapses` or `soma`).
    ///
    /// # Errors
    /// Coordinates beyond any dataset.
    pub fn question(&self) -> Result<Question, FieldError> {
        let place = Place::Point { at: self.at, radius: Some(self.radius) };
        let refused = |error: CriteriaError| {
            let field = if error.field == "radius" { "radius" } else { "x" };
            FieldError::new(field, format!("{error}."))
        };
        Ok(Question { cypher: near_cypher(place).map_err(refused)?, count: None })
    }
}
