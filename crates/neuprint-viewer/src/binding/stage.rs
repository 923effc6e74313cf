//! The state behind the class: scene, camera, and how far the picture has come.

use web_sys::HtmlCanvasElement;

use super::context::ContextWatch;
use super::picks::{Picks, Then};
use crate::bounds::Bounds;
use crate::camera::{Camera, Flight};
use crate::gl::Fence;
use crate::levels;
use crate::pace::{Pace, Quality};
use crate::renderer::{Cursor, Renderer, Shot, Upload};
use crate::scene::Scene;
use crate::tiles::Tile;
use crate::viewport::Viewport;

/// Milliseconds that sending content to the GPU may take of a frame.
const UPLOAD_TIME: f64 = 12.0;
/// How much of the farthest surface the background hides, unless it is set.
const FOG: f32 = 0.45;

/// Everything that a viewer holds.
pub(super) struct Stage {
    canvas: HtmlCanvasElement,
    watch: ContextWatch,
    renderer: Renderer,
    scene: Scene,
    camera: Camera,
    /// On its way there, if it is.
    flight: Option<Flight>,
    /// Milliseconds that such a way takes.
    flight_time: f64,
    viewport: Viewport,
    background: [f32; 3],
    fog: f32,
    clip: Option<Bounds>,
    pace: Pace,
    progress: Progress,
    /// Whether the scene has changed since it was last sent.
    unsent: bool,
    /// The slice that the GPU draws, and since when.
    slice: Option<(Fence, f64)>,
    picks: Picks,
    /// Whether somebody looks for their answers while nothing is drawn.
    is_followed: bool,
    /// How often something was drawn.
    frames: u32,
    context_number: u32,
}

/// How far the picture on the canvas has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// What is shown is out of date.
    Stale,
    /// A frame of a movement is shown; the picture at rest is still to come.
    Moving,
    /// A part of the picture at rest is drawn.
    Rest(Cursor),
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
            flight: None,
            flight_time: 0.0,
            viewport,
            background: [1.0; 3],
            fog: FOG,
            clip: None,
            pace: Pace::default(),
            progress: Progress::Stale,
            unsent: true,
            slice: None,
            picks: Picks::default(),
            is_followed: false,
            frames: 0,
            context_number: 0,
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

    /// See `Counts`.
    pub(super) fn counts(&self) -> [(&'static str, f64); 4] {
        let traffic = self.renderer.traffic();
        let samples = match self.progress {
            Progress::Rest(cursor) => cursor.sample,
            Progress::Stale | Progress::Moving => 0,
        };
        [
            ("frames", f64::from(self.frames)),
            ("samples", f64::from(samples)),
            ("sentBytes", traffic.sent() as f64),
            ("heldBytes", traffic.held() as f64),
        ]
    }

    /// Changes geometry, and draws anew if that succeeded.
    pub(super) fn change_content<E>(&mut self, change: impl FnOnce(&mut Scene) -> Result<(), E>) -> Result<(), E> {
        change(&mut self.scene)?;
        self.content_changed();
        Ok(())
    }

    /// Changes colours or visibility; `change` tells whether it did anything.
    pub(super) fn change_looks(&mut self, change: impl FnOnce(&mut Scene) -> bool) {
        if change(&mut self.scene) {
            self.content_changed();
        }
    }

    fn content_changed(&mut self) {
        self.pace.content_changed();
        self.unsent = true;
        self.redraw();
    }

    pub(super) fn set_background(&mut self, background: [f32; 3]) {
        if std::mem::replace(&mut self.background, background) != background {
            self.redraw();
        }
    }

    pub(super) fn set_fog(&mut self, fog: f32) {
        let fog = if fog.is_finite() { fog.clamp(0.0, 1.0) } else { 0.0 };
        if std::mem::replace(&mut self.fog, fog) != fog {
            self.redraw();
        }
    }

    pub(super) fn set_clip(&mut self, clip: Option<Bounds>) {
        if std::mem::replace(&mut self.clip, clip) != clip {
            self.redraw();
        }
    }

    pub(super) fn set_flight_time(&mut self, milliseconds: f64) {
        self.flight_time = if milliseconds.is_finite() { milliseconds.max(0.0) } else { 0.0 };
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

    /// Moves the camera by hand. Where it was on its way to is given up.
    pub(super) fn move_camera(&mut self, change: impl FnOnce(&mut Camera, &Viewport)) {
        self.flight = None;
        change(&mut self.camera, &self.viewport);
        self.pace.moved(now());
        self.redraw();
    }

    /// Puts the camera somewhere at once.
    pub(super) fn set_camera(&mut self, change: impl FnOnce(&mut Camera, &Viewport, &Scene)) {
        self.flight = None;
        change(&mut self.camera, &self.viewport, &self.scene);
        self.pace.settled();
        self.redraw();
    }

    /// Lets the camera move somewhere by itself.
    pub(super) fn fly(&mut self, change: impl FnOnce(&mut Camera, &Viewport, &Scene)) {
        let mut target = self.flight.map_or(self.camera, |flight| *flight.target());
        change(&mut target, &self.viewport, &self.scene);
        if self.flight_time <= 0.0 {
            return self.set_camera(|camera, _, _| *camera = target);
        }
        self.flight = Some(Flight::new(self.camera, target, now(), self.flight_time));
        self.redraw();
    }

    /// Asks what is under a place of the canvas (CSS pixels).
    pub(super) fn pick(&mut self, x: f64, y: f64, then: Then) {
        self.picks.ask(x, y, then);
    }

    pub(super) fn redraw(&mut self) {
        self.progress = Progress::Stale;
    }

    /// The picture as it is to be now.
    pub(super) fn shot(&self) -> Shot {
        let (width, height) = self.viewport.pixels();
        let [red, green, blue] = self.background;
        Shot {
            camera: self.camera,
            viewport: self.viewport,
            tile: Tile::whole(width, height),
            background: [red, green, blue, 1.0],
            fog: self.fog,
            clip: self.clip,
        }
    }

    /// Draws the next sample of a tile of a picture; whether it was the last.
    pub(super) fn draw_tile(&mut self, shot: &Shot, cursor: &mut Cursor) -> Result<bool, String> {
        if self.renderer.is_lost() {
            return Err("the browser has taken the WebGL context away; try again in a moment".to_owned());
        }
        // The levels of detail are those of the tile now; a picture that is half drawn begins anew.
        if self.progress != Progress::Rest(self.finished()) {
            self.redraw();
        }
        self.renderer.draw_tile(&self.scene, shot, cursor)
    }

    /// The pixels of the tile that was drawn last, see [`Renderer::tile_pixels`].
    pub(super) fn tile_pixels(&self, shot: &Shot) -> Result<Vec<u8>, String> {
        self.renderer.tile_pixels(shot)
    }

    /// How often the browser has given another context.
    pub(super) fn context_number(&self) -> u32 {
        self.context_number
    }

    /// What draws; the context may be lost.
    pub(super) fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// Frees what tiles needed.
    pub(super) fn forget_tiles(&mut self) {
        self.renderer.forget_tiles();
    }

    /// The largest side of a tile.
    pub(super) fn largest(&self) -> u32 {
        self.renderer.largest()
    }

    /// Draws a frame of a movement, or the next part of the picture at rest; `false` if nothing is to be done.
    pub(super) fn render(&mut self) -> Result<bool, String> {
        if self.watch.take_restored() {
            self.renderer = Renderer::new(&self.canvas)?;
            // What the old context was asked for never comes.
            self.slice = None;
            self.picks.give_up();
            self.context_number += 1;
            self.unsent = true;
            self.redraw();
        }
        if self.renderer.is_lost() {
            self.picks.give_up();
            return Ok(false);
        }
        let now = now();
        self.advance_flight(now);
        self.answer_picks();
        let edges = levels::edge_count(&self.scene);
        match (self.pace.quality(now, edges), self.progress) {
            (Quality::Rest, Progress::Rest(cursor)) if cursor == self.finished() => return Ok(self.picks.steer()),
            // What takes long is shown as lines first.
            (Quality::Rest, Progress::Stale) if edges > self.pace.slice() => self.draw_moving(now, true)?,
            (Quality::Rest, progress) => self.refine(now, progress)?,
            (quality, Progress::Stale) => {
                self.draw_moving(now, quality == Quality::MovingLines)?;
                self.pace.drew_moving_frame(now);
            }
            // The hand rests for a moment; what is shown is right.
            (_, Progress::Moving | Progress::Rest(_)) => {}
        }
        Ok(true)
    }

    /// Where the cursor stands when the picture is finished.
    fn finished(&self) -> Cursor {
        Cursor::after(self.renderer.samples())
    }

    fn advance_flight(&mut self, now: f64) {
        let Some(flight) = self.flight else { return };
        self.camera = flight.at(now);
        self.redraw();
        if flight.is_over(now) {
            self.flight = None;
            self.pace.settled();
        } else {
            self.pace.moved(now);
        }
    }

    fn draw_moving(&mut self, now: f64, lines: bool) -> Result<(), String> {
        let shot = self.shot();
        if self.unsent {
            self.upload(&shot, now)?;
        }
        self.renderer.show_moving(&self.scene, &shot, lines)?;
        self.frames += 1;
        self.progress = Progress::Moving;
        Ok(())
    }

    /// Sends what has changed, as far as the time allows; whether that was all.
    fn upload(&mut self, shot: &Shot, began: f64) -> Result<bool, String> {
        let uploaded = self.renderer.upload(&self.scene, shot, &|| now() - began > UPLOAD_TIME)?;
        self.unsent = uploaded == Upload::Unfinished;
        Ok(!self.unsent)
    }

    /// Draws the next slice of the picture at rest, unless the GPU is still busy with the last one.
    fn refine(&mut self, now: f64, progress: Progress) -> Result<(), String> {
        if let Some((fence, began)) = self.slice.take() {
            if !self.renderer.is_past(&fence) {
                self.slice = Some((fence, began));
                return Ok(());
            }
            self.renderer.delete_fence(fence);
            self.pace.drew_slice(now - began);
        }
        let shot = self.shot();
        let mut cursor = match progress {
            Progress::Rest(cursor) => cursor,
            Progress::Stale | Progress::Moving => {
                if !self.upload(&shot, now)? {
                    return Ok(());
                }
                Cursor::default()
            }
        };
        let is_finished = self.renderer.advance(&self.scene, &shot, &mut cursor, self.pace.slice())?;
        if is_finished {
            self.renderer.show(&shot, cursor.sample);
        } else {
            self.slice = self.renderer.fence().map(|fence| (fence, now));
        }
        self.frames += 1;
        self.progress = Progress::Rest(cursor);
        Ok(())
    }

    /// Answers what was asked about the picture.
    fn answer_picks(&mut self) {
        let is_drawn = matches!(self.progress, Progress::Rest(cursor) if cursor.sample > 0);
        let centre = self.picks.answer(&self.renderer, &self.scene, &self.viewport, is_drawn);
        if let Some((x, y, place)) = centre {
            self.fly(|camera, viewport, _| camera.target = place.unwrap_or_else(|| camera.unproject(x, y, viewport)));
        }
    }

    /// Whether somebody should look for answers from now on: nobody does yet.
    pub(super) fn begin_following(&mut self) -> bool {
        !std::mem::replace(&mut self.is_followed, true)
    }

    /// Answers what was asked about the picture at rest; whether more answers are to come without its being drawn on.
    pub(super) fn answer_at_rest(&mut self) -> bool {
        let is_at_rest = matches!(self.progress, Progress::Rest(cursor) if cursor == self.finished());
        if is_at_rest && !self.renderer.is_lost() {
            self.answer_picks();
        }
        self.is_followed = is_at_rest && !self.renderer.is_lost() && self.picks.are_pending();
        self.is_followed
    }
}

/// Milliseconds of a steady clock.
fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
