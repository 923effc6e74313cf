//! The moving part of the grid: reacts to scrolling and keys, fetches what comes into sight, paints it.
//!
//! At most one viewport is asked for at a time. While it is on its way the table may scroll on; the next request asks for
//! what is in sight then, and what was passed over is never fetched.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{CellText, Request, Response, TableSummary};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::cache::Cache;
use super::columns::{self, Look};
use super::cursor::{Bounds, Place};
use super::geometry::Geometry;
use super::painter::{BodyLink, Painter, cell_id};
use crate::state::Session;

/// The height of a row; the style sheet takes it from here.
pub(super) const ROW_HEIGHT: f64 = 26.0;
/// The height of the head, which covers the first rows' place.
pub(super) const HEAD_HEIGHT: f64 = 30.0;

/// One table's rows on screen. Clones share it.
#[derive(Clone)]
pub(super) struct Body(Rc<RefCell<State>>);

struct State {
    session: Session,
    table: TableSummary,
    /// What scrolls.
    scroller: HtmlElement,
    /// As tall as all rows.
    sizer: HtmlElement,
    /// What holds the drawn rows.
    rows: HtmlElement,
    painter: Painter,
    cache: Cache,
    active: Option<Place>,
    fetching: bool,
    /// Counts orders of the rows; an answer to an older one is dropped.
    order: u32,
    /// Set once, from the first cells.
    widths: RwSignal<Option<Vec<usize>>>,
    gone: bool,
    observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
}

impl Body {
    /// Takes over a grid's elements. They may have shown another table: views of the same kind share elements.
    pub(super) fn new(
        session: Session,
        table: TableSummary,
        [scroller, sizer, rows]: [HtmlElement; 3],
        link: BodyLink,
        widths: RwSignal<Option<Vec<usize>>>,
    ) -> Self {
        rows.set_text_content(None);
        scroller.set_scroll_top(0);
        scroller.set_scroll_left(0);
        let looks = table.columns.iter().map(Look::of).collect();
        let painter = Painter::new(Element::from(rows.clone()), looks, link);
        let cache = Cache::new(table.rows, table.columns.len());
        let body = Self(Rc::new(RefCell::new(State {
            session,
            table,
            scroller,
            sizer,
            rows,
            painter,
            cache,
            active: None,
            fetching: false,
            order: 0,
            widths,
            gone: false,
            observer: None,
        })));
        body.observe();
        body.paint();
        body
    }

    /// Paints again whenever the grid's size changes.
    fn observe(&self) {
        let weak = Rc::downgrade(&self.0);
        let closure = Closure::<dyn FnMut()>::new(move || {
            if let Some(state) = weak.upgrade() {
                Self(state).paint();
            }
        });
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            let mut state = self.0.borrow_mut();
            observer.observe(&state.scroller);
            state.observer = Some((observer, closure));
        }
    }

    /// Stops fetching and watching.
    pub(super) fn leave(&self) {
        let mut state = self.0.borrow_mut();
        state.gone = true;
        if let Some((observer, _closure)) = state.observer.take() {
            observer.disconnect();
        }
    }

    /// More rows have come, or it is known better what the columns hold.
    pub(super) fn grow(&self, table: TableSummary) {
        {
            let mut state = self.0.borrow_mut();
            state.cache.grow(table.rows);
            state.painter.look(table.columns.iter().map(Look::of).collect());
            state.table = table;
        }
        self.paint();
    }

    /// The worker has ordered the rows anew.
    pub(super) fn reorder(&self) {
        {
            let mut state = self.0.borrow_mut();
            state.order += 1;
            state.cache.outdate();
            state.scroller.set_scroll_top(0);
        }
        self.paint();
    }

    /// Shows what is in sight, and fetches what is not there.
    pub(super) fn paint(&self) {
        let missing = {
            let mut state = self.0.borrow_mut();
            if state.gone {
                return;
            }
            state.paint()
        };
        if let Some(missing) = missing {
            self.fetch(missing);
        }
    }

    fn fetch(&self, rows: std::ops::Range<u32>) {
        let (request, order) = {
            let mut state = self.0.borrow_mut();
            if std::mem::replace(&mut state.fetching, true) {
                return;
            }
            let (table, count) = (state.table.table, rows.end - rows.start);
            (state.session.ask(Request::Viewport { table, first: rows.start, count }), state.order)
        };
        let body = self.clone();
        spawn_local(async move {
            let answer = request.await;
            {
                let mut state = body.0.borrow_mut();
                state.fetching = false;
                match answer.map(|answer| answer.response) {
                    Ok(Response::Viewport(viewport)) if state.order == order => {
                        state.take(viewport.first, &viewport.cells)
                    }
                    Ok(_) => {}
                    // The table is gone: a new answer or another dataset is about to replace this grid.
                    Err(_) => return,
                }
            }
            body.paint();
        });
    }

    /// The active cell.
    pub(super) fn active(&self) -> Option<Place> {
        self.0.borrow().active
    }

    /// Makes a cell the active one and brings it into sight. The id of its element.
    pub(super) fn activate(&self, place: Place) -> String {
        {
            let mut state = self.0.borrow_mut();
            state.active = Some(place);
            state.reveal(place);
        }
        self.paint();
        self.0.borrow().reveal_column();
        cell_id(place)
    }

    /// What the arrow keys move within.
    pub(super) fn bounds(&self) -> Bounds {
        let state = self.0.borrow();
        Bounds { rows: state.table.rows, columns: state.table.columns.len() as u32, page: state.geometry().page() }
    }

    /// A cell's value, if it has been fetched.
    pub(super) fn value(&self, place: Place) -> Option<CellText> {
        self.0.borrow().cache.row(place.row)?.get(place.column as usize).cloned()
    }

    /// The link in the active cell, if it has one.
    pub(super) fn active_link(&self) -> Option<HtmlElement> {
        let state = self.0.borrow();
        let id = cell_id(state.active?);
        state.rows.query_selector(&format!("#{id} a")).ok()??.dyn_into().ok()
    }
}

impl State {
    fn geometry(&self) -> Geometry {
        let view = (f64::from(self.scroller.client_height()) - HEAD_HEIGHT).max(0.0);
        Geometry { rows: self.table.rows, row_height: ROW_HEIGHT, view }
    }

    fn paint(&mut self) -> Option<std::ops::Range<u32>> {
        let geometry = self.geometry();
        let window = geometry.window(f64::from(self.scroller.scroll_top()));
        let style = self.sizer.style();
        // A declaration that is refused leaves the old one; there is nothing better to do.
        let _ = style.set_property("height", &format!("{}px", geometry.height()));
        let _ = self.rows.style().set_property("transform", &format!("translateY({}px)", window.top));
        let cache = &self.cache;
        if let Err(error) = self.painter.paint(window, self.active, |row| cache.row(row)) {
            leptos::logging::error!("the table cannot be drawn: {error:?}");
        }
        self.cache.missing(window.first..window.first + window.count)
    }

    fn take(&mut self, first: u32, cells: &[CellText]) {
        if self.widths.with_untracked(Option::is_none) {
            self.widths.set(Some(columns::widths(&self.table.columns, cells)));
        }
        self.cache.insert(first, cells);
        self.painter.outdate();
    }

    fn reveal(&self, place: Place) {
        let geometry = self.geometry();
        if let Some(scroll) = geometry.reveal(place.row, f64::from(self.scroller.scroll_top())) {
            // Rounded away from the row's edge, so that none of it is cut.
            let down = scroll > f64::from(self.scroller.scroll_top());
            self.scroller.set_scroll_top(if down { scroll.ceil() } else { scroll.floor() } as i32);
        }
    }

    fn reveal_column(&self) {
        let Some(active) = self.active else { return };
        let Ok(Some(cell)) = self.rows.query_selector(&format!("#{}", cell_id(active))) else { return };
        let (cell, view) = (cell.get_bounding_client_rect(), self.scroller.get_bounding_client_rect());
        // The row numbers stay in sight and cover what is under them.
        let left = view.left() + if active.column == 0 { 1e6 } else { 56.0 };
        let by = if cell.left() < left { cell.left() - left } else { (cell.right() - view.right()).max(0.0) };
        if by != 0.0 {
            self.scroller.set_scroll_left((f64::from(self.scroller.scroll_left()) + by) as i32);
        }
    }
}
