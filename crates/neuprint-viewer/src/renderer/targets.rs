//! The targets of one picture size.

use crate::gl::{Format, Gl, Target};

/// Where the layers of a picture are drawn.
pub(crate) struct Targets {
    /// Opaque skeletons, with depth.
    pub(crate) neurons: Target,
    /// Sums and weights of translucent meshes; only if there were any.
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
    ) -> Result<&'a Self, String> {
        let (format, weight) =
            if gl.half_floats { (Format::HalfFloats, Format::HalfFloat) } else { (Format::Bytes, Format::Bytes) };
        let mut targets = match place.take() {
            Some(targets) if targets.neurons.size() == (width, height) => targets,
            outgrown => {
                outgrown.into_iter().for_each(|targets| targets.delete(gl));
                Self {
                    neurons: gl.target(width, height, &[Format::Bytes], true)?,
                    meshes: None,
                    total: gl.target(width, height, &[format], false)?,
                }
            }
        };
        if with_meshes && targets.meshes.is_none() {
            targets.meshes = Some(gl.target_with_depth_of(&targets.neurons, &[format, weight])?);
        }
        Ok(place.insert(targets))
    }

    fn delete(self, gl: &Gl) {
        [Some(self.neurons), self.meshes, Some(self.total)].into_iter().flatten().for_each(|it| gl.delete_target(it));
    }
}
