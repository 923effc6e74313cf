//! The rows' elements: as many as fit, reused while the table scrolls.
//!
//! Rows are written by hand rather than by the framework: what scrolls in takes over the elements of what scrolled out,
//! and only their texts change.

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::document;
use neuprint_worker::messages::CellText;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::columns::Look;
use super::cursor::Place;
use super::geometry::Window;

/// Texts longer than this are given as a tooltip too, since they may be clipped.
const CLIPPED: usize = 20;
/// The head is row 1.
const FIRST_ARIA_ROW: u32 = 2;
/// The row numbers are column 1.
const FIRST_ARIA_COLUMN: usize = 2;

/// Where a body leads: the address of its page, or nowhere if it has no skeleton.
pub(crate) type BodyLink = Rc<dyn Fn(u64) -> Option<String>>;

/// Draws rows into an element.
pub(super) struct Painter {
    rows: Element,
    looks: Vec<Look>,
    link: BodyLink,
    slots: VecDeque<Slot>,
    first: u32,
    active: Option<Place>,
}

/// One row's elements and what they show.
struct Slot {
    row: Element,
    number: Element,
    cells: Vec<Element>,
    /// Whether the cells hold the row's values, not placeholders.
    filled: bool,
}

impl Painter {
    /// Draws into `rows`.
    pub(super) fn new(rows: Element, looks: Vec<Look>, link: BodyLink) -> Self {
        Self { rows, looks, link, slots: VecDeque::new(), first: 0, active: None }
    }

    /// Draws columns otherwise from now on: other kinds of cells were found in them.
    pub(super) fn look(&mut self, looks: Vec<Look>) {
        if self.looks != looks {
            self.looks = looks;
            self.outdate();
        }
    }

    /// Empties all rows: what they show is no longer true.
    pub(super) fn outdate(&mut self) {
        for slot in &mut self.slots {
            slot.filled = false;
        }
    }

    /// Shows the rows of `window`; `cells` gives those that are there.
    pub(super) fn paint<'a>(
        &mut self,
        window: Window,
        active: Option<Place>,
        cells: impl Fn(u32) -> Option<&'a [CellText]>,
    ) -> Result<(), JsValue> {
        self.fit(window.count as usize)?;
        self.turn(window.first)?;
        let moved = self.active != active;
        for (row, slot) in (window.first..).zip(&mut self.slots) {
            if !slot.filled {
                slot.place(row)?;
                match cells(row) {
                    Some(cells) => slot.fill(cells, &self.looks, &self.link)?,
                    None => slot.wait()?,
                }
            }
            if moved {
                slot.set_active(None)?;
            }
            if let Some(active) = active.filter(|active| active.row == row) {
                slot.set_active(Some(active))?;
            }
        }
        self.active = active;
        Ok(())
    }

    /// Makes as many rows as are needed.
    fn fit(&mut self, count: usize) -> Result<(), JsValue> {
        while self.slots.len() > count {
            if let Some(slot) = self.slots.pop_back() {
                slot.row.remove();
            }
        }
        while self.slots.len() < count {
            let slot = Slot::new(&self.looks)?;
            self.rows.append_child(&slot.row)?;
            self.slots.push_back(slot);
        }
        Ok(())
    }

    /// Moves rows that scrolled out to the other end, where rows scroll in.
    fn turn(&mut self, first: u32) -> Result<(), JsValue> {
        let moved = i64::from(first) - i64::from(self.first);
        self.first = first;
        if moved.unsigned_abs() >= self.slots.len() as u64 {
            self.outdate();
            return Ok(());
        }
        for _ in 0..moved {
            if let Some(mut slot) = self.slots.pop_front() {
                slot.filled = false;
                self.rows.append_child(&slot.row)?;
                self.slots.push_back(slot);
            }
        }
        for _ in moved..0 {
            if let Some(mut slot) = self.slots.pop_back() {
                slot.filled = false;
                self.rows.insert_before(&slot.row, self.rows.first_child().as_ref())?;
                self.slots.push_front(slot);
            }
        }
        Ok(())
    }
}

/// The id of a cell's element, for `aria-activedescendant`.
pub(super) fn cell_id(place: Place) -> String {
    format!("cell-{}-{}", place.row, place.column)
}

impl Slot {
    fn new(looks: &[Look]) -> Result<Self, JsValue> {
        let row = element("row", "grid-row")?;
        let number = element("rowheader", "grid-number")?;
        number.set_attribute("aria-colindex", "1")?;
        row.append_child(&number)?;
        let mut cells = Vec::with_capacity(looks.len());
        for index in 0..looks.len() {
            let cell = element("gridcell", "grid-cell")?;
            cell.set_attribute("aria-colindex", &(index + FIRST_ARIA_COLUMN).to_string())?;
            row.append_child(&cell)?;
            cells.push(cell);
        }
        Ok(Self { row, number, cells, filled: false })
    }

    fn place(&mut self, row: u32) -> Result<(), JsValue> {
        self.row.set_attribute("aria-rowindex", &(u64::from(row) + u64::from(FIRST_ARIA_ROW)).to_string())?;
        self.number.set_text_content(Some(&(u64::from(row) + 1).to_string()));
        Ok(())
    }

    fn wait(&mut self) -> Result<(), JsValue> {
        for cell in &self.cells {
            cell.set_text_content(None);
            cell.set_class_name("grid-cell waiting");
            cell.remove_attribute("title")?;
        }
        Ok(())
    }

    fn fill(&mut self, values: &[CellText], looks: &[Look], link: &BodyLink) -> Result<(), JsValue> {
        for ((cell, value), look) in self.cells.iter().zip(values).zip(looks) {
            let (class, text, title) = match value {
                CellText::Null => ("grid-cell null", "null", None),
                CellText::Boolean(true) => ("grid-cell boolean", "true", None),
                CellText::Boolean(false) => ("grid-cell boolean", "false", None),
                CellText::Number(text) if look.bodies => {
                    fill_body(cell, text, link)?;
                    continue;
                }
                CellText::Number(text) if look.right => ("grid-cell number", text.as_str(), None),
                CellText::Number(text) => ("grid-cell", text.as_str(), None),
                CellText::Text(text) => ("grid-cell", text.as_str(), Some(text)),
                CellText::Json(text) => ("grid-cell json", text.as_str(), Some(text)),
            };
            cell.set_class_name(class);
            cell.set_text_content(Some(text));
            match title.filter(|title| title.len() > CLIPPED) {
                Some(title) => cell.set_attribute("title", title)?,
                None => cell.remove_attribute("title")?,
            }
        }
        self.filled = true;
        Ok(())
    }

    fn set_active(&mut self, active: Option<Place>) -> Result<(), JsValue> {
        for (column, cell) in self.cells.iter().enumerate() {
            match active {
                Some(active) if active.column as usize == column => {
                    cell.set_id(&cell_id(active));
                    cell.class_list().add_1("active")?;
                }
                _ => {
                    cell.remove_attribute("id")?;
                    cell.class_list().remove_1("active")?;
                }
            }
        }
        Ok(())
    }
}

/// A body: a link to its skeleton, or a number that says that there is none.
fn fill_body(cell: &Element, text: &str, link: &BodyLink) -> Result<(), JsValue> {
    let address = text.parse().ok().and_then(|body| link(body));
    cell.set_text_content(None);
    let Some(address) = address else {
        cell.set_class_name("grid-cell body none");
        cell.set_attribute("title", "This dataset has no skeleton of this body")?;
        cell.set_text_content(Some(text));
        return Ok(());
    };
    cell.set_class_name("grid-cell body");
    cell.remove_attribute("title")?;
    let anchor = document().create_element("a")?;
    anchor.set_attribute("href", &address)?;
    // The grid is one stop of the Tab key; Enter on the cell follows the link.
    anchor.set_attribute("tabindex", "-1")?;
    anchor.set_attribute("title", "Open in 3D")?;
    anchor.set_text_content(Some(text));
    cell.append_child(&anchor)?;
    Ok(())
}

fn element(role: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().create_element("div")?;
    element.set_attribute("role", role)?;
    element.set_class_name(class);
    Ok(element)
}
