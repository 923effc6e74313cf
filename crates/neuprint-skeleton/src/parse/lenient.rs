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

use super::error::{ParseError, ParseErrorKind};
use super::reader::Reader;
use crate::order;
use crate::skeleton::Skeleton;

/// More problems than these are counted and not listed: a list must not need more memory than the file.
const MOST: usize = 10_000;

/// What could be read of a damaged file.
#[derive(Debug, Clone, PartialEq)]
pub struct Lenient {
    /// The nodes that were good.
    pub skeleton: Skeleton,
    /// All that was wrong, by line; the first 10,000 if there is more.
    pub problems: Vec<ParseError>,
    /// How many problems are not in the list.
    pub further_problems: usize,
}

/// Reads all lines.
pub(super) fn read(text: &[u8]) -> Result<Lenient, ParseError> {
    let mut reader = Reader::new(text)?;
    let mut problems = Vec::new();
    let mut further_problems = 0;
    loop {
        match reader.line() {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) if error.kind == ParseErrorKind::TooManyNodes => return Err(error),
            Err(error) if problems.len() < MOST => problems.push(error),
            Err(_) => further_problems += 1,
        }
    }
    let (skeleton, found) = reader.finish_leniently();
    problems.extend(found);
    further_problems += problems.len().saturating_sub(MOST);
    let key = |problem: &ParseError| (problem.line as u64) << 32 | problem.column as u64;
    let places = order::by_key(problems.iter().map(key));
    let problems = places.into_iter().take(MOST).map(|place| problems[place as usize].clone()).collect();
    Ok(Lenient { skeleton, problems, further_problems })
}
