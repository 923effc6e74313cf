//! Random queries over values alone: what operators and functions make of odd ones, and what they refuse.

use std::collections::BTreeMap;

use crate::clauses::Query;
use crate::expressions::Expressions;
use crate::forms::Kind;
use crate::words::OF_VALUES;

/// Writes one query.
pub(crate) fn query(number: u64, counts: &mut BTreeMap<&'static str, usize>) -> Query {
    let mut parts = Expressions::new(number, &OF_VALUES, counts);
    match parts.random.below(10) {
        0..4 => of_literals(&mut parts),
        4..8 => of_variables(&mut parts),
        _ => of_many(&mut parts),
    }
}

fn some(parts: &mut Expressions<'_>, most: usize, depth: usize) -> Vec<String> {
    let count = 1 + parts.random.below(most);
    (0..count)
        .map(|at| {
            let kind = parts.random.pick(&Kind::VALUES);
            format!("{} AS v{at}", parts.expression(kind, depth))
        })
        .collect()
}

fn of_literals(parts: &mut Expressions<'_>) -> Query {
    Query { text: format!("RETURN {}", some(parts, 3, 2).join(", ")), is_ordered: true }
}

/// What is bound before is of no kind that is known when the query is read.
fn of_variables(parts: &mut Expressions<'_>) -> Query {
    let kinds = [parts.random.pick(&Kind::VALUES), parts.random.pick(&Kind::VALUES)];
    let [a, b] = kinds.map(|kind| parts.literal(kind));
    let text = match parts.random.below(3) {
        0 => format!("WITH {a} AS a, {b} AS b"),
        1 => format!("UNWIND [{a}, {}, {b}] AS a WITH a, {b} AS b", parts.literal(kinds[0])),
        _ => format!("WITH {{x: {a}, y: [{b}]}} AS m WITH m.x AS a, m.y[0] AS b"),
    };
    parts.variables.extend([("a".to_owned(), kinds[0]), ("b".to_owned(), kinds[1])]);
    Query { text: format!("{text} RETURN {}", some(parts, 2, 2).join(", ")), is_ordered: true }
}

/// Values of many kinds: how they are sorted, grouped, compared.
fn of_many(parts: &mut Expressions<'_>) -> Query {
    let mixed = parts.random.percent(50);
    let kind = parts.random.pick(&Kind::VALUES);
    let count = 2 + parts.random.below(7);
    let items: Vec<String> = (0..count)
        .map(|_| {
            let kind = if mixed { parts.random.pick(&Kind::VALUES) } else { kind };
            parts.literal(kind)
        })
        .collect();
    let text = format!("UNWIND [{}] AS x ", items.join(", "));
    parts.count("many values");
    let rest = match parts.random.below(11) {
        0 => "RETURN x ORDER BY x",
        1 => "RETURN x ORDER BY x DESC",
        2 => "RETURN DISTINCT x",
        3 => "RETURN x, count(*) AS c",
        4 => "RETURN min(x) AS a, max(x) AS b, count(x) AS c, count(DISTINCT x) AS d, collect(DISTINCT x) AS e",
        5 => "RETURN sum(x) AS a, avg(x) AS b",
        6 => "RETURN stDev(x) AS a, stDevP(x) AS b, percentileCont(x, 0.4) AS c, percentileDisc(x, 0.4) AS d",
        7 => {
            "WITH collect(x) AS xs RETURN xs, size(xs) AS s, reverse(xs) AS r, xs[1..] AS t, head(xs) AS h, last(xs) AS l"
        }
        8 => "WITH x ORDER BY x LIMIT 3 RETURN collect(x) AS xs",
        9 => "RETURN toStringOrNull(x) AS a, toIntegerOrNull(x) AS b, toFloatOrNull(x) AS c, toBooleanOrNull(x) AS d",
        _ => {
            "WITH collect(x) AS xs UNWIND xs AS y UNWIND xs AS z RETURN y = z AS a, y < z AS b, y >= z AS c, y IN xs AS d, [y] = [z] AS e"
        }
    };
    Query { text: text + rest, is_ordered: true }
}
