//! Operators bind as openCypher says, whatever the parser library thinks.
//!
//! The library lets `IN`, `IS NULL`, `STARTS WITH` and their kin bind more tightly than `+`, nests chained comparisons
//! to the left, and takes `^` from the right. Its tree still holds operands and operators in the order in which they
//! were written, with brackets as nodes of their own. So a tree is read back into that order and put together again:
//!
//! `OR` < `XOR` < `AND` < `NOT` < `= <> < <= > >=` (chained) < `=~ IN STARTS WITH ENDS WITH CONTAINS IS NULL` <
//! `+ -` < `* / %` < `^` (from the left) < unary `+ -`

use decypher::ast::expr::{BinaryOperator, ComparisonOperator, Expression, UnaryOperator};

use super::misread::LEAST;
use super::{Lowered, Source, folded};
use crate::ast::{BinaryOp, Expr, Offset};
use crate::error::ErrorCode;
use crate::eval::kinds::{self, Kinds};
use crate::value::Value;

/// An expression with its first byte, where that is known.
pub(super) struct Placed {
    pub(super) expr: Expr,
    pub(super) at: Option<Offset>,
}

enum Token {
    Operand(Placed),
    Prefix(UnaryOperator, Offset),
    Infix(BinaryOp, Offset),
    IsNull { negated: bool },
}

impl Source<'_> {
    /// An expression whose outermost part is an operator.
    pub(super) fn operators(&self, expression: &Expression) -> Lowered<Expr> {
        let mut tokens = Vec::new();
        self.written(expression, &mut tokens)?;
        let mut tokens = Tokens { source: self, tokens: tokens.into_iter().peekable(), end: 0 };
        let whole = tokens.level(Level::Or)?;
        match tokens.tokens.next() {
            None => Ok(whole.expr),
            Some(_) => Err(tokens.ambiguous(tokens.end)),
        }
    }

    /// Appends operands and operators in the order in which they stand in the text.
    fn written(&self, expression: &Expression, tokens: &mut Vec<Token>) -> Lowered<()> {
        match expression {
            Expression::BinaryOp { op, lhs, rhs, span } => {
                self.written(lhs, tokens)?;
                let subtracted = super::start_of(rhs).is_some_and(|at| self.subtracted.contains(&at));
                let op = if subtracted { BinaryOp::Subtract } else { binary(*op) };
                tokens.push(Token::Infix(op, span.start));
                self.written(rhs, tokens)?;
            }
            Expression::Comparison { lhs, operators, span } => {
                self.written(lhs, tokens)?;
                for (operator, rhs) in operators {
                    tokens.push(Token::Infix(compared(*operator), span.start));
                    self.written(rhs, tokens)?;
                }
            }
            Expression::In { lhs, rhs, span } => {
                self.written(lhs, tokens)?;
                tokens.push(Token::Infix(BinaryOp::In, span.start));
                self.written(rhs, tokens)?;
            }
            Expression::UnaryOp { op, operand, span } => {
                tokens.push(Token::Prefix(*op, span.start));
                self.written(operand, tokens)?;
            }
            Expression::IsNull { operand, negated, .. } => {
                self.written(operand, tokens)?;
                tokens.push(Token::IsNull { negated: *negated });
            }
            operand => {
                let at = super::start_of(operand);
                tokens.push(Token::Operand(Placed { expr: self.expression(operand)?, at }));
            }
        }
        Ok(())
    }

    /// Refuses an operand that can never be of a kind that the operator takes.
    /// `otherwise` is the place to name where the operand's own is not known.
    pub(super) fn accepts(&self, operand: &Placed, wanted: Kinds, otherwise: Offset) -> Lowered<()> {
        kinds::check(kinds::of(&operand.expr), wanted)
            .map_err(|message| self.error(ErrorCode::Syntax, message, operand.at.unwrap_or(otherwise)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Or,
    Xor,
    And,
    Not,
    Comparison,
    Test,
    Sum,
    Product,
    Power,
    Sign,
}

impl Level {
    fn tighter(self) -> Self {
        match self {
            Self::Or => Self::Xor,
            Self::Xor => Self::And,
            Self::And => Self::Not,
            Self::Not => Self::Comparison,
            Self::Comparison => Self::Test,
            Self::Test => Self::Sum,
            Self::Sum => Self::Product,
            Self::Product => Self::Power,
            Self::Power | Self::Sign => Self::Sign,
        }
    }

    fn of(operator: BinaryOp) -> Self {
        match operator {
            BinaryOp::Or => Self::Or,
            BinaryOp::Xor => Self::Xor,
            BinaryOp::And => Self::And,
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterEqual => Self::Comparison,
            BinaryOp::Matches | BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains | BinaryOp::In => {
                Self::Test
            }
            BinaryOp::Add | BinaryOp::Subtract => Self::Sum,
            BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => Self::Product,
            BinaryOp::Power => Self::Power,
        }
    }
}

struct Tokens<'s, 'q> {
    source: &'s Source<'q>,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    /// Where the last operator was.
    end: Offset,
}

impl Tokens<'_, '_> {
    fn level(&mut self, level: Level) -> Lowered<Placed> {
        match level {
            Level::Not => self.not(),
            Level::Comparison => self.comparison(),
            Level::Sign => self.sign(),
            _ => {
                let mut left = self.level(level.tighter())?;
                let mut tested = false;
                while let Some((operator, at)) = self.infix(level) {
                    let right = self.level(level.tighter())?;
                    left = self.joined(operator, at, left, right)?;
                    // One test only: what a second would apply to is not defined.
                    if level == Level::Test {
                        tested = true;
                        break;
                    }
                }
                if level == Level::Test
                    && let Some(Token::IsNull { negated }) =
                        self.tokens.next_if(|token| matches!(token, Token::IsNull { .. }))
                {
                    if tested {
                        return Err(self.ambiguous(self.end));
                    }
                    left.expr = Expr::IsNull(Box::new(left.expr), negated);
                }
                Ok(left)
            }
        }
    }

    fn infix(&mut self, level: Level) -> Option<(BinaryOp, Offset)> {
        match self.tokens.next_if(|token| matches!(token, Token::Infix(op, _) if Level::of(*op) == level)) {
            Some(Token::Infix(operator, at)) => {
                self.end = at;
                Some((operator, at))
            }
            _ => None,
        }
    }

    fn joined(&self, operator: BinaryOp, at: Offset, left: Placed, right: Placed) -> Lowered<Placed> {
        let (is_left, is_right) = (kinds::of(&left.expr), kinds::of(&right.expr));
        let (takes_left, takes_right) = kinds::operands(operator, is_left, is_right);
        self.source.accepts(&left, takes_left, at)?;
        self.source.accepts(&right, takes_right, at)?;
        if operator == BinaryOp::Add {
            kinds::check_sum(is_left, is_right)
                .map_err(|message| self.source.error(ErrorCode::Syntax, message, right.at.unwrap_or(at)))?;
        }
        self.fits(operator, &left, &right)?;
        Ok(Placed { expr: folded::arithmetic(operator, left.expr, right.expr), at: left.at })
    }

    /// What two integers of the text come to is known before the query is run: if it does not fit, that is a mistake of
    /// the text.
    fn fits(&self, operator: BinaryOp, left: &Placed, right: &Placed) -> Lowered<()> {
        let (Expr::Literal(Value::Int(a)), Expr::Literal(Value::Int(b))) = (&left.expr, &right.expr) else {
            return Ok(());
        };
        let (sign, made) = match operator {
            BinaryOp::Add => ('+', a.checked_add(*b)),
            BinaryOp::Subtract => ('-', a.checked_sub(*b)),
            BinaryOp::Multiply => ('*', a.checked_mul(*b)),
            _ => return Ok(()),
        };
        if made.is_some() {
            return Ok(());
        }
        let message = format!("result of {a} {sign} {b} cannot be represented as an integer");
        // The operator stands before its right side.
        let before = self.source.text.get(..right.at.unwrap_or(0)).unwrap_or_default();
        Err(self.source.error(ErrorCode::Syntax, message, before.rfind(sign).unwrap_or(self.end)))
    }

    fn not(&mut self) -> Lowered<Placed> {
        match self.tokens.next_if(|token| matches!(token, Token::Prefix(UnaryOperator::Not, _))) {
            Some(Token::Prefix(_, at)) => {
                let operand = self.not()?;
                self.source.accepts(&operand, Kinds::BOOL, at)?;
                Ok(Placed { expr: Expr::Not(Box::new(operand.expr)), at: Some(at) })
            }
            _ => self.comparison(),
        }
    }

    /// `a < b <= c` is `a < b AND b <= c`.
    fn comparison(&mut self) -> Lowered<Placed> {
        let first = self.level(Level::Test)?;
        let at = first.at;
        let (mut left, mut whole) = (first.expr, None);
        while let Some((operator, at)) = self.infix(Level::Comparison) {
            if whole.is_some() && left.draws() {
                let message = "rand() in the middle of a chain of comparisons is not supported: put it into a WITH";
                return Err(self.source.error(ErrorCode::Unsupported, message, at));
            }
            let right = self.level(Level::Test)?.expr;
            let link = folded::comparison(operator, left, right.clone());
            whole = Some(match whole {
                None => link,
                Some(before) => Expr::Binary(BinaryOp::And, Box::new(before), Box::new(link)),
            });
            left = right;
        }
        Ok(Placed { expr: whole.unwrap_or(left), at })
    }

    fn sign(&mut self) -> Lowered<Placed> {
        match self.tokens.next() {
            Some(Token::Operand(operand)) => Ok(operand),
            Some(Token::Prefix(operator @ (UnaryOperator::Negate | UnaryOperator::Plus), at)) => {
                let operand = self.sign()?;
                self.source.accepts(&operand, Kinds::NUMBER, at)?;
                // The sign of a number of the text belongs to it: -0.0. What is in brackets is subtracted from zero.
                let behind = self.source.text.get(at + 1..).unwrap_or_default().trim_start();
                let is_own = behind.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                let expr = match (operator, operand.expr) {
                    (UnaryOperator::Plus, expr) => expr,
                    (_, Expr::Literal(Value::Int(i64::MIN))) if !is_own => {
                        let message = "the least integer has no opposite";
                        return Err(self.source.error(ErrorCode::Syntax, message, at));
                    }
                    (_, Expr::Literal(Value::Float(_)))
                        if behind.starts_with(LEAST) && !is_float(&behind[LEAST.len()..]) =>
                    {
                        Expr::Literal(Value::Int(i64::MIN))
                    }
                    (_, Expr::Literal(Value::Int(value))) => Expr::Literal(Value::Int(value.wrapping_neg())),
                    (_, Expr::Literal(Value::Float(value))) => {
                        Expr::Literal(Value::Float(if is_own { -value } else { 0.0 - value }))
                    }
                    (_, expr) => Expr::Negate(Box::new(expr)),
                };
                Ok(Placed { expr, at: Some(at) })
            }
            Some(Token::Prefix(_, at) | Token::Infix(_, at)) => Err(self.ambiguous(at)),
            Some(Token::IsNull { .. }) | None => Err(self.ambiguous(self.end)),
        }
    }

    fn ambiguous(&self, at: Offset) -> crate::error::CypherError {
        let message = "these operators do not stand beside each other without brackets: put brackets around them";
        self.source.error(ErrorCode::Unsupported, message, at)
    }
}

/// Whether digits are those of a float, as what follows them tells.
fn is_float(behind: &str) -> bool {
    behind.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E'))
}

fn binary(operator: BinaryOperator) -> BinaryOp {
    match operator {
        BinaryOperator::Add => BinaryOp::Add,
        BinaryOperator::Subtract => BinaryOp::Subtract,
        BinaryOperator::Multiply => BinaryOp::Multiply,
        BinaryOperator::Divide => BinaryOp::Divide,
        BinaryOperator::Modulo => BinaryOp::Modulo,
        BinaryOperator::Power => BinaryOp::Power,
        BinaryOperator::And => BinaryOp::And,
        BinaryOperator::Or => BinaryOp::Or,
        BinaryOperator::Xor => BinaryOp::Xor,
    }
}

fn compared(operator: ComparisonOperator) -> BinaryOp {
    match operator {
        ComparisonOperator::Eq => BinaryOp::Equal,
        ComparisonOperator::Ne => BinaryOp::NotEqual,
        ComparisonOperator::Lt => BinaryOp::Less,
        ComparisonOperator::Gt => BinaryOp::Greater,
        ComparisonOperator::Le => BinaryOp::LessEqual,
        ComparisonOperator::Ge => BinaryOp::GreaterEqual,
        ComparisonOperator::RegexMatch => BinaryOp::Matches,
        ComparisonOperator::StartsWith => BinaryOp::StartsWith,
        ComparisonOperator::EndsWith => BinaryOp::EndsWith,
        ComparisonOperator::Contains => BinaryOp::Contains,
    }
}
