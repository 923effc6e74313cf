//! Draws translucent meshes in any order.

use super::Frame;
use crate::gl::{Blend, Geometry, Gl, Program};

/// The program.
pub(crate) struct Meshes {
    program: Program,
}

impl Meshes {
    pub(crate) fn new(gl: &Gl) -> Result<Self, String> {
        let vertex = include_str!("../shaders/mesh.vert");
        let fragment = concat!(include_str!("../shaders/surface.glsl"), include_str!("../shaders/mesh.frag"));
        Ok(Self { program: gl.program("meshes", vertex, fragment)? })
    }

    /// Prepares for a frame's meshes; the bound target has a texture for sums and one for weights.
    pub(crate) fn begin(&self, gl: &Gl, frame: &Frame) {
        gl.clear_color(0, [0.0, 0.0, 0.0, 1.0]);
        gl.clear_color(1, [0.0; 4]);
        gl.state(true, false, Blend::Translucent);
        gl.use_program(&self.program);
        frame.set_surface(gl, &self.program);
        self.program.set_integer(gl, "weighted", i32::from(gl.half_floats));
    }

    /// Draws one mesh.
    pub(crate) fn draw(&self, gl: &Gl, geometry: &Geometry, [red, green, blue, opacity]: [f32; 4]) {
        self.program.set_color(gl, "color", [red, green, blue]);
        self.program.set_number(gl, "opacity", opacity);
        gl.draw_geometry(geometry);
    }
}
