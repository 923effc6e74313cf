//! JSON texts that are maps of maps of small integers, such as `roiInfo`, read into little memory.
//!
//! Whatever else a text holds, it is no such map: then [`super::json_text`] reads it.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::store::ParsedTexts;
use crate::value::{Packed, PackedBuilder};

/// The map of maps that a text holds, if it holds one.
pub(super) fn read(text: &str, texts: &ParsedTexts) -> Option<Packed> {
    let rows = Rows { builder: RefCell::default(), texts };
    let mut json = serde_json::Deserializer::from_str(text);
    (&rows).deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(rows.builder.into_inner().build())
}

struct Rows<'t> {
    builder: RefCell<PackedBuilder>,
    texts: &'t ParsedTexts,
}

impl<'de> DeserializeSeed<'de> for &Rows<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of maps")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(name) = entries.next_key_seed(Name { rows: self, inner: false })? {
            entries.next_value_seed(Row(self))?;
            self.builder.borrow_mut().row(name);
        }
        Ok(())
    }
}

struct Row<'r, 't>(&'r Rows<'t>);

impl<'de> DeserializeSeed<'de> for Row<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of integers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(name) = entries.next_key_seed(Name { rows: self.0, inner: true })? {
            let number = entries.next_value_seed(Number)?;
            self.0.builder.borrow_mut().number(name, number);
        }
        Ok(())
    }
}

/// A name, which is most likely one that was read before.
struct Name<'r, 't> {
    rows: &'r Rows<'t>,
    inner: bool,
}

impl<'de> DeserializeSeed<'de> for Name<'_, '_> {
    type Value = Arc<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Arc<str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_, '_> {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Arc<str>, E> {
        let builder = self.rows.builder.borrow();
        match builder.expected().filter(|expected| self.inner && ***expected == *name) {
            Some(expected) => Ok(expected.clone()),
            None => Ok(self.rows.texts.name(name)),
        }
    }
}

struct Number;

impl<'de> DeserializeSeed<'de> for Number {
    type Value = i32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<i32, D::Error> {
        // Any: a float that is whole must not be taken for an integer.
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Number {
    type Value = i32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a small integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i32, E> {
        i32::try_from(value).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i32, E> {
        i32::try_from(value).map_err(E::custom)
    }
}
