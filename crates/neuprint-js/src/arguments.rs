//! Reading what JavaScript gives: TypeScript's types are a promise that plain JavaScript does not keep.
//!
//! What is not as it should be is a `NeuprintError` with the code `invalid-argument`, which names it.

use js_sys::{Function, Number, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::error::invalid_argument;

/// A text argument.
pub fn text(value: &JsValue, name: &str) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| invalid_argument(&format!("`{name}` must be a string")))
}

/// What can be gone through one by one; `otherwise` says what was wanted.
pub fn items(value: &JsValue, otherwise: &str) -> Result<js_sys::IntoIter, JsValue> {
    iterated(value)?.ok_or_else(|| invalid_argument(otherwise))
}

/// What can be gone through one by one, if it can. A number may not even be asked.
fn iterated(value: &JsValue) -> Result<Option<js_sys::IntoIter>, JsValue> {
    if value.is_object() { js_sys::try_iter(value) } else { Ok(None) }
}

/// An index below `length`.
pub fn index(value: &JsValue, name: &str, length: usize) -> Result<usize, JsValue> {
    let whole = Number::is_safe_integer(value).then(|| value.as_f64()).flatten();
    match whole {
        Some(index) if index >= 0.0 && index < length as f64 => Ok(index as usize),
        _ => Err(invalid_argument(&format!("`{name}` must be a whole number from 0 to below {length}"))),
    }
}

/// An object of options, each of which may be left out.
#[derive(Debug)]
pub struct Options<'o>(Option<&'o JsValue>);

impl<'o> Options<'o> {
    /// Reads the argument `name`; leaving it out is leaving out all options.
    pub fn of(value: &'o JsValue, name: &str) -> Result<Self, JsValue> {
        match value {
            value if value.is_undefined() || value.is_null() => Ok(Self(None)),
            value if value.is_object() => Ok(Self(Some(value))),
            _ => Err(invalid_argument(&format!("`{name}` must be an object"))),
        }
    }

    /// An option as it was given; undefined and null are as if it were left out.
    pub fn get(&self, name: &str) -> Result<Option<JsValue>, JsValue> {
        let Some(object) = self.0 else { return Ok(None) };
        let value = Reflect::get(object, &name.into())?;
        Ok(Some(value).filter(|value| !value.is_undefined() && !value.is_null()))
    }

    /// A text.
    pub fn text(&self, name: &str) -> Result<Option<String>, JsValue> {
        self.get(name)?.map(|value| text(&value, name)).transpose()
    }

    /// True or false; false if it is left out.
    pub fn flag(&self, name: &str) -> Result<bool, JsValue> {
        let value = self.get(name)?;
        value.map_or(Ok(false), |value| {
            value.as_bool().ok_or_else(|| invalid_argument(&format!("`{name}` must be true or false")))
        })
    }

    /// A number that is not negative and not NaN.
    pub fn amount(&self, name: &str) -> Result<Option<f64>, JsValue> {
        self.get(name)?.map(|value| amount(&value, name)).transpose()
    }

    /// A whole number, at least `least`.
    pub fn count(&self, name: &str, least: i64) -> Result<Option<i64>, JsValue> {
        let Some(value) = self.get(name)? else { return Ok(None) };
        let whole = Number::is_safe_integer(&value).then(|| value.as_f64()).flatten().map(|number| number as i64);
        whole
            .filter(|number| *number >= least)
            .map(Some)
            .ok_or_else(|| invalid_argument(&format!("`{name}` must be a whole number, {least} or more")))
    }

    /// Texts, as a list or one alone.
    pub fn texts(&self, name: &str) -> Result<Option<Vec<String>>, JsValue> {
        let Some(value) = self.get(name)? else { return Ok(None) };
        if let Some(text) = value.as_string() {
            return Ok(Some(vec![text]));
        }
        let texts: Option<Vec<String>> =
            iterated(&value)?.and_then(|items| items.map(|item| item.ok().and_then(|item| item.as_string())).collect());
        texts.map(Some).ok_or_else(|| invalid_argument(&format!("`{name}` must be a list of strings")))
    }

    /// A function.
    pub fn function(&self, name: &str) -> Result<Option<Function>, JsValue> {
        let value = self.get(name)?;
        value
            .map(|value| value.dyn_into().map_err(|_| invalid_argument(&format!("`{name}` must be a function"))))
            .transpose()
    }

    /// Three positive numbers, one per axis.
    pub fn per_axis(&self, name: &str) -> Result<Option<[f64; 3]>, JsValue> {
        let Some(value) = self.get(name)? else { return Ok(None) };
        let numbers: Option<Vec<f64>> =
            iterated(&value)?.and_then(|items| items.map(|item| item.ok().and_then(|item| item.as_f64())).collect());
        let numbers: Option<[f64; 3]> = numbers.and_then(|numbers| numbers.try_into().ok());
        let good = numbers.filter(|numbers| numbers.iter().all(|number| number.is_finite() && *number > 0.0));
        good.map(Some)
            .ok_or_else(|| invalid_argument(&format!("`{name}` must be three positive numbers, for x, y and z")))
    }

    /// The option `signal`. What behaves like a signal is one: other realms have their own class.
    pub fn signal(&self) -> Result<Option<AbortSignal>, JsValue> {
        let Some(value) = self.get("signal")? else { return Ok(None) };
        let listens = Reflect::get(&value, &"addEventListener".into()).is_ok_and(|method| method.is_function());
        let aborted = Reflect::get(&value, &"aborted".into()).is_ok_and(|aborted| aborted.as_bool().is_some());
        if listens && aborted {
            Ok(Some(value.unchecked_into()))
        } else {
            Err(invalid_argument("`signal` must be an AbortSignal"))
        }
    }
}

/// A number that is not negative and not NaN.
pub fn amount(value: &JsValue, name: &str) -> Result<f64, JsValue> {
    let number = value.as_f64().filter(|number| *number >= 0.0);
    number.ok_or_else(|| invalid_argument(&format!("`{name}` must be a number that is not negative")))
}

/// Three numbers, in a list or by name.
pub fn position(value: &JsValue, name: &str) -> Result<[f64; 3], JsValue> {
    let mut at = [f64::NAN; 3];
    for (axis, key) in ["x", "y", "z"].into_iter().enumerate() {
        let part = match value {
            value if js_sys::Array::is_array(value) => Reflect::get_u32(value, axis as u32)?,
            value if value.is_object() => match Reflect::get(value, &key.into())? {
                // Typed arrays, and whatever else is numbered.
                part if part.is_undefined() => Reflect::get_u32(value, axis as u32)?,
                part => part,
            },
            _ => JsValue::UNDEFINED,
        };
        at[axis] = part.as_f64().filter(|number| number.is_finite()).unwrap_or(f64::NAN);
    }
    if at.iter().any(|number| number.is_nan()) {
        return Err(invalid_argument(&format!("`{name}` must be a position: [x, y, z] or {{ x, y, z }}")));
    }
    Ok(at)
}
