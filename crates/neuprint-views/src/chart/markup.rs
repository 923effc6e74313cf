//! Writing SVG: elements with classes, which the page's style sheet and the saved file's own style give their looks.

use std::fmt::Write;

/// About how wide a sign of a chart's small type is, in CSS pixels.
pub(crate) const SIGN: f64 = 6.3;

/// SVG that is being written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Markup(pub(crate) String);

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Markup {
    /// A rectangle. `paint`: its class, or its colour.
    pub(crate) fn rectangle(&mut self, paint: Paint<'_>, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height] = [x, y, width.max(0.0), height.max(0.0)].map(tenths);
        // Writing to a String cannot fail.
        let _ = write!(self.0, "<rect {paint} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, ends: [f64; 4]) {
        let [x1, y1, x2, y2] = ends.map(tenths);
        let _ = write!(self.0, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    /// A path of one class or colour.
    pub(crate) fn path(&mut self, paint: Paint<'_>, path: &str) {
        let _ = write!(self.0, "<path {paint} d=\"{path}\"/>");
    }

    /// A text.
    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        self.turned(class, (x, y), anchor, false, text);
    }

    /// A text that reads upwards, if it is `turned`.
    pub(crate) fn turned(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, turned: bool, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y) = (tenths(x), tenths(y));
        let place = if turned {
            format!("transform=\"translate({x} {y}) rotate(-90)\"")
        } else {
            format!("x=\"{x}\" y=\"{y}\"")
        };
        let _ = write!(self.0, "<text class=\"{class}\" text-anchor=\"{anchor}\" {place}>{}</text>", escaped(text));
    }
}

/// How something is painted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Paint<'p> {
    /// As its class says.
    Class(&'p str),
    /// Filled with a colour, which is the same on light and dark ground.
    Colour(&'p str),
}

impl std::fmt::Display for Paint<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Class(class) => write!(f, "class=\"{class}\""),
            Self::Colour(colour) => write!(f, "fill=\"{colour}\""),
        }
    }
}

/// A text as XML has it, without what no XML can have.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(sign),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// A number with at most so many decimals. The standard library's way brings 20 kB along, as it is exact for all floats.
pub(crate) fn fixed(number: f64, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    // The cast saturates; NaN is 0.
    let scaled = (number * scale as f64).round() as i64;
    let (whole, part) = (scaled.unsigned_abs() / scale.unsigned_abs(), scaled.unsigned_abs() % scale.unsigned_abs());
    let sign = if scaled < 0 { "-" } else { "" };
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:0width$}", width = decimals as usize);
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

/// A place or a size in pixels.
pub(crate) fn tenths(number: f64) -> String {
    fixed(number, 1)
}

/// About how wide a text is.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().count() as f64 * SIGN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_the_markup() {
        let mut markup = Markup::default();
        markup.text("c", (1.0, 2.25), Anchor::End, "<b a=\"&\">\u{1}");
        assert_eq!(
            markup.0,
            "<text class=\"c\" text-anchor=\"end\" x=\"1\" y=\"2.3\">&lt;b a=&quot;&amp;&quot;&gt;\u{fffd}</text>"
        );
    }

    #[test]
    fn numbers_have_as_many_decimals_as_they_need() {
        let of = |number| fixed(number, 2);
        assert_eq!([0.0, 1.005, -0.004, -2.5, 1234.56, f64::NAN].map(of), ["0", "1", "0", "-2.5", "1234.56", "0"]);
        assert_eq!(fixed(0.05, 2), "0.05");
    }
}
