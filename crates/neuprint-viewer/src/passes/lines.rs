//! Draws skeletons as lines of one pixel: the cheap picture while the camera moves.

use super::Frame;
use crate::gl::{Blend, EdgeTexture, Gl, NodeTexture, Program, Shape};

/// The program.
pub(crate) struct Lines {
    program: Program,
}

impl Lines {
    pub(crate) fn new(gl: &Gl) -> Result<Self, String> {
        let vertex = concat!(include_str!("../shaders/nodes.glsl"), include_str!("../shaders/line.vert"));
        Ok(Self { program: gl.program("lines", vertex, include_str!("../shaders/line.frag"))? })
    }

    /// Prepares for a frame's skeletons.
    pub(crate) fn begin(&self, gl: &Gl, frame: &Frame) {
        gl.state(true, true, Blend::Replace);
        gl.use_program(&self.program);
        frame.set_uniforms(gl, &self.program);
    }

    /// Draws one skeleton.
    pub(crate) fn draw(&self, gl: &Gl, nodes: &NodeTexture, edges: &EdgeTexture, color: [f32; 3]) {
        self.program.set_color(gl, "color", color);
        gl.draw_edges(nodes, edges, Shape::Line);
    }
}
