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
//! A line `# key: value` or `# key = value` is one field: the key begins with a letter and goes on with letters,
//! digits, blanks, `_`, `-` and `.`. A line `#${…}`, as NeuTu writes, is a JSON object, each of whose members is a
//! field. All other lines are words. A field `unit` says what the coordinates are measured in: `nm`, `um`, or `voxel`
//! and the nanometres of one on each axis; anything else leaves it unknown.

use neuprint_decimal::{Plain, parse_f64};

use crate::skeleton::Skeleton;
use crate::unit::Unit;

const NANOMETRE: [&str; 5] = ["nm", "nanometre", "nanometres", "nanometer", "nanometers"];
const MICROMETRE: [&str; 9] =
    ["um", "µm", "μm", "micron", "microns", "micrometre", "micrometres", "micrometer", "micrometers"];

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
    pub fn header_fields(&self) -> HeaderFields<'_> {
        HeaderFields::of(&self.header)
    }

    /// What the header says of this, the last time that it does. Upper and lower case are the same.
    pub fn header_field(&self, key: &str) -> Option<&str> {
        last(&self.header, key)
    }
}

/// Goes through the fields of a header.
#[derive(Debug, Clone)]
pub struct HeaderFields<'h> {
    /// The members of an object that are still to come.
    json: &'h str,
    lines: &'h str,
}

impl<'h> HeaderFields<'h> {
    pub(crate) fn of(header: &'h str) -> Self {
        Self { json: "", lines: header }
    }
}

impl<'h> Iterator for HeaderFields<'h> {
    type Item = HeaderField<'h>;

    // Once: it is more code than what is done with the fields.
    #[inline(never)]
    fn next(&mut self) -> Option<HeaderField<'h>> {
        loop {
            if let Some(field) = member(&mut self.json) {
                return Some(field);
            }
            if self.lines.is_empty() {
                return None;
            }
            let (line, rest) = self.lines.split_once('\n').unwrap_or((self.lines, ""));
            self.lines = rest;
            let text = line.trim_start_matches('#').trim_ascii();
            self.json = "";
            if let Some(json) = text.strip_prefix("${") {
                self.json = json.strip_suffix('}').unwrap_or_default();
            } else if let Some(field) = pair(text) {
                return Some(field);
            }
        }
    }
}

fn last<'h>(header: &'h str, key: &str) -> Option<&'h str> {
    let mut found = None;
    for field in HeaderFields::of(header) {
        if is_one_of(field.key, &[key]) {
            found = Some(field.value);
        }
    }
    found
}

/// `key: value` or `key = value`.
fn pair(text: &str) -> Option<HeaderField<'_>> {
    let (key, value) = text.split_once([':', '='])?;
    let key = key.trim_ascii_end();
    let bytes = key.as_bytes();
    let is_key = bytes.first()?.is_ascii_alphabetic()
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'.'));
    // An address begins like a field.
    (is_key && !value.starts_with("//")).then_some(HeaderField { key, value: value.trim_ascii_start() })
}

/// The next member of a JSON object, without its brackets; `None` at its end, and where it is none.
fn member<'h>(json: &mut &'h str) -> Option<HeaderField<'h>> {
    let (key, value) = split_outside(json, b':')?;
    let (value, rest) = split_outside(value, b',').unwrap_or((value, ""));
    *json = rest;
    let key = key.trim_ascii().strip_prefix('"')?.strip_suffix('"')?;
    Some(HeaderField { key, value: value.trim_ascii() })
}

/// What stands before and behind this separator, the first outside of texts and brackets.
fn split_outside(text: &str, separator: u8) -> Option<(&str, &str)> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            byte if byte == separator && depth == 0 => return Some((text.get(..at)?, text.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

/// The unit that a header names.
// Not where each number is read.
#[inline(never)]
pub(crate) fn unit(header: &str) -> Unit {
    let Some(value) = last(header, "unit").or_else(|| last(header, "units")) else { return Unit::Unknown };
    let (name, mut rest) = word(value);
    let mut size = [None; 3];
    for length in &mut size {
        let (number, behind) = word(rest);
        *length = parse_f64(number.as_bytes()).filter(|length| *length > 0.0 && length.is_finite());
        rest = behind;
    }
    match size {
        [Some(x), Some(y), Some(z)] if is_one_of(name, &["voxel", "voxels"]) => Unit::Voxel([x, y, z]),
        [None, ..] if is_one_of(name, &NANOMETRE) => Unit::Nanometre,
        [None, ..] if is_one_of(name, &MICROMETRE) => Unit::Micrometre,
        _ => Unit::Unknown,
    }
}

/// Whether this is one of these names, in upper or lower case.
#[inline(never)]
pub(crate) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The first word of a text, and what stands behind it. Words have blanks or commas between them.
#[inline(never)]
pub(crate) fn word(text: &str) -> (&str, &str) {
    let is_between = |byte: &u8| matches!(byte, b' ' | b'\t' | b',');
    let start = text.bytes().position(|byte| !is_between(&byte)).unwrap_or(text.len());
    let length = text.bytes().skip(start).position(|byte| is_between(&byte)).unwrap_or(text.len() - start);
    (text.get(start..start + length).unwrap_or_default(), text.get(start + length..).unwrap_or_default())
}

/// A unit as the header names it.
pub(crate) fn unit_name(unit: Unit) -> String {
    match unit {
        Unit::Unknown => "unknown".into(),
        Unit::Nanometre => "nm".into(),
        Unit::Micrometre => "um".into(),
        Unit::Voxel([x, y, z]) => format!("voxel {} {} {}", Plain::from(x), Plain::from(y), Plain::from(z)),
    }
}
