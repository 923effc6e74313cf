//! What stands in a cell, by the kind of its value.

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

/// Writes a value into a cell; what its class is then.
pub(super) fn fill(
    cell: &Element,
    value: &CellText,
    look: Look,
    link: &BodyLink,
    rois: &[String],
) -> Result<&'static str, JsValue> {
    let (class, text, title) = match value {
        CellText::Null => ("null", "null".into(), None),
        CellText::Boolean(true) => ("boolean", "true".into(), None),
        CellText::Boolean(false) => ("boolean", "false".into(), None),
        CellText::Number(text) if look.bodies => return body(cell, text, link),
        CellText::Number(text) => (if look.right { "number" } else { "" }, text.into(), None),
        CellText::Text(text) if text.is_empty() => ("null", "\"\"".into(), Some("Empty text".to_owned())),
        CellText::Text(json) | CellText::Json(json) if look.rois && regions(cell, json, rois)? => return Ok("rois"),
        CellText::Text(text) => ("", cut(text).into(), Some(cut(text).to_owned())),
        CellText::Json(json) => match written::location(json) {
            Some(place) => ("json", place, None),
            None => ("json", written::on_one_line(cut(json)), Some(cut(json).to_owned())),
        },
    };
    let text: String = text;
    write(cell, &text);
    match title.filter(|title| title.chars().count() > CLIPPED || class == "null") {
        Some(title) => cell.set_attribute("title", &title)?,
        None => cell.remove_attribute("title")?,
    }
    Ok(class)
}

/// Makes a text all that an element holds. Where it was one before, the same node takes the new one.
pub(super) fn write(element: &Element, text: &str) {
    match element.first_child().and_then(|first| first.dyn_into::<Text>().ok()) {
        Some(only) if only.next_sibling().is_none() => only.set_data(text),
        _ => element.set_text_content(Some(text)),
    }
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

/// A body: a link to its skeleton, or a number that says that there is none; and the button of its menu.
fn body(cell: &Element, text: &str, link: &BodyLink) -> Result<&'static str, JsValue> {
    let address = text.parse().ok().and_then(|body| link(body));
    let class = if address.is_some() { "body" } else { "body none" };
    let tag = if address.is_some() { "A" } else { "SPAN" };
    // Most cells of the column were like this before.
    let name = match cell.first_element_child().filter(|name| name.tag_name() == tag) {
        Some(name) if name.next_element_sibling().is_some() => name,
        _ => {
            cell.set_text_content(None);
            let (name, button) = (document().create_element(tag)?, document().create_element("button")?);
            button.set_attribute("type", "button")?;
            button.set_class_name("body-menu");
            for element in [&name, &button] {
                // The grid is one stop of the Tab key; Enter on the cell opens the menu.
                element.set_attribute("tabindex", "-1")?;
                cell.append_child(element)?;
            }
            name
        }
    };
    if let Some(button) = name.next_element_sibling() {
        button.set_attribute("aria-label", &format!("Menu of {text}"))?;
    }
    write(&name, text);
    match address {
        Some(address) => {
            name.set_attribute("href", &address)?;
            name.set_attribute("title", "Open in 3D")?;
            cell.remove_attribute("title")?;
        }
        None => cell.set_attribute("title", "This dataset has no skeleton of this body")?,
    }
    Ok(class)
}

/// A bar whose parts are as long as an ROI has synapses, and the first one's name. Whether it could be drawn.
///
/// ROIs lie within each other; only those that share a body's synapses out make one bar: the dataset's primary ones and
/// what is in none of them.
fn regions(cell: &Element, json: &str, primary: &[String]) -> Result<bool, JsValue> {
    let Some(all) = written::roi_info(json) else { return Ok(false) };
    let shares = |name: &str| name == NOT_PRIMARY || primary.iter().any(|roi| roi == name);
    let mut rois: Vec<(String, u64)> =
        all.into_iter().filter(|(name, synapses)| *synapses > 0 && shares(name)).collect();
    rois.sort_by(|(_, one), (_, other)| other.cmp(one));
    let Some((first, most)) = rois.first() else { return Ok(false) };
    cell.set_text_content(None);
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
    cell.append_child(&bar)?;
    let more = if rois.len() > 1 { format!(" +{}", rois.len() - 1) } else { String::new() };
    let says = document().create_element("span")?;
    says.set_text_content(Some(&format!("{first} {most}{more}")));
    cell.append_child(&says)?;
    let lines: Vec<String> = rois.iter().map(|(name, synapses)| format!("{name}: {synapses} synapses")).collect();
    cell.set_attribute("title", &lines.join("\n"))?;
    Ok(true)
}
