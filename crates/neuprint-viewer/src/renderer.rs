//! Draws a scene, one sample of a picture at a time.
//!
//! ```ignore
//! renderer.upload(&scene)?;
//! for index in 0..samples::COUNT {
//!     renderer.sample(&scene, &shot, index)?;      // adds one frame, shifted by a part of a pixel
//! }
//! renderer.show(&shot, samples::COUNT);            // their mean, on the canvas
//! ```

mod resident;
mod targets;

use glam::DMat4;
use web_sys::HtmlCanvasElement;

use crate::camera::Camera;
use crate::gl::{Format, Gl};
use crate::passes::Frame;
use crate::passes::cones::Cones;
use crate::passes::layers::Layers;
use crate::passes::lines::Lines;
use crate::passes::meshes::Meshes;
use crate::samples;
use crate::scene::Scene;
use crate::tiles::Tile;
use crate::viewport::Viewport;
use resident::Resident;
use targets::Targets;

/// A picture, or a tile of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shot {
    pub(crate) camera: Camera,
    /// Size on the page, and device pixels of the picture per CSS pixel.
    pub(crate) viewport: Viewport,
    /// The part that is drawn, in device pixels.
    pub(crate) tile: Tile,
    pub(crate) background: [f32; 3],
    /// Thin lines instead of cones.
    pub(crate) lines: bool,
}

/// What becomes of a frame.
#[derive(Debug, Clone, Copy)]
enum Purpose {
    /// It is shown as it is.
    Moving,
    /// It is one of several whose mean is shown.
    Sample(u32),
}

/// The programs and what is on the GPU.
pub(crate) struct Renderer {
    gl: Gl,
    cones: Cones,
    lines: Lines,
    meshes: Meshes,
    layers: Layers,
    resident: Resident,
    targets: Option<Targets>,
}

impl Renderer {
    /// Compiles the programs in the canvas' context.
    pub(crate) fn new(canvas: &HtmlCanvasElement) -> Result<Self, String> {
        let gl = Gl::of(canvas)?;
        Ok(Self {
            cones: Cones::new(&gl)?,
            lines: Lines::new(&gl)?,
            meshes: Meshes::new(&gl)?,
            layers: Layers::new(&gl)?,
            resident: Resident::default(),
            targets: None,
            gl,
        })
    }

    /// Whether the browser has taken the context away.
    pub(crate) fn is_lost(&self) -> bool {
        self.gl.is_lost()
    }

    /// The largest side of a picture or tile.
    pub(crate) fn largest(&self) -> u32 {
        self.gl.largest
    }

    /// How many samples make a full picture on this GPU.
    pub(crate) fn samples(&self) -> u32 {
        if self.gl.half_floats { samples::COUNT } else { 1 }
    }

    /// Brings the GPU's content up to date; only what changed is sent.
    pub(crate) fn upload(&mut self, scene: &Scene) -> Result<(), String> {
        self.resident.update(&self.gl, scene)
    }

    /// Draws one frame and adds it to those since the last one with `index` 0.
    pub(crate) fn sample(&mut self, scene: &Scene, shot: &Shot, index: u32) -> Result<(), String> {
        self.draw(scene, shot, Purpose::Sample(index))
    }

    /// Draws one frame straight to the canvas: cheaper, for pictures that are replaced at once.
    pub(crate) fn show_moving(&mut self, scene: &Scene, shot: &Shot) -> Result<(), String> {
        self.draw(scene, shot, Purpose::Moving)
    }

    fn draw(&mut self, scene: &Scene, shot: &Shot, purpose: Purpose) -> Result<(), String> {
        let index = if let Purpose::Sample(index) = purpose { index } else { 0 };
        let (width, height) = shot.viewport.pixels();
        let window = shot.tile.window(width, height, samples::shift(index));
        let frame = frame(scene, shot, window);
        let has_meshes = scene.meshes().any(|(_, mesh)| mesh.visible);
        let targets = Targets::fitting(&mut self.targets, &self.gl, shot.tile.width, shot.tile.height, has_meshes)?;
        let gl = &self.gl;

        gl.draw_to(&targets.neurons);
        let [red, green, blue] = shot.background;
        gl.clear_color(0, [red, green, blue, 1.0]);
        gl.clear_depth();
        if shot.lines {
            self.lines.begin(gl, &frame)
        } else {
            self.cones.begin(gl, &frame)
        }
        for (key, skeleton) in scene.skeletons().filter(|(_, skeleton)| skeleton.visible) {
            let Some((nodes, edges)) = self.resident.skeleton(key) else { continue };
            if shot.lines {
                self.lines.draw(gl, nodes, edges, skeleton.color);
            } else {
                self.cones.draw(gl, nodes, edges, skeleton.color);
            }
        }

        let translucent = targets.meshes.as_ref().filter(|_| has_meshes);
        if let Some(target) = translucent {
            gl.draw_to(target);
            self.meshes.begin(gl, &frame);
            for (key, mesh) in scene.meshes().filter(|(_, mesh)| mesh.visible) {
                if let Some(geometry) = self.resident.mesh(key) {
                    self.meshes.draw(gl, geometry, mesh.color);
                }
            }
        }

        match purpose {
            Purpose::Moving => gl.draw_to_canvas(shot.tile.width, shot.tile.height),
            Purpose::Sample(_) => gl.draw_to(&targets.total),
        }
        self.layers.combine(gl, &targets.neurons, translucent, index > 0);
        Ok(())
    }

    /// Shows the mean of the samples so far on the canvas.
    pub(crate) fn show(&self, shot: &Shot, samples: u32) {
        if let Some(targets) = &self.targets {
            self.gl.draw_to_canvas(shot.tile.width, shot.tile.height);
            self.layers.present(&self.gl, &targets.total, samples);
        }
    }

    /// The mean of the samples so far as RGBA bytes, from the upper row down.
    pub(crate) fn read(&self, shot: &Shot, samples: u32) -> Result<Vec<u8>, String> {
        let Some(targets) = &self.targets else { return Err("nothing has been drawn yet".to_owned()) };
        let (width, height) = (shot.tile.width, shot.tile.height);
        let output = self.gl.target(width, height, &[Format::Bytes], false)?;
        self.gl.draw_to(&output);
        self.layers.present(&self.gl, &targets.total, samples);
        let upside_down = self.gl.read_pixels(width, height);
        self.gl.delete_target(output);
        let rows = upside_down.chunks_exact(width as usize * 4).rev();
        Ok(rows.flatten().copied().collect())
    }
}

fn frame(scene: &Scene, shot: &Shot, window: DMat4) -> Frame {
    let camera = &shot.camera;
    let mut matrices = camera.matrices(scene.origin(), &scene.bounds(), &shot.viewport);
    matrices.projection = window * matrices.projection;
    // At distance 1 from the eye; without perspective the distance makes no difference.
    let pixel = 1.0 / (camera.magnification(-1.0, &shot.viewport) * shot.viewport.ratio);
    Frame { matrices, perspective: camera.perspective, pixel, ratio: shot.viewport.ratio, background: shot.background }
}
