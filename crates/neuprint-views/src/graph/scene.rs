//! What is drawn of a graph: which connections, how wide, in which colours, with which names.

use std::sync::Arc;

use neuprint_page::wording::count;

use super::camera::{Camera, Point};
use super::curve::Curve;
use super::labels::{Anchor, Taken};
use super::pen::{Ink, LETTERS, Pen};
use crate::chart::palette;
use crate::connections::{Net, number, percent};

/// Connections that are drawn while the picture moves.
const WHILE_MOVING: usize = 500;
/// Connections up to which each has its share written.
const SHARES: usize = 30;
/// Names at most.
const NAMES: usize = 250;
/// The colours of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Theme {
    pub(crate) text: String,
    pub(crate) background: String,
    pub(crate) accent: String,
    /// Lines of connections.
    pub(crate) line: String,
    pub(crate) family: String,
}

/// What is to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) net: Arc<Net>,
    /// Where the nodes are.
    pub(crate) places: Arc<[[f32; 2]]>,
    pub(crate) camera: Camera,
    /// The picture's size in CSS pixels.
    pub(crate) size: Point,
    /// The least weight of connections that are drawn.
    pub(crate) least: f64,
    /// Whether shares are of the source's output instead of the target's input.
    pub(crate) of_output: bool,
    /// The node that is selected or pointed at: its connections stand out.
    pub(crate) focus: Option<u32>,
    /// The connection that is pointed at.
    pub(crate) edge: Option<u32>,
    /// Whether the picture moves: less is drawn then.
    pub(crate) moving: bool,
}

impl Scene {
    /// How many connections weigh enough to be drawn; they are the first ones.
    pub(crate) fn shown(&self) -> usize {
        self.net.edges.partition_point(|edge| edge.weight >= self.least)
    }

    /// The radius of a node in CSS pixels.
    fn radius(&self, at: u32) -> f64 {
        let most = self.net.shape.nodes.first().map_or(1.0, |node| node.input + node.output).max(1e-9);
        let node = self.net.node(at);
        let part = ((node.input + node.output) / most).sqrt();
        ((0.16 + 0.3 * part) * self.camera.scale).clamp(2.5, 22.0)
    }

    fn place(&self, at: u32) -> Point {
        self.camera.to_screen(self.places[at as usize], self.size)
    }

    /// The width of a connection in CSS pixels: by the logarithm of its weight.
    fn width(&self, weight: f64) -> f64 {
        let most = self.net.edges.first().map_or(1.0, |edge| edge.weight);
        let least = self.net.edges.last().map_or(1.0, |edge| edge.weight).min(most);
        let part = if most > least { (weight / least).ln() / (most / least).ln() } else { 0.4 };
        (0.7 + 4.3 * part) * (self.camera.scale / 34.0).clamp(0.35, 1.2)
    }

    fn curve(&self, edge: usize) -> Option<(Curve, f64)> {
        let edge = &self.net.edges[edge];
        let width = self.width(edge.weight);
        let [from, to] = [edge.source, edge.target].map(|at| (self.place(at), self.radius(at)));
        let curve = if edge.source == edge.target {
            Some(Curve::itself(from.0, from.1, width))
        } else {
            Curve::between(from, to, width)
        };
        curve.map(|curve| (curve, width))
    }

    /// The node at a place of the picture.
    pub(crate) fn node_at(&self, at: Point) -> Option<u32> {
        let distance = |node: u32| {
            let place = self.place(node);
            (place[0] - at[0]).hypot(place[1] - at[1]) - self.radius(node)
        };
        // Small discs are hard to hit.
        let near =
            (0..self.places.len() as u32).map(|node| (node, distance(node))).filter(|(_, distance)| *distance < 5.0);
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(node, _)| node)
    }

    /// The connection at a place of the picture.
    pub(crate) fn edge_at(&self, at: Point) -> Option<u32> {
        let near = (0..self.shown()).filter_map(|edge| Some((edge as u32, self.curve(edge)?.0.distance(at, 5.0)?)));
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(edge, _)| edge)
    }

    /// The colour of a node.
    fn colour(&self, at: u32) -> &'static str {
        // The types that weigh the most come first.
        self.net.node(at).type_at.map_or(palette::OTHERS, |of_type| palette::value(of_type as usize))
    }

    fn stands_out(&self, edge: u32) -> bool {
        let ends = &self.net.edges[edge as usize];
        self.edge == Some(edge) || self.focus.is_some_and(|focus| ends.source == focus || ends.target == focus)
    }

    /// Draws everything.
    pub(crate) fn draw(&self, pen: &mut dyn Pen, theme: &Theme) {
        let dim = self.focus.is_some() || self.edge.is_some();
        let shown = if self.moving { self.shown().min(WHILE_MOVING) } else { self.shown() };
        let mut out: Vec<(u32, Curve)> = Vec::new();
        // The weakest first: the strongest lie over them.
        for at in (0..shown).rev() {
            if self.stands_out(at as u32) {
                continue;
            }
            if let Some((curve, width)) = self.curve(at) {
                let strength = if dim { 0.1 } else { faintness(shown) };
                pen.arrow(&curve, width, Ink { colour: &theme.line, strength });
                if !dim && shown <= SHARES {
                    out.push((at as u32, curve));
                }
            }
        }
        for at in (0..shown).rev().filter(|at| self.stands_out(*at as u32)) {
            if let Some((curve, width)) = self.curve(at) {
                let edge = &self.net.edges[at];
                // Of one node: what it gives in its own colour, what it gets in the others'.
                pen.arrow(&curve, width, Ink { colour: self.colour(edge.source), strength: 0.95 });
                out.push((at as u32, curve));
            }
        }
        let near = self.neighbours();
        let mut taken = Taken::default();
        let on_screen =
            |at: &Point| (-30.0..self.size[0] + 30.0).contains(&at[0]) && (-30.0..self.size[1] + 30.0).contains(&at[1]);
        let nodes: Vec<(u32, Point, f64, bool)> = (0..self.places.len() as u32)
            .map(|node| (node, self.place(node), self.radius(node)))
            .filter(|(_, at, _)| on_screen(at))
            .map(|(node, at, radius)| (node, at, radius, !dim || near.contains(&node)))
            .collect();
        for &(node, at, radius, is_near) in nodes.iter().rev() {
            let strength = if is_near { 1.0 } else { 0.25 };
            let rim = if self.focus == Some(node) { (&*theme.accent, 3.0) } else { (&*theme.background, 1.0) };
            pen.disc(at, radius, Ink { colour: self.colour(node), strength }, rim);
            taken.circle(at, radius);
        }
        self.write_shares(pen, theme, &out, &mut taken);
        let mut names = 0;
        // The node in the focus first, then its partners.
        let order = nodes.iter().filter(|node| self.focus == Some(node.0));
        let order = order.chain(nodes.iter().filter(|node| self.focus != Some(node.0) && node.3));
        for &(node, at, radius, _) in order.take(NAMES * 3) {
            let label = self.net.label(node);
            if names == NAMES {
                break;
            }
            if let Some((place, anchor)) = taken.beside(at, radius, [width_of(&label), LETTERS * 1.15]) {
                names += 1;
                let ink = Ink { colour: &theme.text, strength: 1.0 };
                pen.text(place, anchor, &label, ink, &theme.background, self.focus == Some(node));
            }
        }
    }

    /// Writes shares at the middle of their lines.
    fn write_shares(&self, pen: &mut dyn Pen, theme: &Theme, edges: &[(u32, Curve)], taken: &mut Taken) {
        for (at, curve) in edges.iter().rev().take(60) {
            let share = percent(self.net.share(&self.net.edges[*at as usize], self.of_output));
            let [x, y] = curve.at(0.5);
            if taken.middle([x, y], [width_of(&share), LETTERS]) {
                let ink = Ink { colour: &theme.text, strength: 0.85 };
                pen.text([x, y + LETTERS * 0.35], Anchor::Middle, &share, ink, &theme.background, false);
            }
        }
    }

    /// The nodes that stay bright beside what is pointed at.
    fn neighbours(&self) -> Vec<u32> {
        let mut near: Vec<u32> = self.focus.into_iter().collect();
        let shown = self.shown();
        if let Some(focus) = self.focus {
            let ends = |edges: &[u32], end: fn(&crate::connections::Edge) -> u32| -> Vec<u32> {
                let drawn = edges.iter().filter(|edge| (**edge as usize) < shown);
                drawn.map(|edge| end(&self.net.edges[*edge as usize])).collect()
            };
            near.extend(ends(&self.net.inputs[focus as usize], |edge| edge.source));
            near.extend(ends(&self.net.outputs[focus as usize], |edge| edge.target));
        }
        if let Some(edge) = self.edge.and_then(|edge| self.net.edges.get(edge as usize)) {
            near.extend([edge.source, edge.target]);
        }
        near
    }

    /// What is said of a connection that is pointed at.
    pub(crate) fn edge_in_words(&self, edge: u32, by_type: bool) -> String {
        let edge = &self.net.edges[edge as usize];
        let pairs = if by_type { format!(", {} pairs", count(u64::from(edge.pairs))) } else { String::new() };
        format!(
            "{} → {}: {}{pairs}, {} of the input and {} of the output in this result",
            self.net.label(edge.source),
            self.net.label(edge.target),
            number(edge.weight),
            percent(self.net.share(edge, false)),
            percent(self.net.share(edge, true)),
        )
    }
}

/// How strongly each of so many lines is drawn: many lie over each other, and must not become one blot.
fn faintness(lines: usize) -> f64 {
    const FEW: f64 = 200.0;
    0.42 * (FEW / lines.max(1) as f64).sqrt().clamp(0.3, 1.0)
}

/// About how wide a text is: enough to keep names apart.
pub(crate) fn width_of(text: &str) -> f64 {
    let letter = |letter: char| match letter {
        'i' | 'l' | 'j' | '.' | ',' | '|' | '\'' | '(' | ')' | '[' | ']' | ' ' | 'I' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' => 0.9,
        'A'..='Z' => 0.7,
        letter if letter.is_ascii() => 0.58,
        _ => 1.0,
    };
    text.chars().map(letter).sum::<f64>() * LETTERS + 4.0
}

#[cfg(test)]
mod tests {
    use neuprint_worker::messages::{CellText, GraphNode, GraphShape};

    use super::*;

    /// Remembers what was drawn.
    #[derive(Default)]
    struct Notes {
        arrows: Vec<f64>,
        discs: usize,
        texts: Vec<String>,
    }

    impl Pen for Notes {
        fn arrow(&mut self, _: &Curve, width: f64, _: Ink<'_>) {
            self.arrows.push(width);
        }
        fn disc(&mut self, _: Point, _: f64, _: Ink<'_>, _: (&str, f64)) {
            self.discs += 1;
        }
        fn text(&mut self, _: Point, _: Anchor, text: &str, _: Ink<'_>, _: &str, _: bool) {
            self.texts.push(text.to_owned());
        }
    }

    fn scene() -> Scene {
        let node = |name: &str, input, output| GraphNode {
            name: CellText::Text(name.to_owned()),
            type_at: None,
            instance: None,
            neurons: 1,
            input,
            output,
        };
        let shape = GraphShape {
            nodes: vec![node("KC", 0.0, 40.0), node("MBON", 38.0, 0.0), node("DAN", 2.0, 0.0)],
            types: Vec::new(),
            all_nodes: 3,
            all_edges: 2,
            edges_between: 2,
            rows: 2,
            without_ends: 0,
            without_weight: 0,
            added: 0,
            overlapping: None,
        };
        let net = Net::new(shape, &[0, 1, 1, 0, 2, 1], &[38.0, 2.0]);
        let places: Arc<[[f32; 2]]> = Arc::from([[0.0, 0.0], [6.0, 0.0], [0.0, 6.0]]);
        let camera = Camera::fit(&places, [600.0, 600.0]);
        Scene {
            net: Arc::new(net),
            places,
            camera,
            size: [600.0, 600.0],
            least: 0.0,
            of_output: false,
            focus: None,
            edge: None,
            moving: false,
        }
    }

    fn drawn(scene: &Scene) -> Notes {
        let theme = Theme {
            text: String::new(),
            background: String::new(),
            accent: String::new(),
            line: String::new(),
            family: String::new(),
        };
        let mut notes = Notes::default();
        scene.draw(&mut notes, &theme);
        notes
    }

    #[test]
    fn heavier_connections_are_wider_and_have_their_shares() {
        let notes = drawn(&scene());
        // The weaker one is drawn first.
        assert!(notes.arrows.len() == 2 && notes.arrows[0] * 4.0 < notes.arrows[1], "{:?}", notes.arrows);
        assert_eq!(notes.discs, 3);
        assert_eq!(notes.texts, ["100 %", "100 %", "KC", "MBON", "DAN"]);
        let of_output = drawn(&Scene { of_output: true, ..scene() });
        assert_eq!(of_output.texts[..2], ["95 %", "5.0 %"]);
    }

    #[test]
    fn light_connections_can_be_left_out() {
        let heavy = Scene { least: 3.0, ..scene() };
        assert_eq!((heavy.shown(), drawn(&heavy).arrows.len()), (1, 1));
        assert_eq!(Scene { least: 99.0, ..scene() }.shown(), 0);
    }

    #[test]
    fn what_is_pointed_at_is_found() {
        let scene = scene();
        let at = scene.place(1);
        assert_eq!(scene.node_at([at[0] + 3.0, at[1]]), Some(1));
        assert_eq!(scene.node_at([300.0, 590.0]), None);
        let middle = scene.curve(1).map(|(curve, _)| curve.at(0.4)).expect("there is room");
        assert_eq!(scene.edge_at(middle), Some(1));
        assert_eq!(
            scene.edge_in_words(1, false),
            "KC → DAN: 2, 100 % of the input and 5.0 % of the output in this result"
        );
        let focus = Scene { focus: Some(2), ..scene };
        // Its partner's name stays; the other's goes.
        assert_eq!(drawn(&focus).texts, ["100 %", "DAN", "KC"]);
    }
}
