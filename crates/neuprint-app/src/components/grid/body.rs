//! The moving part of the grid: reacts to scrolling and keys, fetches what comes into sight, paints it.
//!
//! At most one viewport is asked for at a time. While it is on its way the table may scroll on; the next request asks for
//! what is in sight then, and what was passed over is never fetched. Until it comes the rows from before stand there, which
//! is for a frame or two; only if it takes longer do placeholders show that something is awaited.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{CellText, Request, Response, TableHandle};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::cache::Cache;
use super::columns;
use super::cursor::{Bounds, Place};
use super::elements::{Elements, Extent, Sight};
use super::geometry::Geometry;
use super::painter::{Dressed, Painter};
use super::sheet::Sheet;
use super::strip::Strip;

/// The height of a row; the style sheet takes it from here.
pub(super) const ROW_HEIGHT: f64 = 26.0;
/// The height of the head, which covers the first rows' place.
pub(super) const HEAD_HEIGHT: f64 = 30.0;

/// How long a viewport may take until what it is to replace is covered.
const PATIENCE: Duration = Duration::from_millis(120);

/// One table's rows on screen. Clones share it.
#[derive(Clone)]
pub(super) struct Body(Rc<RefCell<State>>);

struct State {
    sheet: Sheet,
    table: TableHandle,
    rows: u32,
    elements: Elements,
    /// What was seen of the table when it was last scrolled or its size changed.
    sight: Sight,
    painter: Painter,
    /// Whether it is waited for the table to rest.
    calming: bool,
    cache: Cache,
    fetching: bool,
    /// Runs out when a viewport takes long; whether it has.
    patience: Option<TimeoutHandle>,
    late: bool,
    /// Counts orders of the rows; an answer to an older one is dropped.
    order: u32,
    gone: bool,
    observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
}

impl Body {
    /// Takes over a grid's elements. They may have shown another table: views of the same kind share elements.
    pub(super) fn new(sheet: Sheet, table: TableHandle, elements: [HtmlElement; 3]) -> Self {
        let (elements, sight) = Elements::emptied(elements);
        let painter =
            Painter::new(sheet.result.number, elements.holder(), sheet.link.get_value(), sheet.rois.get_value());
        let rows = sheet.rows.get_untracked();
        let cache = Cache::new(rows, sheet.columns.with_untracked(Vec::len));
        let body = Self(Rc::new(RefCell::new(State {
            sheet,
            table,
            rows,
            elements,
            sight,
            painter,
            calming: false,
            cache,
            fetching: false,
            patience: None,
            late: false,
            order: 0,
            gone: false,
            observer: None,
        })));
        body.observe();
        body.0.borrow_mut().take_first();
        body.refresh();
        body
    }

    /// Paints again whenever the grid's size changes.
    fn observe(&self) {
        let weak = Rc::downgrade(&self.0);
        let closure = Closure::<dyn FnMut()>::new(move || {
            if let Some(state) = weak.upgrade() {
                Self(state).look();
            }
        });
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            let mut state = self.0.borrow_mut();
            observer.observe(&state.elements.scroller);
            state.observer = Some((observer, closure));
        }
    }

    /// Stops fetching and watching.
    pub(super) fn leave(&self) {
        let mut state = self.0.borrow_mut();
        state.gone = true;
        state.keep_calm();
        if let Some((observer, _closure)) = state.observer.take() {
            observer.disconnect();
        }
    }

    /// The table has grown, other rows pass its filters, or its columns stand otherwise.
    pub(super) fn refresh(&self) {
        {
            let mut state = self.0.borrow_mut();
            state.rows = state.sheet.rows.get_untracked();
            let rows = state.rows;
            state.cache.grow(rows);
            state.dress(true);
        }
        self.paint();
    }

    /// The worker has ordered the rows anew.
    pub(super) fn reorder(&self) {
        {
            let mut state = self.0.borrow_mut();
            state.order += 1;
            state.cache.outdate();
            state.take_first();
            state.elements.scroller.set_scroll_top(0);
        }
        self.look();
    }

    /// The table was scrolled, or may have been, or its size has changed.
    pub(super) fn look(&self) {
        {
            let mut state = self.0.borrow_mut();
            state.sight = state.elements.sight();
        }
        self.paint();
    }

    /// Shows what is in sight, and fetches what is not there.
    pub(super) fn paint(&self) {
        let (missing, hurries) = {
            let mut state = self.0.borrow_mut();
            if state.gone {
                return;
            }
            (state.paint(), state.painter.hurries())
        };
        if let Some(missing) = missing {
            self.fetch(missing);
        }
        if let Some(leaps) = hurries {
            self.calm_after(leaps);
        }
    }

    /// Draws the rows beyond the edges once the table has not leapt from one frame to the next.
    fn calm_after(&self, leaps: u32) {
        if std::mem::replace(&mut self.0.borrow_mut().calming, true) {
            return;
        }
        let waiting = Rc::downgrade(&self.0);
        // The next frame may be the one in which it leapt.
        request_animation_frame(move || {
            request_animation_frame(move || {
                let Some(state) = waiting.upgrade() else { return };
                let body = Self(state);
                let now = {
                    let mut state = body.0.borrow_mut();
                    state.calming = false;
                    state.painter.hurries()
                };
                match now {
                    Some(now) if now == leaps => {
                        body.0.borrow_mut().painter.calm();
                        body.paint();
                    }
                    Some(now) => body.calm_after(now),
                    None => {}
                }
            });
        });
    }

    fn fetch(&self, rows: Range<u32>) {
        let (request, order) = {
            let mut state = self.0.borrow_mut();
            if std::mem::replace(&mut state.fetching, true) {
                return;
            }
            let waiting = Rc::downgrade(&self.0);
            let run_out = move || {
                if let Some(state) = waiting.upgrade() {
                    state.borrow_mut().late = true;
                    Self(state).look();
                }
            };
            state.patience = set_timeout_with_handle(run_out, PATIENCE).ok();
            let (table, count) = (state.table, rows.end - rows.start);
            (state.sheet.session.ask(Request::Viewport { table, first: rows.start, count }), state.order)
        };
        let body = self.clone();
        spawn_local(async move {
            let answer = request.await;
            {
                let mut state = body.0.borrow_mut();
                state.fetching = false;
                state.keep_calm();
                match answer.map(|answer| answer.response) {
                    Ok(Response::Viewport(viewport)) if state.order == order => {
                        state.take(viewport.first, &viewport.cells)
                    }
                    Ok(_) => {}
                    // The table is gone: a new answer or another dataset is about to replace this grid.
                    Err(_) => return,
                }
            }
            // It may have been scrolled on since: what came then is not drawn, but what is in sight is asked for.
            body.look();
        });
    }

    /// Brings a cell into sight.
    pub(super) fn reveal(&self, place: Place) {
        self.0.borrow().reveal(place);
        self.look();
    }

    /// Gives the focus to the grid.
    pub(super) fn focus(&self) {
        let scroller = self.0.borrow().elements.scroller.clone();
        // An element that is gone takes no focus.
        let _ = scroller.focus();
    }

    /// What the arrow keys move within.
    pub(super) fn bounds(&self) -> Bounds {
        let state = self.0.borrow();
        let columns = state.sheet.strip.with_untracked(|strip| strip.len()) as u32;
        Bounds { rows: state.rows, columns, page: state.geometry().page() }
    }

    /// The value in a row and a column of the table, if it has been fetched.
    pub(super) fn value(&self, row: u32, column: u32) -> Option<CellText> {
        self.0.borrow().cache.row(row)?.get(column as usize).cloned()
    }

    /// How many characters wide a column is with its head and all cells that have been fetched.
    pub(super) fn fitting(&self, column: u32) -> Option<usize> {
        let state = self.0.borrow();
        let head = state.sheet.head(column)?;
        let cells: Vec<CellText> = state.cache.column(column as usize).cloned().collect();
        columns::widths(&[head], &cells).first().copied()
    }

    /// The element of a cell, if it is drawn.
    pub(super) fn element(&self, place: Place) -> Option<Element> {
        self.0.borrow().painter.element(place)
    }
}

impl State {
    fn geometry(&self) -> Geometry {
        let view = (self.sight.height - HEAD_HEIGHT).max(0.0);
        Geometry { rows: self.rows, row_height: ROW_HEIGHT, view }
    }

    /// Finds out which columns are in sight; `anew`: although it is the same ones.
    fn dress(&mut self, anew: bool) {
        let dressed = self.sheet.strip.with_untracked(|strip| {
            let drawn = strip.drawn(self.sight.left, self.sight.width);
            if !anew && self.sheet.drawn.with_untracked(|before| *before == drawn) {
                return None;
            }
            let looks = self.sheet.looks();
            let dressed = (0..strip.pinned()).chain(drawn.clone()).filter_map(|place| {
                let column = strip.column(place)?;
                Some(Dressed {
                    place: place as u32,
                    column,
                    look: *looks.get(column as usize)?,
                    held: (place < strip.pinned()).then(|| strip.held_at(place)),
                    after_gap: place == drawn.start,
                })
            });
            Some((dressed.collect(), drawn.clone()))
        });
        if let Some((dressed, drawn)) = dressed {
            if self.sheet.drawn.with_untracked(|before| *before != drawn) {
                self.sheet.drawn.set(drawn);
            }
            if let Err(error) = self.painter.dress(dressed) {
                leptos::logging::error!("the table cannot be drawn: {error:?}");
            }
        }
    }

    /// What was waited for is there, or nobody waits any more.
    fn keep_calm(&mut self) {
        self.late = false;
        if let Some(patience) = self.patience.take() {
            patience.clear();
        }
    }

    fn paint(&mut self) -> Option<Range<u32>> {
        self.dress(false);
        let geometry = self.geometry();
        let window = geometry.window(self.sight.top);
        let wide = self.sheet.strip.with_untracked(Strip::total) > self.sight.width;
        self.elements.tell(Extent { height: geometry.height(), top: window.top, wide });
        let (cache, selection) = (&self.cache, self.sheet.selection.get_untracked());
        if let Err(error) = self.painter.paint(window, selection, self.late, |row| cache.row(row)) {
            leptos::logging::error!("the table cannot be drawn: {error:?}");
        }
        self.cache.missing(window.first..window.first + window.count)
    }

    /// Shows the first rows, if they came with the word that there are any.
    fn take_first(&mut self) {
        let cells = self.sheet.result.take_first();
        if !cells.is_empty() {
            self.take(0, &cells);
        }
    }

    fn take(&mut self, first: u32, cells: &[CellText]) {
        if self.sheet.natural.with_untracked(Option::is_none) {
            let widths = self.sheet.columns.with_untracked(|columns| columns::widths(columns, cells));
            self.sheet.natural.set(Some(widths));
        }
        self.cache.insert(first, cells);
        self.painter.outdate();
    }

    fn reveal(&self, place: Place) {
        let scrolled = self.sight.top;
        if let Some(scroll) = self.geometry().reveal(place.row, scrolled) {
            // Rounded away from the row's edge, so that none of it is cut.
            self.elements
                .scroller
                .set_scroll_top(if scroll > scrolled { scroll.ceil() } else { scroll.floor() } as i32);
        }
        let Sight { left, width, .. } = self.sight;
        let aside = self.sheet.strip.with_untracked(|strip| strip.reveal(place.column as usize, left, width));
        if let Some(aside) = aside {
            self.elements.scroller.set_scroll_left(aside.ceil() as i32);
        }
    }
}
