//! The state of the picture, and painting it: only when something has changed, once a frame at most.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver, window};

use super::camera::{Camera, Point};
use super::pen::CanvasPen;
use super::scene::{Scene, Theme};
use super::threshold;
use crate::connections::Connections;

/// After so long without a movement everything is drawn.
const REST: Duration = Duration::from_millis(160);

/// What the mouse is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointed {
    Nothing,
    Node(u32),
    Edge(u32),
}

/// The picture. Copy it freely; it lives as long as the view.
#[derive(Clone, Copy)]
pub(super) struct Picture {
    pub(super) connections: Connections,
    pub(super) canvas: NodeRef<Canvas>,
    /// Where the nodes are; `None` before they are anywhere.
    pub(super) places: RwSignal<Option<Arc<[[f32; 2]]>>>,
    /// Whether the layout goes on.
    pub(super) settling: RwSignal<bool>,
    camera: RwSignal<Camera>,
    size: RwSignal<Point>,
    /// Whether the user has chosen where to look.
    steered: StoredValue<bool>,
    /// The least weight that is drawn, as it was chosen.
    pub(super) chosen_least: RwSignal<Option<f64>>,
    pub(super) of_output: RwSignal<bool>,
    pub(super) selected: RwSignal<Option<u32>>,
    pub(super) pointed: RwSignal<Pointed>,
    /// Counts changes of the page's colours.
    pub(super) theme: RwSignal<u32>,
    moving: RwSignal<bool>,
    resting: StoredValue<Option<TimeoutHandle>>,
}

impl Picture {
    pub(super) fn new(connections: Connections, least: Option<f64>, of_output: bool) -> Self {
        Self {
            connections,
            canvas: NodeRef::new(),
            places: RwSignal::new(None),
            settling: RwSignal::new(false),
            camera: RwSignal::new(Camera { centre: [0.0; 2], scale: 1.0 }),
            size: RwSignal::new([0.0; 2]),
            steered: StoredValue::new(false),
            chosen_least: RwSignal::new(least),
            of_output: RwSignal::new(of_output),
            selected: RwSignal::new(None),
            pointed: RwSignal::new(Pointed::Nothing),
            theme: RwSignal::new(0),
            moving: RwSignal::new(false),
            resting: StoredValue::new(None),
        }
    }

    /// What is to be drawn; `None` while there is nothing.
    pub(super) fn scene(self) -> Option<Scene> {
        let net = self.connections.net.get()?;
        let places = self.places.get()?;
        let size = self.size.get();
        // After another question places may be those of another graph.
        if places.len() != net.shape.nodes.len() || size[0] < 1.0 {
            return None;
        }
        let pointed = self.pointed.get();
        let node = if let Pointed::Node(node) = pointed { Some(node) } else { None };
        let edge = if let Pointed::Edge(edge) = pointed { Some(edge) } else { None };
        Some(Scene {
            least: self.chosen_least.get().unwrap_or_else(|| threshold::first(&net)),
            camera: self.camera.get(),
            of_output: self.of_output.get(),
            focus: node.or(self.selected.get()),
            moving: self.moving.get() || self.settling.get(),
            edge,
            net,
            places,
            size,
        })
    }

    /// New places of the nodes.
    pub(super) fn place(self, places: Vec<[f32; 2]>) {
        if !self.steered.get_value() {
            self.camera.set(Camera::fit(&places, self.size.get_untracked()));
        }
        self.places.set(Some(places.into()));
    }

    /// Another graph has come: nothing is selected, and it is seen as a whole.
    pub(super) fn begin(self) {
        self.steered.set_value(false);
        self.selected.set(None);
        self.pointed.set(Pointed::Nothing);
        self.places.set(None);
    }

    /// Shows everything.
    pub(super) fn fit(self) {
        self.steered.set_value(false);
        if let Some(places) = self.places.get_untracked() {
            self.camera.set(Camera::fit(&places, self.size.get_untracked()));
        }
    }

    pub(super) fn pan(self, by: Point) {
        self.steer(|camera| camera.pan(by));
    }

    /// Zooms at a place, or at the middle.
    pub(super) fn zoom(self, factor: f64, at: Option<Point>) {
        let size = self.size.get_untracked();
        self.steer(|camera| camera.zoom(factor, at.unwrap_or([size[0] / 2.0, size[1] / 2.0]), size));
    }

    fn steer(self, steer: impl FnOnce(&mut Camera)) {
        self.steered.set_value(true);
        self.camera.update(steer);
        if !self.moving.get_untracked() {
            self.moving.set(true);
        }
        if let Some(before) = self.resting.try_update_value(Option::take).flatten() {
            before.clear();
        }
        let rest = move || _ = self.moving.try_set(false);
        self.resting.set_value(set_timeout_with_handle(rest, REST).ok());
    }

    /// What is at a place of the picture.
    pub(super) fn point(self, at: Point) {
        let Some(scene) = untrack(|| self.scene()) else { return };
        let pointed = match scene.node_at(at) {
            Some(node) => Pointed::Node(node),
            None => scene.edge_at(at).map_or(Pointed::Nothing, Pointed::Edge),
        };
        if pointed != self.pointed.get_untracked() {
            self.pointed.set(pointed);
        }
    }

    /// Selects the node at a place; none, if there is none.
    pub(super) fn select_at(self, at: Point) {
        let Some(scene) = untrack(|| self.scene()) else { return };
        self.selected.set(scene.node_at(at));
    }

    /// What is said of what the mouse is at.
    pub(super) fn pointed_in_words(self) -> Option<String> {
        let net = self.connections.net.get()?;
        match self.pointed.get() {
            Pointed::Edge(edge) if (edge as usize) < net.edges.len() => {
                let by_type = self.connections.by_type.get() && self.connections.has_types();
                Some(untrack(|| self.scene())?.edge_in_words(edge, by_type))
            }
            Pointed::Node(node) if (node as usize) < net.shape.nodes.len() => {
                let by_type = self.connections.by_type.get() && self.connections.has_types();
                let (name, beside) = (net.name(node), net.beside(node, by_type));
                Some(if beside.is_empty() { name } else { format!("{name} · {beside}") })
            }
            _ => None,
        }
    }

    /// Paints on the canvas from now on.
    pub(super) fn paint_on(self) {
        let canvas = self.canvas;
        Effect::new(move |_| {
            let Some(canvas) = canvas.get() else { return };
            self.follow_size(&canvas);
        });
        let waiting = Rc::new(Cell::new(false));
        Effect::new(move |_| {
            self.theme.get();
            // Read, so that every change of it is followed.
            let scene = self.scene();
            let Some(canvas) = canvas.get().filter(|_| scene.is_some() && !waiting.replace(true)) else { return };
            let waiting = Rc::clone(&waiting);
            request_animation_frame(move || {
                waiting.set(false);
                if let Some(scene) = self.places.try_with_untracked(|_| ()).and_then(|()| untrack(|| self.scene())) {
                    paint(&canvas, &scene);
                }
            });
        });
    }

    fn follow_size(self, canvas: &HtmlCanvasElement) {
        let (element, observed) = (canvas.clone(), canvas.clone());
        let measure = move || {
            let size = [element.client_width().into(), element.client_height().into()];
            if self.size.try_get_untracked().is_some_and(|before| before != size) {
                self.size.set(size);
                if !self.steered.get_value() {
                    self.fit();
                }
            }
        };
        measure();
        let resized = Closure::<dyn FnMut()>::new(measure);
        let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
        observer.observe(&observed);
        // Both live as long as the canvas is drawn on.
        let held = StoredValue::new_local((observer, resized));
        on_cleanup(move || {
            held.try_with_value(|(observer, _)| observer.disconnect());
        });
    }
}

/// Paints a scene on a canvas as large as it is seen.
fn paint(canvas: &HtmlCanvasElement, scene: &Scene) {
    let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
    if let Some(context) = sized(canvas, scene.size, ratio) {
        let theme = theme_of(canvas);
        context.clear_rect(0.0, 0.0, scene.size[0], scene.size[1]);
        scene.draw(&mut CanvasPen { context: &context, family: &theme.family }, &theme);
    }
}

/// The context of a canvas of this size, its unit a CSS pixel.
pub(crate) fn sized(canvas: &HtmlCanvasElement, size: Point, ratio: f64) -> Option<CanvasRenderingContext2d> {
    let [wide, high] = size.map(|side| (side * ratio).round() as u32);
    if canvas.width() != wide || canvas.height() != high {
        canvas.set_width(wide);
        canvas.set_height(high);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    Some(context)
}

/// The page's colours, which the style sheet hands over as properties of the canvas.
pub(crate) fn theme_of(canvas: &HtmlCanvasElement) -> Theme {
    let style = window().and_then(|window| window.get_computed_style(canvas).ok().flatten());
    let value = |name: &str| style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
    Theme {
        text: value("color"),
        background: value("background-color"),
        accent: value("caret-color"),
        line: value("text-decoration-color"),
        family: value("font-family"),
    }
}
