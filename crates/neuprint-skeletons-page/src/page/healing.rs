//! How the page heals: off, on, or up to a distance, and which bridges were refused; and which twigs it leaves out after that;
//! with a way back.
//!
//! ```text
//! let mut history = History::default();
//! history.record(healing.clone(), Step::Whole);       // before the change
//! healing.refused.insert(bridge);
//! healing = history.undo(healing)?;                   // as before
//! ```

use std::collections::BTreeSet;

use neuprint_worker::messages::{Closing, Gap, Shaping, SkeletonSummary};

/// A bridge, named so that it is the same whenever and wherever the skeleton is loaded: by its ends' identifiers in SWC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct BridgeName {
    /// Whose.
    pub(super) body: u64,
    /// The identifiers of its ends, the smaller first.
    pub(super) ids: (i64, i64),
}

impl BridgeName {
    /// Of a gap.
    pub(super) fn of(body: u64, gap: &Gap) -> Self {
        let [one, other] = gap.ends.map(|end| end.id);
        Self { body, ids: (one.min(other), one.max(other)) }
    }
}

/// How the page heals, and what it prunes then.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Healing {
    /// Whether fragments are joined.
    pub(super) is_on: bool,
    /// The longest bridge, nanometres (voxels where their size is not known); `None` is no limit.
    pub(super) within: Option<f64>,
    /// Bridges that were refused by hand.
    pub(super) refused: BTreeSet<BridgeName>,
    /// Twigs up to this length are left out, in the unit of `within`; `None`: none.
    pub(super) prune: Option<f64>,
}

impl Healing {
    /// What that means for a skeleton.
    pub(super) fn shaping(&self, summary: &SkeletonSummary) -> Shaping {
        Shaping { closing: self.closing(summary), prune: self.prune }
    }

    /// Which of its gaps are closed; `None` if nothing is healed.
    pub(super) fn closing(&self, summary: &SkeletonSummary) -> Option<Closing> {
        if !self.is_on {
            return None;
        }
        let places = summary.gaps.iter().zip(0..);
        let of_body = self.refused.iter().any(|bridge| bridge.body == summary.body);
        let refused = places
            .filter(|(gap, _)| of_body && self.refused.contains(&BridgeName::of(summary.body, gap)))
            .map(|(_, place)| place)
            .collect();
        Some(Closing { within: self.within, refused })
    }
}

/// How a change is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// By itself.
    Whole,
    /// Together with those before it, back to the last [`History::rest`]: a slider is being dragged.
    Part,
}

/// What can be taken back, and what can be done again.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct History {
    past: Vec<Healing>,
    future: Vec<Healing>,
    /// Whether a change that has parts is under way.
    is_moving: bool,
}

/// So many steps can be taken back.
const STEPS: usize = 200;

impl History {
    /// Keeps what was before a change.
    pub(super) fn record(&mut self, before: Healing, step: Step) {
        let goes_on = step == Step::Part && self.is_moving;
        self.is_moving = step == Step::Part;
        if goes_on {
            return;
        }
        if self.past.len() == STEPS {
            self.past.remove(0);
        }
        self.past.push(before);
        self.future.clear();
    }

    /// The slider was let go of.
    pub(super) fn rest(&mut self) {
        self.is_moving = false;
    }

    /// What was before the last change, if there was one.
    pub(super) fn undo(&mut self, now: Healing) -> Option<Healing> {
        self.is_moving = false;
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// What was before the last [`History::undo`], if nothing was changed since.
    pub(super) fn redo(&mut self, now: Healing) -> Option<Healing> {
        self.is_moving = false;
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }

    /// Whether there is something to take back.
    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(limit: f64) -> Healing {
        Healing { is_on: true, within: Some(limit), ..Healing::default() }
    }

    #[test]
    fn a_drag_is_taken_back_as_one_step() {
        let mut history = History::default();
        history.record(Healing::default(), Step::Whole);
        for before in [100.0, 200.0, 300.0] {
            history.record(within(before), Step::Part);
        }
        history.rest();
        history.record(within(400.0), Step::Part);
        assert_eq!(history.undo(within(500.0)), Some(within(400.0)));
        assert_eq!(history.undo(within(400.0)), Some(within(100.0)));
        assert_eq!(history.redo(within(100.0)), Some(within(400.0)));
        assert_eq!(history.undo(within(400.0)), Some(within(100.0)));
        assert_eq!(history.undo(within(100.0)), Some(Healing::default()));
        assert!(!history.can_undo() && history.can_redo());
        assert_eq!(history.undo(Healing::default()), None);
    }

    #[test]
    fn a_change_ends_what_could_be_done_again() {
        let mut history = History::default();
        history.record(within(1.0), Step::Whole);
        assert_eq!(history.undo(within(2.0)), Some(within(1.0)));
        history.record(within(1.0), Step::Whole);
        assert!(!history.can_redo());
        assert_eq!(history.redo(within(3.0)), None);
    }
}
