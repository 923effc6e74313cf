//! The textures that hold a skeleton: its nodes and its edges.

use glow::HasContext as _;

use super::Gl;

/// Texels per row; the shaders divide by it.
const WIDTH: usize = 2048;

/// x, y, z, radius per node, one texel each.
pub(crate) struct NodeTexture(glow::Texture);

/// Pairs of node indices, one texel each.
pub(crate) struct EdgeTexture {
    handle: glow::Texture,
    count: i32,
}

/// What an edge is drawn as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Two triangles that form a rectangle.
    Rectangle,
    /// A line.
    Line,
}

impl Gl {
    /// Uploads nodes; an error if they are more than a texture can hold.
    pub(crate) fn node_texture(&self, nodes: &[[f32; 4]]) -> Result<NodeTexture, String> {
        let bytes = nodes.iter().flatten().flat_map(|value| value.to_ne_bytes()).collect();
        self.texture(bytes, nodes.len(), 16, [glow::RGBA32F, glow::RGBA, glow::FLOAT]).map(NodeTexture)
    }

    /// Uploads edges; an error if they are more than a texture can hold.
    pub(crate) fn edge_texture(&self, pairs: &[[u32; 2]]) -> Result<EdgeTexture, String> {
        let bytes = pairs.iter().flatten().flat_map(|value| value.to_ne_bytes()).collect();
        let handle = self.texture(bytes, pairs.len(), 8, [glow::RG32UI, glow::RG_INTEGER, glow::UNSIGNED_INT])?;
        Ok(EdgeTexture { handle, count: pairs.len() as i32 })
    }

    fn texture(
        &self,
        mut bytes: Vec<u8>,
        count: usize,
        texel: usize,
        [internal, format, kind]: [u32; 3],
    ) -> Result<glow::Texture, String> {
        let rows = count.div_ceil(WIDTH).max(1);
        if rows > self.largest as usize {
            return Err(format!("{count} nodes or edges of one skeleton are more than this GPU's textures hold"));
        }
        bytes.resize(rows * WIDTH * texel, 0);
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let handle = gl.create_texture()?;
            gl.bind_texture(glow::TEXTURE_2D, Some(handle));
            let pixels = glow::PixelUnpackData::Slice(Some(&bytes));
            let (width, height) = (WIDTH as i32, rows as i32);
            gl.tex_image_2d(glow::TEXTURE_2D, 0, internal as i32, width, height, 0, format, kind, pixels);
            for filter in [glow::TEXTURE_MIN_FILTER, glow::TEXTURE_MAG_FILTER] {
                gl.tex_parameter_i32(glow::TEXTURE_2D, filter, glow::NEAREST as i32);
            }
            Ok(handle)
        }
    }

    /// Draws all edges of a skeleton; nodes are read from texture unit 0, edges from unit 1.
    pub(crate) fn draw_edges(&self, nodes: &NodeTexture, edges: &EdgeTexture, shape: Shape) {
        let (mode, vertices) = match shape {
            Shape::Rectangle => (glow::TRIANGLES, 6),
            Shape::Line => (glow::LINES, 2),
        };
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            gl.bind_vertex_array(None);
            for (unit, texture) in [(0, nodes.0), (1, edges.handle)] {
                gl.active_texture(glow::TEXTURE0 + unit);
                gl.bind_texture(glow::TEXTURE_2D, Some(texture));
            }
            gl.draw_arrays(mode, 0, vertices * edges.count);
        }
    }

    /// Frees nodes.
    pub(crate) fn delete_nodes(&self, nodes: NodeTexture) {
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.delete_texture(nodes.0) }
    }

    /// Frees edges.
    pub(crate) fn delete_edges(&self, edges: EdgeTexture) {
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.delete_texture(edges.handle) }
    }
}
