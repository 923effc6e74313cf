//! Answers in JSON, read field by field.
//!
//! ```text
//! let fields = Fields::of(json, "a profile")?;
//! Ok(Profile { email: fields.text("Email")?, .. })
//! ```
//!
//! Derived readers would be shorter here and longer, by a fifth of the client, in the browser. They are not for integers
//! of unknown kind: tables have their own decoder.

use serde_json::{Map, Value};

use super::ByName;
use crate::json;

/// What is made of an answer.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// In words, what is not as it should be.
    fn from_json(json: &Value) -> Result<Self, String>;

    /// Reads its text.
    ///
    /// # Errors
    /// In words, what is not as it should be.
    fn from_json_text(json: &[u8]) -> Result<Self, String> {
        Self::from_json(&json::read(json)?)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Value) -> Result<Self, String> {
        let items = json.as_array().ok_or("it is no list")?;
        items.iter().map(T::from_json).collect()
    }
}

impl<T: FromJson> FromJson for ByName<T> {
    fn from_json(json: &Value) -> Result<Self, String> {
        let object = json.as_object().ok_or("it is no object")?;
        let mut things = Vec::with_capacity(object.len());
        for (name, value) in object {
            things.push((name.clone(), T::from_json(value)?));
        }
        Ok(things.into())
    }
}

/// An object's fields.
pub(crate) struct Fields<'j> {
    object: &'j Map<String, Value>,
    what: &'static str,
}

impl<'j> Fields<'j> {
    /// Those of `json`, which is to be `what`.
    pub(crate) fn of(json: &'j Value, what: &'static str) -> Result<Self, String> {
        let object = json.as_object().ok_or_else(|| format!("{what} is no object"))?;
        Ok(Self { object, what })
    }

    /// One field; null is as if it were missing, because Go writes empty lists and maps so.
    pub(crate) fn get(&self, name: &str) -> Option<&'j Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// A field of the kind that `read` takes, if it is there.
    pub(crate) fn optional<T>(
        &self,
        name: &str,
        kind: &str,
        read: impl FnOnce(&'j Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let wrong = || format!("`{name}` of {} is not {kind}", self.what);
        self.get(name).map(|value| read(value).ok_or_else(wrong)).transpose()
    }

    /// A field that must be there.
    pub(crate) fn required<T>(
        &self,
        name: &str,
        kind: &str,
        read: impl FnOnce(&'j Value) -> Option<T>,
    ) -> Result<T, String> {
        self.optional(name, kind, read)?.ok_or_else(|| format!("{} has no `{name}`", self.what))
    }

    /// A text that must be there.
    pub(crate) fn text(&self, name: &str) -> Result<String, String> {
        self.required(name, "a text", text)
    }

    /// A text that may be missing.
    pub(crate) fn optional_text(&self, name: &str) -> Result<Option<String>, String> {
        self.optional(name, "a text", text)
    }

    /// A text; empty if it is missing.
    pub(crate) fn text_or_empty(&self, name: &str) -> Result<String, String> {
        Ok(self.optional_text(name)?.unwrap_or_default())
    }

    /// True or false; false if it is missing.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, String> {
        Ok(self.optional(name, "true or false", Value::as_bool)?.unwrap_or_default())
    }

    /// An integer that must be there.
    pub(crate) fn integer(&self, name: &str) -> Result<i64, String> {
        self.required(name, "an integer", Value::as_i64)
    }

    /// A list of texts; empty if it is missing.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        let read = |value: &Value| value.as_array()?.iter().map(text).collect();
        Ok(self.optional(name, "a list of texts", read)?.unwrap_or_default())
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
