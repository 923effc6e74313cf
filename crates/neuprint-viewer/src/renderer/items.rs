//! Draws a scene's skeletons and points, all at once or a part at a time.

use super::resident::Resident;
use crate::gl::{Gl, Shape};
use crate::pace::Pace;
use crate::passes::cones::Cones;
use crate::passes::lines::Lines;
use crate::passes::{EDGES, Frame, NODES, PALETTE, Paint, VALUES};
use crate::scene::{Points, Scene, Skeleton};

/// The programs for what is opaque.
pub(super) struct Items {
    cones: Cones,
    lines: Lines,
}

/// How far a picture at rest has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cursor {
    /// So many samples are finished.
    pub(crate) sample: u32,
    /// So many skeletons and sets of points of the next one.
    item: usize,
    /// So many edges of the next one.
    edge: usize,
}

impl Cursor {
    /// Where so many samples are finished and nothing of the next one is drawn.
    pub(crate) fn after(sample: u32) -> Self {
        Self { sample, ..Self::default() }
    }
}

/// What is drawn one after the other.
#[derive(Clone, Copy)]
enum Item<'a> {
    Skeleton(&'a str, &'a Skeleton),
    Points(&'a str, &'a Points),
}

/// What a set of draws needs to know.
#[derive(Clone, Copy)]
pub(super) struct Draws<'a> {
    pub(super) gl: &'a Gl,
    pub(super) scene: &'a Scene,
    pub(super) resident: &'a Resident,
    pub(super) frame: &'a Frame,
}

/// What is prepared: a call less per skeleton is a millisecond less per thousand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prepared {
    Nothing,
    /// Lines or cones, with colours from the palette or without.
    Skeletons(bool),
    Points,
}

impl Items {
    pub(super) fn new(gl: &Gl) -> Result<Self, String> {
        Ok(Self { cones: Cones::new(gl)?, lines: Lines::new(gl)? })
    }

    /// Draws skeletons as cones and points as balls, but no more than `budget` of them, from where the cursor stands.
    /// Whether that was all; the cursor then stands at the next sample.
    pub(super) fn draw(&self, draws: Draws<'_>, cursor: &mut Cursor, budget: usize) -> bool {
        let mut left = budget;
        let mut prepared = Prepared::Nothing;
        for (place, item) in items(draws.scene).enumerate().skip(cursor.item) {
            let count = self.prepare(draws, item, false, &mut prepared);
            let drawn = count.saturating_sub(cursor.edge).min(left);
            draws.gl.draw_shapes(Shape::Rectangle, cursor.edge, drawn);
            left -= drawn;
            if cursor.edge + drawn < count {
                (cursor.item, cursor.edge) = (place, cursor.edge + drawn);
                return false;
            }
            cursor.edge = 0;
        }
        *cursor = Cursor::after(cursor.sample + 1);
        true
    }

    /// Draws a frame of a movement: skeletons as cones, or as lines within the budget.
    pub(super) fn draw_moving(&self, draws: Draws<'_>, lines: bool) {
        // Until the levels of detail are known, as much of everything as may be drawn.
        let total = draws.resident.moving_edges();
        let share = if lines { (Pace::BUDGET as f64 / total.max(1) as f64).min(1.0) } else { 1.0 };
        let mut prepared = Prepared::Nothing;
        for item in items(draws.scene) {
            let count = self.prepare(draws, item, lines, &mut prepared);
            let shape = if lines && prepared != Prepared::Points { Shape::Line } else { Shape::Rectangle };
            draws.gl.draw_shapes(shape, 0, (count as f64 * share) as usize);
        }
    }

    /// Sets everything for an item; how many shapes it has.
    fn prepare(&self, draws: Draws<'_>, item: Item<'_>, lines: bool, prepared: &mut Prepared) -> usize {
        let Draws { gl, scene, resident, frame } = draws;
        match item {
            Item::Skeleton(key, skeleton) => {
                let Some(held) = resident.skeleton(key) else { return 0 };
                if !matches!(prepared, Prepared::Skeletons(_)) {
                    match lines {
                        true => self.lines.begin(gl, frame),
                        false => self.cones.begin(gl, frame, scene.coloring().is_stepped()),
                    }
                    // The unit of values must not hold a texture that is drawn to, even if it is not read.
                    for unit in [PALETTE, VALUES] {
                        resident.palette().into_iter().for_each(|palette| gl.bind_texture(unit, palette));
                    }
                }
                let values = held.values(skeleton.values_of(scene.coloring()));
                let on_palette = values.and_then(|_| resident.on_palette(skeleton, scene));
                let wanted = Prepared::Skeletons(on_palette.is_some());
                if std::mem::replace(prepared, wanted) != wanted {
                    match lines {
                        true => self.lines.set_colored(gl, on_palette.is_some()),
                        false => self.cones.set_colored(gl, on_palette.is_some()),
                    }
                }
                let edges = held.edges(lines);
                gl.bind_texture(NODES, held.nodes());
                gl.bind_texture(EDGES, edges);
                values.into_iter().for_each(|values| gl.bind_texture(VALUES, values));
                let paint = on_palette.map_or(Paint::Plain(skeleton.color), Paint::Values);
                let is_faint = scene.is_faint(key);
                match lines {
                    true => self.lines.paint(gl, paint, is_faint),
                    false => self.cones.paint(gl, paint, is_faint, skeleton.number()),
                }
                edges.count()
            }
            Item::Points(key, points) => {
                let Some(texture) = resident.points(key) else { return 0 };
                if std::mem::replace(prepared, Prepared::Points) != Prepared::Points {
                    self.cones.begin_points(gl, frame);
                }
                gl.bind_texture(EDGES, texture);
                self.cones.paint_points(gl, points);
                texture.count()
            }
        }
    }
}

fn items(scene: &Scene) -> impl Iterator<Item = Item<'_>> {
    let skeletons = scene.skeletons().filter(|(_, skeleton)| skeleton.visible);
    let points = scene.points().filter(|(_, points)| points.visible);
    skeletons
        .map(|(key, skeleton)| Item::Skeleton(key, skeleton))
        .chain(points.map(|(key, points)| Item::Points(key, points)))
}
