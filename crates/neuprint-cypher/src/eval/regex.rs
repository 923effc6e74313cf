//! `=~`: Java's full match, on an engine of its own.
//!
//! It reads what Java reads and goes back as Java does, with look-around, references to groups, atomic groups and the
//! arithmetic of classes. Every match pays for its work, so a pattern that would go on for ever ends with the query's
//! budget. Not here, and refused by name: `(?U)`, `\X`, `\N{…}`, and Unicode's scripts, blocks and rarer categories.
//!
//! Three slips of Java's are not followed: that looking behind for any number of characters may find nothing near the
//! start of a text; that a counted loop ends with its first round that matches nothing; that a group keeps what it
//! matched in a look-ahead that had to fail. Combining marks are no part of a word at `\b`.

mod brackets;
mod class;
mod compile;
mod escapes;
mod parse;
mod places;
mod properties;
mod repetition;
mod run;
mod syntax;
mod tables;
mod text;

use std::cell::{Ref, RefCell, RefMut};

use self::compile::{Program, compile, compile_search};
use self::run::{Exhausted, Matcher, Span};
use super::budget::Budget;
use crate::error::{CypherError, ErrorCode};

/// Patterns that were compiled in this query. A query has few, and meets them in every row.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: RefCell<Vec<(String, Program)>>,
    matcher: RefCell<Matcher>,
}

/// The most patterns that are kept: more come from the data, one for each row.
const MOST_KEPT: usize = 16;
/// Steps of a match that take as long as one step of a query.
const STEPS_PER_ITEM: u64 = 16;

impl Patterns {
    /// Whether the whole text matches the pattern. Pays for it; `so_far` counts what was done for this row.
    ///
    /// # Errors
    /// The pattern is none or is not supported, or the budget is used up.
    pub(crate) fn matches(
        &self,
        text: &str,
        pattern: &str,
        budget: &Budget,
        so_far: &mut u64,
    ) -> Result<bool, CypherError> {
        self.pattern(pattern, budget, so_far)?.matches(text, budget, so_far)
    }

    /// A pattern to be asked of many texts. Nothing else is matched meanwhile.
    ///
    /// # Errors
    /// The pattern is none or is not supported, or the budget is used up.
    pub(crate) fn pattern<'p>(
        &'p self,
        pattern: &'p str,
        budget: &Budget,
        so_far: &mut u64,
    ) -> Result<Pattern<'p>, CypherError> {
        let mut compiled = self.compiled.borrow_mut();
        let at = match compiled.iter().position(|(own, _)| own == pattern) {
            Some(at) => at,
            None => {
                let (node, groups) = parse::parse(pattern).map_err(|refusal| refusal.of(pattern))?;
                let program = compile(&node, groups).map_err(|refusal| refusal.of(pattern))?;
                budget.pay_items((pattern.len() + program.steps.len()) as u64, so_far)?;
                if compiled.len() == MOST_KEPT {
                    compiled.clear();
                }
                compiled.push((pattern.to_owned(), program));
                compiled.len() - 1
            }
        };
        drop(compiled);
        let program = Ref::map(self.compiled.borrow(), |compiled| &compiled[at].1);
        Ok(Pattern { text: pattern, program, matcher: self.matcher.borrow_mut() })
    }

    /// All matches of a pattern in a text, from left to right, none within another: where each begins and ends, and its
    /// groups. Pays for it.
    ///
    /// # Errors
    /// Those of [`Patterns::matches`].
    pub(crate) fn find_all(&self, text: &str, pattern: &str, budget: &Budget) -> Result<Vec<Vec<Span>>, CypherError> {
        let mut so_far = 0;
        let (node, groups) = parse::parse(pattern).map_err(|refusal| refusal.of(pattern))?;
        let program = compile_search(&node, groups).map_err(|refusal| refusal.of(pattern))?;
        budget.pay_items((pattern.len() + program.steps.len()) as u64, &mut so_far)?;
        let mut matches: Vec<Vec<Span>> = Vec::new();
        let mut from = 0;
        while from <= text.len() {
            let allowed = budget.left_for_row(so_far).saturating_mul(STEPS_PER_ITEM);
            let (found, steps) = self.matcher.borrow_mut().search(&program, text, from, allowed);
            budget.pay_items(1 + steps / STEPS_PER_ITEM, &mut so_far)?;
            let Some(groups) = found.map_err(|Exhausted| too_much(pattern, text))? else { break };
            let Some(Some((begin, end))) = groups.first().copied() else { break };
            // Behind a match of nothing the next one is looked for a character further.
            let step = text[end..].chars().next().map_or(1, char::len_utf8);
            from = if end == begin { end + step } else { end };
            matches.push(groups);
        }
        Ok(matches)
    }
}

/// A pattern that is asked of texts.
#[derive(Debug)]
pub(crate) struct Pattern<'p> {
    text: &'p str,
    program: Ref<'p, Program>,
    matcher: RefMut<'p, Matcher>,
}

impl Pattern<'_> {
    /// Whether the whole text matches. Pays for it; `so_far` counts what was done for this row.
    ///
    /// # Errors
    /// The budget is used up.
    pub(crate) fn matches(&mut self, text: &str, budget: &Budget, so_far: &mut u64) -> Result<bool, CypherError> {
        let allowed = budget.left_for_row(*so_far).saturating_mul(STEPS_PER_ITEM);
        let (matches, steps) = self.matcher.matches(&self.program, text, allowed);
        budget.pay_items(steps / STEPS_PER_ITEM, so_far)?;
        matches.map_err(|Exhausted| too_much(self.text, text))
    }
}

fn too_much(pattern: &str, text: &str) -> CypherError {
    let pattern: String = pattern.chars().take(200).collect();
    let message = format!(
        "the regular expression goes back too often on a text of {} bytes: make it simpler: {pattern}",
        text.len()
    );
    CypherError::new(ErrorCode::TimedOut, message)
}
