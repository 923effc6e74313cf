//! What expressions over the recorded graph are made of: its properties, and values of which some are odd.

use crate::expressions::Words;
use crate::forms::{self, AGGREGATES, FORMS, Kind};
use crate::more_forms::{MORE, MORE_AGGREGATES, STRICT};
use crate::random::Random;

/// Each database numbers its nodes for itself, and has its own order of keys. What APOC takes for equal depends on how
/// many bits an integer was stored in: such functions have forms of their own, over integers that are computed.
const WITHOUT: &[&str] = &["id", "startNode", "endNode", "keys", "apoc.coll.contains"];

/// For queries over the graph: nothing of it fails, or nearly nothing.
pub(crate) const OF_GRAPH: Words = Words {
    forms: &[FORMS, MORE],
    aggregates: &[AGGREGATES, MORE_AGGREGATES],
    without: WITHOUT,
    of_nodes,
    of_relationships,
    literal,
};

/// For queries over values alone, which may fail.
pub(crate) const OF_VALUES: Words = Words { forms: &[FORMS, MORE, STRICT], literal: odd_literal, ..OF_GRAPH };

/// The names of all forms.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let own = [MORE, STRICT, MORE_AGGREGATES].into_iter().flatten().map(|form| form.0);
    forms::names().into_iter().chain(own).filter(|name| !WITHOUT.contains(name))
}

fn of_nodes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Int => &["pre", "post", "bodyId", "upstream", "downstream", "size", "group"],
        Kind::Float => &["predictedNtProb", "somaRadius", "confidence"],
        Kind::Text => &["type", "instance", "status", "somaSide", "roiInfo", "nothing"],
        Kind::Bool => &["cropped", "`CA(R)`", "`a'L(R)`", "EB", "`LH(R)`"],
        Kind::Texts => &["tags", "inputRois", "outputRois"],
        Kind::Point => &["somaLocation", "location"],
        _ => &[],
    }
}

fn of_relationships(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Int => &["weight", "weightHP"],
        Kind::Float => &["distance"],
        Kind::Text => &["roiInfo"],
        _ => &[],
    }
}

/// Texts that occur in the graph, or nearly.
pub(crate) const TEXTS: [&str; 14] = [
    "'APL'",
    "'MBON01'",
    "'made1'",
    "'made5_L'",
    "'DA1_lPN'",
    "'Traced'",
    "'Anchor'",
    "''",
    "'a'",
    "'b'",
    "'CA(R)'",
    "'1'",
    "'1.5'",
    "'true'",
];

fn literal(random: &mut Random, kind: Kind) -> String {
    let number = random.below(4);
    match kind {
        Kind::Int => random.pick(&["0", "1", "2", "3", "10", "100", "-1", "754538881"]).to_owned(),
        Kind::Float => random.pick(&["0.5", "1.5", "2.0", "0.1", "-0.25", "100.75"]).to_owned(),
        Kind::Text => random.pick(&TEXTS).to_owned(),
        Kind::Bool => random.pick(&["true", "true", "false", "null"]).to_owned(),
        Kind::Ints => format!("[1, {number}]"),
        Kind::Texts => format!("['a', {}, null]", random.pick(&TEXTS)),
        Kind::Point => format!("point({{x: {number}, y: 0, z: 1}})"),
        Kind::Map => format!("{{a: {number}, b: {}}}", random.pick(&TEXTS)),
        Kind::Node | Kind::Rel | Kind::Path | Kind::Any => "null".to_owned(),
    }
}

/// Also values at the edges of their kinds, and now and then one of another kind.
fn odd_literal(random: &mut Random, kind: Kind) -> String {
    if random.percent(5) {
        return "null".to_owned();
    }
    if random.percent(4) {
        let other = random.pick(&Kind::VALUES);
        return odd_literal(random, other);
    }
    let odd: &[&str] = match kind {
        Kind::Int => &[
            "0",
            "1",
            "2",
            "3",
            "7",
            "-1",
            "-7",
            "10",
            "1000",
            "9007199254740993",
            "-9007199254740993",
            "720575940628857217",
            "9223372036854775807",
            "-9223372036854775808",
            "0x1F",
            "4294967296",
        ],
        Kind::Float => &[
            "0.0",
            "-0.0",
            "0.5",
            "-0.5",
            "1.0",
            "1.5",
            "2.5",
            "-2.5",
            "0.1",
            "1e10",
            "1e21",
            "1e-7",
            "123456789.125",
            "9007199254740992.0",
            "9223372036854775807.0",
            "(0.0 / 0.0)",
            "(1.0 / 0.0)",
            "(-1.0 / 0.0)",
            "1.7976931348623157e308",
            "4.9e-324",
            "3.141592653589793",
        ],
        Kind::Text => &[
            "''",
            "' '",
            "'a'",
            "'A'",
            "'abc'",
            "'aBc d'",
            "'é'",
            "'ß'",
            "'😀'",
            "'naïve 神経'",
            "'a,b,,c'",
            "'it\\'s'",
            "\"say \\\"hi\\\"\"",
            "'tab\\there'",
            "'line\\nbreak'",
            "'1'",
            "' 12 '",
            "'1.9'",
            "'-3'",
            "'1e3'",
            "'0x1F'",
            "'NaN'",
            "'Infinity'",
            "'true'",
            "'FALSE'",
            "'9223372036854775808'",
            "'{\"a\": 1}'",
            "'[1, 2.0, null]'",
            "'a1b22c333'",
            "'\\\\'",
            "'.*'",
            "'\\u00e9'",
        ],
        Kind::Bool => &["true", "false", "true", "false", "null"],
        Kind::Ints => &[
            "[]",
            "[1]",
            "[1, 2, 3]",
            "[3, 1, 2, 1]",
            "[null]",
            "[1, null, 2]",
            "[-1, 0]",
            "[9007199254740993, 1]",
            "range(0, 5)",
            "[1, 2.0, 3]",
        ],
        Kind::Texts => &["[]", "['a']", "['b', 'a', 'b']", "['a', null]", "['A', 'a', 'é', '']", "['a', 1, true]"],
        Kind::Map => &["{}", "{a: 1}", "{a: null}", "{a: 1, b: 'x'}", "{`a b`: 1, c: {d: [1, 2]}}", "{a: 1.0, A: 1}"],
        Kind::Point => &[
            "point({x: 1, y: 2})",
            "point({x: 1, y: 2, z: 3})",
            "point({x: 1.5, y: -2, z: 0})",
            "point({x: 0, y: 0, z: 0, srid: 9157})",
            "point(null)",
        ],
        Kind::Node | Kind::Rel | Kind::Path | Kind::Any => &["null"],
    };
    random.pick(odd).to_owned()
}
