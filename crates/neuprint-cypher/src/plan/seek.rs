//! Conditions whose nodes can be sought by what is stored, and how many there will be.
//!
//! `n.bodyId = 5`, `n.type IN [...]`, `n.pre > 100`, `n.type =~ 'KC.*'`, a brain region's name (``n.`EB` ``), and any of
//! these joined by OR. The condition stays: what is found is checked as well.

use std::collections::HashSet;

use super::{Planner, Seek};
use crate::ast::{BinaryOp, Expr};
use crate::store::{ColumnData, KeyId};
use crate::value::Value;

impl Planner<'_> {
    /// How the nodes that can meet a condition are sought, and about how many there are. What it compares with must be
    /// known before the node is.
    pub(super) fn seek(&self, condition: &Expr, node: usize, known: &HashSet<usize>) -> Option<(Seek, usize)> {
        let key_of = |e: &Expr| match e {
            Expr::Property(base, key) if **base == Expr::Slot(node) => self.graph.node_key(key),
            _ => None,
        };
        let before = |e: &Expr| {
            let mut all = !e.draws();
            e.walk(&mut |e| all &= !matches!(e, Expr::Slot(slot) if !known.contains(slot)));
            all
        };
        match condition {
            Expr::Binary(BinaryOp::Or, a, b) => {
                let ((a, few), (b, more)) = (self.seek(a, node, known)?, self.seek(b, node, known)?);
                Some((Seek::Either(vec![a, b]), few.saturating_add(more)))
            }
            Expr::Binary(BinaryOp::Equal, a, b) => match (key_of(a), key_of(b)) {
                (Some(key), _) if before(b) => Some(self.equal(key, b)),
                (_, Some(key)) if before(a) => Some(self.equal(key, a)),
                _ => None,
            },
            Expr::Binary(BinaryOp::In, a, b) if before(b) => {
                let (key, value) = (key_of(a)?, (**b).clone());
                let cost = match &value {
                    Expr::Literal(Value::List(items)) => items.iter().map(|item| self.with_value(key, item)).sum(),
                    Expr::List(items) => items.len(),
                    _ => 100,
                };
                Some((Seek::Value { key, value, is_list: true }, cost))
            }
            Expr::Binary(operator, a, b) => match (key_of(a), key_of(b)) {
                (Some(key), _) if before(b) => self.compared(key, *operator, condition, b, node),
                (_, Some(key)) if before(a) => self.compared(key, operator.turned()?, condition, a, node),
                _ => None,
            },
            // A brain region's name: true where the neuron is in it.
            flag => key_of(flag)
                .filter(|key| matches!(self.graph.node_column(*key).data(), ColumnData::Bool(_)))
                .map(|key| self.equal(key, &Expr::Literal(Value::Bool(true)))),
        }
    }

    fn equal(&self, key: KeyId, value: &Expr) -> (Seek, usize) {
        let cost = match value {
            Expr::Literal(value) => self.with_value(key, value),
            _ => 1,
        };
        (Seek::Value { key, value: value.clone(), is_list: false }, cost)
    }

    /// How many nodes have a value.
    fn with_value(&self, key: KeyId, value: &Value) -> usize {
        self.graph.lookup(key, value).map_or(1, |nodes| nodes.len())
    }

    fn compared(
        &self,
        key: KeyId,
        operator: BinaryOp,
        condition: &Expr,
        bound: &Expr,
        node: usize,
    ) -> Option<(Seek, usize)> {
        let column = self.graph.node_column(key).data();
        match (operator, column) {
            (
                BinaryOp::Less | BinaryOp::LessEqual | BinaryOp::Greater | BinaryOp::GreaterEqual,
                ColumnData::Int(all),
            ) => {
                // They are found in the order of their values, and brought into that of the store: that counts twice.
                let cost = match bound {
                    Expr::Literal(Value::Int(bound)) => self.graph.in_range(key, operator, *bound)?.len() * 2,
                    _ => all.len(),
                };
                Some((Seek::Range { key, operator, bound: bound.clone() }, cost))
            }
            (
                BinaryOp::Matches | BinaryOp::StartsWith | BinaryOp::EndsWith | BinaryOp::Contains,
                ColumnData::Text { codes, .. },
            ) => {
                let mut condition = condition.clone();
                if let Expr::Binary(_, text, _) = &mut condition {
                    **text = Expr::Slot(node);
                }
                Some((Seek::Words { key, condition, slot: node }, codes.len() / 8))
            }
            _ => None,
        }
    }
}

impl BinaryOp {
    /// The comparison with its sides turned.
    fn turned(self) -> Option<Self> {
        match self {
            Self::Less => Some(Self::Greater),
            Self::LessEqual => Some(Self::GreaterEqual),
            Self::Greater => Some(Self::Less),
            Self::GreaterEqual => Some(Self::LessEqual),
            _ => None,
        }
    }
}
