//! How much a query may still do, in this slice and altogether, and how much it may hold.
//!
//! Operators pay a step per candidate and pause when the slice's fuel is used up. Within one expression there is no
//! pausing; what it does item by item is paid afterwards, and a single expression over one row may not do too much.

use std::cell::Cell;

use crate::error::{CypherError, ErrorCode};

/// What one expression may do over one row: fractions of a second.
const PER_ROW: u64 = 5_000_000;

/// Steps and memory that are left.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    fuel: Cell<u64>,
    steps: Cell<u64>,
    spent: Cell<u64>,
    memory: Cell<u64>,
}

impl Budget {
    /// So many steps, and so many bytes held at a time; no fuel yet.
    pub(crate) fn new(steps: u64, memory: u64) -> Self {
        Self { steps: Cell::new(steps), memory: Cell::new(memory), ..Self::default() }
    }

    /// Steps that are left altogether.
    pub(crate) fn left(&self) -> u64 {
        self.steps.get()
    }

    /// Items that an expression may still look at, of which so many were looked at for this row.
    pub(crate) fn left_for_row(&self, so_far: u64) -> u64 {
        self.steps.get().min(PER_ROW.saturating_sub(so_far))
    }

    /// Begins a slice.
    pub(crate) fn refuel(&self, fuel: u64) {
        self.fuel.set(fuel.max(1));
    }

    /// A budget for a subquery over one row, of which so much was looked at already: it does not pause.
    pub(crate) fn within_row(&self, so_far: u64) -> Self {
        let inner = Self::new(self.left_for_row(so_far), self.memory.get());
        inner.refuel(u64::MAX);
        inner
    }

    /// How many steps were taken.
    pub(crate) fn spent(&self) -> u64 {
        self.spent.get()
    }

    /// Pays for one step; false if it is time to pause.
    ///
    /// # Errors
    /// No step is left.
    pub(crate) fn pay(&self) -> Result<bool, CypherError> {
        if self.fuel.get() == 0 {
            return Ok(false);
        }
        self.take(1)?;
        Ok(true)
    }

    /// Pays for as many steps as are wanted and the slice has fuel for; how many that are. None: it is time to pause.
    ///
    /// # Errors
    /// No step is left.
    pub(crate) fn pay_up_to(&self, wanted: usize) -> Result<usize, CypherError> {
        let steps = self.fuel.get().min(wanted as u64);
        // The last ones that are left are taken before the error is told.
        let left = if self.steps.get() > 0 { steps.min(self.steps.get()) } else { steps };
        self.take(left)?;
        Ok(left as usize)
    }

    /// Pays for items that an expression looked at; `so_far` counts those of this row.
    ///
    /// # Errors
    /// No step is left, or the expression did too much for one row.
    pub(crate) fn pay_items(&self, items: u64, so_far: &mut u64) -> Result<(), CypherError> {
        *so_far = so_far.saturating_add(items);
        if *so_far > PER_ROW {
            let message = "an expression looks at too many items for one row: use UNWIND";
            return Err(CypherError::new(ErrorCode::TimedOut, message));
        }
        self.take(items)
    }

    /// Takes memory for what an operator keeps from row to row.
    ///
    /// # Errors
    /// There is not so much left.
    pub(crate) fn hold(&self, bytes: usize) -> Result<(), CypherError> {
        let Some(left) = self.memory.get().checked_sub(bytes as u64) else {
            let message = "the query holds more in memory than allowed: narrow it, or sort and group fewer rows";
            return Err(CypherError::new(ErrorCode::Limit, message));
        };
        self.memory.set(left);
        Ok(())
    }

    /// Gives memory back.
    pub(crate) fn release(&self, bytes: usize) {
        self.memory.set(self.memory.get().saturating_add(bytes as u64));
    }

    fn take(&self, steps: u64) -> Result<(), CypherError> {
        let Some(left) = self.steps.get().checked_sub(steps) else {
            let message = "the query takes more steps than allowed: narrow it with labels, bodyIds or a LIMIT";
            return Err(CypherError::new(ErrorCode::TimedOut, message));
        };
        self.steps.set(left);
        self.spent.set(self.spent.get().saturating_add(steps));
        self.fuel.set(self.fuel.get().saturating_sub(steps));
        Ok(())
    }
}
