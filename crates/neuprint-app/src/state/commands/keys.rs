//! Keys that set off a command, and what they are called on this machine.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Keys of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// With Control, or Command on Apple's machines: `Control("k")`.
    Control(&'static str),
    /// Alone, where no text is written: `Alone("?")`.
    Alone(&'static str),
    /// Who has the focus listens to them; here they are only named, in the words of [`named`].
    Shown(&'static str),
}

impl Keys {
    /// Whether these were pressed.
    pub(crate) fn are(self, event: &KeyboardEvent) -> bool {
        let (control, other) =
            if is_apple() { (event.meta_key(), event.ctrl_key()) } else { (event.ctrl_key(), event.meta_key()) };
        match self {
            Self::Control(key) => {
                control && !other && !event.alt_key() && !event.shift_key() && event.key().eq_ignore_ascii_case(key)
            }
            Self::Alone(key) => !control && !other && !event.alt_key() && event.key() == key && !is_written_into(event),
            Self::Shown(_) => false,
        }
    }

    /// What they are called.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Control(key) => named(&format!("Ctrl {}", key.to_ascii_uppercase())),
            Self::Alone(key) | Self::Shown(key) => named(key),
        }
    }
}

/// Keys as this machine calls them: `Ctrl` is `⌘` on Apple's, unless what they are there is said behind a bar.
pub(crate) fn named(keys: &str) -> String {
    called(keys, is_apple())
}

fn called(keys: &str, apple: bool) -> String {
    let (elsewhere, own) = match keys.split_once(" | ") {
        Some((elsewhere, own)) => (elsewhere, own.to_owned()),
        None => (keys, keys.replace("Ctrl", "⌘").replace("Alt", "⌥")),
    };
    if apple { own } else { elsewhere.to_owned() }
}

fn is_apple() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Whether the key goes into a text.
fn is_written_into(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let fields = "input, textarea, select, [contenteditable='true']";
    target.is_some_and(|element| element.closest(fields).is_ok_and(|field| field.is_some()))
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn apples_keys_have_their_own_names() {
        assert_eq!(called("Ctrl Alt ↑", false), "Ctrl Alt ↑");
        assert_eq!(called("Ctrl Alt ↑", true), "⌘ ⌥ ↑");
        assert_eq!(called("Ctrl Space | ⌃ Space", false), "Ctrl Space");
        assert_eq!(called("Ctrl Space | ⌃ Space", true), "⌃ Space");
    }
}
