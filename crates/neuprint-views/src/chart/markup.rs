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
        // Writing to a String cannot fail.
        let _ = write!(
            self.0,
            "<rect {paint} x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            width.max(0.0),
            height.max(0.0)
        );
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        let _ = write!(self.0, "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>");
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
        let place = if turned {
            format!("transform=\"translate({x:.1} {y:.1}) rotate(-90)\"")
        } else {
            format!("x=\"{x:.1}\" y=\"{y:.1}\"")
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
            "<text class=\"c\" text-anchor=\"end\" x=\"1.0\" y=\"2.2\">&lt;b a=&quot;&amp;&quot;&gt;\u{fffd}</text>"
        );
    }
}
