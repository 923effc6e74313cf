//! One neuron as strokes: runs of edges of one width and colour, cones where the width changes, balls, dashed bridges.

use std::fmt::Write;

use glam::Vec3;

use super::{Eye, Spot, attribute, circle, color, hexadecimal, open_group, point};
use crate::edges::BRIDGE;
use crate::palette;
use crate::scene::{Scene, Skeleton};

/// The thinnest line, CSS pixels.
const LEAST: f64 = 0.6;
/// Widths are rounded to this, CSS pixels, so that runs are long.
const STEP: f64 = 0.25;
/// How much wider one end is, CSS pixels, where an edge is drawn as a cone.
const CONE: f64 = 1.5;
/// So many colours of a gradient are told apart.
const COLORS: u8 = 32;
/// What is nearer to a line than this is left out, CSS pixels.
const TOLERANCE: f64 = 0.2;
/// A run is at most so many edges long, so that what is nearer is drawn later.
const LONGEST: usize = 64;
/// A bridge's width, its dashes, and the radius of its ends, CSS pixels.
const BRIDGE_WIDTH: f64 = 1.5;
const DASHES: &str = "4 3";
const BRIDGE_END: f64 = 2.0;

/// Something that is drawn at once.
struct Mark {
    depth: f64,
    svg: String,
}

/// What an edge looks like.
#[derive(Clone, Copy, PartialEq)]
struct Looks {
    width: f64,
    /// `None`: the neuron's own.
    color: Option<[u8; 3]>,
}

/// A neuron's group, and how near it is.
pub(super) fn group(key: &str, skeleton: &Skeleton, scene: &Scene, eye: &Eye<'_>) -> (f64, String) {
    let colors = colors(skeleton, scene);
    let place = |node: u32| {
        let [x, y, z, _] = skeleton.nodes()[node as usize];
        Vec3::new(x, y, z)
    };
    let width =
        |node: u32, at: Spot| (2.0 * f64::from(skeleton.nodes()[node as usize][3]) * at.magnification).max(LEAST);
    let mut marks = Vec::new();
    let mut run = Run::default();
    for [node, parent] in seen(skeleton, eye) {
        let is_bridge = node & BRIDGE != 0;
        let node = node & !BRIDGE;
        let Some((here, there, is_whole)) = eye.line(place(node), place(parent)) else { continue };
        let depth = (here.depth + there.depth) / 2.0;
        let color = colors.as_ref().map(|colors| colors[node as usize]);
        let (wide, narrow) = (width(node, here), width(parent, there));
        if is_bridge {
            marks.push(Mark { depth: f64::MAX, svg: bridge(here, there, node == parent) });
        } else if node == parent || (wide - narrow).abs() > CONE {
            let color = color.map_or_else(|| self::color(skeleton.color), hexadecimal);
            marks.push(Mark { depth, svg: cone((here, wide / 2.0), (there, narrow / 2.0), &color) });
        } else {
            let width = ((wide + narrow) / 2.0 / STEP).round() * STEP;
            let looks = Looks { width: width.max(LEAST), color };
            if !is_whole || !run.goes_on(node, looks) {
                marks.extend(std::mem::take(&mut run).finish());
                run.begin(looks, here);
            }
            run.go_on(there);
            // What the box cuts goes on nowhere.
            run.end = if is_whole { Some(parent) } else { None };
        }
    }
    marks.extend(run.finish());
    marks.sort_by(|one, other| one.depth.total_cmp(&other.depth));
    let nearness = skeleton.bounds().centre().map_or(f64::MIN, |centre| eye.camera.to_view(centre).z);
    let mut text = String::new();
    open_group(&mut text, key);
    let _ = write!(text, " stroke=\"{}\">", self::color(skeleton.color));
    marks.iter().for_each(|mark| text.push_str(&mark.svg));
    text.push_str("</g>");
    (nearness, text)
}

/// The edges, from tips towards the root, without what nobody can see.
fn seen(skeleton: &Skeleton, eye: &Eye<'_>) -> Vec<[u32; 2]> {
    let tolerance = TOLERANCE * eye.camera.scale(eye.viewport);
    let pairs = skeleton.detail().pairs(skeleton.pairs(), tolerance as f32);
    let mut edge_of = vec![None; skeleton.node_count()];
    let mut bears = vec![false; skeleton.node_count()];
    let mut others = Vec::new();
    for &[node, parent] in &pairs {
        if node & BRIDGE != 0 || node == parent {
            others.push([node, parent]);
        } else {
            edge_of[node as usize] = Some(parent);
            bears[parent as usize] = true;
        }
    }
    let mut edges = Vec::with_capacity(pairs.len());
    for tip in (0..skeleton.node_count()).filter(|&node| !bears[node]) {
        let mut node = tip;
        // Each edge is taken once: a branch ends where another has gone on.
        while let Some(parent) = edge_of[node].take() {
            edges.push([node as u32, parent]);
            node = parent as usize;
        }
    }
    edges.extend(others);
    edges
}

/// A colour per node, where nodes have some of their own.
fn colors(skeleton: &Skeleton, scene: &Scene) -> Option<Vec<[u8; 3]>> {
    let coloring = scene.coloring();
    let values = skeleton.values(coloring)?;
    let palette = coloring.palette();
    let [factor, summand] = values.on_palette(scene.range());
    let color = |byte: &u8| {
        let entry = (f32::from(*byte) * factor + summand).round().clamp(0.0, 255.0) as u8;
        let step = u8::MAX / COLORS;
        let entry = if coloring.is_stepped() { entry } else { entry / step * step };
        let [red, green, blue, _] = palette[usize::from(entry)];
        [red, green, blue]
    };
    Some(values.bytes.iter().map(color).collect())
}

/// Edges one after the other that look the same.
#[derive(Default)]
struct Run {
    looks: Option<Looks>,
    path: String,
    edges: usize,
    depth: f64,
    /// The node at which it ends.
    end: Option<u32>,
}

impl Run {
    /// Whether an edge from this node continues it.
    fn goes_on(&self, node: u32, looks: Looks) -> bool {
        self.looks == Some(looks) && self.end == Some(node) && self.edges < LONGEST
    }

    fn begin(&mut self, looks: Looks, at: Spot) {
        self.looks = Some(looks);
        point(&mut self.path, 'M', at.x, at.y);
    }

    fn go_on(&mut self, at: Spot) {
        point(&mut self.path, 'L', at.x, at.y);
        self.depth += at.depth;
        self.edges += 1;
    }

    fn finish(self) -> Option<Mark> {
        let Looks { width, color } = self.looks?;
        let mut svg = format!("<path d=\"{}\"", self.path);
        attribute(&mut svg, "stroke-width", width);
        if let Some(color) = color {
            let _ = write!(svg, " stroke=\"{}\"", hexadecimal(color));
        }
        svg.push_str("/>");
        Some(Mark { depth: self.depth / self.edges.max(1) as f64, svg })
    }
}

/// A cone with round ends, or a ball if both are one.
fn cone((a, a_radius): (Spot, f64), (b, b_radius): (Spot, f64), color: &str) -> String {
    let mut svg = format!("<g stroke=\"none\" fill=\"{color}\">");
    circle(&mut svg, a, a_radius);
    let length = (b.x - a.x).hypot(b.y - a.y);
    // A ball inside of the other hides the sides.
    if length > (a_radius - b_radius).abs() {
        circle(&mut svg, b, b_radius);
        // Where the common tangents touch.
        let along = (a_radius - b_radius) / length;
        let across = (1.0 - along * along).sqrt();
        let (x, y) = ((b.x - a.x) / length, (b.y - a.y) / length);
        let touch = |spot: Spot, radius: f64, side: f64| {
            (spot.x + radius * (x * along - y * across * side), spot.y + radius * (y * along + x * across * side))
        };
        let corners =
            [touch(a, a_radius, 1.0), touch(b, b_radius, 1.0), touch(b, b_radius, -1.0), touch(a, a_radius, -1.0)];
        svg.push_str("<path d=\"");
        for (at, (x, y)) in corners.into_iter().enumerate() {
            point(&mut svg, if at == 0 { 'M' } else { 'L' }, x, y);
        }
        svg.push_str("Z\"/>");
    }
    svg.push_str("</g>");
    svg
}

/// A bridge, or one of its ends.
fn bridge(one: Spot, other: Spot, is_end: bool) -> String {
    let amber = self::color(palette::BRIDGE);
    if is_end {
        let mut svg = format!("<g stroke=\"none\" fill=\"{amber}\">");
        circle(&mut svg, one, BRIDGE_END);
        svg.push_str("</g>");
        return svg;
    }
    let mut svg = String::from("<path d=\"");
    point(&mut svg, 'M', one.x, one.y);
    point(&mut svg, 'L', other.x, other.y);
    let _ = write!(svg, "\" stroke=\"{amber}\" stroke-dasharray=\"{DASHES}\"");
    attribute(&mut svg, "stroke-width", BRIDGE_WIDTH);
    svg.push_str("/>");
    svg
}
