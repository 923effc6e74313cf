//! A set of points in the scene: synapses, for example.

use glam::{DVec3, Vec3};

use crate::bounds::Bounds;

/// How many kinds of points there can be.
pub const KINDS: usize = 8;
/// Confidence 1 is written as this: the whole number before it is the kind.
const CERTAIN: f32 = 0.998;

/// Places of several kinds, each with a confidence.
#[derive(Debug)]
pub struct Points {
    /// x, y, z relative to the scene's origin, then kind + confidence.
    places: Vec<[f32; 4]>,
    bounds: Bounds,
    revision: u64,
    /// Voxels.
    pub radius: f32,
    /// Red, green, blue in 0…1 per kind.
    pub colors: [[f32; 3]; KINDS],
    /// Which kinds are drawn, one bit each.
    pub kinds: u8,
    /// Points below this confidence are not drawn.
    pub least_confidence: f32,
    /// Whether they are drawn and picked.
    pub visible: bool,
}

impl Points {
    pub(super) fn new(
        places: &[f32],
        kinds: &[u8],
        confidences: &[f32],
        radius: f32,
        origin: DVec3,
        revision: u64,
    ) -> Self {
        let world = places.chunks_exact(3).map(|at| Vec3::new(at[0], at[1], at[2]).as_dvec3());
        let mut bounds = Bounds::EMPTY;
        world.clone().for_each(|place| bounds.add(place, f64::from(radius)));
        let certainty = |at: usize| confidences.get(at).map_or(1.0, |value| value.clamp(0.0, 1.0)) * CERTAIN;
        let places = world.zip(kinds).enumerate().map(|(at, (place, kind))| {
            let [x, y, z] = (place - origin).as_vec3().to_array();
            [x, y, z, f32::from(*kind) + certainty(at)]
        });
        let places = places.collect();
        let (colors, kinds) = ([[0.5; 3]; KINDS], u8::MAX);
        Self { places, bounds, revision, radius, colors, kinds, least_confidence: 0.0, visible: true }
    }

    pub(super) fn adopt_looks(&mut self, before: &Self) {
        self.colors = before.colors;
        self.kinds = before.kinds;
        self.least_confidence = before.least_confidence;
        self.visible = before.visible;
    }

    /// x, y, z relative to the scene's origin, then kind + confidence (which is a little less than 1 at most).
    pub fn places(&self) -> &[[f32; 4]] {
        &self.places
    }

    /// What `least_confidence` is compared with in [`places`](Points::places).
    pub fn threshold(&self) -> f32 {
        // Half a step of what single precision tells apart beside the largest kind.
        (self.least_confidence * CERTAIN - 1e-6).max(0.0)
    }

    /// The box around all points, in world coordinates.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// A number that changes whenever the points do, unique in the scene.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
