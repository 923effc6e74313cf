//! One result: a query, the dataset that it asked, how far the answer has come, and the handle of its table.
//!
//! ```text
//! let result = ResultState::new(number, cypher, None);
//! result.ask(session, || …).await;      // phase and table follow what the worker tells
//! result.sort(session, 2, false);
//! result.cancel();                      // what came stays
//! result.close(session);                // the worker forgets the table
//! ```
//!
//! The rows stay in the worker; kept here are their handle and shape.

mod asking;
mod phase;
mod sorting;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{CellText, Filter, Request, Response, SortKey, TableSummary};

use super::Session;
use neuprint_page::views::ViewKind;
use neuprint_page::{Opened, Stopper, unexpected};
pub(crate) use phase::{Phase, now};

/// One result. Copy it freely: copies are the same result.
#[derive(Clone, Copy)]
pub(crate) struct ResultState {
    /// Which one of this visit; never used twice.
    pub(crate) number: u32,
    /// The query.
    pub(crate) cypher: StoredValue<Arc<str>>,
    /// What it is called, if the query is not enough: what a table was made into.
    pub(crate) title: StoredValue<Option<Arc<str>>>,
    /// The dataset that was asked; `None` until it is open.
    pub(crate) opened: RwSignal<Option<Arc<Opened>>>,
    /// How far the answer has come.
    pub(crate) phase: RwSignal<Phase>,
    /// Handle and shape of the table. While rows come it grows, and kinds of columns may change; the handle stays.
    pub(crate) table: RwSignal<Option<TableSummary>>,
    /// What the rows are ordered by; empty for the server's order.
    pub(crate) keys: RwSignal<Vec<SortKey>>,
    /// What shown rows pass, all of them.
    pub(crate) filters: RwSignal<Vec<Filter>>,
    /// How many rows do; `None` without filters.
    pub(crate) passing: RwSignal<Option<u32>>,
    /// As what it is shown.
    pub(crate) view: RwSignal<ViewKind>,
    /// How each other view than the rows was set when it was open last, in its module's words.
    pub(crate) settings: RwSignal<Vec<(ViewKind, Vec<u8>)>>,
    /// Why the rows could not be ordered or filtered as was asked last.
    pub(crate) refused: RwSignal<Option<String>>,
    /// Counts changes of the rows' order: cells fetched under an older one are wrong.
    pub(crate) order: RwSignal<u32>,
    /// The cells of the first rows in that order, until a grid has taken them.
    first: StoredValue<Vec<CellText>>,
    /// What the grid shows of it; as it last was, if there is no grid now.
    pub(crate) seen: RwSignal<Seen>,
    /// When it was asked: milliseconds since 1970.
    pub(crate) asked_at: f64,
    /// Whether its tab stays when the next query runs.
    pub(crate) kept: RwSignal<bool>,
    /// The number of the result whose tab it takes, if that is still there.
    pub(crate) replaces: Option<u32>,
    stopper: StoredValue<Option<Stopper>, LocalStorage>,
    /// Whether the worker's last word of it has not come.
    asking: StoredValue<bool>,
    closed: StoredValue<bool>,
}

/// What a grid shows of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Seen {
    /// The shown columns from left to right, by their places in the table.
    pub(crate) columns: Vec<u32>,
    /// If more than a cell is selected: the first shown row and the one behind the last, and the columns.
    pub(crate) selected: Option<((u32, u32), Vec<u32>)>,
}

impl PartialEq for ResultState {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl ResultState {
    /// A query that was not asked yet.
    pub(crate) fn new(number: u32, cypher: Arc<str>, replaces: Option<u32>) -> Self {
        Self {
            number,
            cypher: StoredValue::new(cypher),
            title: StoredValue::new(None),
            opened: RwSignal::new(None),
            phase: RwSignal::new(Phase::Waiting),
            table: RwSignal::new(None),
            keys: RwSignal::new(Vec::new()),
            filters: RwSignal::new(Vec::new()),
            passing: RwSignal::new(None),
            view: RwSignal::new(ViewKind::Rows),
            settings: RwSignal::new(Vec::new()),
            refused: RwSignal::new(None),
            order: RwSignal::new(0),
            first: StoredValue::new(Vec::new()),
            seen: RwSignal::default(),
            asked_at: js_sys::Date::now(),
            kept: RwSignal::new(false),
            replaces,
            stopper: StoredValue::new_local(None),
            asking: StoredValue::new(false),
            closed: StoredValue::new(false),
        }
    }

    /// A table that was made of another result's.
    pub(crate) fn of_table(number: u32, of: Self, table: TableSummary, title: Arc<str>) -> Self {
        let result = Self::new(number, of.cypher.get_value(), None);
        result.title.set_value(Some(title));
        result.opened.set(of.opened.get_untracked());
        result.phase.set(Phase::Done { elapsed_ms: table.elapsed_ms });
        result.take(table);
        result
    }

    /// The table is there, or has more rows.
    fn take(self, mut table: TableSummary) {
        let first = std::mem::take(&mut table.first);
        if !first.is_empty() {
            self.first.set_value(first);
        }
        self.table.set(Some(table));
    }

    /// The first rows' cells, if they came and no grid has taken them.
    pub(crate) fn take_first(self) -> Vec<CellText> {
        self.first.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Orders the rows by a column, or by one more (`extend`); a second time the other way round, a third time no more.
    pub(crate) fn sort(self, session: Session, column: u32, extend: bool) {
        let keys = sorting::next(&self.keys.get_untracked(), column, extend);
        self.order_by(session, keys);
    }

    /// Orders the rows by these columns.
    pub(crate) fn order_by(self, session: Session, keys: Vec<SortKey>) {
        self.keys.set(keys);
        self.arrange(session);
    }

    /// Shows only rows that pass these filters.
    pub(crate) fn show_only(self, session: Session, filters: Vec<Filter>) {
        self.filters.set(filters);
        self.arrange(session);
    }

    /// How a view was set when it was open last; nothing: it was not open yet.
    pub(crate) fn settings_of(self, view: ViewKind) -> Vec<u8> {
        let of = |settings: &Vec<(ViewKind, Vec<u8>)>| {
            settings.iter().find(|(of, _)| *of == view).map(|(_, settings)| settings.clone())
        };
        self.settings.with(of).unwrap_or_default()
    }

    /// Keeps how a view is set.
    pub(crate) fn keep_settings(self, view: ViewKind, settings: Vec<u8>) {
        self.settings.update(|kept| {
            kept.retain(|(of, _)| *of != view);
            kept.push((view, settings));
        });
    }

    /// Has the worker order and filter the rows. A request that a newer one overtakes changes nothing.
    fn arrange(self, session: Session) {
        let Some(table) = self.handle() else { return };
        let (keys, filters) = (self.keys.get_untracked(), self.filters.get_untracked());
        let filtered = !filters.is_empty();
        let request = session.ask(Request::Arrange { table, keys: keys.clone(), filters: filters.clone() });
        spawn_local(async move {
            let answer = request.await;
            let newest =
                self.keys.try_get_untracked() == Some(keys) && self.filters.try_get_untracked() == Some(filters);
            match answer.map(|answer| answer.response) {
                _ if !newest => {}
                Ok(Response::Arranged { rows, first }) => {
                    self.refused.set(None);
                    self.first.set_value(first);
                    self.passing.set(filtered.then_some(rows));
                    self.order.update(|order| *order += 1);
                }
                Ok(_) => self.refused.set(Some(unexpected("ordering a table").message)),
                Err(failure) => self.refused.set(Some(failure.message)),
            }
        });
    }

    /// The worker's name for the table, once there is one.
    pub(crate) fn handle(self) -> Option<u32> {
        self.table.with_untracked(|table| table.as_ref().map(|table| table.table))
    }

    /// How many rows there are.
    pub(crate) fn rows(self) -> u32 {
        self.table.with(|table| table.as_ref().map_or(0, |table| table.rows))
    }

    /// The name of the dataset that was asked, once it is open.
    pub(crate) fn dataset(self) -> Option<String> {
        self.opened.with(|opened| opened.as_ref().map(|opened| opened.connection.dataset.clone()))
    }

    /// Whether it is of the dataset that is open now.
    pub(crate) fn is_current(self, session: Session) -> bool {
        let (asked, opened) = (self.opened.get(), session.opened.get());
        asked.zip(opened).is_some_and(|(asked, opened)| Arc::ptr_eq(&asked, &opened))
    }
}
