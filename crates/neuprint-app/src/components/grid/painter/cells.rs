//! What stands in a cell, by the kind of its value.
//!
//! Most cells of a column are alike, and rows pass by fast: a cell knows which nodes it holds, so that another value of
//! the same kind costs one change of a text, and nothing is asked of the page.

use leptos::prelude::document;
use neuprint_worker::messages::CellText;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Text};

use super::BodyLink;
use crate::components::grid::columns::Look;
use crate::components::grid::written;

/// Texts longer than this are given as a tooltip too, since they may be clipped.
const CLIPPED: usize = 20;
/// Longer texts are cut: no column is as wide, and the whole is a key away.
const LONGEST: usize = 400;
/// Parts of a bar of ROIs; smaller ones are one part together.
const PARTS: usize = 5;
/// What lies in no primary ROI.
const NOT_PRIMARY: &str = "NotPrimary";

/// An element that shows values, one after the other.
pub(super) struct Shown {
    element: Element,
    nodes: Nodes,
    /// Whether it has a tooltip.
    titled: bool,
}

/// What an element holds.
enum Nodes {
    /// Nothing that can be used again.
    Other,
    Text(Text),
    Body(BodyParts),
}

/// A body's name, which may be a link, and the button of its menu.
struct BodyParts {
    name: Element,
    text: Text,
    button: Element,
    linked: bool,
}

impl Shown {
    /// An element that is empty.
    pub(super) fn new(element: Element) -> Self {
        Self { element, nodes: Nodes::Other, titled: false }
    }

    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Shows a value; what the element's class is then.
    pub(super) fn fill(
        &mut self,
        value: &CellText,
        look: Look,
        link: &BodyLink,
        rois: &[String],
    ) -> Result<&'static str, JsValue> {
        let (class, text, title) = match value {
            CellText::Null => ("null", "null".into(), None),
            CellText::Boolean(true) => ("boolean", "true".into(), None),
            CellText::Boolean(false) => ("boolean", "false".into(), None),
            CellText::Number(text) if look.bodies => return self.body(text, link),
            CellText::Number(text) => (if look.right { "number" } else { "" }, text.into(), None),
            CellText::Text(text) if text.is_empty() => ("null", "\"\"".into(), Some("Empty text".to_owned())),
            CellText::Text(json) | CellText::Json(json) if look.rois && self.regions(json, rois)? => return Ok("rois"),
            CellText::Text(text) => ("", cut(text).into(), Some(cut(text).to_owned())),
            CellText::Json(json) => match written::location(json) {
                Some(place) => ("json", place, None),
                None => ("json", written::on_one_line(cut(json)), Some(cut(json).to_owned())),
            },
        };
        let text: String = text;
        self.write(&text);
        self.title(title.as_deref().filter(|title| title.chars().count() > CLIPPED || class == "null"))?;
        Ok(class)
    }

    /// Makes a text all that the element holds.
    pub(super) fn write(&mut self, text: &str) {
        match &self.nodes {
            Nodes::Text(node) => node.set_data(text),
            _ => {
                let node = document().create_text_node(text);
                self.element.set_text_content(None);
                // A text that cannot be put here is not shown; there is nothing better to do.
                let _ = self.element.append_child(&node);
                self.nodes = Nodes::Text(node);
            }
        }
    }

    fn title(&mut self, title: Option<&str>) -> Result<(), JsValue> {
        match title {
            Some(title) => self.element.set_attribute("title", title)?,
            None if self.titled => self.element.remove_attribute("title")?,
            None => {}
        }
        self.titled = title.is_some();
        Ok(())
    }

    /// A body: a link to its skeleton, or a number that says that there is none; and the button of its menu.
    fn body(&mut self, text: &str, link: &BodyLink) -> Result<&'static str, JsValue> {
        let address = text.parse().ok().and_then(|body| link(body));
        let linked = address.is_some();
        if !matches!(&self.nodes, Nodes::Body(body) if body.linked == linked) {
            self.nodes = Nodes::Body(BodyParts::within(&self.element, linked)?);
            self.title((!linked).then_some("This dataset has no skeleton of this body"))?;
        }
        if let Nodes::Body(body) = &self.nodes {
            body.text.set_data(text);
            body.button.set_attribute("aria-label", &format!("Menu of {text}"))?;
            if let Some(address) = address {
                body.name.set_attribute("href", &address)?;
            }
        }
        Ok(if linked { "body" } else { "body none" })
    }

    /// A bar whose parts are as long as an ROI has synapses, and the first one's name. Whether it could be drawn.
    ///
    /// ROIs lie within each other; only those that share a body's synapses out make one bar: the dataset's primary ones and
    /// what is in none of them.
    fn regions(&mut self, json: &str, primary: &[String]) -> Result<bool, JsValue> {
        let Some(all) = written::roi_info(json) else { return Ok(false) };
        let shares = |name: &str| name == NOT_PRIMARY || primary.iter().any(|roi| roi == name);
        let mut rois: Vec<(String, u64)> =
            all.into_iter().filter(|(name, synapses)| *synapses > 0 && shares(name)).collect();
        rois.sort_by(|(_, one), (_, other)| other.cmp(one));
        let Some((first, most)) = rois.first() else { return Ok(false) };
        self.nodes = Nodes::Other;
        self.element.set_text_content(None);
        let bar = document().create_element("span")?;
        bar.set_class_name("roi-bar");
        bar.set_attribute("aria-hidden", "true")?;
        let rest: u64 = rois.iter().skip(PARTS).map(|(_, synapses)| synapses).sum();
        for part in rois.iter().take(PARTS).map(|(_, synapses)| *synapses).chain((rest > 0).then_some(rest)) {
            let part_element = document().create_element("i")?;
            if let Some(html) = part_element.dyn_ref::<HtmlElement>() {
                html.style().set_property("flex-grow", &part.to_string())?;
            }
            bar.append_child(&part_element)?;
        }
        self.element.append_child(&bar)?;
        let more = if rois.len() > 1 { format!(" +{}", rois.len() - 1) } else { String::new() };
        let says = document().create_element("span")?;
        says.set_text_content(Some(&format!("{first} {most}{more}")));
        self.element.append_child(&says)?;
        let lines: Vec<String> = rois.iter().map(|(name, synapses)| format!("{name}: {synapses} synapses")).collect();
        self.title(Some(&lines.join("\n")))?;
        Ok(true)
    }
}

impl BodyParts {
    /// Puts the elements of a body into a cell, in place of what is there.
    fn within(cell: &Element, linked: bool) -> Result<Self, JsValue> {
        cell.set_text_content(None);
        let name = document().create_element(if linked { "a" } else { "span" })?;
        let button = document().create_element("button")?;
        button.set_attribute("type", "button")?;
        button.set_class_name("body-menu");
        if linked {
            name.set_attribute("title", "Open in 3D")?;
        }
        for element in [&name, &button] {
            // The grid is one stop of the Tab key; Enter on the cell opens the menu.
            element.set_attribute("tabindex", "-1")?;
            cell.append_child(element)?;
        }
        let text = document().create_text_node("");
        name.append_child(&text)?;
        Ok(Self { name, text, button, linked })
    }
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
