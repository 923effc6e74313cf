//! The result that is shown: what the app tells of it, and what is told to the app.
//!
//! ```text
//! let subject = Subject::expect();
//! let rows = subject.viewed.get()?.rows;
//! subject.filter(&[Filter { column, test }]);     // the rows follow, and with them `viewed`
//! ```

use leptos::prelude::*;
use neuprint_page::filters;
use neuprint_page::views::{HeardResult, ResultBridge, Viewed};
use neuprint_worker::messages::{ColumnSummary, Filter};

use crate::settings::Settings;

/// The result. Copy it freely; it lives as long as the view.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    /// What the app tells; `None` once the result has no table.
    pub(crate) viewed: ReadSignal<Option<Viewed>>,
    /// Its columns.
    pub(crate) columns: Memo<Vec<ColumnSummary>>,
    bridge: StoredValue<ResultBridge, LocalStorage>,
    /// What the app calls, as long as the view is open.
    _heard: StoredValue<HeardResult, LocalStorage>,
}

impl Subject {
    /// Takes the result over the bridge and gives it to all components below.
    pub(crate) fn provide(bridge: ResultBridge) {
        let (viewed, set_viewed) = signal(bridge.viewed());
        let heard = bridge.hear(move |viewed| set_viewed.set(viewed));
        let columns = Memo::new(move |_| {
            viewed.with(|viewed| viewed.as_ref().map(|viewed| viewed.table.columns.clone())).unwrap_or_default()
        });
        provide_context(Self {
            viewed,
            columns,
            bridge: StoredValue::new_local(bridge),
            _heard: StoredValue::new_local(heard),
        });
    }

    /// The result of this view.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Shows only rows that pass these, too; each takes the place of one of its kind.
    pub(crate) fn filter(self, more: &[Filter]) {
        let mut all = self.filters();
        for filter in more {
            all = filters::with(&all, filter.clone());
        }
        self.show_only(&all);
    }

    /// Takes filters away.
    pub(crate) fn unfilter(self, goes: impl Fn(&Filter) -> bool) {
        let mut all = self.filters();
        all.retain(|filter| !goes(filter));
        self.show_only(&all);
    }

    fn filters(self) -> Vec<Filter> {
        self.viewed.with_untracked(|viewed| viewed.as_ref().map(|viewed| viewed.filters.clone())).unwrap_or_default()
    }

    fn show_only(self, filters: &[Filter]) {
        self.bridge.with_value(|bridge| bridge.filter(filters));
    }

    /// How the view was set when it was open last, or by the link.
    pub(crate) fn settings(self) -> Option<Settings> {
        Settings::read(&self.bridge.with_value(ResultBridge::settings))
    }

    /// Has the app keep how the view is set.
    pub(crate) fn keep(self, settings: &Settings) {
        self.bridge.with_value(|bridge| bridge.keep(&settings.write()));
    }
}
