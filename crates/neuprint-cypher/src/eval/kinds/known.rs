//! What is known of a value before it is computed: what it can be, and what its items can be if it is a list.
//!
//! ```text
//! [x IN range(1, 3) | [x]]    a list of lists of integers
//! [1, 'a']                    a list of which nothing else is known
//! [1] + 'a'                   a list of what integers and texts have in common
//! ```

use std::sync::Arc;

use super::{Kinds, ONLY_TO_LISTS, STORED, TIME, WITH_KEYS};
use crate::ast::{
    AggregateKind, BinaryOp, Clause, ComprehensionKind, Expr, Part, PathPattern, Projection, QueryAst, Range,
    SubqueryKind,
};
use crate::eval::functions::{self, Function};
use crate::value::Value;

/// How deep lists in lists are followed.
const DEPTH: usize = 8;

/// What a value can be; behind it what its items can be, theirs, and so on. Further in, anything is possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Known([Kinds; DEPTH]);

impl Known {
    pub(crate) const ANYTHING: Self = Self([Kinds::ANY; DEPTH]);

    /// A value of such kinds, of whose items nothing is known.
    pub(crate) const fn of(kinds: Kinds) -> Self {
        Self::ANYTHING.with_kinds(kinds)
    }

    /// A list of such items.
    pub(crate) const fn list_of(items: Self) -> Self {
        let mut all = [Kinds::LIST; DEPTH];
        all.split_at_mut(1).1.copy_from_slice(items.0.split_at(DEPTH - 1).0);
        Self(all)
    }

    pub(crate) fn kinds(self) -> Kinds {
        self.0[0]
    }

    const fn with_kinds(mut self, kinds: Kinds) -> Self {
        self.0[0] = kinds;
        self
    }

    fn is_list(self) -> bool {
        self.kinds() == Kinds::LIST
    }

    /// What the items can be if it is a list.
    fn items(self) -> Self {
        let mut items = self.0;
        items.rotate_left(1);
        items[DEPTH - 1] = Kinds::ANY;
        Self(items)
    }

    /// What the items of what is a list in any case can be.
    pub(super) fn items_of_list(self) -> Option<Kinds> {
        self.is_list().then(|| self.items().kinds())
    }

    /// What there is for each item: what is no list is one of itself.
    pub(crate) fn each(self) -> Self {
        match self.kinds() {
            Kinds::LIST => self.items(),
            kinds if kinds.meets(Kinds::LIST) => Self::ANYTHING,
            _ => self,
        }
    }

    /// What there is for each item where only a list is wanted.
    pub(crate) fn each_of_list(self) -> Self {
        if self.kinds().meets(Kinds::LIST) { self.items() } else { self }
    }

    /// One or the other.
    pub(crate) fn or(self, other: Self) -> Self {
        let items = match (self.kinds().meets(Kinds::LIST), other.kinds().meets(Kinds::LIST)) {
            (true, true) if self.items() != other.items() => self.items().or(other.items()),
            (true, _) => self.items(),
            _ => other.items(),
        };
        Self::list_of(items).with_kinds(self.kinds().or(other.kinds()))
    }

    /// What two items of a list have in common that is written as a whole: of several kinds nothing is known, but for
    /// numbers.
    fn beside(self, other: Self) -> Self {
        let both = self.kinds().or(other.kinds());
        if self == other {
            self
        } else if self.is_list() && other.is_list() {
            Self::list_of(self.items().beside(other.items()))
        } else if both.within(Kinds::NUMBER) {
            Self::of(both)
        } else {
            Self::ANYTHING
        }
    }

    /// What two values have in common of which the one comes after the other, into a list or in the place of the other.
    fn common(self, other: Self) -> Self {
        if self == other {
            self
        } else if self.is_list() && other.is_list() {
            Self::list_of(self.items().common(other.items()))
        } else {
            let (a, b) = (self.kinds(), other.kinds());
            let numbers = Kinds::NUMBER.or(Kinds::SOME_NUMBER);
            let more = match a.or(b) {
                both if both.within(numbers) => Kinds::SOME_NUMBER,
                // An integer may become a float there.
                both if a.and(b).meets(Kinds::INT) && both.meets(Kinds::FLOAT) => Kinds::SEVERAL.or(Kinds::FLOAT),
                _ => Kinds::SEVERAL,
            };
            Self::of(a.and(b).or(more))
        }
    }

    /// What the items of a list can be to which something is added: an integer among floats, or where there may be
    /// floats, becomes one.
    fn added(self, more: Self) -> Self {
        let (a, b) = (self.kinds(), more.kinds());
        if b == Kinds::INT && a != Kinds::INT && a.meets(Kinds::FLOAT) {
            Self::of(Kinds::FLOAT)
        } else {
            self.common(more)
        }
    }

    /// What the items of a list can be to which something is added that may be a list, whose items come behind then.
    fn with(self, more: Self) -> Self {
        let added = self.added(more);
        if !more.kinds().meets(Kinds::LIST) {
            return added;
        }
        let items = more.items();
        added.or(self.common(items.with_kinds(items.kinds().and(STORED.or(Kinds::SEVERAL)))))
    }

    /// What the items of two lists can be, one behind the other.
    fn joined(self, other: Self) -> Self {
        match (self.kinds(), other.kinds()) {
            (Kinds::INT, Kinds::FLOAT) | (Kinds::FLOAT, Kinds::INT) => Self::of(Kinds::FLOAT.or(Kinds::SOME_NUMBER)),
            _ => self.common(other),
        }
    }
}

/// What is known of the variables of an expression.
#[derive(Clone, Copy)]
pub(crate) struct Variables<'v> {
    pub(crate) of: &'v dyn Fn(&str) -> Known,
    /// Whether lists of the text count as lists of anything. The database looks at a query twice: as it is written, and
    /// then with its lists handed in as parameters.
    pub(crate) lists_are_handed: bool,
    /// Whether nothing is known of any of them yet.
    pub(crate) are_unknown: bool,
}

impl Variables<'_> {
    /// Those that may be anything.
    pub(crate) const UNKNOWN: Self = Self { of: &|_| Known::ANYTHING, lists_are_handed: false, are_unknown: true };
}

/// What the value of an expression can be, whatever its variables are.
pub(crate) fn of(expression: &Expr) -> Kinds {
    known(expression, Variables::UNKNOWN).kinds()
}

/// What is known of the value of an expression.
pub(crate) fn known(expression: &Expr, variables: Variables<'_>) -> Known {
    let of = |expression: &Expr| known(expression, variables);
    let kinds = match expression {
        Expr::Literal(Value::List(_)) if variables.lists_are_handed => Kinds::LIST,
        Expr::Literal(value) => return of_value(value),
        Expr::Variable(name, _) => return (variables.of)(name),
        Expr::List(items) => {
            let items = items.iter().map(of).reduce(Known::beside).unwrap_or(Known::ANYTHING);
            let kinds = items.kinds();
            // Each of what a list that is written consists of is of the kinds below, too.
            return Known::list_of(match kinds.meets(Kinds::SEVERAL) {
                true => Known::ANYTHING,
                false if kinds.meets(Kinds::SOME_NUMBER) => Known::of(kinds.or(Kinds::NUMBER)),
                false => items,
            });
        }
        Expr::Slice(list, ..) => return Known::list_of(of(list).each_of_list()),
        Expr::Index(list, at) => {
            let list = of(list);
            let is_list = list.kinds().meets(Kinds::LIST) && !list.kinds().meets(WITH_KEYS);
            return if is_list && of(at).kinds() == Kinds::INT { list.items() } else { Known::ANYTHING };
        }
        Expr::Case { branches, otherwise, .. } => {
            let values = branches.iter().map(|branch| &branch.1).chain(otherwise.as_deref());
            return values.map(of).reduce(Known::or).unwrap_or(Known::ANYTHING);
        }
        Expr::Call { function, arguments } => return called(*function, arguments, &of),
        // What something is added to decides what comes of it.
        Expr::Binary(BinaryOp::Add, ..) if variables.are_unknown && has_variables(expression) => Kinds::ANY,
        Expr::Binary(operator, left, right) => return result(*operator, of(left), of(right)),
        Expr::Negate(operand) => as_number(of(operand).kinds()),
        Expr::Comprehension { kind: ComprehensionKind::List, variable, list, result, .. } => {
            let item = of(list).each_of_list();
            let with_item = |name: &str| if name == &**variable { item } else { (variables.of)(name) };
            let variables = Variables { of: &with_item, ..variables };
            return Known::list_of(result.as_deref().map_or(item, |result| known(result, variables)));
        }
        Expr::Reduce { so_far, start, variable, list, step } => {
            let start = of(start);
            return start.common(accumulated((so_far, start), (variable, of(list).each_of_list()), step, variables));
        }
        Expr::Aggregate { kind, argument, .. } => return aggregate(*kind, argument.as_deref().map(of)),
        Expr::Subquery(subquery) => match subquery.kind {
            SubqueryKind::Exists | SubqueryKind::ExistsPattern => Kinds::BOOL,
            // What it is depends on where it stands.
            SubqueryKind::Pattern => Kinds::BOOL.or(Kinds::LIST),
            SubqueryKind::Paths => return Known::list_of(Known::of(Kinds::PATH)),
            SubqueryKind::Collect => return Known::list_of(collected(&subquery.query, variables)),
            SubqueryKind::Count => Kinds::INT,
        },
        Expr::Path(_) => Kinds::PATH,
        Expr::Map(_) | Expr::MapProjection { .. } => Kinds::MAP,
        Expr::Not(_) | Expr::IsNull(..) | Expr::HasLabels(..) | Expr::Labelled(..) | Expr::Comprehension { .. } => {
            Kinds::BOOL
        }
        Expr::Parameter(..) | Expr::Slot(_) | Expr::Local(_) | Expr::Property(..) | Expr::Stored(..) => Kinds::ANY,
    };
    Known::of(kinds)
}

/// What a pattern comprehension gives for each match.
fn collected(query: &QueryAst, variables: Variables<'_>) -> Known {
    let [Part { clauses, .. }] = &query.parts[..] else { return Known::ANYTHING };
    let [Clause::Match(matched), Clause::Project(Projection { items, .. })] = &clauses[..] else {
        return Known::ANYTHING;
    };
    let of =
        |name: &str| matched.parts.iter().find_map(|path| of_path(path, name)).unwrap_or_else(|| (variables.of)(name));
    items.first().map_or(Known::ANYTHING, |item| known(&item.expression, Variables { of: &of, ..variables }))
}

fn has_variables(expression: &Expr) -> bool {
    let mut found = false;
    expression.walk(&mut |e| found |= matches!(e, Expr::Variable(..)));
    found
}

/// What is known of a variable of a pattern.
fn of_path(path: &PathPattern, name: &str) -> Option<Known> {
    let is = |variable: &Option<Arc<str>>| variable.as_deref() == Some(name);
    let relationship = |range: Option<Range>| {
        let one = Known::of(Kinds::RELATIONSHIP);
        if range.is_some() { Known::list_of(one) } else { one }
    };
    if is(&path.variable) {
        Some(Known::of(Kinds::PATH))
    } else if path.nodes.iter().any(|node| is(&node.variable)) {
        Some(Known::of(Kinds::NODE))
    } else {
        path.relationships.iter().find(|rel| is(&rel.variable)).map(|rel| relationship(rel.range))
    }
}

/// What one step of reduce() comes to.
pub(crate) fn accumulated(so_far: (&str, Known), item: (&str, Known), step: &Expr, variables: Variables<'_>) -> Known {
    let of = |name: &str| match name {
        name if name == item.0 => item.1,
        name if name == so_far.0 => so_far.1,
        name => (variables.of)(name),
    };
    known(step, Variables { of: &of, ..variables })
}

fn of_value(value: &Value) -> Known {
    match value {
        // Null can be anything.
        Value::Null => Known::ANYTHING,
        Value::List(items) => {
            Known::list_of(items.iter().map(of_value).reduce(Known::beside).unwrap_or(Known::ANYTHING))
        }
        other => Known::of(Kinds::of_value(other)),
    }
}

/// What a function makes of what is known of its arguments.
fn called(function: Function, arguments: &[Expr], of: &dyn Fn(&Expr) -> Known) -> Known {
    let first = || arguments.first().map_or(Known::ANYTHING, of);
    if function.is("coalesce") {
        arguments.iter().map(of).reduce(Known::or).unwrap_or(Known::ANYTHING)
    } else if function.is("head") || function.is("last") {
        first().each_of_list()
    } else if function.is("tail") {
        Known::list_of(first().each_of_list())
    } else if function.is("abs") {
        Known::of(as_number(first().kinds()))
    } else if function.is("reverse") {
        match first() {
            known if matches!(known.kinds(), Kinds::LIST | Kinds::TEXT) => known,
            known => known.with_kinds(functions::gives(function).kinds()),
        }
    } else {
        functions::gives(function)
    }
}

fn aggregate(kind: AggregateKind, argument: Option<Known>) -> Known {
    let argument = argument.unwrap_or(Known::ANYTHING);
    Known::of(match kind {
        AggregateKind::Collect => return Known::list_of(argument),
        AggregateKind::Min | AggregateKind::Max => return argument,
        AggregateKind::CountRows | AggregateKind::Count => Kinds::INT,
        AggregateKind::Sum | AggregateKind::PercentileDisc => as_number(argument.kinds()),
        AggregateKind::Avg | AggregateKind::StDev | AggregateKind::StDevP | AggregateKind::PercentileCont => {
            Kinds::FLOAT
        }
    })
}

fn result(operator: BinaryOp, left: Known, right: Known) -> Known {
    let (a, b) = (left.kinds(), right.kinds());
    Known::of(match operator {
        BinaryOp::Add => return sum(left, right),
        _ if a.within(TIME) || b.within(TIME) => match operator {
            BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                if a.within(Kinds::NUMBER) {
                    b
                } else {
                    a
                }
            }
            _ => Kinds::BOOL,
        },
        BinaryOp::Power => Kinds::FLOAT,
        BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => number(a, b),
        _ => Kinds::BOOL,
    })
}

/// What two numbers come to: an integer only of two that may be integers, a float if one of them may be a float.
fn number(a: Kinds, b: Kinds) -> Kinds {
    let [a, b] = [a, b].map(as_number);
    a.and(b).and(Kinds::INT).or(a.or(b).and(Kinds::FLOAT))
}

/// What is left where only a number is taken.
fn as_number(kinds: Kinds) -> Kinds {
    if kinds.meets(Kinds::NUMBER) { kinds.and(Kinds::NUMBER) } else { Kinds::NUMBER }
}

fn sum(left: Known, right: Known) -> Known {
    let (a, b) = (left.kinds(), right.kinds());
    let items = match (left.is_list(), right.is_list()) {
        (true, true) => return Known::list_of(left.items().joined(right.items())),
        (true, false) => return Known::list_of(left.items().with(right)),
        (false, true) => return Known::list_of(right.items().with(left)),
        // One of them may be a list.
        (false, false) => match (a.meets(Kinds::LIST), b.meets(Kinds::LIST)) {
            (true, false) => left.items().added(right),
            (false, true) => right.items().added(left),
            _ => Known::ANYTHING,
        },
    };
    if a.within(ONLY_TO_LISTS) || b.within(ONLY_TO_LISTS) {
        return Known::list_of(left.common(right));
    }
    let in_text = Kinds::TEXT.or(Kinds::NUMBER);
    let kinds = match (a.within(in_text), b.within(in_text)) {
        _ if a.within(Kinds::NUMBER) && b.within(Kinds::NUMBER) => number(a, b),
        (true, _) => beside_text_or_number(a, b),
        (_, true) => beside_text_or_number(b, a),
        // Whatever it is of what can be added at all.
        _ => in_text.or(TIME).or(Kinds::LIST),
    };
    Known::list_of(items).with_kinds(kinds)
}

/// What a text or a number comes to with something else.
fn beside_text_or_number(known: Kinds, other: Kinds) -> Kinds {
    [
        (Kinds::TEXT, known.or(other).meets(Kinds::TEXT)),
        (number(known, other), known.meets(Kinds::NUMBER) && other.meets(Kinds::NUMBER)),
        (Kinds::LIST, other.meets(Kinds::LIST)),
    ]
    .into_iter()
    .filter(|(_, is_possible)| *is_possible)
    .map(|(kinds, _)| kinds)
    .reduce(Kinds::or)
    .unwrap_or(Kinds::ANY)
}
