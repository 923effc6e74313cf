//! From the parents' identifiers to their indices, with what makes a forest checked.

use super::columns::{Lines, Parents};
use super::error::{ParseError, ParseErrorKind};
use super::places::Places;
use super::problems::{Parsed, Problems};
use super::reader::Reader;
use crate::header;
use crate::skeleton::{NO_PARENT, Skeleton};

impl Reader {
    /// The skeleton, if its nodes are a forest; leniently it is made one.
    pub(super) fn finish(mut self) -> Result<Parsed, ParseError> {
        self.columns.finish();
        let Self { columns, problems, .. } = self;
        let [mut repeats, mut missing, mut cycles] = [(); 3].map(|()| Problems::default());
        let mut skeleton = columns.skeleton;
        match columns.parents {
            // No identifier comes twice, and no way up leads back.
            Parents::Before(parents) => skeleton.parents = parents,
            Parents::Named(named) => {
                let strict = problems.is_none();
                let mut nodes = Nodes { skeleton, named, lines: columns.lines, kept: None };
                nodes.drop_repeated(strict, &mut repeats)?;
                nodes.find_parents(&mut missing);
                nodes.cut_cycles(strict, &mut cycles)?;
                skeleton = nodes.skeleton;
            }
        }
        skeleton.unit = header::unit(&skeleton.header);
        // A column that no line has is a word in the header and no column.
        skeleton.extra.retain(|column| !column.is_blank());
        Ok(Problems::merge([problems.unwrap_or_default(), repeats, missing, cycles], skeleton))
    }
}

/// Nodes that may be no forest.
struct Nodes {
    skeleton: Skeleton,
    /// The parents as the file names them.
    named: Vec<i64>,
    lines: Lines,
    /// Which of the lines' nodes these are, if not all.
    kept: Option<Vec<u32>>,
}

impl Nodes {
    /// Takes out nodes whose identifiers were used before.
    fn drop_repeated(&mut self, strict: bool, problems: &mut Problems) -> Result<(), ParseError> {
        let ids = &self.skeleton.ids;
        let mut repeated = Vec::new();
        Places::of(ids, &mut repeated);
        for (node, first) in &repeated {
            let problem = || {
                let (id, first_line) = (ids[*node as usize], self.lines.of(*first as usize));
                self.problem(*node as usize, ParseErrorKind::DuplicateId { id, first_line })
            };
            if strict {
                return Err(problem());
            }
            problems.push_with(problem);
        }
        if !repeated.is_empty() {
            let mut gone = repeated.iter().map(|(node, _)| *node).peekable();
            let kept: Vec<u32> = (0..ids.len() as u32).filter(|node| gone.next_if_eq(node).is_none()).collect();
            // Whose parent is whose is not known yet.
            self.skeleton.parents = vec![NO_PARENT; ids.len()];
            self.skeleton = self.skeleton.picked(&kept);
            self.named = kept.iter().map(|node| self.named[*node as usize]).collect();
            self.kept = Some(kept);
        }
        Ok(())
    }

    /// Looks up the parents. One that is not there makes a root.
    fn find_parents(&mut self, problems: &mut Problems) {
        let ids = &self.skeleton.ids;
        let places = Places::of(ids, &mut Vec::new());
        let parents: Vec<u32> = self.named.iter().map(|id| places.find(*id)).collect();
        for (node, (found, parent)) in parents.iter().zip(&self.named).enumerate() {
            if *found == NO_PARENT && *parent != -1 {
                let kind = || ParseErrorKind::MissingParent { id: ids[node], parent: *parent };
                problems.push_with(|| self.problem(node, kind()));
            }
        }
        self.skeleton.parents = parents;
    }

    /// Makes a node of each cycle a root.
    fn cut_cycles(&mut self, strict: bool, problems: &mut Problems) -> Result<(), ParseError> {
        for node in cycles(&self.skeleton.parents) {
            let node = node as usize;
            let id = self.skeleton.ids[node];
            let alone = self.named[node] == id;
            let kind = if alone { ParseErrorKind::SelfParent { id } } else { ParseErrorKind::Cycle { id } };
            let problem = self.problem(node, kind);
            if strict {
                return Err(problem);
            }
            problems.push(problem);
            self.skeleton.parents[node] = NO_PARENT;
        }
        Ok(())
    }

    fn problem(&self, node: usize, kind: ParseErrorKind) -> ParseError {
        let node = self.kept.as_ref().map_or(node, |kept| kept[node] as usize);
        ParseError { kind, line: self.lines.of(node), column: 1 }
    }
}

/// A node of each cycle of parents. Walks up from each node until known ground; every node is walked once.
pub(crate) fn cycles(parents: &[u32]) -> Vec<u32> {
    const FRESH: u32 = 0;
    let mut found = Vec::new();
    if parents.iter().zip(0..).all(|(parent, node)| *parent < node || *parent == NO_PARENT) {
        return found;
    }
    // Walk number in which a node was first seen; a walk that meets its own number has gone round.
    let mut seen = vec![FRESH; parents.len()];
    for start in 0..parents.len() as u32 {
        let walk = start + 1;
        let mut node = start;
        while seen[node as usize] == FRESH {
            seen[node as usize] = walk;
            match parents[node as usize] {
                NO_PARENT => break,
                parent if seen[parent as usize] == walk => {
                    found.push(parent);
                    break;
                }
                parent => node = parent,
            }
        }
    }
    // By line, as far as lines and nodes go together.
    found.sort_unstable();
    found
}
