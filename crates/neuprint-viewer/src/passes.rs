//! The steps of drawing a picture, one program each.
//!
//! Skeletons and points are drawn first, as round [`cones`] (or thin [`lines`] while moving on a slow machine);
//! translucent [`meshes`] go to targets of their own, tested against the neurons' depth; [`layers`] puts both together,
//! adds up frames and shows their mean.

pub(crate) mod cones;
pub(crate) mod layers;
pub(crate) mod lines;
pub(crate) mod meshes;

use crate::camera::Matrices;
use crate::gl::{Gl, Program};
use crate::palette;

/// CSS pixels of a dash with its gap.
const DASH: f32 = 7.0;

/// How much the background hides of faint skeletons.
const FAINT: f32 = 0.82;

/// The texture units of the arrays.
pub(crate) const NODES: u32 = 0;
pub(crate) const EDGES: u32 = 1;
pub(crate) const VALUES: u32 = 2;
pub(crate) const PALETTE: u32 = 3;

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
    /// Behind everything, times its opacity.
    pub(crate) background: [f32; 4],
    /// How much of the farthest surface the background hides, 0…1.
    pub(crate) fog: f32,
    /// Low and high corner of the box outside of which nothing is drawn, relative to the scene's origin.
    pub(crate) clip: Option<[[f32; 3]; 2]>,
}

/// The colours of one skeleton.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Paint {
    /// One for all of it.
    Plain([f32; 3]),
    /// Factor and summand that turn its values into entries of the palette.
    Values([f32; 2]),
}

impl Frame {
    /// Sets what all shaders of content share.
    fn set_surface(&self, gl: &Gl, program: &Program) {
        let (near, far) = self.matrices.depth;
        program.set_matrix(gl, "view", self.matrices.view);
        program.set_matrix(gl, "projection", self.matrices.projection);
        program.set_integer(gl, "perspective", i32::from(self.perspective));
        program.set_pair(gl, "depth_range", [near as f32, far as f32]);
        program.set_four(gl, "background", self.background);
        program.set_number(gl, "fog", self.fog);
        program.set_integer(gl, "clipped", i32::from(self.clip.is_some()));
        let [low, high] = self.clip.unwrap_or_default();
        program.set_color(gl, "clip_low", low);
        program.set_color(gl, "clip_high", high);
    }

    /// Sets what the shaders of skeletons share.
    fn set_skeletons(&self, gl: &Gl, program: &Program) {
        self.set_surface(gl, program);
        program.set_integer(gl, "nodes", NODES as i32);
        program.set_integer(gl, "edges", EDGES as i32);
        program.set_integer(gl, "values", VALUES as i32);
        program.set_integer(gl, "palette", PALETTE as i32);
        program.set_number(gl, "pixel", self.pixel as f32);
        program.set_color(gl, "bridge_color", palette::BRIDGE);
        program.set_number(gl, "dash", DASH * self.ratio as f32);
    }
}

/// Gives the next skeletons colours from the palette, or one each.
fn set_colored(gl: &Gl, program: &Program, colored: bool) {
    program.set_integer(gl, "colored", i32::from(colored));
}

/// Gives the next skeleton its colour: its own, or the factor and summand that turn its values into entries of the palette;
/// and whether it is faint.
fn set_paint(gl: &Gl, program: &Program, paint: Paint, is_faint: bool) {
    program.set_number(gl, "dim", if is_faint { FAINT } else { 0.0 });
    match paint {
        Paint::Plain(color) => program.set_color(gl, "color", color),
        Paint::Values(on_palette) => program.set_pair(gl, "on_palette", on_palette),
    }
}
