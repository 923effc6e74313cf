//! What the parts of one grid share: its table, how its columns stand, what is selected, what is open over it.
//!
//! ```text
//! let sheet = Sheet::new(result, opened, link);
//! sheet.change(|layout| layout.hide(3));     // every part follows
//! sheet.filter(filter);                      // rows, chips and heads follow once the worker has answered
//! ```

use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::views::ViewKind;
use neuprint_worker::messages::{CellText, ColumnSummary, CopyFormat, Filter, Request, Response};
use web_sys::HtmlElement;

use super::body::Body;
use super::columns::{self, Look};
use super::cursor::Place;
use super::filters;
use super::layout::{self, Layout};
use super::painter::BodyLink;
use super::selection::Selection;
use super::strip::Strip;
use crate::components::counts::count;
use crate::components::{clipboard, toast};
use crate::state::Session;
use crate::state::query::QueryState;
use crate::state::result::{ResultState, Seen};

/// What floats over the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    /// What can be done with a column.
    Column(u32),
    /// A column's filters.
    Filter(u32),
    /// What can be done with a body.
    Body(u64),
    /// Ways to copy the selection.
    Copy,
    /// Which columns are shown.
    Columns,
}

/// Where something floats: under (or over) this box of the window, in CSS pixels, as left, top, bottom.
pub(super) type Anchor = [f64; 3];

/// The state of one grid. Copies are the same grid.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) session: Session,
    pub(super) query: QueryState,
    pub(super) result: ResultState,
    pub(super) link: StoredValue<BodyLink, LocalStorage>,
    /// ROIs that may be added up, the dataset's own.
    pub(super) rois: StoredValue<Rc<[String]>, LocalStorage>,
    /// The table's columns.
    pub(super) columns: Memo<Vec<ColumnSummary>>,
    /// How many rows are shown.
    pub(super) rows: Memo<u32>,
    /// How columns stand.
    pub(super) layout: RwSignal<Layout>,
    /// Widths in characters that the first cells ask for; `None` before they are there.
    pub(super) natural: RwSignal<Option<Vec<usize>>>,
    /// The width of a digit, in CSS pixels.
    pub(super) digit: RwSignal<f64>,
    /// The shown columns with their widths.
    pub(super) strip: Memo<Strip>,
    /// Which of them are drawn, besides those that stay in sight.
    pub(super) drawn: RwSignal<Range<usize>>,
    /// The selected cells; the active one is their reach.
    pub(super) selection: RwSignal<Option<Selection>>,
    /// What floats over the grid, and where.
    pub(super) overlay: RwSignal<Option<(Overlay, Anchor)>>,
    /// The column that is inspected.
    pub(super) inspected: RwSignal<Option<u32>>,
    /// Whether the search field is open.
    pub(super) finding: RwSignal<bool>,
    /// Whether the form for groups is open; the column that it begins with.
    pub(super) grouping: RwSignal<Option<Option<u32>>>,
    /// The cell that is shown in full.
    pub(super) opened: RwSignal<Option<super::Opened>>,
    /// What a screen reader says next.
    pub(super) said: RwSignal<String>,
    body: StoredValue<Option<Body>, LocalStorage>,
}

impl Sheet {
    /// The state of a grid that shows `result`.
    pub(super) fn new(result: ResultState, link: StoredValue<BodyLink, LocalStorage>) -> Self {
        let columns = Memo::new(move |_| {
            result.table.with(|table| table.as_ref().map(|table| table.columns.clone())).unwrap_or_default()
        });
        let rows = Memo::new(move |_| {
            let all = result.table.with(|table| table.as_ref().map_or(0, |table| table.rows));
            result.passing.get().unwrap_or(all)
        });
        let rois = result.opened.with_untracked(|opened| {
            opened.as_ref().map(|opened| opened.connection.rois.as_slice().into()).unwrap_or_default()
        });
        let layout = RwSignal::new(layout::kept(&columns.get_untracked()));
        let (natural, digit) = (RwSignal::new(None::<Vec<usize>>), RwSignal::new(7.0));
        let strip = Memo::new(move |_| {
            let shown = layout.with(Layout::shown);
            let digit = digit.get();
            let widths = natural.with(|natural| match natural {
                Some(widths) => widths.clone(),
                None => columns.with(|columns| columns::widths(columns, &[])),
            });
            Strip::new(&shown, |column| columns::pixels(widths.get(column as usize).copied(), digit))
        });
        let selection = RwSignal::new(None::<Selection>);
        Effect::new(move |_| {
            let seen = strip.with(|strip| {
                let columns = |places: RangeInclusive<u32>| places.filter_map(|at| strip.column(at as usize)).collect();
                let selected = selection.get().filter(|selection| selection.is_range()).map(|selection| {
                    let rows = selection.rows();
                    ((*rows.start(), rows.end() + 1), columns(selection.columns()))
                });
                Seen { columns: columns(0..=strip.len() as u32), selected }
            });
            result.seen.set(seen);
        });
        Self {
            session: Session::expect(),
            query: QueryState::expect(),
            result,
            link,
            rois: StoredValue::new_local(rois),
            columns,
            rows,
            layout,
            natural,
            digit,
            strip,
            drawn: RwSignal::new(0..0),
            selection,
            overlay: RwSignal::new(None),
            inspected: RwSignal::new(None),
            finding: RwSignal::new(false),
            grouping: RwSignal::new(None),
            opened: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            body: StoredValue::new_local(None),
        }
    }

    /// Whether the result is shown as rows.
    pub(super) fn is_seen(self) -> bool {
        self.result.view.get() == ViewKind::Rows
    }

    /// The elements are there.
    pub(super) fn mount(self, body: Body) {
        self.body.set_value(Some(body));
    }

    /// Does something with the rows on screen, if they are there.
    pub(super) fn with_body<T>(self, act: impl FnOnce(&Body) -> T) -> Option<T> {
        // A copy: what is done may come back here.
        let body = self.body.try_get_value().flatten()?;
        Some(act(&body))
    }

    /// A column's head.
    pub(super) fn head(self, column: u32) -> Option<ColumnSummary> {
        self.columns.with(|columns| columns.get(column as usize).cloned())
    }

    /// A column's name.
    pub(super) fn name(self, column: u32) -> String {
        self.head(column).map(|head| head.name).unwrap_or_default()
    }

    /// How columns are drawn.
    pub(super) fn looks(self) -> Vec<Look> {
        self.columns.with_untracked(|columns| columns.iter().map(Look::of).collect())
    }

    /// The column of the table that is shown at a place.
    pub(super) fn column_at(self, place: Place) -> Option<u32> {
        self.strip.with_untracked(|strip| strip.column(place.column as usize))
    }

    /// Changes how columns stand; kept for the next table with the same columns.
    pub(super) fn change(self, act: impl FnOnce(&mut Layout)) {
        self.layout.update(act);
        layout::keep(&self.columns.get_untracked(), &self.layout.get_untracked());
    }

    /// Says where a column now stands.
    pub(super) fn say_place(self, column: u32) {
        let (place, count) = self.strip.with_untracked(|strip| (strip.place(column), strip.len()));
        if let Some(place) = place {
            self.said.set(format!("{} is column {} of {count}", self.name(column), place + 1));
        }
    }

    /// Makes a cell the active one; `extend`: the selection goes on to it.
    pub(super) fn activate(self, place: Place, extend: bool) {
        let anchor = self.selection.get_untracked().filter(|_| extend).map_or(place, |selection| selection.anchor);
        self.select(Selection { anchor, reach: place });
        self.with_body(|body| body.reveal(place));
    }

    /// Selects cells.
    pub(super) fn select(self, selection: Selection) {
        let before = self.selection.get_untracked();
        if before == Some(selection) {
            return;
        }
        self.selection.set(Some(selection));
        if selection.is_range() {
            self.said.set(size_in_words(selection));
        } else if before.is_some_and(Selection::is_range) {
            self.said.set(String::new());
        }
        if self.inspected.get_untracked().is_some()
            && let Some(column) = self.column_at(selection.reach)
        {
            self.inspected.set(Some(column));
        }
        self.with_body(Body::paint);
    }

    /// A cell's value, if it has been fetched.
    pub(super) fn value(self, place: Place) -> Option<CellText> {
        let column = self.column_at(place)?;
        self.with_body(|body| body.value(place.row, column)).flatten()
    }

    /// The body in the active cell, if there is one.
    pub(super) fn active_body(self) -> Option<u64> {
        let place = self.selection.get_untracked()?.reach;
        let look = self.looks().get(self.column_at(place)? as usize).copied()?;
        match self.value(place)? {
            CellText::Number(text) if look.bodies => text.parse().ok(),
            _ => None,
        }
    }

    /// Opens something under an element; the focus returns to `back`.
    pub(super) fn open(self, overlay: Overlay, under: &web_sys::Element, back: Option<HtmlElement>) {
        let bounds = under.get_bounding_client_rect();
        // What is focused when a popover opens gets the focus back when it closes.
        let _ = back.map(|back| back.focus());
        self.overlay.set(Some((overlay, [bounds.left(), bounds.top(), bounds.bottom()])));
    }

    /// Gives the focus to the grid.
    pub(super) fn focus(self) {
        self.with_body(Body::focus);
    }

    /// Shows something else where something floats.
    pub(super) fn reopen(self, overlay: Overlay) {
        self.overlay.update(|open| {
            if let Some((open, _)) = open {
                *open = overlay;
            }
        });
    }

    /// Adds a filter in place of an earlier one of its kind.
    pub(super) fn filter(self, filter: Filter) {
        let filters = self.result.filters.with_untracked(|before| filters::with(before, filter));
        self.result.show_only(self.session, filters);
    }

    /// Takes filters away.
    pub(super) fn unfilter(self, goes: impl Fn(&Filter) -> bool) {
        let mut filters = self.result.filters.get_untracked();
        filters.retain(|filter| !goes(filter));
        self.result.show_only(self.session, filters);
    }

    /// Copies the selected cells.
    pub(super) fn copy(self, format: CopyFormat, heads: bool) {
        let Some(selection) = self.selection.get_untracked() else { return };
        let columns = self
            .strip
            .with_untracked(|strip| selection.columns().filter_map(|place| strip.column(place as usize)).collect());
        let (rows, said) = (selection.rows(), size_in_words(selection));
        self.copy_cells((*rows.start(), rows.end() + 1), columns, format, heads, said);
    }

    /// Copies all shown cells of a column.
    pub(super) fn copy_column(self, column: u32) {
        let rows = self.rows.get_untracked();
        let said = count(u64::from(rows), "value");
        self.copy_cells((0, rows), vec![column], CopyFormat::Tsv, false, said);
    }

    fn copy_cells(self, rows: (u32, u32), columns: Vec<u32>, format: CopyFormat, heads: bool, said: String) {
        let Some(table) = self.result.handle() else { return };
        let request = self.session.ask(Request::Copy { table, rows, columns, format, heads });
        spawn_local(async move {
            match request.await.map(|answer| answer.response) {
                Ok(Response::Text(text)) => clipboard::copy_said(&text, format!("{said} copied")),
                Ok(_) => {}
                Err(failure) => toast::show(failure.message),
            }
        });
    }
}

/// The size of a selection.
pub(super) fn size_in_words(selection: Selection) -> String {
    let (rows, columns) = selection.size();
    format!("{} × {}", count(u64::from(rows), "row"), count(u64::from(columns), "column"))
}
