//! What draws: on a canvas, or as SVG. A picture is drawn by one and the same code.

mod on_canvas;
mod svg;

use super::camera::Point;
use super::curve::Curve;
use super::labels::Anchor;
pub(crate) use on_canvas::{CanvasPen, font};
pub(crate) use svg::SvgPen;

/// The size of letters, in CSS pixels.
pub(crate) const LETTERS: f64 = 12.0;

/// A colour as CSS writes it, and how much of it there is, from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ink<'c> {
    pub(crate) colour: &'c str,
    pub(crate) strength: f64,
}

/// Draws shapes and texts, in CSS pixels.
pub(crate) trait Pen {
    /// A line with its arrowhead.
    fn arrow(&mut self, curve: &Curve, width: f64, ink: Ink<'_>);
    /// A disc with a rim of this width.
    fn disc(&mut self, at: Point, radius: f64, ink: Ink<'_>, rim: (&str, f64));
    /// A text, with a halo around its letters so that it can be read over lines.
    fn text(&mut self, at: Point, anchor: Anchor, text: &str, ink: Ink<'_>, halo: &str, bold: bool);
}
