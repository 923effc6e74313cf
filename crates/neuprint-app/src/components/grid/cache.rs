//! Cells that have come from the worker, in pages, and which pages are still wanted.
//!
//! After the order has changed the old pages are shown until the first new one is there, so that nothing flickers.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::rc::Rc;

use neuprint_worker::messages::{CellText, FIRST_ROWS};

/// Rows in one page: the first comes without being asked for.
const PAGE: u32 = FIRST_ROWS;
/// Pages asked for at once.
const AT_ONCE: usize = 4;
/// Cells asked for at once at most, however many columns there are: the worker gives no more.
const CELLS: usize = 100_000;
/// Pages that are kept.
const KEPT: usize = 96;

/// Formatted cells of one table.
#[derive(Debug)]
pub(super) struct Cache {
    columns: usize,
    rows: u32,
    pages: HashMap<u32, Rc<[CellText]>>,
    /// The oldest first.
    arrived: VecDeque<u32>,
    stale: bool,
}

impl Cache {
    /// An empty cache for a table.
    pub(super) fn new(rows: u32, columns: usize) -> Self {
        Self { columns, rows, pages: HashMap::new(), arrived: VecDeque::new(), stale: false }
    }

    /// The cells of a row, if they are there.
    pub(super) fn row(&self, row: u32) -> Option<&[CellText]> {
        let page = self.pages.get(&(row / PAGE))?;
        let start = (row % PAGE) as usize * self.columns;
        page.get(start..start + self.columns)
    }

    /// Everything kept is of an older order.
    pub(super) fn outdate(&mut self) {
        self.stale = true;
    }

    /// The table has more rows than before, or other ones pass its filters; a page that was its last may lack some.
    pub(super) fn grow(&mut self, rows: u32) {
        self.rows = rows;
    }

    /// The cells of one column that are there.
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = &CellText> {
        self.pages.values().flat_map(move |page| page.iter().skip(column).step_by(self.columns.max(1)))
    }

    /// The next rows to ask for, so that `rows` can be shown.
    pub(super) fn missing(&self, rows: Range<u32>) -> Option<Range<u32>> {
        if rows.is_empty() || self.columns == 0 {
            return None;
        }
        let pages = rows.start / PAGE..rows.end.div_ceil(PAGE);
        let whole = |page: u32| self.rows.saturating_sub(page * PAGE).min(PAGE) as usize * self.columns;
        let lacks = |page: &u32| self.stale || self.pages.get(page).is_none_or(|cells| cells.len() < whole(*page));
        let at_once = (CELLS / (PAGE as usize * self.columns)).clamp(1, AT_ONCE);
        let first = pages.clone().find(lacks)?;
        let end = (first..pages.end).take(at_once).take_while(lacks).last()? + 1;
        Some(first * PAGE..(end * PAGE).min(self.rows))
    }

    /// Takes what was asked for: `cells` of whole pages from row `first` on.
    pub(super) fn insert(&mut self, first: u32, cells: &[CellText]) {
        if std::mem::take(&mut self.stale) {
            self.pages.clear();
            self.arrived.clear();
        }
        if self.columns == 0 {
            return;
        }
        for (page, cells) in (first / PAGE..).zip(cells.chunks(PAGE as usize * self.columns)) {
            if self.pages.insert(page, cells.into()).is_none() {
                self.arrived.push_back(page);
            }
        }
        while self.arrived.len() > KEPT {
            if let Some(oldest) = self.arrived.pop_front() {
                self.pages.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(rows: Range<u32>) -> Vec<CellText> {
        rows.flat_map(|row| [CellText::Number(row.to_string()), CellText::Null]).collect()
    }

    fn shown(cache: &Cache, row: u32) -> Option<CellText> {
        cache.row(row).map(|cells| cells[0].clone())
    }

    #[test]
    fn asks_for_whole_pages_once() {
        let mut cache = Cache::new(1000, 2);
        assert_eq!(cache.missing(70..100), Some(64..128));
        cache.insert(64, &numbers(64..128));
        assert_eq!(cache.missing(70..100), None);
        assert_eq!(shown(&cache, 99), Some(CellText::Number("99".to_owned())));
        assert_eq!(cache.missing(100..140), Some(128..192));
    }

    #[test]
    fn the_last_page_may_be_short() {
        let mut cache = Cache::new(70, 2);
        assert_eq!(cache.missing(0..70), Some(0..70));
        cache.insert(0, &numbers(0..70));
        assert_eq!(cache.missing(0..70), None);
        assert!(shown(&cache, 69).is_some());
        assert_eq!(shown(&cache, 70), None);
    }

    #[test]
    fn a_page_that_was_the_last_is_asked_for_again_when_the_table_has_grown() {
        let mut cache = Cache::new(70, 2);
        cache.insert(0, &numbers(0..70));
        cache.grow(200);
        assert_eq!(cache.missing(0..64), None);
        assert_eq!(cache.missing(0..100), Some(64..128));
        assert!(shown(&cache, 69).is_some());
        cache.insert(64, &numbers(64..128));
        assert_eq!(cache.missing(0..100), None);
    }

    #[test]
    fn of_very_wide_tables_fewer_rows_are_asked_for_at_once() {
        assert_eq!(Cache::new(1000, 30).missing(0..256), Some(0..256));
        assert_eq!(Cache::new(1000, 600).missing(0..256), Some(0..128));
        assert_eq!(Cache::new(1000, 5000).missing(0..256), Some(0..64));
    }

    #[test]
    fn a_column_is_read_from_all_pages() {
        let mut cache = Cache::new(1000, 2);
        cache.insert(0, &numbers(0..64));
        cache.insert(640, &numbers(640..704));
        assert_eq!(cache.column(0).count(), 128);
        assert!(cache.column(1).all(|cell| *cell == CellText::Null));
    }

    #[test]
    fn an_older_order_is_shown_until_the_new_one_comes() {
        let mut cache = Cache::new(1000, 2);
        cache.insert(0, &numbers(0..64));
        cache.outdate();
        assert!(shown(&cache, 3).is_some());
        assert_eq!(cache.missing(0..10), Some(0..64));
        cache.insert(0, &numbers(500..564));
        assert_eq!(shown(&cache, 3), Some(CellText::Number("503".to_owned())));
        assert_eq!(cache.missing(0..10), None);
    }

    #[test]
    fn forgets_the_oldest_pages() {
        let mut cache = Cache::new(1_000_000, 2);
        for page in 0..200 {
            cache.insert(page * PAGE, &numbers(page * PAGE..(page + 1) * PAGE));
        }
        assert_eq!(shown(&cache, 0), None);
        assert!(shown(&cache, 199 * PAGE).is_some());
        assert!(cache.pages.len() <= KEPT);
    }

    #[test]
    fn a_table_without_columns_wants_nothing() {
        let mut cache = Cache::new(10, 0);
        assert_eq!(cache.missing(0..10), None);
        cache.insert(0, &[]);
    }
}
