//! Functions of texts. Lengths and places are counted in characters (code points), as the database counts them.

use super::{Entry, entry, on_text, unsupported};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::{Evaluated, wrong_type};
use crate::value::Value;

const T: &[Kinds] = &[Kinds::TEXT];

pub(super) const ENTRIES: &[Entry] = &[
    entry("left", &[Kinds::TEXT, Kinds::INT], Kinds::TEXT, |_, a| {
        on_length(a, "left", |text, length| text.chars().take(length).collect())
    }),
    entry("lTrim", T, Kinds::TEXT, |_, a| on_text(&a[0], |t| Value::text(t.trim_start_matches(is_space)))),
    entry("replace", &[Kinds::TEXT, Kinds::TEXT, Kinds::TEXT], Kinds::TEXT, |_, a| match (&a[0], &a[1], &a[2]) {
        (Value::Null, ..) | (_, Value::Null, _) | (.., Value::Null) => Ok(Value::Null),
        (Value::Str(t), Value::Str(from), Value::Str(to)) => Ok(Value::text(t.replace(&**from, to))),
        _ => Err(wrong_type("texts", a.iter().find(|v| !matches!(v, Value::Str(_))).unwrap_or(&a[0]))),
    }),
    entry("right", &[Kinds::TEXT, Kinds::INT], Kinds::TEXT, |_, a| {
        on_length(a, "right", |text, length| {
            let skipped = text.chars().count().saturating_sub(length);
            text.chars().skip(skipped).collect()
        })
    }),
    entry("rTrim", T, Kinds::TEXT, |_, a| on_text(&a[0], |t| Value::text(t.trim_end_matches(is_space)))),
    entry("split", &[Kinds::TEXT, Kinds::TEXT.or(Kinds::LIST)], Kinds::LIST, |_, a| match (&a[0], &a[1]) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Str(t), _) if t.is_empty() => Ok(Value::list([a[0].clone()])),
        (Value::Str(t), Value::Str(by)) if by.is_empty() => {
            Ok(Value::list(t.chars().map(|c| Value::text(c.to_string()))))
        }
        (Value::Str(t), Value::Str(by)) => Ok(Value::list(t.split(&**by).map(Value::text))),
        (Value::Str(t), Value::List(separators)) => split_by(t, separators),
        (Value::Str(_), other) | (other, _) => Err(wrong_type("a text", other)),
    })
    .of(Kinds::TEXT),
    entry("substring", &[Kinds::TEXT, Kinds::INT, Kinds::INT], Kinds::TEXT, |_, a| substring(a)).with(2, 3),
    entry("toLower", T, Kinds::TEXT, |_, a| on_text(&a[0], |t| Value::text(t.to_lowercase()))),
    entry("toUpper", T, Kinds::TEXT, |_, a| on_text(&a[0], |t| Value::text(t.to_uppercase()))),
    entry("trim", T, Kinds::TEXT, |_, a| on_text(&a[0], |t| Value::text(t.trim_matches(is_space)))),
];

/// What Java takes for white space: a no-break space is none.
pub(in crate::eval) fn is_space(c: char) -> bool {
    match c {
        '\u{1c}'..='\u{1f}' => true,
        '\u{85}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => false,
        c => c.is_whitespace(),
    }
}

/// At each place the first separator that stands there counts.
fn split_by(text: &str, separators: &[Value]) -> Evaluated {
    let mut by = Vec::new();
    for separator in separators {
        match separator {
            Value::Str(text) if text.is_empty() => {
                return Err(unsupported(
                    "split() by an empty text among others is not supported by the embedded engine",
                ));
            }
            Value::Str(text) => by.push(text),
            Value::Null => return Ok(Value::Null),
            other => return Err(wrong_type("a text", other)),
        }
    }
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(c) = text[at..].chars().next() {
        match by.iter().find(|separator| text[at..].starts_with(&****separator)) {
            Some(separator) => {
                parts.push(Value::text(&text[from..at]));
                at += separator.len();
                from = at;
            }
            None => at += c.len_utf8(),
        }
    }
    parts.push(Value::text(&text[from..]));
    Ok(Value::list(parts))
}

fn on_length(arguments: &[Value], name: &str, then: impl Fn(&str, usize) -> String) -> Evaluated {
    match (&arguments[0], &arguments[1]) {
        (Value::Null, _) => Ok(Value::Null),
        (Value::Str(text), length) => match (usize::try_from(count(length)?), name) {
            (Ok(length), _) => Ok(Value::text(then(text, length))),
            // Of an empty text nothing is taken, however little of it.
            (Err(_), "left") if text.is_empty() => Ok(Value::text("")),
            (Err(_), name) => Err(negative(name)),
        },
        (other, _) => Err(wrong_type("a text", other)),
    }
}

fn substring(arguments: &[Value]) -> Evaluated {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Str(text) => {
            let from = count(&arguments[1])?;
            let length = arguments.get(2).map(count).transpose()?;
            if text.is_empty() {
                return Ok(Value::text(""));
            }
            let place = |count: i32| usize::try_from(count).map_err(|_| negative("substring"));
            let (from, length) = (place(from)?, length.map_or(Ok(usize::MAX), place)?);
            Ok(Value::text(text.chars().skip(from).take(length).collect::<String>()))
        }
        other => Err(wrong_type("a text", other)),
    }
}

fn negative(function: &str) -> CypherError {
    CypherError::new(ErrorCode::Argument, format!("{function}() takes no negative place or length"))
}

/// A number of characters. Java's casts: a float is cut, and of what is too large the lower half is left.
fn count(value: &Value) -> Result<i32, CypherError> {
    match value {
        Value::Int(v) => Ok(*v as i32),
        Value::Float(v) => Ok(*v as i64 as i32),
        other => Err(wrong_type("an integer", other)),
    }
}
