//! The texture that holds a skeleton's nodes.

use glow::HasContext as _;

use super::Gl;

/// Texels per row; the shaders divide by it.
const WIDTH: usize = 2048;

/// x, y, z, radius per node, one texel each.
pub(crate) struct NodeTexture {
    handle: glow::Texture,
}

impl Gl {
    /// Uploads nodes; an error if they are more than a texture can hold.
    pub(crate) fn node_texture(&self, nodes: &[[f32; 4]]) -> Result<NodeTexture, String> {
        let rows = nodes.len().div_ceil(WIDTH).max(1);
        if rows > self.largest as usize {
            return Err(format!("{} nodes are more than this GPU's textures hold", nodes.len()));
        }
        let mut bytes = Vec::with_capacity(rows * WIDTH * 16);
        nodes.iter().flatten().for_each(|value| bytes.extend_from_slice(&value.to_ne_bytes()));
        bytes.resize(rows * WIDTH * 16, 0);
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let handle = gl.create_texture()?;
            gl.bind_texture(glow::TEXTURE_2D, Some(handle));
            let pixels = glow::PixelUnpackData::Slice(Some(&bytes));
            let (format, width, height) = (glow::RGBA32F as i32, WIDTH as i32, rows as i32);
            gl.tex_image_2d(glow::TEXTURE_2D, 0, format, width, height, 0, glow::RGBA, glow::FLOAT, pixels);
            for filter in [glow::TEXTURE_MIN_FILTER, glow::TEXTURE_MAG_FILTER] {
                gl.tex_parameter_i32(glow::TEXTURE_2D, filter, glow::NEAREST as i32);
            }
            Ok(NodeTexture { handle })
        }
    }

    /// Makes it the texture of a unit.
    pub(crate) fn bind_nodes(&self, unit: u32, nodes: &NodeTexture) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.active_texture(glow::TEXTURE0 + unit);
            self.context.bind_texture(glow::TEXTURE_2D, Some(nodes.handle));
        }
    }

    /// Frees it.
    pub(crate) fn delete_nodes(&self, nodes: NodeTexture) {
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.delete_texture(nodes.handle) }
    }
}
