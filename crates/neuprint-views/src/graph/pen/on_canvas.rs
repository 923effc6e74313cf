//! Drawing on a canvas.

use std::f64::consts::TAU;

use web_sys::CanvasRenderingContext2d;

use super::{Ink, LETTERS, Pen};
use crate::graph::camera::Point;
use crate::graph::curve::Curve;
use crate::graph::labels::Anchor;

/// Draws on a canvas whose units are CSS pixels.
pub(crate) struct CanvasPen<'c> {
    pub(crate) context: &'c CanvasRenderingContext2d,
    /// The font's family, as CSS names it.
    pub(crate) family: &'c str,
}

impl Pen for CanvasPen<'_> {
    fn arrow(&mut self, curve: &Curve, width: f64, ink: Ink<'_>) {
        let context = self.context;
        context.set_global_alpha(ink.strength);
        context.set_stroke_style_str(ink.colour);
        context.set_line_width(width);
        let [one, two] = curve.controls;
        context.begin_path();
        context.move_to(curve.from[0], curve.from[1]);
        context.bezier_curve_to(one[0], one[1], two[0], two[1], curve.to[0], curve.to[1]);
        context.stroke();
        context.set_fill_style_str(ink.colour);
        context.begin_path();
        for corner in curve.head {
            context.line_to(corner[0], corner[1]);
        }
        context.close_path();
        context.fill();
    }

    fn disc(&mut self, at: Point, radius: f64, ink: Ink<'_>, (rim, width): (&str, f64)) {
        let context = self.context;
        context.set_global_alpha(ink.strength);
        context.begin_path();
        // Fails for a negative radius only.
        let _ = context.arc(at[0], at[1], radius.max(0.0), 0.0, TAU);
        context.set_fill_style_str(ink.colour);
        context.fill();
        context.set_stroke_style_str(rim);
        context.set_line_width(width);
        context.stroke();
    }

    fn text(&mut self, at: Point, anchor: Anchor, text: &str, ink: Ink<'_>, halo: &str, bold: bool) {
        let context = self.context;
        context.set_global_alpha(ink.strength);
        context.set_font(&font(self.family, bold));
        context.set_text_align(match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "center",
            Anchor::End => "end",
        });
        context.set_line_join("round");
        context.set_line_width(3.5);
        context.set_stroke_style_str(halo);
        context.set_fill_style_str(ink.colour);
        // What cannot be drawn is missing; there is nothing else to do.
        let _ = context.stroke_text(text, at[0], at[1]);
        let _ = context.fill_text(text, at[0], at[1]);
    }
}

/// The font in CSS.
pub(crate) fn font(family: &str, bold: bool) -> String {
    format!("{}{LETTERS}px {family}", if bold { "600 " } else { "" })
}
