//! Matching: steps over a text, going back where one fails.
//!
//! What was tried at a fork and a place and failed is not tried there again. So the work grows with the length of the
//! text, whatever the pattern; but for references to groups, where what was matched before counts too, for what is
//! matched on its own (look-around and atomic groups) from place to place, and for texts so long that the failures
//! would fill the memory.

use super::class::same;
use super::compile::{Program, Step};
use super::places;
use super::syntax::Fold;

/// The most failures that are remembered: four megabytes.
const MOST_FAILURES: usize = 1 << 25;
/// The most ways and slots that are kept to go back to: fifty megabytes.
const MOST_BACK: usize = 1 << 21;

/// The work or the memory that was allowed is used up.
#[derive(Debug)]
pub(super) struct Exhausted;

/// What is undone when a step fails.
#[derive(Debug, Clone, Copy)]
enum Back {
    /// Another way, at a step and a place.
    Way(usize, usize),
    /// What a slot held.
    Slot(usize, usize),
}

/// What a match keeps in mind. It can be used for one match after another.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    back: Vec<Back>,
    slots: Vec<usize>,
    /// A bit for each fork and place.
    failed: Vec<u64>,
    /// Which bits were set within what is matched on its own.
    within: Vec<usize>,
    depth: usize,
    /// Steps that may be taken.
    left: u64,
}

const NOWHERE: usize = usize::MAX;

impl Matcher {
    /// Whether a pattern matches the whole text, and how many steps that took; at most as many as are allowed.
    pub(super) fn matches(&mut self, program: &Program, text: &str, allowed: u64) -> (Result<bool, Exhausted>, u64) {
        // Most texts of a column differ from a pattern in what it begins with: nothing is made ready for them.
        if !text.starts_with(&*program.begins) {
            return (Ok(false), 1.min(allowed));
        }
        self.back.clear();
        self.within.clear();
        self.depth = 0;
        self.left = allowed;
        self.slots.clear();
        self.slots.resize(program.slots, NOWHERE);
        let bits = match program.refers {
            true => None,
            false => program.forks.checked_mul(text.len() + 1).filter(|bits| *bits <= MOST_FAILURES),
        };
        let words = bits.unwrap_or(0).div_ceil(64);
        self.failed.clear();
        self.failed.resize(words, 0);
        let mut run = Run { program, text, remembers: bits.is_some(), matcher: self };
        let found = run.pay(words as u64 / 8).and_then(|()| run.run(0, 0, None));
        (found.map(|end| end.is_some()), allowed - self.left)
    }
}

impl Matcher {
    /// The first match at or behind a place of the text: where it and its groups begin and end; and the steps it took.
    pub(super) fn search(
        &mut self,
        program: &Program,
        text: &str,
        from: usize,
        allowed: u64,
    ) -> (Result<Option<Vec<Span>>, Exhausted>, u64) {
        self.within.clear();
        self.failed.clear();
        self.depth = 0;
        self.left = allowed;
        let mut found = Ok(None);
        for at in (from..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            self.back.clear();
            self.slots.clear();
            self.slots.resize(program.slots, NOWHERE);
            match (Run { program, text, remembers: false, matcher: self }).run(0, at, None) {
                Ok(None) => {}
                Ok(Some(end)) => {
                    let groups = (1..=program.groups()).map(|group| {
                        let (begin, end) = (self.slots[2 * group], self.slots[2 * group + 1]);
                        (end != NOWHERE).then_some((begin, end))
                    });
                    found = Ok(Some([Some((at, end))].into_iter().chain(groups).collect()));
                    break;
                }
                Err(exhausted) => {
                    found = Err(exhausted);
                    break;
                }
            }
        }
        (found, allowed - self.left)
    }
}

/// Where something begins and ends; `None` for a group without a text.
pub(super) type Span = Option<(usize, usize)>;

struct Run<'m> {
    program: &'m Program,
    text: &'m str,
    remembers: bool,
    matcher: &'m mut Matcher,
}

impl Run<'_> {
    fn pay(&mut self, steps: u64) -> Result<(), Exhausted> {
        self.matcher.left = self.matcher.left.checked_sub(steps).ok_or(Exhausted)?;
        Ok(())
    }

    fn next(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    /// Matches from a step and a place on; gives the place where that ends, which must be `end` if there is one.
    fn run(&mut self, step: usize, at: usize, end: Option<usize>) -> Result<Option<usize>, Exhausted> {
        let base = self.matcher.back.len();
        let (mut step, mut at) = (step, at);
        loop {
            self.pay(1)?;
            if self.matcher.back.len() > MOST_BACK {
                return Err(Exhausted);
            }
            let program = self.program;
            let on = match &program.steps[step] {
                Step::Char(_) | Step::Class(_) => match self.next(at) {
                    Some(c) if fits(&program.steps[step], c) => Some((step + 1, at + c.len_utf8())),
                    _ => None,
                },
                Step::Fork(first, second, number) => self.fork(*first, *second, *number, at).map(|step| (step, at)),
                Step::Jump(to) => Some((*to, at)),
                Step::Place(place) => places::is_at(*place, self.text, at).then_some((step + 1, at)),
                Step::Keep(slot) => {
                    self.keep(*slot, at);
                    Some((step + 1, at))
                }
                Step::Group { number, begin } => {
                    self.keep(2 * number, self.matcher.slots[*begin]);
                    self.keep(2 * number + 1, at);
                    Some((step + 1, at))
                }
                Step::Round { slot, exit } => {
                    Some((if self.matcher.slots[*slot] == at { *exit } else { step + 1 }, at))
                }
                Step::Again(group, fold) => self.again(*group, *fold, at)?.map(|at| (step + 1, at)),
                Step::Atomic(to) => self.alone(step + 1, at, None)?.map(|at| (*to, at)),
                Step::Look { to, behind, negated } => {
                    let before = self.matcher.back.len();
                    let found = match behind {
                        None => self.alone(step + 1, at, None)?.is_some(),
                        Some((least, most)) => self.behind(step + 1, at, *least, *most)?,
                    };
                    // What was matched and ought not to be leaves no trace.
                    if *negated {
                        self.undo(before);
                    }
                    (found != *negated).then_some((*to, at))
                }
                Step::Found if end.is_none_or(|end| end == at) => return Ok(Some(at)),
                Step::Rest(class) => {
                    let rest = &self.text[at..];
                    self.pay(rest.len() as u64)?;
                    if rest.chars().all(|c| class.has(c)) { return Ok(Some(self.text.len())) } else { None }
                }
                Step::End if at == self.text.len() => return Ok(Some(at)),
                Step::Found | Step::End | Step::Never => None,
            };
            match on.or_else(|| self.undo(base)) {
                Some(on) => (step, at) = on,
                None => return Ok(None),
            }
        }
    }

    /// Goes back to the last other way; `None` if there is none above a height.
    fn undo(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.matcher.back.len() > base {
            match self.matcher.back.pop()? {
                Back::Way(step, at) => return Some((step, at)),
                Back::Slot(slot, held) => self.matcher.slots[slot] = held,
            }
        }
        None
    }

    fn keep(&mut self, slot: usize, at: usize) {
        self.matcher.back.push(Back::Slot(slot, self.matcher.slots[slot]));
        self.matcher.slots[slot] = at;
    }

    /// Where a fork leads; `None` if it was tried here before, and nothing came of it.
    fn fork(&mut self, first: usize, second: usize, number: usize, at: usize) -> Option<usize> {
        if self.remembers {
            let bit = number * (self.text.len() + 1) + at;
            let word = &mut self.matcher.failed[bit / 64];
            if *word >> (bit % 64) & 1 == 1 {
                return None;
            }
            *word |= 1 << (bit % 64);
            if self.matcher.depth > 0 {
                self.matcher.within.push(bit);
            }
        }
        let next = self.next(at);
        let blocked = |step: usize| match &self.program.steps[step] {
            step @ (Step::Char(_) | Step::Class(_)) => !next.is_some_and(|c| fits(step, c)),
            _ => false,
        };
        // One character ahead often shows which way is the only one.
        if blocked(first) {
            return Some(second);
        }
        if !blocked(second) {
            self.matcher.back.push(Back::Way(second, at));
        }
        Some(first)
    }

    /// Matches what stands on its own; what was matched is not tried in another way.
    fn alone(&mut self, step: usize, at: usize, end: Option<usize>) -> Result<Option<usize>, Exhausted> {
        let (base, within) = (self.matcher.back.len(), self.matcher.within.len());
        self.matcher.depth += 1;
        let found = self.run(step, at, end)?;
        self.matcher.depth -= 1;
        // Of the way to a success nothing has failed, nor where only the end was not the wanted one.
        if found.is_some() || end.is_some() {
            for bit in self.matcher.within.drain(within..) {
                self.matcher.failed[bit / 64] &= !(1 << (bit % 64));
            }
        } else if self.matcher.depth == 0 {
            self.matcher.within.truncate(within);
        }
        let mut kept = base;
        for at in base..self.matcher.back.len() {
            if let Back::Slot(..) = self.matcher.back[at] {
                self.matcher.back[kept] = self.matcher.back[at];
                kept += 1;
            }
        }
        self.matcher.back.truncate(kept);
        Ok(found)
    }

    /// Whether something of so many characters ends here.
    fn behind(&mut self, step: usize, at: usize, least: usize, most: usize) -> Result<bool, Exhausted> {
        let mut start = at;
        for length in 0..=most {
            if length >= least && self.alone(step, start, Some(at))?.is_some() {
                return Ok(true);
            }
            self.pay(1)?;
            match self.text[..start].chars().next_back() {
                Some(c) => start -= c.len_utf8(),
                None => break,
            }
        }
        Ok(false)
    }

    /// Behind the text of a group, if it stands here again.
    fn again(&mut self, group: usize, fold: Fold, at: usize) -> Result<Option<usize>, Exhausted> {
        let (begin, end) = (self.matcher.slots[2 * group], self.matcher.slots[2 * group + 1]);
        if end == NOWHERE {
            return Ok(None);
        }
        self.pay((end - begin) as u64)?;
        let mut rest = self.text[at..].chars();
        let again = self.text[begin..end].chars().all(|c| rest.next().is_some_and(|other| same(c, other, fold)));
        Ok(again.then(|| self.text.len() - rest.as_str().len()))
    }
}

fn fits(step: &Step, c: char) -> bool {
    match step {
        Step::Char(own) => *own == c,
        Step::Class(class) => class.has(c),
        _ => false,
    }
}
