//! The steps of drawing a picture, one program each.
//!
//! Skeletons are drawn first, as [`cones`] (or thin [`lines`] while moving on a slow machine); translucent [`meshes`] go
//! to targets of their own, tested against the neurons' depth; [`layers`] puts both together, adds up frames and shows
//! their mean.

pub(crate) mod cones;
pub(crate) mod layers;
pub(crate) mod lines;
pub(crate) mod meshes;

use crate::camera::Matrices;

/// Amber, the colour of bridges; no neuron of the palette has it.
pub(crate) const BRIDGE_COLOR: [f32; 3] = [0.902, 0.624, 0.0];
/// How much of the farthest surface the background hides.
const FOG: f32 = 0.45;
/// CSS pixels of a dash with its gap.
const DASH: f32 = 7.0;

/// What all passes need to know of a picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// The camera's matrices; the projection already maps to the tile that is drawn.
    pub(crate) matrices: Matrices,
    /// Whether far things are smaller.
    pub(crate) perspective: bool,
    /// Voxels per device pixel; in perspective, per voxel of distance.
    pub(crate) pixel: f64,
    /// Device pixels per CSS pixel.
    pub(crate) ratio: f64,
    /// Behind everything.
    pub(crate) background: [f32; 3],
}

impl Frame {
    /// Sets what the shaders of skeletons share.
    fn set_uniforms(&self, gl: &crate::gl::Gl, program: &crate::gl::Program) {
        let (near, far) = self.matrices.depth;
        program.set_matrix(gl, "view", self.matrices.view);
        program.set_matrix(gl, "projection", self.matrices.projection);
        program.set_integer(gl, "nodes", 0);
        program.set_integer(gl, "edges", 1);
        program.set_integer(gl, "perspective", i32::from(self.perspective));
        program.set_number(gl, "pixel", self.pixel as f32);
        program.set_pair(gl, "depth_range", [near as f32, far as f32]);
        program.set_color(gl, "background", self.background);
        program.set_color(gl, "bridge_color", BRIDGE_COLOR);
        program.set_number(gl, "fog", FOG);
        program.set_number(gl, "dash", DASH * self.ratio as f32);
    }
}
