//! Relationships of wanted types among those that stand side by side: mostly all of them are, or none is.

use crate::store::RelTypeId;

/// Which of some relationships are of wanted types.
#[derive(Clone, Copy)]
pub(super) enum Typed<'t> {
    All,
    None,
    /// Those of these types.
    Of(&'t [RelTypeId]),
}

impl<'t> Typed<'t> {
    /// Among relationships of these types; `None` wants every type.
    pub(super) fn of(mut types: impl Iterator<Item = RelTypeId>, wanted: Option<&'t [RelTypeId]>) -> Self {
        let (Some(wanted), Some(first)) = (wanted, types.next()) else { return Self::All };
        // Looked at without a way out, for which a compiler has wide instructions. A node's edges stand by their types, but
        // to look at its last one alone would be a way into memory that nothing else is on yet.
        let is_one_type = types.fold(true, |is_one, other| is_one & (other == first));
        match is_one_type {
            true if wanted.contains(&first) => Self::All,
            true => Self::None,
            false => Self::Of(wanted),
        }
    }

    /// Appends a number of each of them.
    pub(super) fn copy<T>(
        self,
        found: impl Iterator<Item = T>,
        rel_type: impl Fn(&T) -> RelTypeId,
        number: impl Fn(T) -> u32,
        numbers: &mut Vec<u32>,
    ) {
        match self {
            Self::All => numbers.extend(found.map(number)),
            Self::None => {}
            Self::Of(wanted) => numbers.extend(found.filter(|found| wanted.contains(&rel_type(found))).map(number)),
        }
    }
}
