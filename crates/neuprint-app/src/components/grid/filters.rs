//! How filters read, and how their bounds are typed.

pub(super) use neuprint_page::filters::{kind, with};
use neuprint_worker::messages::{CellText, Test};

/// The filter in words, with the column's name: `weight ≥ 10`, `type contains “KC”`.
pub(crate) fn in_words(name: &str, test: &Test) -> String {
    let quoted = |value: &CellText| match value {
        CellText::Text(text) => format!("“{text}”"),
        CellText::Null => "null".to_owned(),
        other => super::plain(other),
    };
    let says = match test {
        Test::Between { low: Some(low), high: Some(high) } if low == high => format!("= {low}"),
        Test::Between { low: Some(low), high: Some(high) } => format!("{low} to {high}"),
        Test::Between { low: Some(low), high: None } => format!("≥ {low}"),
        Test::Between { low: None, high: Some(high) } => format!("≤ {high}"),
        Test::Between { low: None, high: None } => "is a number".to_owned(),
        Test::Contains { text, case_sensitive: false } => format!("contains “{text}”"),
        Test::Contains { text, case_sensitive: true } => format!("contains “{text}” exactly"),
        Test::Matches { regex } => format!("matches /{regex}/"),
        Test::OneOf { values, keep } => {
            let is = if *keep { "is" } else { "is not" };
            match values.as_slice() {
                [] => format!("{is} anything"),
                [one] => format!("{is} {}", quoted(one)),
                [one, other] => format!("{is} {} or {}", quoted(one), quoted(other)),
                many => format!("{is} one of {} values", many.len()),
            }
        }
        Test::Null => "is null".to_owned(),
        Test::NotNull => "is not null".to_owned(),
    };
    format!("{name} {says}")
}

/// A number as the user typed it, if it is one; nothing is no bound. Spaces and thousands' commas may stand in it.
pub(super) fn bound(typed: &str) -> Result<Option<String>, ()> {
    let text: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != ',').collect();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.parse::<f64>().is_ok_and(f64::is_finite);
    if number { Ok(Some(text)) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_read_as_sentences() {
        let values = |texts: &[&str]| texts.iter().map(|text| CellText::Text((*text).to_owned())).collect::<Vec<_>>();
        let one_of = |texts: &[&str], keep| Test::OneOf { values: values(texts), keep };
        let between = |low: Option<&str>, high: Option<&str>| Test::Between {
            low: low.map(str::to_owned),
            high: high.map(str::to_owned),
        };
        for (test, says) in [
            (between(Some("10"), None), "n ≥ 10"),
            (between(None, Some("10")), "n ≤ 10"),
            (between(Some("1"), Some("10")), "n 1 to 10"),
            (between(Some("7"), Some("7")), "n = 7"),
            (Test::Contains { text: "KC".to_owned(), case_sensitive: false }, "n contains “KC”"),
            (Test::Matches { regex: "^a".to_owned() }, "n matches /^a/"),
            (one_of(&["a"], true), "n is “a”"),
            (one_of(&["a", "b"], false), "n is not “a” or “b”"),
            (one_of(&["a", "b", "c"], true), "n is one of 3 values"),
            (Test::Null, "n is null"),
        ] {
            assert_eq!(in_words("n", &test), says);
        }
    }

    #[test]
    fn bounds_keep_every_digit() {
        assert_eq!(bound("720575940628857211"), Ok(Some("720575940628857211".to_owned())));
        assert_eq!(bound(" 1,000 "), Ok(Some("1000".to_owned())));
        assert_eq!(bound("-2.5e3"), Ok(Some("-2.5e3".to_owned())));
        assert_eq!(bound("  "), Ok(None));
        for wrong in ["ten", "1x", "inf", "NaN", "--1", "1e999"] {
            assert_eq!(bound(wrong), Err(()), "{wrong}");
        }
    }
}
