//! The picture as one HTML file that needs nothing else: no network, no server, no token.
//!
//! ```text
//! let page = Standalone { title, citation, neurons, regions, synapses, looks };
//! let text = page.html(&viewer_js, &viewer_wasm);       // opens from file://
//! ```
//!
//! The renderer is in it as it is on the page, its arrays as base64; hands and legend are those of `<neuprint-viewer>`. Its
//! own content security policy forbids every request.

use serde_json::{Value, json};

use super::base64::base64;
use super::palette::Color;

/// What the file holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Standalone {
    /// The page's title.
    pub(super) title: String,
    /// Where it comes from and how it was made, a line each.
    pub(super) citation: Vec<String>,
    /// The neurons.
    pub(super) neurons: Vec<Neuron>,
    /// The regions.
    pub(super) regions: Vec<Region>,
    /// The synapses, if they are drawn.
    pub(super) synapses: Synapses,
    /// What the categories of nodes are, if they decide on colours: a heading, names.
    pub(super) categories: Option<(String, Vec<(String, Color)>)>,
    /// Opacity of regions.
    pub(super) opacity: f32,
    /// What neurons are coloured by.
    pub(super) by: &'static str,
    /// How much of what is far the background hides.
    pub(super) fog: f32,
    /// The camera, see `Viewer.camera`.
    pub(super) camera: Option<[f32; 9]>,
    /// Nanometres per voxel, if that is one number.
    pub(super) nanometres: Option<f64>,
}

/// A neuron; arrays as the viewer takes them, little-endian.
#[derive(Debug, Clone)]
pub(super) struct Neuron {
    pub(super) name: String,
    pub(super) title: Option<String>,
    pub(super) color: Color,
    pub(super) visible: bool,
    pub(super) nodes: Vec<u8>,
    pub(super) parents: Vec<u8>,
    pub(super) bridges: Vec<u8>,
    /// The category of each node, if these decide on colours.
    pub(super) categories: Vec<u8>,
}

/// A region; arrays as the viewer takes them, little-endian.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) name: String,
    pub(super) color: Color,
    pub(super) vertices: Vec<u8>,
    pub(super) faces: Vec<u8>,
}

/// Synapses; those that are not seen are left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Synapses {
    /// How large they are drawn.
    pub(super) radius: f32,
    /// Of each kind.
    pub(super) colors: Vec<Color>,
    /// What the colours that are seen stand for: a heading, names.
    pub(super) key: (String, Vec<(String, Color)>),
    /// Per neuron.
    pub(super) points: Vec<Points>,
}

/// Points; arrays as the viewer takes them, little-endian.
#[derive(Debug, Clone)]
pub(super) struct Points {
    pub(super) name: String,
    pub(super) places: Vec<u8>,
    pub(super) kinds: Vec<u8>,
}

const POLICY: &str =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' data:; style-src 'unsafe-inline'";
const STYLE: &str = include_str!("standalone/style.css");
const BOOT: &str = include_str!("standalone/boot.js");
const HANDS: &str = include_str!("../../../neuprint-wasm/npm/element/hands.js");
const KEY: &str = include_str!("../../../neuprint-wasm/npm/element/key.js");
const KEYS: &str = "Drag turns, Shift-drag moves, wheel zooms, double click centres. Keys: F frame, 1 2 3 axes, arrows turn, + − zoom.";

impl Standalone {
    /// The file, with the renderer's script and wasm.
    pub(super) fn html(&self, script: &[u8], wasm: &[u8]) -> String {
        let title = escaped(&self.title);
        let citation: String = self.citation.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        let code = [HANDS, KEY].concat().replace("export function", "function");
        // Within a script nothing is escaped but what would end it.
        let scene = self.scene().to_string().replace('<', "\\u003c");
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <main><h1 hidden>{title}</h1><canvas role=\"img\" aria-label=\"3D view: {title}\" tabindex=\"0\" \
             title=\"{KEYS}\"></canvas>\
             <p role=\"status\">Loading …</p><div class=\"key\" role=\"group\" aria-label=\"Legend\"></div></main>\n\
             <footer>{citation}</footer>\n\
             <script type=\"application/json\" id=\"scene\">{scene}</script>\n\
             <script type=\"text/plain\" id=\"viewer\">{}</script>\n\
             <script type=\"text/plain\" id=\"wasm\">{}</script>\n\
             <script type=\"module\">\n{code}\n{{\n{BOOT}}}\n</script>\n</body>\n</html>\n",
            base64(script),
            base64(wasm),
        )
    }

    fn scene(&self) -> Value {
        let neurons = self.neurons.iter().map(|neuron| {
            json!({
                "name": neuron.name,
                "title": neuron.title,
                "color": format!("#{}", neuron.color),
                "parts": neuron.color.parts(),
                "visible": neuron.visible,
                "nodes": base64(&neuron.nodes),
                "parents": base64(&neuron.parents),
                "bridges": base64(&neuron.bridges),
                "categories": base64(&neuron.categories),
            })
        });
        let regions = self.regions.iter().map(|region| {
            json!({
                "name": region.name,
                "parts": region.color.parts(),
                "vertices": base64(&region.vertices),
                "faces": base64(&region.faces),
            })
        });
        let points = self.synapses.points.iter().map(
            |points| json!({ "name": points.name, "places": base64(&points.places), "kinds": base64(&points.kinds) }),
        );
        let colors = self.synapses.colors.iter().map(|color| color.parts());
        json!({
            "categories": self.categories.as_ref().map(key),
            "synapses": {
                "radius": self.synapses.radius,
                "colors": colors.collect::<Vec<_>>(),
                "points": points.collect::<Vec<_>>(),
                "key": (!self.synapses.points.is_empty()).then(|| key(&self.synapses.key)),
            },
            "neurons": neurons.collect::<Vec<_>>(),
            "regions": regions.collect::<Vec<_>>(),
            "opacity": self.opacity,
            "by": self.by,
            "fog": self.fog,
            "camera": self.camera,
            "nanometres": self.nanometres,
        })
    }
}

/// A part of the legend.
fn key((title, names): &(String, Vec<(String, Color)>)) -> Value {
    json!({ "title": title, "names": names.iter().map(|(name, color)| json!([format!("#{color}"), name])).collect::<Vec<_>>() })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_end_the_script_and_nothing_is_exported() {
        let neuron = Neuron {
            name: "1".into(),
            title: Some("</script><script>alert(1)</script>".into()),
            color: Color(255, 0, 0),
            visible: true,
            nodes: vec![0; 16],
            parents: vec![255; 4],
            bridges: Vec::new(),
            categories: Vec::new(),
        };
        let page = Standalone { title: "<b>\"&".into(), neurons: vec![neuron], by: "neuron", ..Standalone::default() };
        let html = page.html(b"export class Viewer {}", b"\0asm");
        assert_eq!(html.matches("</script>").count(), 4);
        assert_eq!(html.matches("<script").count(), 4);
        assert!(html.contains("<title>&lt;b>&quot;&amp;</title>"));
        assert!(html.contains("\"parents\":\"/////w==\""), "{html}");
        assert!(html.contains("AGFzbQ=="));
        assert!(!html.contains("export function"));
    }
}
