//! Reading damaged files: what is good is kept, what is wrong is told.
//!
//! ```
//! use neuprint_skeleton::{ParseErrorKind, Skeleton};
//!
//! let read = Skeleton::parse_lenient(b"1 0 0 0 0 1 -1\n2 0 zero 0 0 1 1\n3 0 5 0 0 1 2\n")?;
//! assert_eq!(read.skeleton.ids(), [1, 3]);
//! assert_eq!((read.problems[0].line, read.problems[0].column), (2, 5));
//! assert_eq!(read.problems[1].kind, ParseErrorKind::MissingParent { id: 3, parent: 2 });
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```

use super::error::ParseError;
use crate::skeleton::Skeleton;

/// More problems than these are counted and not listed: a list must not need more memory than the file.
const MOST: usize = 10_000;

/// What was read of a file, and what was wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The nodes that were good; strictly read, all of them.
    pub skeleton: Skeleton,
    /// All that was wrong, by line; the first 10,000 if there is more. Strictly read, only
    /// [`MissingParent`](crate::ParseErrorKind::MissingParent) is here: anything else is an error.
    pub problems: Vec<ParseError>,
    /// How many problems are not in the list.
    pub further_problems: usize,
}

/// Problems of one kind, or of all that is told of a line by itself: they come in the order of their lines.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<ParseError>,
    further: usize,
}

impl Problems {
    /// One more.
    #[inline(never)]
    pub(super) fn push(&mut self, problem: ParseError) {
        if self.list.len() < MOST {
            self.list.push(problem);
        } else {
            self.further += 1;
        }
    }

    /// All of several kinds, by line.
    #[inline(never)]
    pub(super) fn merge(mut kinds: [Self; 4], skeleton: Skeleton) -> Parsed {
        let (mut problems, mut further_problems) = (Vec::new(), 0);
        for kind in &mut kinds {
            further_problems += kind.further;
            // The first of each kind is to be the next one that is taken.
            kind.list.reverse();
        }
        loop {
            let mut first = None;
            for (number, kind) in kinds.iter().enumerate() {
                let Some(problem) = kind.list.last() else { continue };
                let place = (problem.line, problem.column);
                first = first.filter(|(before, _)| *before <= place).or(Some((place, number)));
            }
            match first.and_then(|(_, number)| kinds[number].list.pop()) {
                Some(problem) if problems.len() < MOST => problems.push(problem),
                Some(_) => further_problems += 1,
                None => return Parsed { skeleton, problems, further_problems },
            }
        }
    }
}
