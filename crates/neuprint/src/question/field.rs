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
