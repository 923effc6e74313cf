//! Textures to draw to.

use glow::HasContext as _;

use super::Gl;

/// What a pixel of a colour attachment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Four bytes.
    Bytes,
    /// Four 16-bit floats.
    HalfFloats,
    /// One 16-bit float.
    HalfFloat,
    /// Two 32-bit whole numbers.
    Numbers,
}

/// A framebuffer with colour textures and perhaps depth.
pub(crate) struct Target {
    framebuffer: glow::Framebuffer,
    colors: Vec<glow::Texture>,
    depth: Option<glow::Renderbuffer>,
    width: u32,
    height: u32,
}

impl Gl {
    /// A target with one texture per format; `depth` makes it own a depth buffer.
    pub(crate) fn target(&self, width: u32, height: u32, formats: &[Format], depth: bool) -> Result<Target, String> {
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        let depth = unsafe {
            match depth {
                false => None,
                true => {
                    let buffer = gl.create_renderbuffer()?;
                    gl.bind_renderbuffer(glow::RENDERBUFFER, Some(buffer));
                    let (width, height) = (width as i32, height as i32);
                    gl.renderbuffer_storage(glow::RENDERBUFFER, glow::DEPTH_COMPONENT24, width, height);
                    Some(buffer)
                }
            }
        };
        self.assemble(width, height, formats, depth, depth)
    }

    /// A target that shares another one's depth buffer.
    pub(crate) fn target_with_depth_of(&self, other: &Target, formats: &[Format]) -> Result<Target, String> {
        self.assemble(other.width, other.height, formats, None, other.depth)
    }

    fn assemble(
        &self,
        width: u32,
        height: u32,
        formats: &[Format],
        owned: Option<glow::Renderbuffer>,
        depth: Option<glow::Renderbuffer>,
    ) -> Result<Target, String> {
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let framebuffer = gl.create_framebuffer()?;
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(framebuffer));
            let mut colors = Vec::new();
            let mut attachments = Vec::new();
            for (place, format) in formats.iter().enumerate() {
                let texture = gl.create_texture()?;
                gl.bind_texture(glow::TEXTURE_2D, Some(texture));
                let format = match format {
                    Format::Bytes => glow::RGBA8,
                    Format::HalfFloats => glow::RGBA16F,
                    Format::HalfFloat => glow::R16F,
                    Format::Numbers => glow::RG32UI,
                };
                gl.tex_storage_2d(glow::TEXTURE_2D, 1, format, width as i32, height as i32);
                for (name, value) in [
                    (glow::TEXTURE_MIN_FILTER, glow::NEAREST),
                    (glow::TEXTURE_MAG_FILTER, glow::NEAREST),
                    (glow::TEXTURE_WRAP_S, glow::CLAMP_TO_EDGE),
                    (glow::TEXTURE_WRAP_T, glow::CLAMP_TO_EDGE),
                ] {
                    gl.tex_parameter_i32(glow::TEXTURE_2D, name, value as i32);
                }
                let attachment = glow::COLOR_ATTACHMENT0 + place as u32;
                gl.framebuffer_texture_2d(glow::FRAMEBUFFER, attachment, glow::TEXTURE_2D, Some(texture), 0);
                colors.push(texture);
                attachments.push(attachment);
            }
            if depth.is_some() {
                gl.framebuffer_renderbuffer(glow::FRAMEBUFFER, glow::DEPTH_ATTACHMENT, glow::RENDERBUFFER, depth);
            }
            gl.draw_buffers(&attachments);
            let target = Target { framebuffer, colors, depth: owned, width, height };
            let status = gl.check_framebuffer_status(glow::FRAMEBUFFER);
            if status != glow::FRAMEBUFFER_COMPLETE && !self.is_lost() {
                self.delete_target(target);
                return Err(format!("the GPU cannot draw to a {width} × {height} target (status {status:#x})"));
            }
            Ok(target)
        }
    }

    /// Draws to it from now on.
    pub(crate) fn draw_to(&self, target: &Target) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.bind_framebuffer(glow::FRAMEBUFFER, Some(target.framebuffer));
            self.context.viewport(0, 0, target.width as i32, target.height as i32);
        }
    }

    /// Draws to it from now on, but only to its first colour texture; the others stay as they are.
    pub(crate) fn draw_to_first(&self, target: &Target) {
        self.draw_to(target);
        self.choose_attachments(target, 1);
    }

    /// Draws to all of its colour textures from now on.
    pub(crate) fn draw_to_all(&self, target: &Target) {
        self.draw_to(target);
        self.choose_attachments(target, target.colors.len());
    }

    fn choose_attachments(&self, target: &Target, drawn: usize) {
        let attachment = |place| if place < drawn { glow::COLOR_ATTACHMENT0 + place as u32 } else { glow::NONE };
        let attachments = [attachment(0), attachment(1)];
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.draw_buffers(&attachments[..target.colors.len().min(2)]) }
    }

    /// Makes one of its colour textures the texture of a unit.
    pub(crate) fn bind_color(&self, unit: u32, target: &Target, attachment: usize) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.active_texture(glow::TEXTURE0 + unit);
            self.context.bind_texture(glow::TEXTURE_2D, target.colors.get(attachment).copied());
        }
    }

    /// Frees it.
    pub(crate) fn delete_target(&self, target: Target) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.delete_framebuffer(target.framebuffer);
            target.colors.into_iter().for_each(|texture| self.context.delete_texture(texture));
            if let Some(depth) = target.depth {
                self.context.delete_renderbuffer(depth);
            }
        }
    }
}

impl Target {
    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }
}
