//! Reads numbers that were drawn without making anybody wait: the GPU copies them to a buffer, a fence tells when.

use glow::HasContext as _;

use super::{Fence, Gl, Target};

/// What is on its way from the GPU.
pub(crate) struct Readback {
    buffer: glow::Buffer,
    fence: Fence,
    pixels: usize,
}

impl Gl {
    /// Asks for a rectangle of a target's second colour texture, which holds numbers; from its lower left corner.
    pub(crate) fn read_numbers(&self, target: &Target, [x, y, width, height]: [u32; 4]) -> Option<Readback> {
        let pixels = width as usize * height as usize;
        let gl = &self.context;
        self.draw_to(target);
        // SAFETY: see the introduction of `gl`; offset 0 is inside the bound buffer, which holds all pixels.
        unsafe {
            let buffer = gl.create_buffer().ok()?;
            gl.bind_buffer(glow::PIXEL_PACK_BUFFER, Some(buffer));
            gl.buffer_data_size(glow::PIXEL_PACK_BUFFER, (pixels * 16) as i32, glow::STREAM_READ);
            gl.read_buffer(glow::COLOR_ATTACHMENT1);
            let (x, y, width, height) = (x as i32, y as i32, width as i32, height as i32);
            let destination = glow::PixelPackData::BufferOffset(0);
            // Four numbers per pixel are what every WebGL2 gives, whatever the texture holds.
            gl.read_pixels(x, y, width, height, glow::RGBA_INTEGER, glow::UNSIGNED_INT, destination);
            gl.read_buffer(glow::COLOR_ATTACHMENT0);
            gl.bind_buffer(glow::PIXEL_PACK_BUFFER, None);
            let Some(fence) = self.fence() else {
                gl.delete_buffer(buffer);
                return None;
            };
            Some(Readback { buffer, fence, pixels })
        }
    }

    /// The first two numbers of each pixel, row by row from the lowest, once they have arrived.
    pub(crate) fn arrived(&self, readback: &Readback) -> Option<Vec<[u32; 2]>> {
        if !self.is_past(&readback.fence) {
            return None;
        }
        let mut bytes = vec![0; readback.pixels * 16];
        // SAFETY: see the introduction of `gl`; the buffer has exactly the size that is asked for.
        unsafe {
            self.context.bind_buffer(glow::PIXEL_PACK_BUFFER, Some(readback.buffer));
            self.context.get_buffer_sub_data(glow::PIXEL_PACK_BUFFER, 0, &mut bytes);
            self.context.bind_buffer(glow::PIXEL_PACK_BUFFER, None);
        }
        let number =
            |pixel: &[u8], at: usize| u32::from_ne_bytes([pixel[at], pixel[at + 1], pixel[at + 2], pixel[at + 3]]);
        Some(bytes.chunks_exact(16).map(|pixel| [number(pixel, 0), number(pixel, 4)]).collect())
    }

    /// Frees it.
    pub(crate) fn delete_readback(&self, readback: Readback) {
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.delete_buffer(readback.buffer) }
        self.delete_fence(readback.fence);
    }
}
