//! What the comments at the head of a file say of it.
//!
//! ```
//! use neuprint_skeleton::{Skeleton, Unit};
//!
//! let text = b"#${\"ds_intv\": [21, 21, 21], \"vskl\": 1}\n# dataset: hemibrain:v1.2.1\n# unit = voxel 8 8 8\n# words\n1 0 0 0 0 1 -1\n";
//! let skeleton = Skeleton::parse(text)?;
//! let fields: Vec<_> = skeleton.header_fields().map(|field| (field.key, field.value)).collect();
//! assert_eq!(
//!     fields,
//!     [("ds_intv", "[21, 21, 21]"), ("vskl", "1"), ("dataset", "hemibrain:v1.2.1"), ("unit", "voxel 8 8 8")]
//! );
//! assert_eq!(skeleton.unit(), Unit::Voxel([8.0; 3]));
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! A line `# key: value` or `# key = value` is one field: the key begins with a letter and goes on with letters, digits,
//! blanks, `_`, `-` and `.`. A line `#${…}`, as NeuTu writes, is a JSON object, each of whose members is a field. All other
//! lines are words. A field `unit` says what the coordinates are measured in: `nm`, `um`, or `voxel` and the nanometres of
//! one on each axis; anything else leaves it unknown.

use std::borrow::Cow;

use neuprint_decimal::{Plain, parse_f64};

use crate::skeleton::Skeleton;
use crate::unit::Unit;

/// Something that the header of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderField<'h> {
    /// Of what.
    pub key: &'h str,
    /// What: the rest of the line, or a member's JSON text, texts in their quotes.
    pub value: &'h str,
}

impl Skeleton {
    /// What the header says in fields, in its order. A key may come several times.
    pub fn header_fields(&self) -> impl Iterator<Item = HeaderField<'_>> {
        self.header.lines().flat_map(fields_of)
    }

    /// What the header says of this, the last time that it does. Upper and lower case are the same.
    pub fn header_field(&self, key: &str) -> Option<&str> {
        last(&self.header, key)
    }
}

fn last<'h>(header: &'h str, key: &str) -> Option<&'h str> {
    header
        .lines()
        .flat_map(fields_of)
        .filter(|field| field.key.eq_ignore_ascii_case(key))
        .last()
        .map(|field| field.value)
}

/// The fields of a line.
fn fields_of(line: &str) -> impl Iterator<Item = HeaderField<'_>> {
    let text = line.trim_start_matches('#').trim();
    let (json, words) = match text.strip_prefix('$') {
        Some(json) => (json, ""),
        None => ("", text),
    };
    pair(words).into_iter().chain(members(json))
}

/// `key: value` or `key = value`.
pub(crate) fn pair(text: &str) -> Option<HeaderField<'_>> {
    let at = text.find([':', '='])?;
    let (key, value) = (text[..at].trim_end(), &text[at + 1..]);
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'));
    // An address begins like a field.
    (is_key && !value.starts_with("//")).then_some(HeaderField { key, value: value.trim_start() })
}

/// The members of a JSON object, as far as it is one.
fn members(json: &str) -> impl Iterator<Item = HeaderField<'_>> {
    let mut rest = json.strip_prefix('{').and_then(|json| json.strip_suffix('}')).unwrap_or_default();
    std::iter::from_fn(move || {
        let key = &rest[..value_end(rest, ':')];
        let value = rest[key.len()..].strip_prefix(':')?;
        let key = key.trim().strip_prefix('"')?.strip_suffix('"')?;
        let end = value_end(value, ',');
        rest = value[end..].trim_start_matches(',');
        Some(HeaderField { key, value: value[..end].trim() })
    })
}

/// Where this separator comes, outside of texts and brackets.
fn value_end(text: &str, separator: char) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The unit that a header names.
pub(crate) fn unit(header: &str) -> Unit {
    let Some(value) = last(header, "unit").or_else(|| last(header, "units")) else { return Unit::Unknown };
    let mut words = value.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| first.eq_ignore_ascii_case(name));
    let mut length = || parse_f64(words.next()?.as_bytes()).filter(|length| *length > 0.0 && length.is_finite());
    let size = [length(), length(), length()];
    match size {
        [None, ..] if is(&["nm", "nanometre", "nanometres", "nanometer", "nanometers"]) => Unit::Nanometre,
        [None, ..] if is(&["um", "µm", "μm", "micron", "microns"]) => Unit::Micrometre,
        [None, ..] if is(&["micrometre", "micrometres", "micrometer", "micrometers"]) => Unit::Micrometre,
        [Some(x), Some(y), Some(z)] if is(&["voxel", "voxels"]) => Unit::Voxel([x, y, z]),
        _ => Unit::Unknown,
    }
}

/// A unit as the header names it.
pub(crate) fn unit_name(unit: Unit) -> Cow<'static, str> {
    match unit {
        Unit::Unknown => "unknown".into(),
        Unit::Nanometre => "nm".into(),
        Unit::Micrometre => "um".into(),
        Unit::Voxel(size) => {
            let [x, y, z] = size.map(|length| Plain::from(length).to_string());
            ["voxel", &x, &y, &z].join(" ").into()
        }
    }
}
