//! Scale bar and legend of a saved picture, as SVG: for SVG files as they are, for PNG files as an image over the picture.
//!
//! ```text
//! let key = Key { bar: Some((20_000.0, 120.0)), rows: vec![Row::Dot("#56b4e9".into(), "DA1_lPN".into())] };
//! key.markup(600.0, "#171b1f", Some("#ffffff"))
//! ```
//!
//! It stands in the lower left corner, as on the page. Widths of letters are not known here, so nothing is put beside a text.

use super::scale_bar;

/// What a picture's signs mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Key {
    /// The scale bar: its length in nanometres and in pixels.
    pub(super) bar: Option<(f64, f64)>,
    /// From the top down.
    pub(super) rows: Vec<Row>,
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row {
    /// A heading.
    Title(String),
    /// A neuron's or a value's colour.
    Dot(String, String),
    /// A region's colour.
    Outline(String, String),
    /// A bridge.
    Bridge,
    /// Colours from left to right, and what the ends stand for.
    Gradient(Vec<String>, [String; 2]),
}

/// Distances in pixels: from the corner, between rows, from sign to text.
const MARGIN: f64 = 18.0;
const ROW: f64 = 17.0;
const INDENT: f64 = 20.0;
const GRADIENT: f64 = 150.0;
/// The same amber as in the picture: `palette::BRIDGE` of the renderer.
const BRIDGE: &str = "#e69f00";
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";

impl Key {
    /// Markup for a picture of this height, texts and bar in a colour; `halo` is the background's, which sets texts off from
    /// neurons behind them.
    pub(super) fn markup(&self, height: f64, ink: &str, halo: Option<&str>) -> String {
        let halo = halo.map_or_else(String::new, |color| {
            format!(
                " stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                escaped(color)
            )
        });
        let text = |x: f64, y: f64, anchor: &str, text: &str| {
            let (x, y) = (tenths(x), tenths(y));
            format!("<text x=\"{x}\" y=\"{y}\"{anchor}{halo}>{}</text>", escaped(text))
        };
        let mut y = height - MARGIN;
        let mut parts = Vec::new();
        if let Some((nanometres, pixels)) = self.bar {
            let (left, right, top) = (tenths(MARGIN), tenths(MARGIN + pixels), tenths(y - 4.0));
            let bottom = tenths(y);
            parts.push(format!(
                "<path d=\"M{left} {top}V{bottom}H{right}V{top}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"/>",
                escaped(ink)
            ));
            parts.push(text(MARGIN + pixels / 2.0, y - 9.0, " text-anchor=\"middle\"", &scale_bar::name(nanometres)));
            y -= ROW * 2.0;
        }
        for row in self.rows.iter().rev() {
            let middle = tenths(y - 4.0);
            let beside = |name: &str| text(MARGIN + INDENT, y, "", name);
            match row {
                Row::Title(title) => parts.push(text(MARGIN, y, " font-weight=\"600\"", title)),
                Row::Dot(color, name) => {
                    let x = tenths(MARGIN + 6.0);
                    parts.push(format!("<circle cx=\"{x}\" cy=\"{middle}\" r=\"5\" fill=\"{}\"/>", escaped(color)));
                    parts.push(beside(name));
                }
                Row::Outline(color, name) => {
                    let (x, top, color) = (tenths(MARGIN + 1.0), tenths(y - 9.0), escaped(color));
                    parts.push(format!(
                        "<rect x=\"{x}\" y=\"{top}\" width=\"10\" height=\"10\" rx=\"2\" fill=\"{color}\" \
                         fill-opacity=\"0.25\" stroke=\"{color}\"/>"
                    ));
                    parts.push(beside(name));
                }
                Row::Bridge => {
                    let (left, right) = (tenths(MARGIN - 1.0), tenths(MARGIN + 15.0));
                    parts.push(format!(
                        "<path d=\"M{left} {middle}H{right}\" stroke=\"{BRIDGE}\" stroke-width=\"2.5\" \
                         stroke-dasharray=\"4 2\"/>"
                    ));
                    parts.push(beside("bridge added by healing"));
                }
                Row::Gradient(colors, ends) => {
                    let count = colors.len().max(2) - 1;
                    let stops: Vec<String> = colors
                        .iter()
                        .enumerate()
                        .map(|(at, color)| {
                            let offset = tenths(at as f64 / count as f64 * 100.0);
                            format!("<stop offset=\"{offset}%\" stop-color=\"{}\"/>", escaped(color))
                        })
                        .collect();
                    let (x, top) = (tenths(MARGIN), tenths(y - ROW - 8.0));
                    parts.push(format!(
                        "<linearGradient id=\"key-colours\">{}</linearGradient><rect x=\"{x}\" y=\"{top}\" \
                         width=\"{GRADIENT}\" height=\"8\" rx=\"2\" fill=\"url(#key-colours)\"/>",
                        stops.concat()
                    ));
                    parts.push(text(MARGIN, y, "", &ends[0]));
                    parts.push(text(MARGIN + GRADIENT, y, " text-anchor=\"end\"", &ends[1]));
                    y -= ROW;
                }
            }
            y -= ROW;
        }
        format!("<g font-family=\"{FONT}\" font-size=\"12\" fill=\"{}\">{}</g>", escaped(ink), parts.concat())
    }
}

/// A file of its own, transparent, to be laid over a picture.
pub(super) fn alone(markup: &str, (width, height): (f64, f64), scale: f64) -> String {
    let [wide, tall, width, height] = [width * scale, height * scale, width, height].map(tenths);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{tall}\" \
         viewBox=\"0 0 {width} {height}\">{markup}</svg>"
    )
}

/// A length in pixels to a tenth, without the standard library's exact and large way.
fn tenths(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_above_the_bar_and_the_bar_is_as_long_as_it_says() {
        let rows = vec![Row::Title("Neurons".into()), Row::Dot("#56b4e9".into(), "a'L<\"&".into()), Row::Bridge];
        let key = Key { bar: Some((20_000.0, 125.0)), rows };
        let markup = key.markup(300.0, "#171b1f", None);
        assert!(markup.contains("<path d=\"M18 278V282H143V278\""), "{markup}");
        assert!(markup.contains("<text x=\"80.5\" y=\"273\" text-anchor=\"middle\">20 µm</text>"));
        for (text, y) in [("bridge added by healing", 248), ("a'L&lt;&quot;&amp;", 231), ("Neurons", 214)] {
            assert!(markup.contains(&format!("y=\"{y}\"")) && markup.contains(&format!(">{text}</text>")), "{markup}");
        }
        assert!(!markup.contains("paint-order"));
        assert!(key.markup(300.0, "black", Some("white")).contains("stroke=\"white\" stroke-width=\"3\""));
    }

    #[test]
    fn a_gradient_has_its_colours_and_ends() {
        let colors = ["#440154", "#21918c", "#fde725"].map(str::to_owned).to_vec();
        let row = Row::Gradient(colors, ["0 µm".into(), "408 µm".into()]);
        let markup = Key { bar: None, rows: vec![Row::Title("Distance".into()), row] }.markup(100.0, "#000", None);
        for part in ["<stop offset=\"50%\" stop-color=\"#21918c\"/>", "y=\"57\"", ">0 µm<", ">408 µm<", "y=\"82\""] {
            assert!(markup.contains(part), "{part} in {markup}");
        }
        // The title is above the gradient.
        assert!(markup.contains("<text x=\"18\" y=\"48\" font-weight=\"600\">Distance</text>"), "{markup}");
    }

    #[test]
    fn a_file_of_its_own_is_as_large_as_the_picture() {
        assert_eq!(
            alone("<g/>", (600.0, 400.5), 8.0),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4800\" height=\"3204\" viewBox=\"0 0 600 400.5\"><g/></svg>"
        );
    }
}
