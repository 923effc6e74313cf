//! The lists of the library, and how they change: each change tells which entries are to be put and dropped where they
//! are kept.
//!
//! ```text
//! let change = shelf.remember(past);       // the same query of the same dataset is there once, the latest time
//! store.change("history", change);
//! ```

use super::entries::{Past, Starred};

/// How many queries the history keeps. Starred ones are not counted.
pub(crate) const MOST: usize = 1000;

/// Starred queries and history.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Shelf {
    /// By name.
    pub(crate) starred: Vec<Starred>,
    /// The latest first.
    pub(crate) history: Vec<Past>,
}

/// What a change means for where entries are kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change<E> {
    /// To be put, in place of what has the same key.
    pub(crate) put: Vec<E>,
    /// To be dropped.
    pub(crate) drop: Vec<E>,
}

impl<E> Default for Change<E> {
    fn default() -> Self {
        Self { put: Vec::new(), drop: Vec::new() }
    }
}

impl Shelf {
    /// A shelf of entries in any order.
    pub(crate) fn new(starred: Vec<Starred>, history: Vec<Past>) -> Self {
        let mut shelf = Self::default();
        starred.into_iter().for_each(|starred| shelf.put_starred(starred));
        history.into_iter().for_each(|past| shelf.put_past(past));
        shelf
    }

    // Each goes to its place; to sort the lists is a good piece of code for each kind, which every visitor would load.
    fn put_starred(&mut self, starred: Starred) {
        let order = |starred: &Starred| (starred.name.to_ascii_lowercase(), starred.text.clone());
        let own = order(&starred);
        let at = self.starred.partition_point(|other| order(other) < own);
        self.starred.insert(at, starred);
    }

    fn put_past(&mut self, past: Past) {
        let at = self.history.partition_point(|other| other.when >= past.when);
        self.history.insert(at, past);
    }

    /// Notes a query that was asked. The oldest is dropped if there are too many.
    pub(crate) fn remember(&mut self, past: Past) -> Change<Past> {
        self.history.retain(|earlier| !earlier.is_again(&past));
        self.history.insert(0, past.clone());
        Change { put: vec![past], drop: self.history.split_off(self.history.len().min(MOST)) }
    }

    /// The starred query with this text.
    pub(crate) fn star_of(&self, text: &str) -> Option<&Starred> {
        self.starred.iter().find(|starred| starred.text == text)
    }

    /// Stars a query, or gives it another name.
    pub(crate) fn star(&mut self, starred: Starred) -> Change<Starred> {
        self.starred.retain(|earlier| earlier.text != starred.text);
        self.put_starred(starred.clone());
        Change { put: vec![starred], drop: Vec::new() }
    }

    /// Takes a star away.
    pub(crate) fn unstar(&mut self, text: &str) -> Change<Starred> {
        Change { put: Vec::new(), drop: self.starred.extract_if(.., |starred| starred.text == text).collect() }
    }

    /// Forgets one query of the history.
    pub(crate) fn forget(&mut self, past: &Past) -> Change<Past> {
        Change { put: Vec::new(), drop: self.history.extract_if(.., |known| known.is_again(past)).collect() }
    }

    /// Takes in the entries of another shelf and loses nothing of this one: a star that is here keeps its name, of a query
    /// of the history the later time counts, and the oldest of the others stay out if there are too many.
    pub(crate) fn merge(&mut self, other: Self) -> (Change<Starred>, Change<Past>) {
        let (mut stars, mut pasts) = (Change::default(), Change::default());
        for starred in other.starred {
            if self.star_of(&starred.text).is_none() {
                self.put_starred(starred.clone());
                stars.put.push(starred);
            }
        }
        for past in other.history {
            match self.history.iter().position(|known| known.is_again(&past)) {
                Some(at) if self.history[at].when >= past.when => continue,
                Some(at) => drop(self.history.remove(at)),
                None if self.history.len() < MOST => {}
                None => continue,
            }
            self.put_past(past.clone());
            pasts.put.push(past);
        }
        (stars, pasts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(text: &str, when: f64) -> Past {
        let (dataset, server) = ("hemibrain:v1.2.1".to_owned(), "https://neuprint.test".to_owned());
        Past { text: text.to_owned(), dataset, server, when, rows: 1.0, elapsed_ms: 2.0, failed: false }
    }

    fn starred(text: &str, name: &str) -> Starred {
        let empty = String::new;
        Starred { text: text.to_owned(), name: name.to_owned(), when: 0.0, dataset: empty(), server: empty() }
    }

    fn texts(shelf: &Shelf) -> Vec<&str> {
        shelf.history.iter().map(|past| past.text.as_str()).collect()
    }

    #[test]
    fn a_query_is_remembered_once_per_dataset() {
        let mut shelf = Shelf::default();
        shelf.remember(past("a", 1.0));
        shelf.remember(past("b", 2.0));
        let failed = Past { failed: true, ..past("a", 3.0) };
        assert_eq!(shelf.remember(failed.clone()), Change { put: vec![failed.clone()], drop: vec![] });
        assert_eq!(shelf.history, [failed, past("b", 2.0)]);
        shelf.remember(Past { dataset: "manc:v1.0".to_owned(), ..past("a", 4.0) });
        assert_eq!(texts(&shelf), ["a", "a", "b"]);
    }

    #[test]
    fn the_oldest_is_dropped_when_there_are_too_many() {
        let mut shelf = Shelf::default();
        let dropped: Vec<Past> =
            (0..=MOST as u32).flat_map(|at| shelf.remember(past(&at.to_string(), f64::from(at))).drop).collect();
        assert_eq!((shelf.history.len(), dropped), (MOST, vec![past("0", 0.0)]));
    }

    #[test]
    fn stars_are_named_and_taken_away() {
        let mut shelf = Shelf::default();
        shelf.star(starred("b", "second"));
        shelf.star(starred("a", "First"));
        assert_eq!(shelf.star(starred("b", "Alpha")).put, [starred("b", "Alpha")]);
        let names: Vec<&str> = shelf.starred.iter().map(|starred| starred.name.as_str()).collect();
        assert_eq!(names, ["Alpha", "First"]);
        assert_eq!(shelf.unstar("a").drop, [starred("a", "First")]);
        assert_eq!(shelf.unstar("a"), Change::default());
    }

    #[test]
    fn merging_loses_nothing_that_was_there() {
        let mut shelf = Shelf::new(vec![starred("a", "mine")], vec![past("a", 5.0), past("b", 6.0)]);
        let other = Shelf::new(
            vec![starred("a", "theirs"), starred("c", "new")],
            vec![past("a", 4.0), past("b", 9.0), past("d", 1.0)],
        );
        let (stars, pasts) = shelf.merge(other.clone());
        assert_eq!(stars.put, [starred("c", "new")]);
        assert_eq!(pasts.put, [past("b", 9.0), past("d", 1.0)]);
        assert_eq!(shelf.starred, [starred("a", "mine"), starred("c", "new")]);
        assert_eq!(shelf.history, [past("b", 9.0), past("a", 5.0), past("d", 1.0)]);
        let before = shelf.clone();
        assert_eq!(shelf.merge(other), Default::default());
        assert_eq!(shelf, before);
    }

    #[test]
    fn a_full_history_takes_in_no_more() {
        let full = (0..MOST as u32).map(|at| past(&at.to_string(), f64::from(at))).collect();
        let mut shelf = Shelf::new(vec![], full);
        let (_, pasts) = shelf.merge(Shelf::new(vec![], vec![past("other", 5000.0)]));
        assert_eq!((pasts, shelf.history.len()), (Change::default(), MOST));
    }
}
