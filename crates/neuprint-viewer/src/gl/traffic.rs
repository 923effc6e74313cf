//! Counts what is sent to the GPU and what it holds, so that tests can tell that nothing is sent twice.

use std::cell::Cell;

/// The counts of one context.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    sent: Cell<u64>,
    held: Cell<u64>,
}

impl Traffic {
    /// Bytes of nodes, edges, values, points and meshes that were sent so far.
    pub(crate) fn sent(&self) -> u64 {
        self.sent.get()
    }

    /// Bytes that are held of them.
    pub(crate) fn held(&self) -> u64 {
        self.held.get()
    }

    /// So many bytes of content were sent, to memory of so many bytes.
    pub(super) fn add(&self, sent: usize, held: usize) {
        self.sent.set(self.sent.get() + sent as u64);
        self.held.set(self.held.get() + held as u64);
    }

    /// Memory of so many bytes was freed.
    pub(super) fn free(&self, held: usize) {
        self.held.set(self.held.get() - held as u64);
    }
}
