//! The picture as SVG: what can be edited, and printed at any size.
//!
//! ```
//! use neuprint_viewer::vector::{Sheet, svg};
//! use neuprint_viewer::{Camera, Scene, Viewport};
//!
//! let mut scene = Scene::default();
//! scene.set_skeleton("7", &[0.0, 0.0, 0.0, 2.0, 9.0, 0.0, 0.0, 2.0], &[u32::MAX, 0], &[])?;
//! let camera = Camera { half_height: 50.0, ..Camera::default() };
//! let sheet = Sheet { background: None, clip: None, above: "" };
//! let file = svg(&scene, &camera, &Viewport::new(100.0, 100.0, 1.0), &sheet);
//! assert!(file.contains("<g id=\"7\" stroke=\"#808080\"><path d=\"M59 50L50 50\" stroke-width=\"4\"/></g>"), "{file}");
//! # Ok::<(), neuprint_viewer::scene::SceneError>(())
//! ```
//!
//! Each neuron is a group of its own, the farthest first; within it, what is nearer is drawn later. Widths are those of the
//! neurites, at least that of a thin line. A region is its outline, as its surface has none that paper could show. There is
//! neither shading nor fog. Nodes whose absence nobody can see are left out.

mod outline;
mod strokes;

use std::fmt::Write;

use glam::{DVec3, Vec3};

use crate::bounds::Bounds;
use crate::camera::Camera;
use crate::decimal;
use crate::scene::{KINDS, Points, Scene};
use crate::viewport::Viewport;

/// What stands on the sheet beside the scene.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'s> {
    /// Red, green, blue in 0…1 behind everything; `None`: transparent.
    pub background: Option<[f32; 3]>,
    /// Nothing outside of this box is drawn.
    pub clip: Option<Bounds>,
    /// Markup in front of everything: a scale bar, a legend.
    pub above: &'s str,
}

/// Where places of the scene lie on the sheet.
struct Eye<'e> {
    camera: &'e Camera,
    viewport: &'e Viewport,
    origin: DVec3,
    clip: Option<Bounds>,
}

/// A place on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spot {
    /// CSS pixels.
    x: f64,
    y: f64,
    /// CSS pixels per voxel there.
    magnification: f64,
    /// Towards the viewer; voxels.
    depth: f64,
}

impl Eye<'_> {
    /// Where a place (relative to the scene's origin) lies; `None` if it is not drawn.
    fn spot(&self, place: Vec3) -> Option<Spot> {
        self.line(place, place).map(|line| line.0)
    }

    /// Where the part of a straight line that is drawn begins and ends, and whether that is all of it.
    fn line(&self, one: Vec3, other: Vec3) -> Option<(Spot, Spot, bool)> {
        let (one, other) = (one.as_dvec3() + self.origin, other.as_dvec3() + self.origin);
        let (from, to) = self.clip.map_or(Some((0.0, 1.0)), |clip| clip.cut(one, other))?;
        let spot = |share: f64| {
            let place = one.lerp(other, share);
            let depth = self.camera.to_view(place).z;
            let (x, y) = self.camera.project(place, self.viewport)?;
            Some(Spot { x, y, magnification: self.camera.magnification(depth, self.viewport), depth })
        };
        Some((spot(from)?, spot(to)?, (from, to) == (0.0, 1.0)))
    }
}

/// The file, as large as the viewport, one unit per CSS pixel.
pub fn svg(scene: &Scene, camera: &Camera, viewport: &Viewport, sheet: &Sheet<'_>) -> String {
    let eye = Eye { camera, viewport, origin: scene.origin(), clip: sheet.clip };
    let mut text = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(&mut text, "width", viewport.width);
    attribute(&mut text, "height", viewport.height);
    text.push_str(" viewBox=\"0 0 ");
    decimal::push(&mut text, viewport.width, 2);
    text.push(' ');
    decimal::push(&mut text, viewport.height, 2);
    text.push_str("\">");
    if let Some(background) = sheet.background {
        let _ = write!(text, "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>", color(background));
    }
    text.push_str("<g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
    for (key, mesh) in scene.meshes().filter(|(_, mesh)| mesh.visible) {
        outline::push(&mut text, key, mesh, &eye);
    }
    let visible = scene.skeletons().filter(|(_, skeleton)| skeleton.visible);
    let mut groups: Vec<(f64, String)> =
        visible.map(|(key, skeleton)| strokes::group(key, skeleton, scene, &eye)).collect();
    groups.sort_by(|one, other| one.0.total_cmp(&other.0));
    groups.iter().for_each(|(_, group)| text.push_str(group));
    for (key, points) in scene.points().filter(|(_, points)| points.visible) {
        push_points(&mut text, key, points, &eye);
    }
    text.push_str("</g>");
    text.push_str(sheet.above);
    text.push_str("</svg>\n");
    text
}

fn push_points(text: &mut String, key: &str, points: &Points, eye: &Eye<'_>) {
    open_group(text, key);
    text.push('>');
    for kind in (0..KINDS).filter(|kind| points.kinds & (1 << kind) != 0) {
        let _ = write!(text, "<g fill=\"{}\">", color(points.colors[kind]));
        for &[x, y, z, kind_and_confidence] in points.places() {
            let is_shown = kind_and_confidence as usize == kind && kind_and_confidence.fract() >= points.threshold();
            if let Some(spot) = eye.spot(Vec3::new(x, y, z)).filter(|_| is_shown) {
                circle(text, spot, (f64::from(points.radius) * spot.magnification).max(1.0));
            }
        }
        text.push_str("</g>");
    }
    text.push_str("</g>");
}

/// Begins a group that bears a name; its attributes may follow.
fn open_group(text: &mut String, key: &str) {
    text.push_str("<g id=\"");
    for letter in key.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '"' => text.push_str("&quot;"),
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text.push('"');
}

fn attribute(text: &mut String, name: &str, number: f64) {
    let _ = write!(text, " {name}=\"");
    decimal::push(text, number, 2);
    text.push('"');
}

fn circle(text: &mut String, spot: Spot, radius: f64) {
    text.push_str("<circle");
    attribute(text, "cx", spot.x);
    attribute(text, "cy", spot.y);
    attribute(text, "r", radius);
    text.push_str("/>");
}

/// A point of a path, after the letter of its command.
fn point(text: &mut String, command: char, x: f64, y: f64) {
    text.push(command);
    decimal::push(text, x, 2);
    text.push(' ');
    decimal::push(text, y, 2);
}

/// `#rrggbb`.
fn color(parts: [f32; 3]) -> String {
    hexadecimal(parts.map(|part| (part * 255.0).round().clamp(0.0, 255.0) as u8))
}

fn hexadecimal([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
