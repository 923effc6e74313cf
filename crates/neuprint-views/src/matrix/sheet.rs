//! The state of one matrix: its order, its sizes, the active cell; and painting it when something has changed.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Answer, Stopper, unexpected};
use neuprint_worker::messages::{
    CellText, Filter, GraphAnswer, GraphAsk, MatrixOf, MatrixOrder, MatrixValue, Request, Response, TableHandle, Test,
};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{KeyboardEvent, MouseEvent, ResizeObserver, window};

use super::cells::Cells;
use super::cursor;
use super::painter::{Geometry, Painting};
use crate::connections::Connections;
use crate::graph::{sized, theme_of, width_of};

/// Sizes of cells in CSS pixels.
const SIZES: [f64; 8] = [4.0, 6.0, 9.0, 14.0, 20.0, 30.0, 44.0, 60.0];
/// The height of a cell at most: numbers need width.
const HIGH: f64 = 26.0;
/// Names are cut off behind so many pixels.
const NAMES: f64 = 150.0;

/// A cell of the matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// A matrix. Copy it freely; it lives as long as the view.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) connections: Connections,
    /// Which one of the document.
    pub(super) number: TableHandle,
    pub(super) value: RwSignal<MatrixValue>,
    pub(super) order: RwSignal<MatrixOrder>,
    /// The cells; `None` before their order is known.
    pub(super) cells: RwSignal<Option<Arc<Cells>>>,
    pub(super) active: RwSignal<Place>,
    /// The cell under the mouse.
    pub(super) pointed: RwSignal<Option<Place>>,
    /// Counts movements of what is in sight.
    pub(super) scrolled: RwSignal<u32>,
    /// Counts changes of the page's colours.
    pub(super) theme: RwSignal<u32>,
    pub(super) scroller: NodeRef<Div>,
    pub(super) canvas: NodeRef<Canvas>,
    /// Which of [`SIZES`], if it was chosen.
    size: RwSignal<Option<usize>>,
    /// The size of what is in sight, in CSS pixels.
    pub(super) view: RwSignal<[f64; 2]>,
}

impl Sheet {
    pub(super) fn new(connections: Connections, value: MatrixValue, order: MatrixOrder) -> Self {
        let number =
            connections.subject.viewed.with_untracked(|viewed| viewed.as_ref().map_or(0, |viewed| viewed.table.table));
        let sheet = Self {
            connections,
            number,
            value: RwSignal::new(value),
            order: RwSignal::new(order),
            cells: RwSignal::new(None),
            active: RwSignal::new(Place::default()),
            pointed: RwSignal::new(None),
            scrolled: RwSignal::new(0),
            theme: RwSignal::new(0),
            scroller: NodeRef::new(),
            canvas: NodeRef::new(),
            size: RwSignal::new(None),
            view: RwSignal::new([0.0; 2]),
        };
        sheet.follow();
        sheet
    }

    /// Whether rows and columns are types.
    pub(super) fn by_type(self) -> bool {
        self.connections.by_type.get() && self.connections.has_types()
    }

    /// Which matrix is asked about.
    pub(super) fn of(self) -> Option<(TableHandle, MatrixOf)> {
        let (table, graph) = self.connections.of()?;
        Some((table, MatrixOf { graph, value: self.value.get_untracked(), order: self.order.get_untracked() }))
    }

    /// Asks for the order whenever the graph, what cells say, or what is ordered by changes.
    fn follow(self) {
        let asked = StoredValue::new_local((0_u32, None::<Stopper>));
        let stop = move || {
            asked.try_update_value(|(number, stopper)| {
                *number += 1;
                if let Some(stopper) = stopper.take() {
                    stopper.stop();
                }
                *number
            })
        };
        Effect::new(move |_| {
            let Some(net) = self.connections.net.get() else { return };
            self.value.get();
            self.order.get();
            let (Some(number), Some((table, of))) = (stop(), self.of()) else { return };
            let asking = self.connections.session.ask(Request::Graph { table, ask: GraphAsk::Matrix(of) });
            asked.update_value(|(_, stopper)| *stopper = Some(asking.stopper()));
            spawn_local(async move {
                let answer = asking.await;
                if asked.try_with_value(|(newest, _)| *newest == number) != Some(true) {
                    return;
                }
                match answer {
                    Ok(Answer { response: Response::Graph(GraphAnswer::Matrix { rows, columns }), .. }) => {
                        self.active.set(Place::default());
                        self.pointed.set(None);
                        self.cells.set(Some(Arc::new(Cells::new(net, rows, columns))));
                    }
                    Ok(_) => self.connections.failure.set(Some(unexpected("a matrix"))),
                    Err(failure) => self.connections.failure.set(Some(failure)),
                }
            });
        });
        on_cleanup(move || _ = stop());
    }

    fn geometry(self, cells: &Cells) -> Geometry {
        let view = self.view.get();
        let longest = |nodes: &[u32]| {
            nodes.iter().take(500).map(|node| width_of(&cells.net.label(*node))).fold(60.0, f64::max).min(NAMES) + 12.0
        };
        let head = [longest(&cells.rows).min(view[0] * 0.4), longest(&cells.columns).min(view[1] * 0.4)];
        let at = self.size.get().unwrap_or_else(|| {
            // All columns in sight, if they can be told apart then.
            let room = (view[0] - head[0]) / cells.columns.len().max(1) as f64;
            SIZES.iter().rposition(|size| *size <= room.min(44.0)).unwrap_or(0).max(2)
        });
        let size = SIZES[at.min(SIZES.len() - 1)];
        Geometry { cell: [size, size.min(HIGH)], head, view }
    }

    /// The size of the whole.
    pub(super) fn total(self) -> [f64; 2] {
        self.cells.with(|cells| {
            cells.as_ref().map_or([0.0; 2], |cells| {
                let Geometry { cell, head, .. } = self.geometry(cells);
                [
                    head[0] + cells.columns.len() as f64 * cell[0] + 2.0,
                    head[1] + cells.rows.len() as f64 * cell[1] + 2.0,
                ]
            })
        })
    }

    /// Makes cells larger or smaller.
    pub(super) fn resize(self, by: isize) {
        let now = untrack(|| self.cells.with(|cells| cells.as_ref().map(|cells| self.geometry(cells).cell[0])));
        let Some(at) = now.and_then(|now| SIZES.iter().position(|size| *size == now)) else { return };
        self.size.set(Some(at.saturating_add_signed(by).min(SIZES.len() - 1)));
    }

    /// What is said of a cell.
    pub(super) fn in_words(self, place: Place) -> Option<String> {
        let by_type = self.by_type();
        self.cells.with(|cells| cells.as_ref()?.in_words(place.row, place.column, by_type))
    }

    /// The names of a cell's row and column.
    pub(super) fn names(self, place: Place) -> Option<(String, String)> {
        self.cells.with(|cells| {
            let cells = cells.as_ref()?;
            let (row, column) = (*cells.rows.get(place.row)?, *cells.columns.get(place.column)?);
            Some((cells.net.label(row), cells.net.label(column)))
        })
    }

    /// A key; whether it meant something.
    pub(super) fn key(self, event: &KeyboardEvent) -> bool {
        let Some(cells) = self.cells.get_untracked() else { return false };
        if event.key() == "Enter" {
            self.show_rows();
            return true;
        }
        let geometry = untrack(|| self.geometry(&cells));
        let page = ((geometry.view[1] - geometry.head[1]) / geometry.cell[1]) as usize;
        let control = event.ctrl_key() || event.meta_key();
        let size = (cells.rows.len(), cells.columns.len());
        let Some(to) = cursor::step(self.active.get_untracked(), &event.key(), control, size, page) else {
            return false;
        };
        self.pointed.set(None);
        self.active.set(to);
        self.bring_into_sight(geometry, to);
        true
    }

    fn bring_into_sight(self, geometry: Geometry, to: Place) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let scrolled = [scroller.scroll_left(), scroller.scroll_top()].map(f64::from);
        let [left, top] = [0, 1].map(|axis| {
            let start = [to.column, to.row][axis] as f64 * geometry.cell[axis];
            let room = geometry.view[axis] - geometry.head[axis] - geometry.cell[axis];
            scrolled[axis].min(start).max(start - room)
        });
        scroller.set_scroll_left(left as i32);
        scroller.set_scroll_top(top as i32);
    }

    fn place_of(self, event: &MouseEvent) -> Option<Place> {
        let (cells, scroller) = (self.cells.get_untracked()?, self.scroller.get_untracked()?);
        let bounds = scroller.get_bounding_client_rect();
        let at = [f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top()];
        let scroll = [scroller.scroll_left(), scroller.scroll_top()].map(f64::from);
        untrack(|| self.geometry(&cells)).at(at, scroll, &cells)
    }

    /// The mouse is somewhere else.
    pub(super) fn point(self, event: &MouseEvent) {
        let place = self.place_of(event);
        if place != self.pointed.get_untracked() {
            self.pointed.set(place);
        }
    }

    /// A click.
    pub(super) fn activate_at(self, event: &MouseEvent) {
        if let Some(place) = self.place_of(event) {
            self.active.set(place);
        }
    }

    /// Shows only the rows that are in the active cell.
    pub(super) fn show_rows(self) {
        let columns = self.connections.columns.get_untracked();
        let (Some(cells), Some(columns)) = (self.cells.get_untracked(), columns) else { return };
        let Place { row, column } = self.active.get_untracked();
        let (Some(source), Some(target)) = (cells.rows.get(row), cells.columns.get(column)) else { return };
        let by_type = untrack(|| self.by_type());
        let filter = |node: u32, end: u32, kind: Option<u32>| Filter {
            column: kind.filter(|_| by_type).unwrap_or(end),
            test: match &cells.net.node(node).name {
                CellText::Null => Test::Null,
                name => Test::OneOf { values: vec![name.clone()], keep: true },
            },
        };
        self.connections.subject.filter(&[
            filter(*source, columns.source, columns.source_type),
            filter(*target, columns.target, columns.target_type),
        ]);
    }

    /// Paints on the canvas from now on.
    pub(super) fn paint_on(self) {
        Effect::new(move |_| {
            let Some(scroller) = self.scroller.get() else { return };
            let element = scroller.clone();
            let measure = move || {
                let size = [element.client_width().into(), element.client_height().into()];
                if self.view.try_get_untracked().is_some_and(|before| before != size) {
                    self.view.set(size);
                }
            };
            measure();
            let resized = Closure::<dyn FnMut()>::new(measure);
            let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
            observer.observe(&scroller);
            // Both live as long as the canvas is drawn on.
            let held = StoredValue::new_local((observer, resized));
            on_cleanup(move || {
                held.try_with_value(|(observer, _)| observer.disconnect());
            });
        });
        let waiting = Rc::new(Cell::new(false));
        Effect::new(move |_| {
            self.view.get();
            self.theme.get();
            self.scrolled.get();
            self.active.get();
            self.pointed.get();
            self.size.get();
            self.value.get();
            let there = self.cells.with(Option::is_some) && self.canvas.get().is_some();
            if !there || waiting.replace(true) {
                return;
            }
            let waiting = Rc::clone(&waiting);
            request_animation_frame(move || {
                waiting.set(false);
                if self.cells.try_with_untracked(|_| ()).is_some() {
                    untrack(|| self.paint());
                }
            });
        });
    }

    fn paint(self) -> Option<()> {
        let (cells, canvas, scroller) = (self.cells.get()?, self.canvas.get()?, self.scroller.get()?);
        let geometry = self.geometry(&cells);
        let value = self.value.get();
        let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
        let context = sized(&canvas, geometry.view, ratio)?;
        let scroll = [scroller.scroll_left(), scroller.scroll_top()].map(f64::from);
        let painting = Painting {
            cells: &cells,
            geometry,
            scroll,
            value,
            largest: cells.largest(value),
            active: self.active.get(),
            pointed: self.pointed.get(),
        };
        painting.paint(&context, &theme_of(&canvas));
        Some(())
    }
}
