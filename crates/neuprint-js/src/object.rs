//! Plain JavaScript objects.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these properties. For names that this crate chose.
pub fn object<const N: usize>(properties: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}

/// An object with properties whose names come from elsewhere: `__proto__` is a name like any other here.
pub fn dictionary(entries: impl IntoIterator<Item = (JsValue, JsValue)>) -> Result<Object, JsValue> {
    let pairs: Array = entries.into_iter().map(|(name, value)| Array::of2(&name, &value)).collect();
    Object::from_entries(&pairs)
}

/// An array of texts.
pub fn texts<T: AsRef<str>>(texts: &[T]) -> JsValue {
    texts.iter().map(|text| JsValue::from_str(text.as_ref())).collect::<Array>().into()
}
