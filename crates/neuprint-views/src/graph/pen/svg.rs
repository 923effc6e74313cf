//! Drawing as SVG: a file that other programs open and edit.

use std::fmt::Write;

use neuprint_worker::messages::Provenance;

use super::{Ink, LETTERS, Pen};
use crate::chart::markup::{escaped, fixed, tenths};
use crate::graph::camera::Point;
use crate::graph::curve::Curve;
use crate::graph::labels::Anchor;
use crate::graph::scene::Theme;

/// A file that grows.
pub(crate) struct SvgPen {
    text: String,
}

impl SvgPen {
    /// A picture of this size, with where it comes from, over the page's background.
    pub(crate) fn new(size: Point, about: &Provenance, theme: &Theme) -> Self {
        let [wide, high] = size;
        let mut pen = Self { text: String::new() };
        let _ = write!(
            pen.text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" \
             height=\"{high}\" viewBox=\"0 0 {wide} {high}\" font-family=\"{}\" font-size=\"{LETTERS}\">\n\
             <title>Connections</title>\n<desc>Dataset: {}\nAsked: {}\nQuery:\n{}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
            escaped(&theme.family),
            escaped(&about.dataset),
            escaped(&about.when),
            escaped(&about.query),
            theme.background,
        );
        pen
    }

    /// The whole file.
    pub(crate) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }
}

// Writing to a String cannot fail.
impl Pen for SvgPen {
    fn arrow(&mut self, curve: &Curve, width: f64, Ink { colour, strength }: Ink<'_>) {
        let Curve { from, controls: [one, two], to, head } = curve;
        let at = |point: &Point| format!("{} {}", tenths(point[0]), tenths(point[1]));
        let (strength, width) = (fixed(strength, 2), fixed(width, 2));
        let _ = writeln!(
            self.text,
            "<g opacity=\"{strength}\"><path d=\"M{} C{} {} {}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{width}\"/><path d=\"M{} L{} L{} Z\" fill=\"{colour}\"/></g>",
            at(from),
            at(one),
            at(two),
            at(to),
            at(&head[0]),
            at(&head[1]),
            at(&head[2]),
        );
    }

    fn disc(&mut self, at: Point, radius: f64, Ink { colour, strength }: Ink<'_>, (rim, width): (&str, f64)) {
        let ([x, y, radius, width], strength) = ([at[0], at[1], radius, width].map(tenths), fixed(strength, 2));
        let _ = writeln!(
            self.text,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" opacity=\"{strength}\" stroke=\"{rim}\" \
             stroke-width=\"{width}\"/>",
        );
    }

    fn text(&mut self, at: Point, anchor: Anchor, text: &str, ink: Ink<'_>, halo: &str, bold: bool) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(
            self.text,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" fill=\"{}\" opacity=\"{}\" stroke=\"{halo}\" \
             stroke-width=\"3.5\" stroke-linejoin=\"round\" paint-order=\"stroke\"{weight}>{}</text>",
            tenths(at[0]),
            tenths(at[1]),
            ink.colour,
            fixed(ink.strength, 2),
            escaped(text),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_and_nothing_else() {
        let about = Provenance { dataset: "a & b".to_owned(), ..Provenance::default() };
        let theme = Theme {
            text: String::new(),
            background: "#fff".to_owned(),
            accent: String::new(),
            line: String::new(),
            family: "\"A\", sans".to_owned(),
        };
        let mut pen = SvgPen::new([300.0, 200.0], &about, &theme);
        let ink = Ink { colour: "#000", strength: 1.0 };
        pen.text([1.0, 2.0], Anchor::End, "<KC\u{1}>", ink, "#fff", false);
        pen.disc([3.0, 4.0], 5.0, ink, ("#fff", 1.0));
        let file = pen.finish();
        assert!(file.contains("Dataset: a &amp; b") && file.contains("font-family=\"&quot;A&quot;, sans\""));
        assert!(file.contains("text-anchor=\"end\"") && file.contains(">&lt;KC\u{fffd}&gt;</text>"), "{file}");
        assert!(file.ends_with("</svg>\n") && file.contains("<circle cx=\"3\" cy=\"4\" r=\"5\""));
    }
}
