//! A safe face of glow for the few things that the passes do.
//!
//! ```text
//! let program = gl.program("cones", VERTEX, FRAGMENT)?;
//! gl.use_program(&program);
//! program.set_matrix(&gl, "projection", projection);
//! ```
//!
//! glow marks every call `unsafe` because on native systems OpenGL may be handed dangling pointers. Here there is only
//! WebGL: it checks every argument and offset, answers misuse with an error code, and ignores handles of another or a
//! lost context. All `unsafe` blocks of the crate are in this module and rest on that.

mod fence;
mod geometry;
mod program;
mod readback;
mod target;
mod texture;
mod traffic;

use glow::HasContext as _;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext, WebGlContextAttributes, WebGlPowerPreference};

pub(crate) use fence::Fence;
pub(crate) use geometry::Geometry;
pub(crate) use program::Program;
pub(crate) use readback::Readback;
pub(crate) use target::{Format, Target};
pub(crate) use texture::{Shape, Texture};
pub(crate) use traffic::Traffic;

/// A WebGL2 context.
pub(crate) struct Gl {
    context: glow::Context,
    web: WebGl2RenderingContext,
    /// Whether 16-bit float colours can be drawn to.
    pub(crate) half_floats: bool,
    /// The largest side of a texture or drawing.
    pub(crate) largest: u32,
    traffic: Traffic,
}

/// How what is drawn meets what is there.
#[derive(Clone, Copy)]
pub(crate) enum Blend {
    /// Replaces it.
    Replace,
    /// Is added to it.
    Add,
    /// Adds colours and multiplies transparencies, see the mesh pass.
    Translucent,
}

impl Gl {
    /// The canvas' WebGL2 context; an error message if the browser has none to give.
    pub(crate) fn of(canvas: &HtmlCanvasElement) -> Result<Self, String> {
        let wishes = WebGlContextAttributes::new();
        wishes.set_alpha(false);
        wishes.set_depth(false);
        wishes.set_antialias(false);
        wishes.set_power_preference(WebGlPowerPreference::HighPerformance);
        let web = canvas
            .get_context_with_context_options("webgl2", &wishes)
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into::<WebGl2RenderingContext>().ok())
            .ok_or("this browser gives no WebGL2 context; switch hardware acceleration on or use another browser")?;
        // Asking switches the extension on. Half floats are enough; iOS has only these.
        let has = |name| web.get_extension(name).ok().flatten().is_some();
        let half_floats = has("EXT_color_buffer_float") || has("EXT_color_buffer_half_float");
        let context = glow::Context::from_webgl2_context(web.clone());
        // SAFETY: see the module's introduction.
        let largest = unsafe {
            let texture = context.get_parameter_i32(glow::MAX_TEXTURE_SIZE);
            texture.min(context.get_parameter_i32(glow::MAX_RENDERBUFFER_SIZE)).max(1) as u32
        };
        Ok(Self { context, web, half_floats, largest, traffic: Traffic::default() })
    }

    /// Whether the browser has taken the context away.
    pub(crate) fn is_lost(&self) -> bool {
        self.web.is_context_lost()
    }

    /// What has been sent and what is held.
    pub(crate) fn traffic(&self) -> &Traffic {
        &self.traffic
    }

    /// Draws to the canvas from now on.
    pub(crate) fn draw_to_canvas(&self, width: u32, height: u32) {
        // SAFETY: see the module's introduction.
        unsafe {
            self.context.bind_framebuffer(glow::FRAMEBUFFER, None);
            self.context.viewport(0, 0, width as i32, height as i32);
        }
    }

    /// Depth test, depth writing and blending for the draws that follow.
    pub(crate) fn state(&self, test_depth: bool, write_depth: bool, blend: Blend) {
        // SAFETY: see the module's introduction.
        unsafe {
            let gl = &self.context;
            if test_depth {
                gl.enable(glow::DEPTH_TEST)
            } else {
                gl.disable(glow::DEPTH_TEST)
            }
            gl.depth_mask(write_depth);
            match blend {
                Blend::Replace => gl.disable(glow::BLEND),
                Blend::Add => {
                    gl.enable(glow::BLEND);
                    gl.blend_func(glow::ONE, glow::ONE);
                }
                Blend::Translucent => {
                    gl.enable(glow::BLEND);
                    gl.blend_func_separate(glow::ONE, glow::ONE, glow::ZERO, glow::ONE_MINUS_SRC_ALPHA);
                }
            }
        }
    }

    /// Fills one colour attachment of the bound target.
    pub(crate) fn clear_color(&self, attachment: u32, color: [f32; 4]) {
        // SAFETY: see the module's introduction.
        unsafe { self.context.clear_buffer_f32_slice(glow::COLOR, attachment, &color) }
    }

    /// Fills a colour attachment of whole numbers of the bound target with zeros.
    pub(crate) fn clear_numbers(&self, attachment: u32) {
        // SAFETY: see the module's introduction.
        unsafe { self.context.clear_buffer_u32_slice(glow::COLOR, attachment, &[0; 4]) }
    }

    /// Fills the depth of the bound target with "infinitely far".
    pub(crate) fn clear_depth(&self) {
        // SAFETY: see the module's introduction. The mask must be open for the clearing to have an effect.
        unsafe {
            self.context.depth_mask(true);
            self.context.clear_buffer_f32_slice(glow::DEPTH, 0, &[1.0]);
        }
    }

    /// One triangle that covers everything; its vertex shader needs no input.
    pub(crate) fn draw_everywhere(&self) {
        // SAFETY: see the module's introduction.
        unsafe { self.context.draw_arrays(glow::TRIANGLES, 0, 3) }
    }

    /// The bound target's pixels, RGBA, from the lowest row up.
    pub(crate) fn read_pixels(&self, width: u32, height: u32) -> Vec<u8> {
        let mut pixels = vec![0; width as usize * height as usize * 4];
        let destination = glow::PixelPackData::Slice(Some(&mut pixels));
        // SAFETY: see the module's introduction; the slice has exactly the size that is asked for.
        unsafe {
            let (width, height) = (width as i32, height as i32);
            self.context.read_pixels(0, 0, width, height, glow::RGBA, glow::UNSIGNED_BYTE, destination);
        }
        pixels
    }
}
