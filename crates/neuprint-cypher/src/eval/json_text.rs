//! JSON text as values: `apoc.convert.fromJsonMap` and `fromJsonList`.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{json_packed, wrong_type};
use crate::error::{CypherError, ErrorCode};
use crate::store::ParsedTexts;
use crate::value::Value;

/// Reads the JSON of a map; what was read before is known.
pub(super) fn map(function: &str, texts: &ParsedTexts, text: &Value) -> Result<Value, CypherError> {
    if let Value::Str(text) = text {
        let known = texts.get(text);
        if let Some(map) = known.or_else(|| Some(texts.keep(text, json_packed::read(text, texts)?))) {
            return Ok(Value::Map(map));
        }
    }
    read(function, text, |value| matches!(value, Value::Map(_)))
}

/// Reads JSON of the kind that is wanted. Integers stay integers.
pub(super) fn read(function: &str, text: &Value, wanted: impl Fn(&Value) -> bool) -> Result<Value, CypherError> {
    let text = match text {
        Value::Null => return Ok(Value::Null),
        Value::Str(text) if text.is_empty() => return Ok(Value::Null),
        Value::Str(text) => text,
        other => return Err(wrong_type("a text", other)),
    };
    let failed =
        |why: String| CypherError::new(ErrorCode::CallFailed, format!("Failed to invoke function `{function}`: {why}"));
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Values { names: &Names::default(), is_inner: false }
        .deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| failed(format!("the text is not JSON: {error}")))?;
    if value.is_null() || wanted(&value) {
        return Ok(value);
    }
    Err(failed(format!("the text is the JSON of a {}", value.type_name())))
}

/// Names that came last: the entries of a list of objects, or of an object of objects, have the same names again and
/// again, and share them.
#[derive(Default)]
struct Names(RefCell<Vec<Arc<str>>>);

/// More names than this are not looked through.
const MOST_NAMES: usize = 8;

impl Names {
    fn shared(&self, name: &str) -> Arc<str> {
        let mut known = self.0.borrow_mut();
        if let Some(known) = known.iter().find(|known| &***known == name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        if known.len() == MOST_NAMES {
            known.remove(0);
        }
        known.push(name.clone());
        name
    }
}

/// Reads a value without a tree of JSON between: millions of entries are read this way. Names are shared within
/// objects inside of others.
#[derive(Clone, Copy)]
struct Values<'n> {
    names: &'n Names,
    is_inner: bool,
}

impl<'de> DeserializeSeed<'de> for Values<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        // Past the largest integer it is a float, as any number is that does not fit.
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(Self { is_inner: true, ..self })? {
            all.push(item);
        }
        Ok(Value::list(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all: Vec<(Arc<str>, Value)> = Vec::new();
        while let Some(name) = entries.next_key_seed(Name(self))? {
            all.push((name, entries.next_value_seed(Self { is_inner: true, ..self })?));
        }
        Ok(Value::Map(Arc::new(all.into_iter().collect())))
    }
}

/// Reads the name of an entry.
struct Name<'n>(Values<'n>);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Arc<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Arc<str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Arc<str>, E> {
        Ok(if self.0.is_inner { self.0.names.shared(name) } else { name.into() })
    }
}
