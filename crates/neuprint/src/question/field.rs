//! What stands in the fields of a form.

/// A field that cannot be meant as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct FieldError {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong, as a sentence.
    pub reason: String,
}

impl FieldError {
    pub(super) fn new(field: &'static str, reason: impl Into<String>) -> Self {
        Self { field, reason: reason.into() }
    }
}

/// Names from a text: commas, semicolons and line ends separate, except within brackets and quotation marks. Quotation
/// marks around a name are taken off; each name is there once.
///
/// ```
/// use neuprint::question::list;
///
/// assert_eq!(list("KCg-m, \"PS008,PS009\"\nCRE(-ROB,-RUB)(R)"), ["KCg-m", "PS008,PS009", "CRE(-ROB,-RUB)(R)"]);
/// // Half of a pair is a letter as any other: KCa'b' is a type.
/// assert_eq!(list("KCa'b', 5\"HT"), ["KCa'b'", "5\"HT"]);
/// ```
pub fn list(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut depth = 0_u32;
    let mut rest = text.chars();
    let mut finish = |name: &mut String| {
        let trimmed = name.trim();
        if !trimmed.is_empty() && !names.iter().any(|known| known == trimmed) {
            names.push(trimmed.to_owned());
        }
        name.clear();
    };
    while let Some(letter) = rest.next() {
        match letter {
            ',' | ';' if depth == 0 => finish(&mut name),
            '\n' | '\r' => {
                depth = 0;
                finish(&mut name);
            }
            // A quotation mark opens only where a name begins, and only if another one closes it at a name's end.
            '"' | '\'' if name.trim().is_empty() => match closed(rest.as_str(), letter) {
                Some(inner) => {
                    name.push_str(inner);
                    finish(&mut name);
                    rest = rest.as_str()[inner.len() + 1..].chars();
                }
                None => name.push(letter),
            },
            letter => {
                match letter {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                name.push(letter);
            }
        }
    }
    finish(&mut name);
    names
}

/// What stands before the quotation mark that closes a name.
fn closed(rest: &str, quote: char) -> Option<&str> {
    let ends =
        |behind: &str| behind.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| ",;\r\n".contains(c));
    rest.match_indices(quote).find(|(at, _)| ends(&rest[at + 1..])).map(|(at, _)| &rest[..at])
}

/// Regular expressions, one a line: they may hold commas.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A whole number from 0 on; nothing if the field is empty.
pub(super) fn count(field: &'static str, text: &str) -> Result<Option<i64>, FieldError> {
    let digits: String = text.trim().chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}')).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    number
        .map(Some)
        .ok_or_else(|| FieldError::new(field, format!("`{}` is not a whole number from 0 on.", text.trim())))
}

/// A number, finite; nothing if the field is empty.
pub(super) fn number(field: &'static str, text: &str) -> Result<Option<f64>, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = neuprint_decimal::parse_f64(text.as_bytes()).filter(|number| number.is_finite());
    number.map(Some).ok_or_else(|| FieldError::new(field, format!("`{text}` is not a number.")))
}
