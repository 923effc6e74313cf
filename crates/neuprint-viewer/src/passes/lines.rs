//! Draws skeletons as lines of one pixel: the cheap picture while the camera moves.

use super::{Frame, Paint};
use crate::gl::{Blend, Gl, Program};

/// The program.
pub(crate) struct Lines {
    program: Program,
}

impl Lines {
    pub(crate) fn new(gl: &Gl) -> Result<Self, String> {
        let vertex = concat!(
            include_str!("../shaders/camera.glsl"),
            include_str!("../shaders/nodes.glsl"),
            include_str!("../shaders/line.vert")
        );
        let fragment = concat!(include_str!("../shaders/surface.glsl"), include_str!("../shaders/line.frag"));
        Ok(Self { program: gl.program("lines", vertex, fragment)? })
    }

    /// Prepares for a frame's skeletons.
    pub(crate) fn begin(&self, gl: &Gl, frame: &Frame) {
        gl.state(true, true, Blend::Replace);
        gl.use_program(&self.program);
        frame.set_skeletons(gl, &self.program);
    }

    /// Prepares for skeletons with colours from the palette, or with one each.
    pub(crate) fn set_colored(&self, gl: &Gl, colored: bool) {
        super::set_colored(gl, &self.program, colored);
    }

    /// Prepares for a skeleton's edges.
    pub(crate) fn paint(&self, gl: &Gl, paint: Paint, is_faint: bool) {
        super::set_paint(gl, &self.program, paint, is_faint);
    }
}
