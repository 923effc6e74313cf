//! The rows' elements: as many as fit, reused while the table scrolls.
//!
//! Rows are written by hand rather than by the framework: what scrolls in takes over the elements of what scrolled out,
//! and only their texts change. So it is sideways: only columns in sight have elements.

mod cells;

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::document;
use neuprint_worker::messages::CellText;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use self::cells::Shown;
use super::columns::Look;
use super::cursor::Place;
use super::geometry::Window;
use super::selection::Selection;

/// The head is row 1.
const FIRST_ARIA_ROW: u32 = 2;
/// The row numbers are column 1.
pub(super) const FIRST_ARIA_COLUMN: u32 = 2;

/// Where a body leads: the address of its page, or nowhere if it has no skeleton.
pub(crate) type BodyLink = Rc<dyn Fn(u64) -> Option<String>>;

/// A column as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dressed {
    /// Where it stands among the shown ones.
    pub(super) place: u32,
    /// Its place in the table.
    pub(super) column: u32,
    pub(super) look: Look,
    /// Where it is held while the others scroll, in CSS pixels.
    pub(super) held: Option<f64>,
    /// Whether columns that are not drawn stand before it.
    pub(super) after_gap: bool,
}

/// Draws rows into an element.
pub(super) struct Painter {
    grid: u32,
    holder: Element,
    columns: Vec<Dressed>,
    link: BodyLink,
    rois: Rc<[String]>,
    slots: VecDeque<Slot>,
    first: u32,
    /// How often the table was scrolled to where nothing stood yet, and whether only what is in sight was drawn since.
    leaps: u32,
    hurries: bool,
}

/// One row's elements and what they show.
struct Slot {
    row: Element,
    number: Shown,
    cells: Vec<Drawn>,
    /// Whether the cells hold the row's values.
    filled: bool,
    /// Whether placeholders cover them.
    waiting: bool,
}

/// A cell, with what was last written to it: to write the same again costs more than to compare.
struct Drawn {
    shown: Shown,
    class: &'static str,
    selected: bool,
    active: bool,
}

impl Painter {
    /// Draws the grid of this number into `holder`; `link` tells where bodies lead, `rois` which ROIs can be added up.
    pub(super) fn new(grid: u32, holder: Element, link: BodyLink, rois: Rc<[String]>) -> Self {
        Self {
            grid,
            holder,
            columns: Vec::new(),
            link,
            rois,
            slots: VecDeque::new(),
            first: 0,
            leaps: 0,
            hurries: false,
        }
    }

    /// Draws these columns from now on.
    pub(super) fn dress(&mut self, columns: Vec<Dressed>) -> Result<(), JsValue> {
        if self.columns != columns {
            self.columns = columns;
            for slot in &mut self.slots {
                slot.dress(&self.columns)?;
            }
        }
        Ok(())
    }

    /// Empties all rows: what they show is no longer true.
    pub(super) fn outdate(&mut self) {
        for slot in &mut self.slots {
            slot.filled = false;
        }
    }

    /// While the table is pulled by its scroll bar, nobody sees rows beyond the edges before the next ones are there: how
    /// often it has leapt, if those were left out since.
    pub(super) fn hurries(&self) -> Option<u32> {
        self.hurries.then_some(self.leaps)
    }

    /// Draws the rows beyond the edges again, from the next time on.
    pub(super) fn calm(&mut self) {
        self.hurries = false;
    }

    /// Shows the rows of `window`; `cells` gives those that are there. In place of the others stands what stood there,
    /// another row with its number; `late`: they have been waited for so long that it is covered.
    pub(super) fn paint<'a>(
        &mut self,
        window: Window,
        selection: Option<Selection>,
        late: bool,
        cells: impl Fn(u32) -> Option<&'a [CellText]>,
    ) -> Result<(), JsValue> {
        self.fit(window.count as usize)?;
        self.turn(window.first)?;
        let sight = window.sight.0..window.sight.1;
        for (row, slot) in (window.first..).zip(&mut self.slots) {
            if self.hurries && !sight.contains(&row) {
                continue;
            }
            if !slot.filled {
                match cells(row) {
                    Some(cells) => {
                        slot.place(row)?;
                        slot.fill(cells, &self.columns, &self.link, &self.rois)?;
                    }
                    None if late => slot.cover(true)?,
                    None => {}
                }
            }
            slot.mark(self.grid, row, &self.columns, selection)?;
        }
        Ok(())
    }

    /// The element of a cell, if it is drawn.
    pub(super) fn element(&self, place: Place) -> Option<Element> {
        let slot = self.slots.get(place.row.checked_sub(self.first)? as usize)?;
        let at = self.columns.iter().position(|column| column.place == place.column)?;
        slot.cells.get(at).map(|cell| cell.shown.element().clone())
    }

    /// Makes as many rows as are needed.
    fn fit(&mut self, count: usize) -> Result<(), JsValue> {
        while self.slots.len() > count {
            if let Some(slot) = self.slots.pop_back() {
                slot.row.remove();
            }
        }
        while self.slots.len() < count {
            let slot = Slot::new(&self.columns)?;
            self.holder.append_child(&slot.row)?;
            self.slots.push_back(slot);
        }
        Ok(())
    }

    /// Moves rows that scrolled out to the other end, where rows scroll in.
    fn turn(&mut self, first: u32) -> Result<(), JsValue> {
        let moved = i64::from(first) - i64::from(self.first);
        self.first = first;
        if moved != 0 && moved.unsigned_abs() >= self.slots.len() as u64 {
            self.outdate();
            self.leaps = self.leaps.wrapping_add(1);
            self.hurries = true;
            return Ok(());
        }
        for _ in 0..moved {
            if let Some(mut slot) = self.slots.pop_front() {
                slot.filled = false;
                self.holder.append_child(&slot.row)?;
                self.slots.push_back(slot);
            }
        }
        for _ in moved..0 {
            if let Some(mut slot) = self.slots.pop_back() {
                slot.filled = false;
                self.holder.insert_before(&slot.row, self.holder.first_child().as_ref())?;
                self.slots.push_front(slot);
            }
        }
        Ok(())
    }
}

/// The id of a cell's element, for `aria-activedescendant`.
/// Two grids may be on one page; `grid` tells them apart.
pub(super) fn cell_id(grid: u32, place: Place) -> String {
    format!("cell-{grid}-{}-{}", place.row, place.column)
}

impl Slot {
    fn new(columns: &[Dressed]) -> Result<Self, JsValue> {
        let row = element("row", "grid-row")?;
        let number = element("rowheader", "grid-number")?;
        number.set_attribute("aria-colindex", "1")?;
        row.append_child(&number)?;
        let mut slot = Self { row, number: Shown::new(number), cells: Vec::new(), filled: false, waiting: false };
        slot.dress(columns)?;
        Ok(slot)
    }

    /// Gives each column its cell.
    fn dress(&mut self, columns: &[Dressed]) -> Result<(), JsValue> {
        while self.cells.len() > columns.len() {
            if let Some(cell) = self.cells.pop() {
                cell.shown.element().remove();
            }
        }
        while self.cells.len() < columns.len() {
            let element = element("gridcell", "grid-cell")?;
            self.row.append_child(&element)?;
            self.cells.push(Drawn { shown: Shown::new(element), class: "", selected: true, active: false });
        }
        for (cell, column) in self.cells.iter().zip(columns) {
            let element = cell.shown.element();
            element.set_attribute("aria-colindex", &(column.place + FIRST_ARIA_COLUMN).to_string())?;
            if let Some(html) = element.dyn_ref::<HtmlElement>() {
                let held = column.held.map(|left| format!("{left}px")).unwrap_or_default();
                html.style().set_property("left", &held)?;
            }
            element.toggle_attribute_with_force("data-held", column.held.is_some())?;
            element.toggle_attribute_with_force("data-first", column.after_gap)?;
        }
        self.filled = false;
        Ok(())
    }

    fn place(&mut self, row: u32) -> Result<(), JsValue> {
        self.row.set_attribute("aria-rowindex", &(u64::from(row) + u64::from(FIRST_ARIA_ROW)).to_string())?;
        self.number.write(&(u64::from(row) + 1).to_string());
        Ok(())
    }

    /// Covers what stands here with placeholders. Nothing is emptied: that would lay the row out twice.
    fn cover(&mut self, waiting: bool) -> Result<(), JsValue> {
        if std::mem::replace(&mut self.waiting, waiting) != waiting {
            self.row.toggle_attribute_with_force("data-waiting", waiting)?;
        }
        Ok(())
    }

    fn fill(
        &mut self,
        values: &[CellText],
        columns: &[Dressed],
        link: &BodyLink,
        rois: &[String],
    ) -> Result<(), JsValue> {
        for (cell, column) in self.cells.iter_mut().zip(columns) {
            if let Some(value) = values.get(column.column as usize) {
                let class = cell.shown.fill(value, column.look, link, rois)?;
                cell.set_class(class);
            }
        }
        self.filled = true;
        self.cover(false)
    }

    /// Shows what is selected.
    fn mark(&mut self, grid: u32, row: u32, columns: &[Dressed], selection: Option<Selection>) -> Result<(), JsValue> {
        for (cell, column) in self.cells.iter_mut().zip(columns) {
            let place = Place { row, column: column.place };
            let selected = selection.is_some_and(|selection| selection.contains(place));
            let active = selection.is_some_and(|selection| selection.reach == place);
            if cell.selected != selected {
                cell.selected = selected;
                cell.shown.element().set_attribute("aria-selected", if selected { "true" } else { "false" })?;
            }
            // A row's element shows other rows in turn, so the active cell's name must be written anew.
            if active {
                cell.shown.element().set_id(&cell_id(grid, place));
            } else if cell.active {
                cell.shown.element().remove_attribute("id")?;
            }
            if cell.active != active {
                cell.active = active;
                cell.shown.element().class_list().toggle_with_force("active", active)?;
            }
        }
        Ok(())
    }
}

impl Drawn {
    /// What kind of value stands here.
    fn set_class(&mut self, class: &'static str) {
        if self.class != class {
            self.class = class;
            let active = if self.active { " active" } else { "" };
            self.shown.element().set_class_name(&format!("grid-cell {class}{active}"));
        }
    }
}

fn element(role: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().create_element("div")?;
    element.set_attribute("role", role)?;
    element.set_class_name(class);
    Ok(element)
}
