//! The state behind the class: scene, camera, and how far the picture has come.

use web_sys::HtmlCanvasElement;

use super::context::ContextWatch;
use crate::camera::Camera;
use crate::pace::{Pace, Quality};
use crate::renderer::{Renderer, Shot};
use crate::scene::Scene;
use crate::tiles::Tile;
use crate::viewport::Viewport;

/// Everything that a viewer holds.
pub(super) struct Stage {
    canvas: HtmlCanvasElement,
    watch: ContextWatch,
    renderer: Renderer,
    scene: Scene,
    camera: Camera,
    viewport: Viewport,
    background: [f32; 3],
    pace: Pace,
    progress: Progress,
}

/// How far the picture on the canvas has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// What is shown is out of date.
    Stale,
    /// A frame of a movement is shown; the picture at rest is still to come.
    Moving,
    /// So many samples of the picture at rest are shown.
    Samples(u32),
}

impl Stage {
    pub(super) fn new(canvas: HtmlCanvasElement) -> Result<Self, String> {
        let watch = ContextWatch::new(&canvas)?;
        let renderer = Renderer::new(&canvas)?;
        let viewport = Viewport::new(f64::from(canvas.width()), f64::from(canvas.height()), 1.0);
        Ok(Self {
            canvas,
            watch,
            renderer,
            scene: Scene::default(),
            camera: Camera::default(),
            viewport,
            background: [1.0; 3],
            pace: Pace::default(),
            progress: Progress::Stale,
        })
    }

    pub(super) fn scene(&self) -> &Scene {
        &self.scene
    }

    pub(super) fn camera(&self) -> &Camera {
        &self.camera
    }

    pub(super) fn viewport(&self) -> &Viewport {
        &self.viewport
    }

    /// The renderer, unless its context is lost.
    pub(super) fn renderer(&mut self) -> Result<&mut Renderer, js_sys::Error> {
        Ok(self.renderer_and_scene()?.0)
    }

    /// The renderer, unless its context is lost, and the scene.
    pub(super) fn renderer_and_scene(&mut self) -> Result<(&mut Renderer, &Scene), js_sys::Error> {
        if self.renderer.is_lost() {
            return Err(js_sys::Error::new("the browser has taken the WebGL context away; try again in a moment"));
        }
        Ok((&mut self.renderer, &self.scene))
    }

    /// Changes geometry, and draws anew if that succeeded.
    pub(super) fn change_content<E>(&mut self, change: impl FnOnce(&mut Scene) -> Result<(), E>) -> Result<(), E> {
        change(&mut self.scene)?;
        self.pace.content_changed();
        self.redraw();
        Ok(())
    }

    /// Changes colours or visibility; `change` tells whether it did anything.
    pub(super) fn change_looks(&mut self, change: impl FnOnce(&mut Scene) -> bool) {
        if change(&mut self.scene) {
            self.pace.content_changed();
            self.redraw();
        }
    }

    pub(super) fn set_background(&mut self, background: [f32; 3]) {
        if self.background != background {
            self.background = background;
            self.redraw();
        }
    }

    pub(super) fn resize(&mut self, viewport: Viewport) {
        let largest = f64::from(self.renderer.largest());
        let fits = (largest / viewport.width.max(viewport.height)).min(viewport.ratio);
        let viewport = Viewport { ratio: fits, ..viewport };
        let (width, height) = viewport.pixels();
        if self.viewport != viewport || (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.viewport = viewport;
            // Also clears the canvas, so this is not done without need.
            self.canvas.set_width(width);
            self.canvas.set_height(height);
            self.redraw();
        }
    }

    pub(super) fn frame(&mut self) {
        let (scene, viewport) = (&self.scene, &self.viewport);
        self.camera.frame(scene.spheres(), viewport);
        self.pace.settled();
        self.redraw();
    }

    /// Moves the camera by hand.
    pub(super) fn move_camera(&mut self, change: impl FnOnce(&mut Camera, &Viewport)) {
        change(&mut self.camera, &self.viewport);
        self.pace.moved(now());
        self.redraw();
    }

    /// Puts the camera somewhere at once.
    pub(super) fn set_camera(&mut self, change: impl FnOnce(&mut Camera)) {
        change(&mut self.camera);
        self.pace.settled();
        self.redraw();
    }

    pub(super) fn redraw(&mut self) {
        self.progress = Progress::Stale;
    }

    /// The picture as it is to be now.
    pub(super) fn shot(&self) -> Shot {
        let (width, height) = self.viewport.pixels();
        Shot {
            camera: self.camera,
            viewport: self.viewport,
            tile: Tile::whole(width, height),
            background: self.background,
            lines: false,
        }
    }

    /// Draws a frame of a movement, or the next sample of the picture at rest; `false` if neither is due.
    pub(super) fn render(&mut self) -> Result<bool, String> {
        if self.watch.take_restored() {
            self.renderer = Renderer::new(&self.canvas)?;
            self.redraw();
        }
        if self.renderer.is_lost() {
            return Ok(false);
        }
        let now = now();
        let mut shot = self.shot();
        match (self.pace.quality(now), self.progress) {
            (Quality::Rest, Progress::Samples(done)) if done >= self.renderer.samples() => return Ok(false),
            (Quality::Rest, progress) => {
                let done = if let Progress::Samples(done) = progress { done } else { 0 };
                self.refine(&shot, done)?;
                self.progress = Progress::Samples(done + 1);
            }
            (quality, Progress::Stale) => {
                shot.lines = quality == Quality::MovingLines;
                self.renderer.upload(&self.scene)?;
                self.renderer.show_moving(&self.scene, &shot)?;
                self.pace.drew_moving_frame(now);
                self.progress = Progress::Moving;
            }
            // The hand rests for a moment; what is shown is right.
            (_, Progress::Moving | Progress::Samples(_)) => {}
        }
        Ok(true)
    }

    fn refine(&mut self, shot: &Shot, index: u32) -> Result<(), String> {
        if index == 0 {
            self.renderer.upload(&self.scene)?;
        }
        self.renderer.sample(&self.scene, shot, index)?;
        self.renderer.show(shot, index + 1);
        Ok(())
    }
}

/// Milliseconds of a steady clock.
fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
