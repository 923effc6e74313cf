//! Textures that hold arrays: a skeleton's nodes, edges and values, a set of points, a palette.
//!
//! An array of `n` entries takes the fewest rows of at most 2048 texels that hold it, all equally long, so that less than
//! a texel per row is lost. Shaders ask for the texture's width.

use glow::HasContext as _;

use super::Gl;

/// Texels per row at most; every WebGL2 has that many.
const WIDEST: usize = 2048;

/// An array on the GPU.
pub(crate) struct Texture {
    handle: glow::Texture,
    count: usize,
    bytes: usize,
}

/// What an edge is drawn as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Two triangles that form a rectangle.
    Rectangle,
    /// A line.
    Line,
}

/// How a texel is laid out.
#[derive(Clone, Copy)]
struct Layout {
    internal: u32,
    format: u32,
    kind: u32,
    bytes: usize,
}

const FOUR_FLOATS: Layout = Layout { internal: glow::RGBA32F, format: glow::RGBA, kind: glow::FLOAT, bytes: 16 };
const TWO_NUMBERS: Layout =
    Layout { internal: glow::RG32UI, format: glow::RG_INTEGER, kind: glow::UNSIGNED_INT, bytes: 8 };
const BYTE: Layout = Layout { internal: glow::R8, format: glow::RED, kind: glow::UNSIGNED_BYTE, bytes: 1 };
const FOUR_BYTES: Layout = Layout { internal: glow::RGBA8, format: glow::RGBA, kind: glow::UNSIGNED_BYTE, bytes: 4 };

impl Gl {
    /// Uploads four numbers per entry; an error if they are more than a texture can hold.
    pub(crate) fn texture_of_fours(&self, fours: &[[f32; 4]]) -> Result<Texture, String> {
        // SAFETY: floats are any bytes, without gaps.
        let bytes = unsafe { std::slice::from_raw_parts(fours.as_ptr().cast(), size_of_val(fours)) };
        self.texture(bytes, FOUR_FLOATS)
    }

    /// Uploads pairs of indices; an error if they are more than a texture can hold.
    pub(crate) fn texture_of_pairs(&self, pairs: &[[u32; 2]]) -> Result<Texture, String> {
        // SAFETY: whole numbers are any bytes, without gaps.
        let bytes = unsafe { std::slice::from_raw_parts(pairs.as_ptr().cast(), size_of_val(pairs)) };
        self.texture(bytes, TWO_NUMBERS)
    }

    /// Uploads a byte per entry; an error if they are more than a texture can hold.
    pub(crate) fn texture_of_bytes(&self, bytes: &[u8]) -> Result<Texture, String> {
        self.texture(bytes, BYTE)
    }

    /// Uploads colours of four bytes; an error if they are more than a texture can hold.
    pub(crate) fn texture_of_colors(&self, colors: &[[u8; 4]]) -> Result<Texture, String> {
        self.texture(colors.as_flattened(), FOUR_BYTES)
    }

    fn texture(&self, bytes: &[u8], layout: Layout) -> Result<Texture, String> {
        let count = bytes.len() / layout.bytes;
        let rows = count.div_ceil(WIDEST).max(1);
        if rows > self.largest as usize {
            return Err(format!("an array of {count} entries is more than this GPU's textures hold"));
        }
        let width = count.div_ceil(rows).max(1);
        let whole = (count / width).min(rows);
        let (whole_bytes, rest) = bytes.split_at(whole * width * layout.bytes);
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`; each slice has exactly the size of the rectangle that it fills.
        let handle = unsafe {
            let handle = gl.create_texture()?;
            gl.bind_texture(glow::TEXTURE_2D, Some(handle));
            gl.tex_storage_2d(glow::TEXTURE_2D, 1, layout.internal, width as i32, rows as i32);
            // Rows of single bytes end anywhere.
            gl.pixel_store_i32(glow::UNPACK_ALIGNMENT, 1);
            let rest_width = rest.len() / layout.bytes;
            for (top, width, height, part) in [(0, width, whole, whole_bytes), (whole, rest_width, 1, rest)] {
                if !part.is_empty() {
                    let pixels = glow::PixelUnpackData::Slice(Some(part));
                    let (top, width, height) = (top as i32, width as i32, height as i32);
                    gl.tex_sub_image_2d(glow::TEXTURE_2D, 0, 0, top, width, height, layout.format, layout.kind, pixels);
                }
            }
            for filter in [glow::TEXTURE_MIN_FILTER, glow::TEXTURE_MAG_FILTER] {
                gl.tex_parameter_i32(glow::TEXTURE_2D, filter, glow::NEAREST as i32);
            }
            handle
        };
        let held = rows * width * layout.bytes;
        self.traffic.add(bytes.len(), held);
        Ok(Texture { handle, count, bytes: held })
    }

    /// Makes it the texture of a unit.
    pub(crate) fn bind_texture(&self, unit: u32, texture: &Texture) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.active_texture(glow::TEXTURE0 + unit);
            self.context.bind_texture(glow::TEXTURE_2D, Some(texture.handle));
        }
    }

    /// Draws some of the shapes that the program in use makes of vertex numbers.
    pub(crate) fn draw_shapes(&self, shape: Shape, first: usize, count: usize) {
        let (mode, vertices) = match shape {
            Shape::Rectangle => (glow::TRIANGLES, 6),
            Shape::Line => (glow::LINES, 2),
        };
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.draw_arrays(mode, vertices * first as i32, vertices * count as i32) }
    }

    /// Frees it.
    pub(crate) fn delete_texture(&self, texture: Texture) {
        self.traffic.free(texture.bytes);
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.delete_texture(texture.handle) }
    }
}

impl Texture {
    /// How many entries.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}
