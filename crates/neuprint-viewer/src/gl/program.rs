//! Shader programs.

use std::cell::RefCell;
use std::collections::HashMap;

use glam::DMat4;
use glow::HasContext as _;

use super::Gl;

/// A linked program.
pub(crate) struct Program {
    handle: glow::Program,
    uniforms: RefCell<HashMap<&'static str, Option<glow::UniformLocation>>>,
}

impl Gl {
    /// Compiles and links; the compiler's message if it refuses.
    pub(crate) fn program(&self, name: &str, vertex: &str, fragment: &str) -> Result<Program, String> {
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let handle = gl.create_program()?;
            for (kind, source) in [(glow::VERTEX_SHADER, vertex), (glow::FRAGMENT_SHADER, fragment)] {
                let shader = gl.create_shader(kind)?;
                gl.shader_source(shader, source);
                gl.compile_shader(shader);
                if !gl.get_shader_compile_status(shader) && !self.is_lost() {
                    return Err(format!("the shader of {name} does not compile: {}", gl.get_shader_info_log(shader)));
                }
                gl.attach_shader(handle, shader);
                gl.delete_shader(shader);
            }
            gl.link_program(handle);
            if !gl.get_program_link_status(handle) && !self.is_lost() {
                return Err(format!("the program of {name} does not link: {}", gl.get_program_info_log(handle)));
            }
            Ok(Program { handle, uniforms: RefCell::default() })
        }
    }

    /// Draws with this program from now on.
    pub(crate) fn use_program(&self, program: &Program) {
        // SAFETY: see the introduction of `gl`.
        unsafe { self.context.use_program(Some(program.handle)) }
    }
}

/// Uniforms by name, of the program in use. A name that the compiler has optimised away is ignored.
impl Program {
    fn with(&self, gl: &Gl, name: &'static str, set: impl FnOnce(&glow::Context, &glow::UniformLocation)) {
        let mut uniforms = self.uniforms.borrow_mut();
        let location = uniforms.entry(name).or_insert_with(|| {
            // SAFETY: see the introduction of `gl`.
            unsafe { gl.context.get_uniform_location(self.handle, name) }
        });
        if let Some(location) = location {
            set(&gl.context, location);
        }
    }

    pub(crate) fn set_matrix(&self, gl: &Gl, name: &'static str, value: DMat4) {
        let value = value.as_mat4().to_cols_array();
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_matrix_4_f32_slice(Some(at), false, &value) });
    }

    pub(crate) fn set_number(&self, gl: &Gl, name: &'static str, value: f32) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_1_f32(Some(at), value) });
    }

    /// An integer, a boolean, or the unit of a texture.
    pub(crate) fn set_integer(&self, gl: &Gl, name: &'static str, value: i32) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_1_i32(Some(at), value) });
    }

    pub(crate) fn set_count(&self, gl: &Gl, name: &'static str, value: u32) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_1_u32(Some(at), value) });
    }

    pub(crate) fn set_four(&self, gl: &Gl, name: &'static str, value: [f32; 4]) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_4_f32_slice(Some(at), &value) });
    }

    pub(crate) fn set_color(&self, gl: &Gl, name: &'static str, value: [f32; 3]) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_3_f32_slice(Some(at), &value) });
    }

    pub(crate) fn set_colors(&self, gl: &Gl, name: &'static str, values: &[[f32; 3]]) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_3_f32_slice(Some(at), values.as_flattened()) });
    }

    pub(crate) fn set_pair(&self, gl: &Gl, name: &'static str, value: [f32; 2]) {
        // SAFETY: see the introduction of `gl`.
        self.with(gl, name, |gl, at| unsafe { gl.uniform_2_f32_slice(Some(at), &value) });
    }
}
