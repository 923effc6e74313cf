//! Draws skeletons as round cones with their true radii, and points as balls.

use super::{EDGES, Frame, Paint};
use crate::gl::{Blend, Gl, Program};
use crate::scene::Points;

/// The narrowest a neurite is drawn, CSS pixels.
const LEAST_WIDTH: f32 = 1.3;
/// The narrowest a bridge is drawn, CSS pixels.
const LEAST_BRIDGE_WIDTH: f32 = 3.0;
/// The narrowest a point is drawn, CSS pixels.
const LEAST_POINT_WIDTH: f32 = 3.5;

const FRAGMENT: &str = concat!(include_str!("../shaders/surface.glsl"), include_str!("../shaders/cone.frag"));

/// The programs of skeletons and of points.
pub(crate) struct Cones {
    skeletons: Program,
    points: Program,
}

impl Cones {
    pub(crate) fn new(gl: &Gl) -> Result<Self, String> {
        let skeletons = concat!(
            include_str!("../shaders/camera.glsl"),
            include_str!("../shaders/nodes.glsl"),
            include_str!("../shaders/cone.vert")
        );
        let points = concat!(
            include_str!("../shaders/camera.glsl"),
            include_str!("../shaders/points.glsl"),
            include_str!("../shaders/cone.vert")
        );
        Ok(Self {
            skeletons: gl.program("cones", skeletons, FRAGMENT)?,
            points: gl.program("points", points, FRAGMENT)?,
        })
    }

    /// Prepares for a frame's skeletons; `stepped` gives each edge the colour of its node.
    pub(crate) fn begin(&self, gl: &Gl, frame: &Frame, stepped: bool) {
        let program = &self.skeletons;
        gl.state(true, true, Blend::Replace);
        gl.use_program(program);
        frame.set_skeletons(gl, program);
        program.set_integer(gl, "stepped", i32::from(stepped));
        program.set_number(gl, "least_width", LEAST_WIDTH * frame.ratio as f32);
        program.set_number(gl, "least_bridge_width", LEAST_BRIDGE_WIDTH * frame.ratio as f32);
    }

    /// Prepares for skeletons with colours from the palette, or with one each.
    pub(crate) fn set_colored(&self, gl: &Gl, colored: bool) {
        super::set_colored(gl, &self.skeletons, colored);
    }

    /// Prepares for a skeleton's edges.
    pub(crate) fn paint(&self, gl: &Gl, paint: Paint, is_faint: bool, number: u32) {
        super::set_paint(gl, &self.skeletons, paint, is_faint);
        self.skeletons.set_count(gl, "number", number);
    }

    /// Prepares for a frame's points.
    pub(crate) fn begin_points(&self, gl: &Gl, frame: &Frame) {
        let program = &self.points;
        gl.state(true, true, Blend::Replace);
        gl.use_program(program);
        frame.set_surface(gl, program);
        program.set_number(gl, "pixel", frame.pixel as f32);
        program.set_number(gl, "least_width", LEAST_POINT_WIDTH * frame.ratio as f32);
        program.set_integer(gl, "points", EDGES as i32);
    }

    /// Prepares for the points of one set.
    pub(crate) fn paint_points(&self, gl: &Gl, points: &Points) {
        let program = &self.points;
        program.set_count(gl, "number", points.revision() as u32);
        program.set_number(gl, "radius", points.radius);
        program.set_number(gl, "least_confidence", points.threshold());
        program.set_integer(gl, "kinds", i32::from(points.kinds));
        program.set_colors(gl, "kind_colors", &points.colors);
    }
}
