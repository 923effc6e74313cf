//! Draws skeletons as round cones with their true radii.

use super::Frame;
use crate::gl::{Blend, EdgeTexture, Gl, NodeTexture, Program, Shape};

/// The narrowest a neurite is drawn, CSS pixels.
const LEAST_WIDTH: f32 = 1.3;
/// The narrowest a bridge is drawn, CSS pixels.
const LEAST_BRIDGE_WIDTH: f32 = 3.0;

/// The program.
pub(crate) struct Cones {
    program: Program,
}

impl Cones {
    pub(crate) fn new(gl: &Gl) -> Result<Self, String> {
        let vertex = concat!(include_str!("../shaders/nodes.glsl"), include_str!("../shaders/cone.vert"));
        Ok(Self { program: gl.program("cones", vertex, include_str!("../shaders/cone.frag"))? })
    }

    /// Prepares for a frame's skeletons.
    pub(crate) fn begin(&self, gl: &Gl, frame: &Frame) {
        gl.state(true, true, Blend::Replace);
        gl.use_program(&self.program);
        frame.set_uniforms(gl, &self.program);
        self.program.set_number(gl, "least_width", LEAST_WIDTH * frame.ratio as f32);
        self.program.set_number(gl, "least_bridge_width", LEAST_BRIDGE_WIDTH * frame.ratio as f32);
    }

    /// Draws one skeleton.
    pub(crate) fn draw(&self, gl: &Gl, nodes: &NodeTexture, edges: &EdgeTexture, color: [f32; 3]) {
        self.program.set_color(gl, "color", color);
        gl.draw_edges(nodes, edges, Shape::Rectangle);
    }
}
