//! Texts one after the other, in blocks that never move.

use crate::chunks::Chunks;

/// Bytes of a block; a longer text has a block of its own.
const BLOCK: usize = 1 << 16;

/// Texts in order.
#[derive(Debug, Clone, Default)]
pub(super) struct TextStore {
    blocks: Vec<Block>,
    /// Where each text ends, counted over all blocks.
    ends: Chunks<usize>,
}

#[derive(Debug, Clone)]
struct Block {
    /// Bytes in the blocks before.
    base: usize,
    text: String,
}

impl TextStore {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes all texts have.
    pub(super) fn bytes(&self) -> usize {
        self.end_before(self.len())
    }

    pub(super) fn get(&self, row: usize) -> &str {
        self.get_near(row, &mut 0)
    }

    /// The text of a row, which is looked for in this block first; then the block is the one that it is in. Who reads
    /// many rows that lie together need not search for each.
    pub(super) fn get_near(&self, row: usize, block: &mut usize) -> &str {
        let (start, end) = (self.end_before(row), self.ends.get(row));
        if start == end {
            return "";
        }
        // No text lies in two blocks.
        let is_there = |block: &Block| block.base <= start && end - block.base <= block.text.len();
        if !self.blocks.get(*block).is_some_and(is_there) {
            *block = self.blocks.partition_point(|block| block.base <= start) - 1;
        }
        let block = &self.blocks[*block];
        &block.text[start - block.base..end - block.base]
    }

    pub(super) fn push(&mut self, text: &str) {
        let end = self.end_before(self.len());
        match self.blocks.last_mut() {
            Some(last) if last.text.len() + text.len() <= BLOCK => last.text.push_str(text),
            last => {
                // The first block grows as it must; a second one shows that there is much to come.
                let mut own = String::with_capacity(if last.is_some() { BLOCK.max(text.len()) } else { 0 });
                own.push_str(text);
                self.blocks.push(Block { base: end, text: own });
            }
        }
        self.ends.push(end + text.len());
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.ends.truncate(length);
        let end = self.end_before(length);
        while self.blocks.last().is_some_and(|last| last.base >= end) {
            self.blocks.pop();
        }
        if let Some(last) = self.blocks.last_mut() {
            last.text.truncate(end - last.base);
        }
    }

    fn end_before(&self, row: usize) -> usize {
        if row == 0 { 0 } else { self.ends.get(row - 1) }
    }
}
