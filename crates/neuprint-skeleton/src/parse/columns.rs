//! Nodes on their way from lines into columns.
//!
//! ```text
//! columns.push(row, line);
//! if columns.is_full() { columns.store(bytes_ahead, bytes_so_far); }
//! ```
//!
//! In nearly every file identifiers are consecutive and parents come before their children. As long as that holds, each
//! parent's index is a subtraction, and there is nothing left to check at the end; once it does not, the parents'
//! identifiers are kept and looked up when all nodes are known.

use super::row::Row;
use crate::skeleton::{NO_PARENT, Skeleton};

/// So many rows are gathered before they are taken apart.
const BLOCK: usize = 256;
/// A row has no fewer bytes: `1 0 0 0 0 0 0` and a line's end.
const SHORTEST_ROW: usize = 14;
/// Memory is at most reserved for so many times the nodes that were read.
const MOST_GROWTH: usize = 4;

/// What is known of the nodes' parents.
#[derive(Debug)]
pub(super) enum Parents {
    /// Identifiers are consecutive, parents stand before their children: their indices.
    Before(Vec<u32>),
    /// As the file names them.
    Named(Vec<i64>),
}

/// The columns as far as they were read.
#[derive(Debug)]
pub(super) struct Columns {
    /// Its parents are not there yet.
    pub(super) skeleton: Skeleton,
    pub(super) parents: Parents,
    pub(super) lines: Lines,
    rows: Vec<Row>,
}

impl Columns {
    pub(super) fn new() -> Self {
        Self {
            skeleton: Skeleton::default(),
            parents: Parents::Before(Vec::new()),
            lines: Lines::default(),
            rows: Vec::with_capacity(BLOCK),
        }
    }

    /// How many nodes were read.
    pub(super) fn len(&self) -> usize {
        self.skeleton.ids.len() + self.rows.len()
    }

    /// One more node, which stands on this line.
    #[inline(always)]
    pub(super) fn push(&mut self, row: Row, line: usize) {
        self.lines.push(self.len(), line);
        self.rows.push(row);
    }

    /// Whether the rows must be stored before the next one comes.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= BLOCK
    }

    /// Stores the rows in their columns. To reserve memory by, `ahead` is how many bytes are still to come, if that is
    /// known, and `read` how many there were.
    #[inline(never)]
    pub(super) fn store(&mut self, ahead: Option<usize>, read: usize) {
        self.reserve(ahead, read);
        let (s, rows) = (&mut self.skeleton, &self.rows);
        let first = s.ids.len();
        s.ids.extend(rows.iter().map(|row| row.id));
        s.kinds.extend(rows.iter().map(|row| row.kind));
        s.x.extend(rows.iter().map(|row| row.x));
        s.y.extend(rows.iter().map(|row| row.y));
        s.z.extend(rows.iter().map(|row| row.z));
        s.radii.extend(rows.iter().map(|row| row.radius));
        if let Parents::Before(parents) = &mut self.parents {
            let base = s.ids.first().copied().unwrap_or_default();
            if rows_before(parents, rows, base) {
                self.rows.clear();
                return;
            }
            let named = parents[..first].iter().map(|parent| match *parent {
                NO_PARENT => -1,
                parent => s.ids[parent as usize],
            });
            let mut all = Vec::with_capacity(s.ids.capacity());
            all.extend(named);
            self.parents = Parents::Named(all);
        }
        if let Parents::Named(parents) = &mut self.parents {
            parents.extend(rows.iter().map(|row| row.parent));
        }
        self.rows.clear();
    }

    /// Makes room for the rows, and for what is still to come.
    fn reserve(&mut self, ahead: Option<usize>, read: usize) {
        let (stored, coming) = (self.skeleton.ids.len(), self.rows.len());
        if self.skeleton.ids.capacity() - stored >= coming {
            return;
        }
        let nodes = stored + coming;
        // Step by step memory grows by a quarter, which costs little time and, at the end, little memory.
        let step = nodes / 4;
        let more = ahead.map_or(step, |bytes| {
            let row = (read / nodes.max(1)).max(SHORTEST_ROW);
            // A little more than on average, for rows that become shorter.
            let expected = bytes / row + bytes / row / 32;
            expected.clamp(step.min(bytes / SHORTEST_ROW), MOST_GROWTH * nodes)
        });
        let more = coming + more;
        let s = &mut self.skeleton;
        s.ids.reserve_exact(more);
        s.kinds.reserve_exact(more);
        for floats in [&mut s.x, &mut s.y, &mut s.z, &mut s.radii] {
            floats.reserve_exact(more);
        }
        match &mut self.parents {
            Parents::Before(parents) => parents.reserve_exact(more),
            Parents::Named(parents) => parents.reserve_exact(more),
        }
    }

    /// Stores the last rows, and gives back what was reserved and not needed.
    pub(super) fn finish(&mut self) {
        self.store(Some(0), 0);
        self.rows = Vec::new();
        let s = &mut self.skeleton;
        for column in &mut s.extra {
            column.set_nodes(s.ids.len());
        }
        s.ids.shrink_to_fit();
        s.kinds.shrink_to_fit();
        for floats in [&mut s.x, &mut s.y, &mut s.z, &mut s.radii] {
            floats.shrink_to_fit();
        }
        match &mut self.parents {
            Parents::Before(parents) => parents.shrink_to_fit(),
            Parents::Named(parents) => parents.shrink_to_fit(),
        }
    }
}

/// Adds the parents' indices, if identifiers go on from `base` one by one and each parent stands before its child. If
/// not, what was added is of no use.
fn rows_before(parents: &mut Vec<u32>, rows: &[Row], base: i64) -> bool {
    let first = parents.len() as u64;
    let mut all = true;
    parents.extend(rows.iter().zip(first..).map(|(row, place)| {
        let parent = row.parent.wrapping_sub(base).cast_unsigned();
        let is_root = row.parent == -1;
        all &= row.id.wrapping_sub(base).cast_unsigned() == place && (is_root || parent < place);
        if is_root { NO_PARENT } else { parent as u32 }
    }));
    all
}

/// The lines of the nodes, of which most stand on the line behind the node before.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// A node, and its line, from which on each stands one line below the other.
    runs: Vec<(u32, u32)>,
    /// How far lines are ahead of nodes in the last run.
    ahead: Option<usize>,
}

impl Lines {
    #[inline(always)]
    fn push(&mut self, node: usize, line: usize) {
        let ahead = line.wrapping_sub(node);
        if self.ahead != Some(ahead) {
            self.begin_run(node, line);
        }
    }

    // Apart, so that what is done for every node is short.
    #[inline(never)]
    fn begin_run(&mut self, node: usize, line: usize) {
        self.ahead = Some(line.wrapping_sub(node));
        if self.runs.len() == self.runs.capacity() {
            self.runs.reserve_exact(self.runs.len() / 4 + 1);
        }
        self.runs.push((node as u32, u32::try_from(line).unwrap_or(u32::MAX)));
    }

    /// The line on which a node stands.
    pub(super) fn of(&self, node: usize) -> usize {
        let next = self.runs.partition_point(|(first, _)| *first as usize <= node);
        let Some((first, line)) = next.checked_sub(1).and_then(|run| self.runs.get(run)) else { return 0 };
        *line as usize + (node - *first as usize)
    }
}
