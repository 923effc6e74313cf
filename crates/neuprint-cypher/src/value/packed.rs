//! A map of maps of small integers, such as a neuron's `roiInfo`, in little memory.
//!
//! A connectome has a million of the inner maps, whose names are nearly always the same few: names are kept once per
//! outer map, and a number takes four bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::map::sort;

/// The names of a row.
type Names = Arc<[Arc<str>]>;

/// The maps, sorted by name; each is a row of numbers.
#[derive(Debug)]
pub(crate) struct Packed {
    names: Box<[Arc<str>]>,
    rows: Box<[Row]>,
    /// The different lists of names that rows have, each sorted.
    shapes: Box<[Names]>,
    numbers: Box<[i32]>,
    /// Where the last search ended: names are mostly asked for in order, and each several times.
    last: AtomicUsize,
}

/// Which names a row has, and where its numbers begin.
#[derive(Debug, Clone, Copy)]
struct Row {
    shape: u32,
    first: u32,
}

impl Packed {
    /// The names of the rows.
    pub(crate) fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// The row under a name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let last = self.last.load(Ordering::Relaxed);
        let near = (last..last + 2).find(|at| self.names.get(*at).is_some_and(|own| **own == *name));
        let found = near.or_else(|| self.names.binary_search_by(|own| (**own).cmp(name)).ok())?;
        self.last.store(found, Ordering::Relaxed);
        Some(found)
    }

    /// The names and the numbers of a row.
    pub(crate) fn row(&self, at: usize) -> (&[Arc<str>], &[i32]) {
        let Row { shape, first } = self.rows[at];
        let names = &self.shapes[shape as usize];
        (names, &self.numbers[first as usize..first as usize + names.len()])
    }

    /// The number under a name in a row.
    pub(crate) fn find_in(&self, row: usize, name: &str) -> Option<i64> {
        let (names, numbers) = self.row(row);
        names.iter().position(|own| **own == *name).map(|at| i64::from(numbers[at]))
    }

    /// Bytes that it takes, without the names' texts, which are shared.
    pub(crate) fn size(&self) -> usize {
        let shapes: usize = self.shapes.iter().map(|names| size_of_val::<[_]>(names)).sum();
        size_of_val::<[_]>(&self.names) + size_of_val::<[_]>(&self.rows) + size_of_val::<[_]>(&self.numbers) + shapes
    }
}

/// Packs rows one after the other.
#[derive(Default)]
pub(crate) struct PackedBuilder {
    rows: Vec<(Arc<str>, Row)>,
    shapes: Vec<Names>,
    numbers: Vec<i32>,
    /// The row at hand.
    entries: Vec<(Arc<str>, i32)>,
}

impl PackedBuilder {
    /// The name at a place of the row before: most likely that of the row at hand, too.
    pub(crate) fn expected(&self) -> Option<&Arc<str>> {
        let row = self.rows.last()?.1;
        self.shapes[row.shape as usize].get(self.entries.len())
    }

    /// Adds a number to the row at hand.
    pub(crate) fn number(&mut self, name: Arc<str>, number: i32) {
        self.entries.push((name, number));
    }

    /// Ends the row at hand. Of several numbers with one name the last is kept.
    pub(crate) fn row(&mut self, name: Arc<str>) {
        sort(&mut self.entries);
        let own = self.entries.iter().map(|entry| &entry.0);
        let shape = self.shapes.iter().position(|names| names.iter().eq(own.clone())).unwrap_or_else(|| {
            self.shapes.push(own.cloned().collect());
            self.shapes.len() - 1
        });
        let row = Row { shape: shape as u32, first: self.numbers.len() as u32 };
        self.numbers.extend(self.entries.drain(..).map(|entry| entry.1));
        self.rows.push((name, row));
    }

    /// The rows, sorted. Of several rows with one name the last is kept.
    pub(crate) fn build(mut self) -> Packed {
        sort(&mut self.rows);
        let (names, rows): (Vec<Arc<str>>, Vec<Row>) = self.rows.into_iter().unzip();
        Packed {
            names: names.into(),
            rows: rows.into(),
            shapes: self.shapes.into(),
            numbers: self.numbers.into(),
            last: AtomicUsize::new(0),
        }
    }
}
