//! `apoc.text` and `apoc.number`: texts, with Java's regular expressions.

use super::super::{Entry, entry, on_text};
use super::failed;
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::{Env, Evaluated, wrong_type};
use crate::value::Value;

const T: &[Kinds] = &[Kinds::TEXT];
const TT: &[Kinds] = &[Kinds::TEXT, Kinds::TEXT];
const TTT: &[Kinds] = &[Kinds::TEXT, Kinds::TEXT, Kinds::TEXT];
const PAD: &[Kinds] = &[Kinds::TEXT, Kinds::INT, Kinds::TEXT];

/// The longest text that is made by repeating one.
const LONGEST: usize = 10_000_000;

pub(in crate::eval::functions) const ENTRIES: &[Entry] = &[
    entry("apoc.number.format", &[Kinds::ANY], Kinds::TEXT, |_, a| format_number(&a[0])),
    entry("apoc.text.capitalize", T, Kinds::TEXT, |_, a| match &a[0] {
        Value::Null => Err(failed("apoc.text.capitalize", "there is no text")),
        Value::Str(text) if text.is_empty() => Err(failed("apoc.text.capitalize", "the text is empty")),
        text => first_letter(text, |first| first.to_uppercase().collect()),
    }),
    entry("apoc.text.decapitalize", T, Kinds::TEXT, |_, a| first_letter(&a[0], |first| first.to_lowercase().collect())),
    entry("apoc.text.lpad", PAD, Kinds::TEXT, |_, a| padded("apoc.text.lpad", a, |text, filling| filling + text))
        .with(2, 3),
    entry("apoc.text.regexGroups", TT, Kinds::LIST, |env, a| regex_groups(env, &a[0], &a[1])),
    entry("apoc.text.regreplace", TTT, Kinds::TEXT, replace),
    entry("apoc.text.repeat", &[Kinds::TEXT, Kinds::INT], Kinds::TEXT, |_, a| match (&a[0], &a[1]) {
        (Value::Null, _) | (_, Value::Null) => Err(failed("apoc.text.repeat", "there is no text or no number")),
        (Value::Str(text), count) => match whole(count)? {
            ..0 => Err(failed("apoc.text.repeat", "the number is negative")),
            count => Ok(Value::text(text.repeat(bounded(count, text.len())?))),
        },
        (other, _) => Err(wrong_type("a text", other)),
    }),
    entry("apoc.text.replace", TTT, Kinds::TEXT, replace),
    entry("apoc.text.rpad", PAD, Kinds::TEXT, |_, a| {
        padded("apoc.text.rpad", a, |text, filling| text.to_owned() + &filling)
    })
    .with(2, 3),
    entry("apoc.text.split", &[Kinds::TEXT, Kinds::TEXT, Kinds::INT], Kinds::LIST, split).with(2, 3),
    entry("apoc.text.swapCase", T, Kinds::TEXT, |_, a| {
        on_text(&a[0], |text| {
            // Java changes a letter into one letter: ß stays.
            let swapped = |c: char| {
                let other: Vec<char> =
                    if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() };
                if let [other] = other[..] { other } else { c }
            };
            Value::text(text.chars().map(swapped).collect::<String>())
        })
    }),
];

/// With commas between thousands and at most three digits behind the point, as Java writes numbers.
fn format_number(value: &Value) -> Evaluated {
    let text = match value {
        Value::Int(v) => v.to_string(),
        // Half a thousandth goes down in Java, and only it.
        Value::Float(v) if v.abs() == 0.0005 => if *v < 0.0 { "-0" } else { "0" }.to_owned(),
        // Beyond what has a fraction only the digits that tell the float are written.
        Value::Float(v) if v.is_finite() && v.abs() >= 1e16 => v.to_string(),
        Value::Float(v) if v.is_finite() => format!("{v:.3}").trim_end_matches('0').trim_end_matches('.').to_owned(),
        Value::Float(v) => {
            return Ok(Value::text(if v.is_nan() {
                "NaN"
            } else if *v > 0.0 {
                "∞"
            } else {
                "-∞"
            }));
        }
        // What is no number has no such text.
        _ => return Ok(Value::Null),
    };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    Ok(Value::text(format!("{sign}{grouped}{fraction}")))
}

fn first_letter(value: &Value, change: impl Fn(char) -> String) -> Evaluated {
    on_text(value, |text| {
        let mut chars = text.chars();
        let first = chars.next().map(&change).unwrap_or_default();
        Value::text(first + chars.as_str())
    })
}

/// The whole part of a number.
fn whole(value: &Value) -> Result<i64, CypherError> {
    match value {
        Value::Int(v) => Ok(*v),
        Value::Float(v) => Ok(*v as i64),
        other => Err(wrong_type("an integer", other)),
    }
}

/// How often a text of so many bytes may be repeated.
fn bounded(count: i64, bytes: usize) -> Result<usize, CypherError> {
    let count = usize::try_from(count).unwrap_or(0);
    if count.saturating_mul(bytes.max(1)) > LONGEST {
        let message = format!("the text would be longer than {LONGEST} bytes");
        return Err(CypherError::new(ErrorCode::Limit, message));
    }
    Ok(count)
}

/// A text with what it lacks of a length, in Java's units of 16 bits: blanks, or the first character of the third argument.
fn padded(function: &str, arguments: &[Value], join: impl Fn(&str, String) -> String) -> Evaluated {
    let (text, length) = match (&arguments[0], &arguments[1]) {
        (Value::Null, _) | (_, Value::Null) => return Err(failed(function, "there is no text or no length")),
        (Value::Str(text), length) => (text, whole(length)?),
        (other, _) => return Err(wrong_type("a text", other)),
    };
    let missing = length.saturating_sub(i64::try_from(text.encode_utf16().count()).unwrap_or(i64::MAX));
    let filling = match arguments.get(2) {
        None => ' ',
        Some(Value::Null) if missing <= 0 => ' ',
        Some(Value::Null) => return Err(failed(function, "there is nothing to fill it up with")),
        Some(Value::Str(with)) => match with.chars().next() {
            None if missing > 0 => return Err(failed(function, "there is nothing to fill it up with")),
            first => first.unwrap_or(' '),
        },
        Some(other) => return Err(wrong_type("a text", other)),
    };
    let filling = filling.to_string().repeat(bounded(missing, filling.len_utf8())?);
    Ok(Value::text(join(text, filling)))
}

/// Two or more texts; `None` if one of them is null.
fn texts<const N: usize>(arguments: &[Value]) -> Result<Option<[&str; N]>, CypherError> {
    let mut out = [""; N];
    for (text, argument) in out.iter_mut().zip(arguments) {
        match argument {
            Value::Str(own) => *text = own,
            Value::Null => return Ok(None),
            other => return Err(wrong_type("a text", other)),
        }
    }
    Ok(Some(out))
}

/// Where a match is, and each of its groups.
type Groups = Vec<Option<(usize, usize)>>;

/// All matches with their groups. A pattern that is none is a failure of the function here.
fn found(env: &Env<'_>, text: &str, pattern: &str) -> Result<Vec<Groups>, CypherError> {
    env.memory.patterns.find_all(text, pattern, env.budget).map_err(|error| match error.code {
        ErrorCode::Semantic => CypherError { code: ErrorCode::CallFailed, ..error },
        _ => error,
    })
}

fn regex_groups(env: &Env<'_>, text: &Value, pattern: &Value) -> Evaluated {
    let Some([text, pattern]) = texts(&[text.clone(), pattern.clone()])?.map(|pair: [&str; 2]| pair.map(str::to_owned))
    else {
        return Ok(Value::list([]));
    };
    let matches = found(env, &text, &pattern)?;
    Ok(Value::list(matches.iter().map(|groups| {
        let group = |span: &Option<(usize, usize)>| span.map_or(Value::Null, |(from, to)| Value::text(&text[from..to]));
        Value::list(groups.iter().map(group))
    })))
}

fn replace(env: &Env<'_>, arguments: &[Value]) -> Evaluated {
    let Some([text, pattern, with]) = texts(arguments)? else { return Ok(Value::Null) };
    let matches = found(env, text, pattern)?;
    let (mut out, mut from) = (String::new(), 0);
    for groups in &matches {
        let Some((begin, end)) = groups.first().copied().flatten() else { continue };
        out.push_str(&text[from..begin]);
        write_replacement(with, groups, text, &mut out)?;
        if out.len() > LONGEST {
            return Err(CypherError::new(ErrorCode::Limit, format!("the text would be longer than {LONGEST} bytes")));
        }
        from = end;
    }
    out.push_str(&text[from..]);
    Ok(Value::text(out))
}

/// A replacement as Java reads it: `$1` is a group, a backslash takes the next character as it is.
fn write_replacement(
    with: &str,
    groups: &[Option<(usize, usize)>],
    text: &str,
    out: &mut String,
) -> Result<(), CypherError> {
    let refused = |why: &str| Err(CypherError::new(ErrorCode::CallFailed, format!("the replacement `{with}` {why}")));
    let mut chars = with.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(next) => out.push(next),
                None => return refused("ends with a backslash"),
            },
            '$' => {
                let Some(mut group) = chars.peek().and_then(|c| c.to_digit(10)).map(|digit| digit as usize) else {
                    return refused("has a `$` that names no group by number");
                };
                chars.next();
                // As many digits as there are groups for.
                while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                    let longer = group * 10 + digit as usize;
                    if longer >= groups.len() {
                        break;
                    }
                    group = longer;
                    chars.next();
                }
                match groups.get(group) {
                    Some(span) => out.push_str(span.map_or("", |(from, to)| &text[from..to])),
                    None => return refused("names a group that the pattern does not have"),
                }
            }
            c => out.push(c),
        }
    }
    Ok(())
}

/// As Java splits: nothing in front of a match of nothing at the beginning, and no empty texts at the end unless a limit
/// asks for them.
fn split(env: &Env<'_>, arguments: &[Value]) -> Evaluated {
    let Some([text, pattern]) = texts(arguments)? else { return Ok(Value::Null) };
    let limit = match arguments.get(2) {
        None => 0,
        Some(Value::Null) => return Ok(Value::Null),
        Some(limit) => whole(limit)?,
    };
    let most = usize::try_from(limit).ok().filter(|most| *most > 0);
    let (mut parts, mut from) = (Vec::new(), 0);
    for groups in found(env, text, pattern)? {
        let Some((begin, end)) = groups.first().copied().flatten() else { continue };
        if most.is_some_and(|most| parts.len() + 1 >= most) {
            break;
        }
        if end == 0 || (begin == end && end == text.len()) {
            continue;
        }
        parts.push(&text[from..begin]);
        from = end;
    }
    parts.push(&text[from..]);
    if limit == 0 && parts.len() > 1 {
        let kept = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |at| at + 1);
        parts.truncate(kept);
    }
    Ok(Value::list(parts.into_iter().map(Value::text)))
}
