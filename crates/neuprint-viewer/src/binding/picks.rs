//! Questions about what is seen at a place of the canvas, and their answers, which come some frames later.

use glam::{DVec3, Vec3};
use js_sys::Function;
use wasm_bindgen::JsValue;

use super::colors::object;
use crate::gl::Readback;
use crate::pick::{SLACK, Window, nearest};
use crate::renderer::Renderer;
use crate::scene::Scene;
use crate::viewport::Viewport;

/// What an answer is for.
pub(super) enum Then {
    /// It is told to JavaScript: this resolves a promise.
    Tell(Function),
    /// The camera turns to it.
    Centre,
}

/// All open questions.
#[derive(Default)]
pub(super) struct Picks(Vec<Pick>);

struct Pick {
    x: f64,
    y: f64,
    then: Then,
    /// On its way, with what it is of.
    readback: Option<(Readback, Window)>,
}

/// A node or point that was found.
struct Found<'a> {
    key: &'a str,
    kind: &'static str,
    index: u32,
    place: DVec3,
    radius: f64,
}

impl Picks {
    pub(super) fn ask(&mut self, x: f64, y: f64, then: Then) {
        self.0.push(Pick { x, y, then, readback: None });
    }

    /// Whether answers are still to come.
    pub(super) fn are_pending(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether the camera is to turn to one of them: that has to be drawn.
    pub(super) fn steer(&self) -> bool {
        self.0.iter().any(|pick| matches!(pick.then, Then::Centre))
    }

    /// Answers all with "nothing": the picture is gone.
    pub(super) fn give_up(&mut self) {
        self.0.drain(..).for_each(|pick| pick.then.tell(None));
    }

    /// Asks the GPU, if the picture `is_drawn`, and passes on what it has answered. Where the camera is to turn to, if it
    /// is: the place of the canvas, and what is there.
    pub(super) fn answer(
        &mut self,
        renderer: &Renderer,
        scene: &Scene,
        viewport: &Viewport,
        is_drawn: bool,
    ) -> Option<(f64, f64, Option<DVec3>)> {
        let mut centre = None;
        let mut waiting = Vec::new();
        for mut pick in std::mem::take(&mut self.0) {
            let Some(window) = window(pick.x, pick.y, viewport) else {
                pick.then.tell(None);
                continue;
            };
            if pick.readback.is_none() && is_drawn {
                pick.readback = renderer.read_numbers(&window).map(|readback| (readback, window));
            }
            let arrived = pick
                .readback
                .as_ref()
                .and_then(|(readback, window)| renderer.arrived(readback).map(|pixels| nearest(&pixels, window)));
            match arrived {
                None => waiting.push(pick),
                Some(hit) => {
                    pick.readback.take().into_iter().for_each(|(readback, _)| renderer.delete_readback(readback));
                    let found = hit.and_then(|[number, index]| find(scene, number, index));
                    if let Then::Centre = pick.then {
                        centre = Some((pick.x, pick.y, found.as_ref().map(|found| found.place)));
                    }
                    pick.then.tell(found);
                }
            }
        }
        self.0.extend(waiting);
        centre
    }
}

impl Then {
    fn tell(self, found: Option<Found<'_>>) {
        if let Self::Tell(resolve) = self {
            // A function that resolves a promise never throws.
            let _ = resolve.call1(&JsValue::UNDEFINED, &found.map_or(JsValue::UNDEFINED, Found::into_js));
        }
    }
}

impl Found<'_> {
    fn into_js(self) -> JsValue {
        object(&[
            ("key", self.key.into()),
            ("kind", self.kind.into()),
            ("index", self.index.into()),
            ("x", self.place.x.into()),
            ("y", self.place.y.into()),
            ("z", self.place.z.into()),
            ("radius", self.radius.into()),
        ])
    }
}

/// The pixels around a place of the canvas; `None` outside of it.
fn window(x: f64, y: f64, viewport: &Viewport) -> Option<Window> {
    let (width, height) = viewport.pixels();
    let (left, top) = ((x * viewport.ratio).floor(), (y * viewport.ratio).floor());
    let inside = left >= 0.0 && top >= 0.0 && left < f64::from(width) && top < f64::from(height);
    // The GPU counts rows from below.
    let slack = (SLACK * viewport.ratio).round() as u32;
    inside.then(|| Window::around((left as u32, height - 1 - top as u32), slack, (width, height)))
}

fn find(scene: &Scene, number: u32, index: u32) -> Option<Found<'_>> {
    let found = |key, kind, texel: &[f32; 4], radius: f32| {
        let place = Vec3::new(texel[0], texel[1], texel[2]).as_dvec3() + scene.origin();
        Found { key, kind, index, place, radius: f64::from(radius) }
    };
    if let Some((key, skeleton)) = scene.skeletons().find(|(_, skeleton)| skeleton.number() == number) {
        let node = skeleton.nodes().get(index as usize)?;
        return Some(found(key, "skeleton", node, node[3]));
    }
    let (key, points) = scene.points().find(|(_, points)| points.revision() as u32 == number)?;
    Some(found(key, "points", points.places().get(index as usize)?, points.radius))
}
