//! Rows of ROIs that do not overlap: those whose weights may be added.

use std::collections::HashSet;

use neuprint_table::{Cell, Numbered, Table};

/// A dataset's ROIs. Primary ones do not overlap; the others contain them or lie within them, so that a synapse in one of
/// those is in a primary one, too.
///
/// ```
/// use neuprint_graph::Rois;
/// use neuprint_table::{Cell, Column, Table};
///
/// let mut roi = Column::new("roi");
/// ["MB(R)", "CA(R)", "NotPrimary"].into_iter().for_each(|name| roi.push(Cell::Text(name)));
/// let table = Table::of_columns(vec![roi]).unwrap();
/// let rois = Rois::new(["CA(R)"], ["MB(R)", "CA(R)"]);
/// assert_eq!(rois.once(&table, None, 0), Some(vec![1, 2]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Rois {
    primary: HashSet<String>,
    others: HashSet<String>,
}

/// What neuPrint's clients call the part of a connection that is in no primary ROI.
const REST: &str = "NotPrimary";

impl Rois {
    /// A dataset's primary ROIs, and all that it has.
    pub fn new<N: Into<String>>(primary: impl IntoIterator<Item = N>, all: impl IntoIterator<Item = N>) -> Self {
        let mut primary: HashSet<String> = primary.into_iter().map(Into::into).collect();
        primary.insert(REST.to_owned());
        let others = all.into_iter().map(Into::into).filter(|roi| !primary.contains(roi)).collect();
        Self { primary, others }
    }

    /// Of some rows (row indices), or of all, those whose ROI is primary or null, in their order. `None` if nothing can be
    /// said: this dataset does not have one of the ROIs, or none of them is primary.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn once(&self, table: &Table, rows: Option<&[u32]>, column: u32) -> Option<Vec<u32>> {
        let column = table.columns().get(column as usize)?;
        let Numbered { of, firsts } = Numbered::of(&[column], rows);
        let is_primary = |(_, row): &(usize, u32)| match column.cell(*row as usize) {
            Cell::Text(roi) if self.primary.contains(roi) => Some(true),
            Cell::Text(roi) if self.others.contains(roi) => Some(false),
            _ => None,
        };
        let primary: Vec<bool> = firsts.iter().map(is_primary).collect::<Option<_>>()?;
        if !primary.contains(&true) {
            return None;
        }
        let row_at = |place: usize| rows.map_or(place as u32, |rows| rows[place]);
        let stays = |number: u32| number == Numbered::NULL || primary[number as usize];
        Some(of[0].iter().enumerate().filter(|(_, number)| stays(**number)).map(|(place, _)| row_at(place)).collect())
    }
}
