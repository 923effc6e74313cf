//! The targets of one picture size.

use crate::gl::{Format, Gl, Target};

/// Where the layers of a picture are drawn.
pub(crate) struct Targets {
    /// Opaque skeletons and points, with depth; in the view also which of them is seen where.
    pub(crate) neurons: Target,
    /// Whether the neurons' second texture tells which of them is seen where.
    pub(crate) with_numbers: bool,
    /// Sums and weights of translucent meshes; only if there are any.
    pub(crate) meshes: Option<Target>,
    /// The sum of all samples.
    pub(crate) total: Target,
}

impl Targets {
    /// The targets of this size: those in `place`, if they have it, or new ones.
    pub(crate) fn fitting<'a>(
        place: &'a mut Option<Self>,
        gl: &Gl,
        width: u32,
        height: u32,
        with_meshes: bool,
        with_numbers: bool,
    ) -> Result<&'a Self, String> {
        let (format, weight) =
            if gl.half_floats { (Format::HalfFloats, Format::HalfFloat) } else { (Format::Bytes, Format::Bytes) };
        let formats = [Format::Bytes, Format::Numbers];
        let mut targets = match place.take() {
            Some(targets) if targets.neurons.size() == (width, height) => targets,
            outgrown => {
                outgrown.into_iter().for_each(|targets| targets.delete(gl));
                Self {
                    neurons: gl.target(width, height, &formats[..1 + usize::from(with_numbers)], true)?,
                    with_numbers,
                    meshes: None,
                    total: gl.target(width, height, &[format], false)?,
                }
            }
        };
        match (with_meshes, &targets.meshes) {
            (true, None) => targets.meshes = Some(gl.target_with_depth_of(&targets.neurons, &[format, weight])?),
            (false, Some(_)) => targets.meshes.take().into_iter().for_each(|gone| gl.delete_target(gone)),
            _ => {}
        }
        Ok(place.insert(targets))
    }

    /// Frees them.
    pub(crate) fn delete(self, gl: &Gl) {
        [Some(self.neurons), self.meshes, Some(self.total)].into_iter().flatten().for_each(|it| gl.delete_target(it));
    }
}
