//! In which order neurons are listed, and which of them stand together.
//!
//! ```text
//! let items = arrange(&entries, Sort { by: SortBy::Cable, descending: true }, true);   // groups and their neurons
//! ```

use std::cmp::Ordering;

/// What the list can be sorted by: its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SortBy {
    /// Type, then instance, then body ID.
    Name,
    /// Nodes.
    Nodes,
    /// Cable length.
    Cable,
    /// Branch points.
    BranchPoints,
    /// Ends.
    Ends,
    /// Connected fragments.
    Fragments,
    /// Presynapses.
    Pre,
    /// Postsynapses.
    Post,
}

impl SortBy {
    /// The columns of numbers, in their order.
    pub(super) const NUMBERS: [Self; 7] =
        [Self::Nodes, Self::Cable, Self::BranchPoints, Self::Ends, Self::Fragments, Self::Pre, Self::Post];

    /// What the address calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nodes => "nodes",
            Self::Cable => "cable",
            Self::BranchPoints => "branches",
            Self::Ends => "ends",
            Self::Fragments => "fragments",
            Self::Pre => "pre",
            Self::Post => "post",
        }
    }
}

/// How the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    /// By what.
    pub(super) by: SortBy,
    /// Whether the largest stands first.
    pub(super) descending: bool,
}

impl Sort {
    /// From what the address says: a column's name, with a minus for the largest first.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let name = text.strip_prefix('-');
        let descending = name.is_some();
        let name = name.unwrap_or(text);
        let by = [SortBy::Name].into_iter().chain(SortBy::NUMBERS).find(|by| by.name() == name)?;
        Some(Self { by, descending })
    }

    /// For the address.
    pub(super) fn to_text(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.name())
    }

    /// What a click on a column's head leads to: numbers begin with the largest, names with A; the third click is as added.
    pub(super) fn next(now: Option<Self>, by: SortBy) -> Option<Self> {
        let first = by != SortBy::Name;
        match now.filter(|now| now.by == by) {
            None => Some(Self { by, descending: first }),
            Some(now) if now.descending == first => Some(Self { by, descending: !first }),
            Some(_) => None,
        }
    }
}

/// What the order of a neuron goes by.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Entry {
    pub(super) body: u64,
    /// Its type, where that is known.
    pub(super) neuron_type: Option<String>,
    /// Its instance, where that is known.
    pub(super) instance: Option<String>,
    /// The number that is sorted by; `None` if it is not known (yet).
    pub(super) number: Option<f64>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// The head of a type, with its neurons; `None` for those whose type is not known.
    Group(Option<String>, Vec<u64>),
    /// A neuron.
    Neuron(u64),
}

/// The lines of the list. What is not known stands last in either direction; equals stay in the order in which they came.
pub(super) fn arrange(mut entries: Vec<Entry>, sort: Option<Sort>, is_grouped: bool) -> Vec<Item> {
    if let Some(Sort { by, descending }) = sort {
        let directed = |order: Ordering| if descending { order.reverse() } else { order };
        entries.sort_by(|one, other| match by {
            SortBy::Name => {
                let by_name = known_first(&one.neuron_type, &other.neuron_type, |a, b| directed(a.cmp(b)));
                by_name
                    .then_with(|| known_first(&one.instance, &other.instance, |a, b| directed(a.cmp(b))))
                    .then_with(|| directed(one.body.cmp(&other.body)))
            }
            _ => known_first(&one.number, &other.number, |a, b| directed(a.total_cmp(b))),
        });
    }
    if !is_grouped {
        return entries.into_iter().map(|entry| Item::Neuron(entry.body)).collect();
    }
    let mut groups: Vec<(Option<String>, Vec<u64>)> = Vec::new();
    for entry in entries {
        match groups.iter_mut().find(|(name, _)| *name == entry.neuron_type) {
            Some((_, bodies)) => bodies.push(entry.body),
            None => groups.push((entry.neuron_type, vec![entry.body])),
        }
    }
    groups.sort_by_key(|(name, _)| name.is_none());
    let lines = |(name, bodies): (Option<String>, Vec<u64>)| {
        let neurons: Vec<Item> = bodies.iter().map(|body| Item::Neuron(*body)).collect();
        std::iter::once(Item::Group(name, bodies)).chain(neurons)
    };
    groups.into_iter().flat_map(lines).collect()
}

fn known_first<T>(one: &Option<T>, other: &Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => compare(one, other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        [(4, Some("B"), Some(10.0)), (2, None, None), (3, Some("A"), Some(30.0)), (1, Some("B"), Some(20.0))]
            .map(|(body, name, number)| Entry { body, neuron_type: name.map(str::to_owned), instance: None, number })
            .to_vec()
    }

    fn bodies(sort: Option<Sort>) -> Vec<u64> {
        let items = arrange(entries(), sort, false).into_iter();
        items.filter_map(|item| if let Item::Neuron(body) = item { Some(body) } else { None }).collect()
    }

    #[test]
    fn what_is_not_known_stands_last_in_either_direction() {
        let by = |by, descending| bodies(Some(Sort { by, descending }));
        assert_eq!(by(SortBy::Cable, true), [3, 1, 4, 2]);
        assert_eq!(by(SortBy::Cable, false), [4, 1, 3, 2]);
        assert_eq!(by(SortBy::Name, false), [3, 1, 4, 2]);
        assert_eq!(by(SortBy::Name, true), [4, 1, 3, 2]);
        assert_eq!(bodies(None), [4, 2, 3, 1]);
    }

    #[test]
    fn neurons_of_a_type_stand_together() {
        let sort = Sort { by: SortBy::Cable, descending: true };
        let group = |name: Option<&str>, bodies: &[u64]| Item::Group(name.map(str::to_owned), bodies.to_vec());
        assert_eq!(
            arrange(entries(), Some(sort), true),
            [
                group(Some("A"), &[3]),
                Item::Neuron(3),
                group(Some("B"), &[1, 4]),
                Item::Neuron(1),
                Item::Neuron(4),
                group(None, &[2]),
                Item::Neuron(2),
            ]
        );
    }

    #[test]
    fn a_third_click_is_as_added() {
        let mut sort = None;
        let mut clicks = Vec::new();
        for _ in 0..3 {
            sort = Sort::next(sort, SortBy::Nodes);
            clicks.push(sort.map(Sort::to_text));
        }
        assert_eq!(clicks, [Some("-nodes".into()), Some("nodes".into()), None]);
        assert_eq!(Sort::next(Sort::parse("-nodes"), SortBy::Name), Sort::parse("name"));
        assert_eq!((Sort::parse("-"), Sort::parse("size"), Sort::parse("")), (None, None, None));
    }
}
