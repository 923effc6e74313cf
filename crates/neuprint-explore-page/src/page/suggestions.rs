//! Names that the dataset has, offered while one is written.
//!
//! ```text
//! let suggestions = Suggestions::new(state, "type", Signal::stored(Some(ValuesOf::Type)));
//! on:input=move |event| suggestions.look(&event.target())      // asks for names that begin so
//! on:keydown=move |event| suggestions.press(&event)            // arrows choose, Enter takes, Escape puts away
//! ```
//!
//! The pattern is that of a combobox with a list. A field of several lines may not have that role; the attributes that say
//! the same are allowed on any field of text.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint::question::NameAt;
use neuprint_page::Answer;
use neuprint_worker::messages::{Request, Response, ValuesOf};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::state::PageState;
use super::wording;

/// How long a name rests before it is asked for.
const PAUSE: Duration = Duration::from_millis(120);
/// Names that are offered: as many as one sees without scrolling. Another letter leaves fewer.
const MOST: usize = 10;

/// What is offered for one field.
#[derive(Clone, Copy)]
pub(super) struct Suggestions {
    state: PageState,
    /// The field's name.
    field: &'static str,
    /// Nothing is offered without a property.
    of: Signal<Option<ValuesOf>>,
    /// Nothing while there is nothing to offer.
    names: RwSignal<Vec<String>>,
    chosen: RwSignal<Option<usize>>,
    /// Counts what was asked for: only the last answer is shown.
    asked: StoredValue<u32>,
    /// What is asked for as soon as a dataset is open: whoever writes at once is faster than it.
    early: StoredValue<Option<Asked>>,
}

/// What names are asked for.
#[derive(Debug, Clone)]
struct Asked {
    of: ValuesOf,
    /// How they begin.
    begun: String,
    /// Its number in [`Suggestions::asked`].
    number: Option<u32>,
}

impl Suggestions {
    pub(super) fn new(state: PageState, field: &'static str, of: Signal<Option<ValuesOf>>) -> Self {
        let (names, chosen, asked) = (RwSignal::new(Vec::new()), RwSignal::new(None), StoredValue::new(0));
        let suggestions = Self { state, field, of, names, chosen, asked, early: StoredValue::new(None) };
        Effect::new(move |_| {
            if state.session.opened.with(Option::is_some)
                && let Some(Some(asked)) = suggestions.early.try_update_value(Option::take)
            {
                suggestions.ask(asked);
            }
        });
        suggestions
    }

    /// Looks for what the name at the caret may become.
    pub(super) fn look(self, control: Option<EventTarget>) {
        let begun = written(control).map(|(text, caret)| NameAt::of(&text, caret).begun().to_owned());
        let begun = begun.filter(|begun| self.is_a_name(begun));
        let (Some(of), Some(begun)) = (self.of.get_untracked(), begun) else { return self.close() };
        let number = self.asked.try_update_value(|asked| {
            *asked = asked.wrapping_add(1);
            *asked
        });
        set_timeout(move || self.ask(Asked { of, begun, number }), PAUSE);
    }

    /// Asks for names, unless something else was asked for since.
    fn ask(self, asked: Asked) {
        let number = asked.number;
        let is_last = move || number.is_some() && self.asked.try_get_value() == number;
        if !is_last() {
            return;
        }
        if self.state.session.opened.with_untracked(Option::is_none) {
            return self.early.set_value(Some(asked));
        }
        let Asked { of, begun, .. } = asked;
        spawn_local(async move {
            let request = Request::Values { of, prefix: begun.clone() };
            // Without an answer nothing is offered; the question itself will say what is wrong.
            let answer = self.state.session.ask(request).await;
            if let Ok(Answer { response: Response::Names(mut names), .. }) = answer
                && is_last()
            {
                self.chosen.set(None);
                names.truncate(MOST);
                // One that is written in full needs no offer.
                self.names.set(if names == [begun] { Vec::new() } else { names });
            }
        });
    }

    /// A key; what it did here it does nowhere else.
    pub(super) fn press(self, event: &KeyboardEvent) {
        let count = self.names.with_untracked(Vec::len);
        if count == 0 || event.is_composing() {
            return;
        }
        let at = self.chosen.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.chosen.set(Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" => self.chosen.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            "Escape" => self.close(),
            "Enter" | "Tab" if let Some(at) = at => self.take(at, event.target()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Puts the list away.
    pub(super) fn close(self) {
        self.asked.try_update_value(|asked| *asked = asked.wrapping_add(1));
        if self.names.with_untracked(|names| !names.is_empty()) {
            self.names.set(Vec::new());
        }
        self.chosen.set(None);
    }

    /// The `id` of the list.
    pub(super) fn list(self) -> String {
        format!("field-{}-names", self.field)
    }

    /// The `id` of the name that arrows have chosen.
    pub(super) fn active(self) -> Option<String> {
        self.chosen.get().map(|at| self.option(at))
    }

    fn option(self, at: usize) -> String {
        format!("field-{}-name-{at}", self.field)
    }

    /// Whether values are asked for: not for IDs, and not for parts of a regular expression.
    fn is_a_name(self, begun: &str) -> bool {
        let is_regex = matches!(self.field, "type" | "instance") && untrack(|| self.state.field("regex")) == "1";
        !is_regex && !begun.is_empty() && !begun.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Puts a name into the field.
    fn take(self, at: usize, control: Option<EventTarget>) {
        let Some((text, caret)) = written(control.clone()) else { return };
        let Some(name) = self.names.with_untracked(|names| names.get(at).cloned()) else { return };
        let (text, caret) = NameAt::of(&text, caret).completed(&name);
        self.close();
        self.state.set_field(self.field, &text);
        place_caret(control, &text, caret);
    }
}

/// The list below a field, while there is something in it.
#[component]
pub(super) fn SuggestionList(suggestions: Suggestions, label: &'static str) -> impl IntoView {
    let option = move |at: usize, name: String| {
        // The field keeps the focus: it is the one to write into.
        let take = move |event: leptos::ev::PointerEvent| {
            event.prevent_default();
            suggestions.take(at, document().active_element().map(Into::into));
        };
        let chosen = move || (suggestions.chosen.get() == Some(at)).to_string();
        view! {
            <li id=suggestions.option(at) role="option" aria-selected=chosen on:pointerdown=take>
                {name}
            </li>
        }
    };
    let said = move || {
        let count = suggestions.names.with(Vec::len) as u64;
        if count == 0 { String::new() } else { wording::counted(count, "suggestion", "suggestions") }
    };
    view! {
        <ul
            id=suggestions.list()
            class="suggestions popover"
            role="listbox"
            aria-label=format!("{label}: suggestions")
            hidden=move || suggestions.names.with(Vec::is_empty)
        >
            {move || suggestions.names.get().into_iter().enumerate().map(|(at, name)| option(at, name)).collect_view()}
        </ul>
        <span class="visually-hidden" aria-live="polite">{said}</span>
    }
}

/// A control's text, and the byte before which its caret stands.
fn written(control: Option<EventTarget>) -> Option<(String, usize)> {
    let control = control?;
    let (text, caret) = match control.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => (area.value(), area.selection_end()),
        Err(control) => {
            let input: HtmlInputElement = control.dyn_into().ok()?;
            (input.value(), input.selection_end())
        }
    };
    // The browser counts in units of UTF-16.
    let mut left = caret.ok()?? as usize;
    let caret = text.char_indices().find(|(_, letter)| {
        let stands_here = left == 0;
        left = left.saturating_sub(letter.len_utf16());
        stands_here
    });
    let caret = caret.map_or(text.len(), |(at, _)| at);
    Some((text, caret))
}

/// Puts the caret before a byte of the text that the control is given.
fn place_caret(control: Option<EventTarget>, text: &str, caret: usize) {
    let units = text[..caret].chars().map(char::len_utf16).sum::<usize>();
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    let Some(control) = control else { return };
    // A caret that cannot be placed stands at the end.
    match control.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => {
            area.set_value(text);
            let _ = area.set_selection_range(units, units);
        }
        Err(control) => {
            if let Ok(input) = control.dyn_into::<HtmlInputElement>() {
                input.set_value(text);
                let _ = input.set_selection_range(units, units);
            }
        }
    }
}
