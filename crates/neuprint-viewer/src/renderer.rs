//! Draws a scene, a part of a sample of a picture at a time.
//!
//! ```text
//! while renderer.upload(&scene, &shot, &|| false)? == Upload::Unfinished {}
//! let mut cursor = Cursor::default();
//! while cursor.sample < renderer.samples() {
//!     if renderer.advance(&scene, &shot, &mut cursor, 100_000)? {      // so many edges; whether a sample is finished
//!         renderer.show(&shot, cursor.sample);                         // the mean so far, on the canvas
//!     }
//! }
//! ```

mod items;
mod resident;
mod targets;

use glam::DMat4;
use web_sys::HtmlCanvasElement;

use crate::bounds::Bounds;
use crate::camera::Camera;
use crate::gl::{Fence, Format, Gl, Readback, Traffic};
use crate::passes::Frame;
use crate::passes::layers::Layers;
use crate::passes::meshes::Meshes;
use crate::pick::Window;
use crate::samples;
use crate::scene::Scene;
use crate::tiles::{Tile, divide_by_opacity};
use crate::viewport::Viewport;
pub(crate) use items::Cursor;
use items::{Draws, Items};
use resident::Resident;
pub(crate) use resident::Upload;
use targets::Targets;

/// A picture, or a tile of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shot {
    pub(crate) camera: Camera,
    /// Size on the page, and device pixels of the picture per CSS pixel.
    pub(crate) viewport: Viewport,
    /// The part that is drawn, in device pixels.
    pub(crate) tile: Tile,
    /// Red, green, blue, opacity.
    pub(crate) background: [f32; 4],
    /// How much of the farthest surface the background hides, 0…1.
    pub(crate) fog: f32,
    /// Nothing is drawn outside of this box.
    pub(crate) clip: Option<Bounds>,
}

/// The programs and what is on the GPU.
pub(crate) struct Renderer {
    gl: Gl,
    items: Items,
    meshes: Meshes,
    layers: Layers,
    resident: Resident,
    /// Those of the view, and those of pictures to save.
    view: Option<Targets>,
    saved: Option<Targets>,
}

impl Renderer {
    /// Compiles the programs in the canvas' context.
    pub(crate) fn new(canvas: &HtmlCanvasElement) -> Result<Self, String> {
        let gl = Gl::of(canvas)?;
        Ok(Self {
            items: Items::new(&gl)?,
            meshes: Meshes::new(&gl)?,
            layers: Layers::new(&gl)?,
            resident: Resident::default(),
            view: None,
            saved: None,
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

    /// What was sent to the GPU, and what it holds.
    pub(crate) fn traffic(&self) -> &Traffic {
        self.gl.traffic()
    }

    /// How many samples make a full picture on this GPU.
    pub(crate) fn samples(&self) -> u32 {
        if self.gl.half_floats { samples::COUNT } else { 1 }
    }

    /// Brings the GPU's content up to date for a picture at rest, until the time is up; only what changed is sent.
    pub(crate) fn upload(
        &mut self,
        scene: &Scene,
        shot: &Shot,
        time_is_up: &dyn Fn() -> bool,
    ) -> Result<Upload, String> {
        self.resident.update(&self.gl, scene, shot, time_is_up)
    }

    /// Draws a part of the view's next sample, at most so many edges; whether the sample is finished.
    pub(crate) fn advance(
        &mut self,
        scene: &Scene,
        shot: &Shot,
        cursor: &mut Cursor,
        budget: usize,
    ) -> Result<bool, String> {
        let targets = fitting(&mut self.view, &self.gl, scene, shot, true)?;
        let drawing = Drawing { gl: &self.gl, items: &self.items, meshes: &self.meshes, layers: &self.layers };
        Ok(drawing.advance(&self.resident, scene, shot, targets, cursor, budget))
    }

    /// Draws one frame straight to the canvas: cheaper, for pictures that are replaced at once.
    pub(crate) fn show_moving(&mut self, scene: &Scene, shot: &Shot, lines: bool) -> Result<(), String> {
        let targets = fitting(&mut self.view, &self.gl, scene, shot, true)?;
        let gl = &self.gl;
        let (width, height) = shot.viewport.pixels();
        let frame = frame(scene, shot, shot.tile.window(width, height, samples::shift(0)));
        gl.draw_to_first(&targets.neurons);
        gl.clear_color(0, frame.background);
        gl.clear_depth();
        self.items.draw_moving(Draws { gl, scene, resident: &self.resident, frame: &frame }, lines);
        let drawing = Drawing { gl, items: &self.items, meshes: &self.meshes, layers: &self.layers };
        drawing.meshes(&self.resident, scene, &frame, targets);
        gl.draw_to_canvas(shot.tile.width, shot.tile.height);
        self.layers.combine(gl, &targets.neurons, targets.meshes.as_ref(), false);
        Ok(())
    }

    /// Shows the mean of the view's samples so far on the canvas.
    pub(crate) fn show(&self, shot: &Shot, samples: u32) {
        if let Some(targets) = &self.view {
            self.gl.draw_to_canvas(shot.tile.width, shot.tile.height);
            self.layers.present(&self.gl, &targets.total, samples);
        }
    }

    /// Draws the next sample of a tile of a picture; whether it was the last. The view's own picture stays as it is.
    pub(crate) fn draw_tile(&mut self, scene: &Scene, shot: &Shot, cursor: &mut Cursor) -> Result<bool, String> {
        while self.upload(scene, shot, &|| false)? == Upload::Unfinished {}
        let targets = fitting(&mut self.saved, &self.gl, scene, shot, false)?;
        let drawing = Drawing { gl: &self.gl, items: &self.items, meshes: &self.meshes, layers: &self.layers };
        drawing.advance(&self.resident, scene, shot, targets, cursor, usize::MAX);
        Ok(cursor.sample >= self.samples())
    }

    /// The tile that was drawn last as RGBA bytes, from the upper row down.
    pub(crate) fn tile_pixels(&self, shot: &Shot) -> Result<Vec<u8>, String> {
        let Some(targets) = &self.saved else { return Err("no tile has been drawn".to_owned()) };
        let (width, height) = (shot.tile.width, shot.tile.height);
        let gl = &self.gl;
        let output = gl.target(width, height, &[Format::Bytes], false)?;
        gl.draw_to(&output);
        self.layers.present(gl, &targets.total, self.samples());
        let upside_down = gl.read_pixels(width, height);
        gl.delete_target(output);
        let mut pixels = Vec::with_capacity(upside_down.len());
        upside_down.chunks_exact(width as usize * 4).rev().for_each(|row| pixels.extend_from_slice(row));
        if shot.background[3] < 1.0 {
            divide_by_opacity(&mut pixels);
        }
        Ok(pixels)
    }

    /// Frees what tiles needed.
    pub(crate) fn forget_tiles(&mut self) {
        self.saved.take().into_iter().for_each(|targets| targets.delete(&self.gl));
    }

    /// Asks which skeletons and nodes are seen in a part of the view.
    pub(crate) fn read_numbers(&self, window: &Window) -> Option<Readback> {
        let rectangle = [window.x, window.y, window.width, window.height];
        self.gl.read_numbers(&self.view.as_ref()?.neurons, rectangle)
    }

    /// What was asked for, once it is there.
    pub(crate) fn arrived(&self, readback: &Readback) -> Option<Vec<[u32; 2]>> {
        self.gl.arrived(readback)
    }

    /// Frees what was asked for.
    pub(crate) fn delete_readback(&self, readback: Readback) {
        self.gl.delete_readback(readback);
    }

    /// A mark after what was drawn so far.
    pub(crate) fn fence(&self) -> Option<Fence> {
        self.gl.fence()
    }

    /// Whether the GPU has drawn all that was asked for before the mark.
    pub(crate) fn is_past(&self, fence: &Fence) -> bool {
        self.gl.is_past(fence)
    }

    /// Forgets a mark.
    pub(crate) fn delete_fence(&self, fence: Fence) {
        self.gl.delete_fence(fence);
    }
}

/// What drawing samples needs, apart from where they are drawn to.
struct Drawing<'a> {
    gl: &'a Gl,
    items: &'a Items,
    meshes: &'a Meshes,
    layers: &'a Layers,
}

impl Drawing<'_> {
    /// Draws a part of the next sample, at most so many edges; whether the sample is finished.
    fn advance(
        &self,
        resident: &Resident,
        scene: &Scene,
        shot: &Shot,
        targets: &Targets,
        cursor: &mut Cursor,
        budget: usize,
    ) -> bool {
        let gl = self.gl;
        let sample = cursor.sample;
        let (width, height) = shot.viewport.pixels();
        let frame = frame(scene, shot, shot.tile.window(width, height, samples::shift(sample)));
        // The first sample tells for picking what is seen where.
        if sample == 0 {
            gl.draw_to_all(&targets.neurons);
        } else {
            gl.draw_to_first(&targets.neurons);
        }
        if *cursor == Cursor::after(sample) {
            gl.clear_color(0, frame.background);
            if sample == 0 && targets.with_numbers {
                gl.clear_numbers(1);
            }
            gl.clear_depth();
        }
        if !self.items.draw(Draws { gl, scene, resident, frame: &frame }, cursor, budget) {
            return false;
        }
        self.meshes(resident, scene, &frame, targets);
        gl.draw_to(&targets.total);
        self.layers.combine(gl, &targets.neurons, targets.meshes.as_ref(), sample > 0);
        true
    }

    fn meshes(&self, resident: &Resident, scene: &Scene, frame: &Frame, targets: &Targets) {
        let Some(target) = &targets.meshes else { return };
        self.gl.draw_to(target);
        self.meshes.begin(self.gl, frame);
        for (key, mesh) in scene.meshes().filter(|(_, mesh)| mesh.visible) {
            if let Some(geometry) = resident.mesh(key) {
                self.meshes.draw(self.gl, geometry, mesh.color);
            }
        }
    }
}

fn fitting<'a>(
    place: &'a mut Option<Targets>,
    gl: &Gl,
    scene: &Scene,
    shot: &Shot,
    with_numbers: bool,
) -> Result<&'a Targets, String> {
    let has_meshes = scene.meshes().any(|(_, mesh)| mesh.visible);
    Targets::fitting(place, gl, shot.tile.width, shot.tile.height, has_meshes, with_numbers)
}

fn frame(scene: &Scene, shot: &Shot, window: DMat4) -> Frame {
    let camera = &shot.camera;
    let mut matrices = camera.matrices(scene.origin(), &scene.bounds(), &shot.viewport);
    matrices.projection = window * matrices.projection;
    // At distance 1 from the eye; without perspective the distance makes no difference.
    let pixel = 1.0 / (camera.magnification(-1.0, &shot.viewport) * shot.viewport.ratio);
    let [red, green, blue, opacity] = shot.background;
    let clip = shot.clip.map(|bounds| {
        let (low, high) = bounds.corners();
        [low, high].map(|corner| (corner - scene.origin()).as_vec3().to_array())
    });
    Frame {
        matrices,
        perspective: camera.perspective,
        pixel,
        ratio: shot.viewport.ratio,
        background: [red * opacity, green * opacity, blue * opacity, opacity],
        fog: shot.fog,
        clip,
    }
}
