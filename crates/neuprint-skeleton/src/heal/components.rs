//! Which fragments have become one.

/// Disjoint sets of fragments.
#[derive(Debug)]
pub(super) struct Components {
    above: Vec<u32>,
    count: usize,
}

impl Components {
    /// Every fragment for itself. `count` of them are to be joined.
    pub(super) fn new(fragments: usize, count: usize) -> Self {
        Self { above: (0..fragments as u32).collect(), count }
    }

    /// How many components are left of those that are to be joined.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The fragment that stands for the component of this one.
    pub(super) fn find(&mut self, mut fragment: u32) -> u32 {
        while self.above[fragment as usize] != fragment {
            let above = self.above[fragment as usize];
            self.above[fragment as usize] = self.above[above as usize];
            fragment = above;
        }
        fragment
    }

    /// Makes two components one; false if they were one already.
    pub(super) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return false;
        }
        self.above[a.max(b) as usize] = a.min(b);
        self.count -= 1;
        true
    }
}
