//! From what a pattern says to the steps that match it.

use super::class::Class;
use super::syntax::{Fold, Node, Place, Refusal};

/// The most steps a pattern may have, with its repetitions written out.
const MOST_STEPS: usize = 100_000;

/// What is done next. Numbers are places of steps, unless it is said otherwise.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Char(char),
    Class(Box<Class>),
    Place(Place),
    /// Goes on at the first; if that fails, at the second. The last is the number of this fork among all.
    Fork(usize, usize, usize),
    Jump(usize),
    /// Keeps the place in the text in a slot.
    Keep(usize),
    /// Ends the group of a number, which began where a slot says.
    Group {
        number: usize,
        begin: usize,
    },
    /// Leaves a loop, whose round began where the slot says, if that round matched no text.
    Round {
        slot: usize,
        exit: usize,
    },
    /// The text of a group.
    Again(usize, Fold),
    /// What follows is matched on its own; then it goes on at `to`.
    Look {
        to: usize,
        behind: Option<(usize, usize)>,
        negated: bool,
    },
    Atomic(usize),
    /// The end of what is matched on its own.
    Found,
    /// The whole pattern, if the rest of the text is of this class.
    Rest(Box<Class>),
    /// The whole pattern, if the text has ended.
    End,
    Never,
}

/// A pattern's steps.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    /// What every text that matches begins with.
    pub(super) begins: String,
    groups: usize,
    pub(super) forks: usize,
    /// Two for each group, where it began and ended last; then one for each place that is kept.
    pub(super) slots: usize,
    /// Whether what was matched before decides what matches: then no place is remembered as a failed one.
    pub(super) refers: bool,
}

/// The steps of a pattern with so many groups.
pub(super) fn compile(node: &Node, groups: usize) -> Result<Program, Refusal> {
    let refers = refers(node);
    let mut program =
        Program { refers, groups, slots: if refers { 2 * (groups + 1) } else { 0 }, ..Program::default() };
    program.whole(node)?;
    let begins = program.steps.iter().map_while(|step| if let Step::Char(c) = step { Some(*c) } else { None });
    program.begins = begins.collect();
    Ok(program)
}

/// The steps of a pattern that is looked for within a text: it may end anywhere, and its groups are kept.
pub(super) fn compile_search(node: &Node, groups: usize) -> Result<Program, Refusal> {
    let mut program = Program { refers: true, groups, slots: 2 * (groups + 1), ..Program::default() };
    program.node(node)?;
    program.push(Step::Found)?;
    Ok(program)
}

fn refers(node: &Node) -> bool {
    match node {
        Node::BackReference { .. } => true,
        Node::Sequence(parts) | Node::Either(parts) => parts.iter().any(refers),
        Node::Repeat { node, .. } | Node::Group(_, node) | Node::Look { node, .. } | Node::Atomic(node) => refers(node),
        Node::Class(_) | Node::Place(_) => false,
    }
}

impl Program {
    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    fn push(&mut self, step: Step) -> Result<usize, Refusal> {
        if self.steps.len() == MOST_STEPS {
            return Err(Refusal::TooLarge);
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    /// A fork whose ways are not known yet.
    fn fork(&mut self) -> Result<usize, Refusal> {
        self.forks += 1;
        self.push(Step::Fork(0, 0, self.forks - 1))
    }

    /// Directs a step to here.
    fn lead_here(&mut self, from: usize, lazy: bool) {
        let here = self.steps.len();
        match &mut self.steps[from] {
            Step::Fork(first, second, _) => {
                (*first, *second) = if lazy { (here, from + 1) } else { (from + 1, here) };
            }
            Step::Jump(to) | Step::Look { to, .. } | Step::Atomic(to) | Step::Round { exit: to, .. } => *to = here,
            _ => {}
        }
    }

    /// What the text ends with. Where that is any number of characters of a class, as in `PEN.*`, there is nothing to
    /// try in more than one way.
    fn whole(&mut self, node: &Node) -> Result<(), Refusal> {
        match node {
            Node::Either(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    let fork = if at + 1 < parts.len() { Some(self.fork()?) } else { None };
                    self.whole(part)?;
                    fork.into_iter().for_each(|fork| self.lead_here(fork, false));
                }
            }
            Node::Group(_, node) if !self.refers => self.whole(node)?,
            other => {
                if let Node::Sequence(parts) = other
                    && let Some((last, before)) = parts.split_last()
                {
                    before.iter().try_for_each(|part| self.node(part))?;
                    self.whole(last)?;
                } else if let Node::Repeat { node, least: 0, most: None, .. } = other
                    && let Node::Class(class) = &**node
                {
                    self.push(Step::Rest(Box::new(class.clone())))?;
                } else {
                    self.node(other)?;
                    self.push(Step::End)?;
                }
            }
        }
        Ok(())
    }

    fn node(&mut self, node: &Node) -> Result<(), Refusal> {
        match node {
            Node::Class(class) => drop(self.push(match class.only() {
                Some(c) => Step::Char(c),
                None => Step::Class(Box::new(class.clone())),
            })?),
            Node::Place(place) => drop(self.push(Step::Place(*place))?),
            Node::Sequence(parts) => parts.iter().try_for_each(|part| self.node(part))?,
            Node::Either(parts) => self.either(parts)?,
            Node::Repeat { node, least, most, lazy } => self.repeat(node, *least, *most, *lazy)?,
            Node::Group(number, node) => {
                if self.refers {
                    self.group(*number, node)?;
                } else {
                    self.node(node)?;
                }
            }
            // Java lets a group be named that does not exist; it has no text.
            Node::BackReference { group, .. } if *group > self.groups => drop(self.push(Step::Never)?),
            Node::BackReference { group, fold } => drop(self.push(Step::Again(*group, *fold))?),
            Node::Look { node, behind, negated } => {
                self.alone(Step::Look { to: 0, behind: *behind, negated: *negated }, node)?
            }
            Node::Atomic(node) => self.alone(Step::Atomic(0), node)?,
        }
        Ok(())
    }

    /// A group is set when it ends: until then what refers to it finds the round before.
    fn group(&mut self, number: usize, node: &Node) -> Result<(), Refusal> {
        let begin = self.slots;
        self.slots += 1;
        self.push(Step::Keep(begin))?;
        self.node(node)?;
        self.push(Step::Group { number, begin })?;
        Ok(())
    }

    fn alone(&mut self, step: Step, node: &Node) -> Result<(), Refusal> {
        let start = self.push(step)?;
        self.node(node)?;
        self.push(Step::Found)?;
        self.lead_here(start, false);
        Ok(())
    }

    fn either(&mut self, parts: &[Node]) -> Result<(), Refusal> {
        let mut ends = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if at + 1 == parts.len() {
                self.node(part)?;
                break;
            }
            let fork = self.fork()?;
            self.node(part)?;
            ends.push(self.push(Step::Jump(0))?);
            self.lead_here(fork, false);
        }
        ends.into_iter().for_each(|end| self.lead_here(end, false));
        Ok(())
    }

    fn repeat(&mut self, node: &Node, least: u32, most: Option<u32>, lazy: bool) -> Result<(), Refusal> {
        // What matches nothing but the empty text does so once as well as often.
        let rounds = |count: u32| if node.is_empty() { count.min(1) } else { count };
        for _ in 0..rounds(least) {
            self.node(node)?;
        }
        let Some(most) = most else { return self.any_number(node, lazy) };
        let mut forks = Vec::new();
        for _ in 0..rounds(most - least) {
            forks.push(self.fork()?);
            self.node(node)?;
        }
        forks.into_iter().for_each(|fork| self.lead_here(fork, lazy));
        Ok(())
    }

    fn any_number(&mut self, node: &Node, lazy: bool) -> Result<(), Refusal> {
        let start = self.fork()?;
        if node.least() > 0 {
            self.node(node)?;
            self.push(Step::Jump(start))?;
        } else {
            let slot = self.slots;
            self.slots += 1;
            self.push(Step::Keep(slot))?;
            self.node(node)?;
            let round = self.push(Step::Round { slot, exit: 0 })?;
            self.push(Step::Jump(start))?;
            self.lead_here(round, false);
        }
        self.lead_here(start, lazy);
        Ok(())
    }
}
