//! Conditions that an index or an early check can serve.

use crate::clauses::Generator;
use crate::forms::Kind;

impl Generator<'_> {
    /// A condition: often one that an index or an early check can serve.
    pub(crate) fn condition(&mut self) -> String {
        let mut parts = Vec::new();
        for _ in 0..1 + self.parts.random.below(2) {
            let node = self.parts.variable(Kind::Node);
            parts.push(match (self.parts.random.below(3), node) {
                (0, Some(node)) => self.indexed(&node),
                _ => self.parts.expression(Kind::Bool, 3),
            });
        }
        if parts.len() > 1 {
            self.parts.count("AND");
        }
        parts.join(" AND ")
    }

    /// A condition on an indexed property, also with values of kinds that the index does not hold.
    fn indexed(&mut self, node: &str) -> String {
        let value = self.parts.random.below(4);
        let other = self.parts.variable(Kind::Node).unwrap_or_default();
        match self.parts.random.below(24) {
            12 => format!("{node}.pre IN range({value}, 30)"),
            13 => format!("{node}.pre IN [1, {value}, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, null]"),
            10 => format!("{node}.pre IN [1, {value}, 'A', null, 1]"),
            11 => format!("{node}.type IN ['A', 'b', 'A']"),
            0 => format!("{node}.pre = {value}.0"),
            1 => format!("{node}.pre = {other}.pre"),
            2 => format!("{node}.mixed = {}", self.parts.random.pick(&["1", "1.5", "'A'", "true", "null"])),
            3 => format!("{node}.pre IN [1, {value}, 2.0, null, 'A']"),
            4 => format!("{other}.bodyId = {node}.bodyId"),
            5 => format!("{node}.type IN ['A', 'AB', 'b', {value}]"),
            6 => format!("{node}.bodyId IN range(100, 10{})", value + 1),
            7 => format!("{node}.type = 'A'"),
            8 => format!("{node}.bodyId >= 10{value}"),
            14 => format!("{node}.bodyId < 10{value}"),
            15 => format!("10{value} < {node}.bodyId"),
            16 => format!("{node}.bodyId <= 10{value}"),
            17 => format!("{node}.bodyId > {other}.bodyId"),
            18 => format!("({node}.bodyId = 10{value} OR {node}.bodyId = 105 OR {node}.bodyId < 101)"),
            19 => format!("({node}.`MB(R)` OR {node}.type = 'C1')"),
            20 => format!("({node}.status = 'b' OR {other}.pre = {value})"),
            21 => format!("{node}.type =~ 'A.?'"),
            22 => format!("({node}.type STARTS WITH 'C' OR {node}.status ENDS WITH 'b')"),
            23 => format!("{node}.`MB(R)`"),
            _ => format!("10{value} = {node}.bodyId"),
        }
    }
}
