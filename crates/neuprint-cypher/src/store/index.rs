//! From a value to the rows that have it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::ast::BinaryOp;
use crate::store::{Column, ColumnData};
use crate::value::{NodeId, Value};

/// An index over one column of node properties.
#[derive(Debug)]
pub(crate) enum PropertyIndex {
    /// Sorted by integer, then by node.
    Int(Vec<(i64, u32)>),
    /// By text; nodes ascend.
    Text(HashMap<Arc<str>, Vec<u32>>),
    /// Nodes where it is false, and where it is true.
    Bool([Vec<u32>; 2]),
    /// The column's kind has no index.
    Scan,
}

impl PropertyIndex {
    /// Indexes a column of integers, of texts or of booleans.
    pub(crate) fn over(column: &Column) -> Self {
        match column.data() {
            ColumnData::Int(values) => {
                let mut pairs: Vec<(i64, u32)> = values.iter().copied().zip(column.rows()).collect();
                pairs.sort_unstable();
                Self::Int(pairs)
            }
            ColumnData::Text { words, codes } => {
                let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); words.len()];
                for (code, row) in codes.iter().zip(column.rows()) {
                    rows_of[*code as usize].push(row);
                }
                Self::Text(words.iter().cloned().zip(rows_of).collect())
            }
            ColumnData::Bool(values) => {
                let mut nodes = [Vec::new(), Vec::new()];
                for (value, row) in values.iter().zip(column.rows()) {
                    nodes[usize::from(*value)].push(row);
                }
                Self::Bool(nodes)
            }
            _ => Self::Scan,
        }
    }

    /// The integers in a range, each with its node; `None` if these are no integers.
    pub(crate) fn range(&self, operator: BinaryOp, bound: i64) -> Option<&[(i64, u32)]> {
        let Self::Int(pairs) = self else { return None };
        let below = pairs.partition_point(|pair| pair.0 < bound);
        let upto = pairs.partition_point(|pair| pair.0 <= bound);
        Some(match operator {
            BinaryOp::Less => &pairs[..below],
            BinaryOp::LessEqual => &pairs[..upto],
            BinaryOp::Greater => &pairs[upto..],
            BinaryOp::GreaterEqual => &pairs[below..],
            _ => return None,
        })
    }

    /// The nodes with this value; `None` if it cannot be looked up.
    pub(crate) fn find(&self, value: &Value) -> Option<Vec<NodeId>> {
        match (self, value) {
            (Self::Int(pairs), Value::Int(wanted)) => {
                let from = pairs.partition_point(|pair| pair.0 < *wanted);
                Some(pairs[from..].iter().take_while(|pair| pair.0 == *wanted).map(|pair| NodeId(pair.1)).collect())
            }
            (Self::Text(rows_of), Value::Str(wanted)) => {
                Some(rows_of.get(wanted).into_iter().flatten().map(|row| NodeId(*row)).collect())
            }
            (Self::Bool(nodes), Value::Bool(wanted)) => {
                Some(nodes[usize::from(*wanted)].iter().map(|row| NodeId(*row)).collect())
            }
            // No integer equals a text, and nothing equals null.
            (Self::Int(_), Value::Str(_) | Value::Bool(_) | Value::Null)
            | (Self::Text(_), Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Null)
            | (Self::Bool(_), Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Null) => Some(Vec::new()),
            _ => None,
        }
    }
}
