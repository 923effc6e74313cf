//! Puts neurons and meshes together, adds up frames, and shows their mean.

use crate::gl::{Blend, Gl, Program, Target};

/// The two programs.
pub(crate) struct Layers {
    combine: Program,
    present: Program,
}

impl Layers {
    pub(crate) fn new(gl: &Gl) -> Result<Self, String> {
        let everywhere = include_str!("../shaders/everywhere.vert");
        Ok(Self {
            combine: gl.program("layers", everywhere, include_str!("../shaders/combine.frag"))?,
            present: gl.program("the mean of frames", everywhere, include_str!("../shaders/present.frag"))?,
        })
    }

    /// Neurons with meshes over them, into the bound target; added to what is there if `add`.
    pub(crate) fn combine(&self, gl: &Gl, neurons: &Target, meshes: Option<&Target>, add: bool) {
        gl.state(false, false, if add { Blend::Add } else { Blend::Replace });
        gl.use_program(&self.combine);
        // Every unit needs a complete texture, read or not.
        let layers = meshes.unwrap_or(neurons);
        gl.bind_color(0, neurons, 0);
        gl.bind_color(1, layers, 0);
        gl.bind_color(2, layers, usize::from(meshes.is_some()));
        self.combine.set_integer(gl, "neurons", 0);
        self.combine.set_integer(gl, "sums", 1);
        self.combine.set_integer(gl, "weights", 2);
        self.combine.set_integer(gl, "meshes", i32::from(meshes.is_some()));
        gl.draw_everywhere();
    }

    /// The mean of `frames` frames that were added up in `total`, into the bound target.
    pub(crate) fn present(&self, gl: &Gl, total: &Target, frames: u32) {
        gl.state(false, false, Blend::Replace);
        gl.use_program(&self.present);
        gl.bind_color(0, total, 0);
        self.present.set_integer(gl, "total", 0);
        self.present.set_number(gl, "frames", frames as f32);
        gl.draw_everywhere();
    }
}
