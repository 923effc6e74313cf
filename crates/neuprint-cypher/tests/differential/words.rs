//! What the expressions are made of: the properties of the made graphs, and few values, so that they meet.

use crate::expressions::Words;
use crate::forms::{AGGREGATES, FORMS, Kind};
use crate::graph::TEXTS;
use crate::random::Random;

pub(crate) const WORDS: Words =
    Words { forms: &[FORMS], aggregates: &[AGGREGATES], without: &[], of_nodes, of_relationships, literal };

fn of_nodes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Int => &["pre", "bodyId"],
        Kind::Float => &["size"],
        Kind::Text => &["type", "status", "roiInfo"],
        Kind::Bool => &["cropped", "`MB(R)`"],
        Kind::Point => &["soma"],
        _ => &[],
    }
}

fn of_relationships(kind: Kind) -> &'static [&'static str] {
    if kind == Kind::Int { &["weight"] } else { &[] }
}

fn literal(random: &mut Random, kind: Kind) -> String {
    let number = random.below(4);
    match kind {
        Kind::Int => number.to_string(),
        Kind::Float => format!("{number}.5"),
        Kind::Text => format!("'{}'", random.pick(&TEXTS)),
        Kind::Bool => random.pick(&["true", "true", "false", "null"]).to_owned(),
        Kind::Ints => format!("[1, {number}]"),
        Kind::Texts => format!("['A', '{}', null]", random.pick(&TEXTS)),
        Kind::Point => format!("point({{x: {number}, y: 0, z: 1}})"),
        Kind::Map => format!("{{a: {number}}}"),
        Kind::Node | Kind::Rel | Kind::Path | Kind::Any => "null".to_owned(),
    }
}
