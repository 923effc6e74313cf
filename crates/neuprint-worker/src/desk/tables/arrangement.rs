//! Which rows of a table are shown, and in which order.

use neuprint_table::{Bits, SortKey as TableKey, Table, sort};

use super::{column, filters};
use crate::messages::{Failure, Filter, SortKey};

/// The order and the filters, and what came of each: one that stays is not computed again.
#[derive(Debug, Default)]
pub(super) struct Arrangement {
    keys: Vec<SortKey>,
    /// All rows in the order of the keys; `None` without keys.
    order: Option<Vec<u32>>,
    /// Each filter, and the rows that pass it.
    filters: Vec<(Filter, Bits)>,
    /// The rows that pass all filters, in order; `None` without filters.
    shown: Option<Vec<u32>>,
}

impl Arrangement {
    /// The shown rows; `None` if they are all, as the server sent them.
    pub(super) fn rows(&self) -> Option<&[u32]> {
        self.shown.as_deref().or(self.order.as_deref())
    }

    /// How many rows are shown.
    pub(super) fn count(&self, table: &Table) -> usize {
        self.rows().map_or(table.rows(), <[u32]>::len)
    }

    /// Orders by keys and shows what passes all filters. If something is wrong with one, all stays as it is.
    pub(super) fn set(&mut self, table: &Table, keys: Vec<SortKey>, filters: Vec<Filter>) -> Result<(), Failure> {
        for at in keys.iter().map(|key| key.column).chain(filters.iter().map(|filter| filter.column)) {
            column(table, at)?;
        }
        let mut passing = Vec::with_capacity(filters.len());
        for filter in filters {
            let known = self.filters.iter().find(|(known, _)| *known == filter).map(|(_, bits)| bits.clone());
            let bits = match known {
                Some(bits) => bits,
                None => filters::passing(column(table, filter.column)?, &filter.test)?,
            };
            passing.push((filter, bits));
        }
        self.filters = passing;
        if keys != self.keys {
            let by: Vec<TableKey> =
                keys.iter().map(|key| TableKey { column: key.column as usize, descending: key.descending }).collect();
            // The old order is gone before there is a new one: memory that was taken is never given back.
            self.order = None;
            self.order = (!by.is_empty()).then(|| sort(table, &by));
            self.keys = keys;
        }
        self.shown = None;
        self.shown = self.all_filters().map(|bits| match &self.order {
            Some(order) => bits.those_of(order),
            None => bits.rows(),
        });
        Ok(())
    }

    /// The rows that pass all filters, if there are any filters.
    fn all_filters(&self) -> Option<Bits> {
        let ((_, first), others) = self.filters.split_first()?;
        let mut all = first.clone();
        others.iter().for_each(|(_, bits)| all.and(bits));
        Some(all)
    }
}
