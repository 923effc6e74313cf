//! The controls of forms: each is bound to the field of its name.

use leptos::prelude::*;
use neuprint_worker::messages::ValuesOf;

use super::state::PageState;
use super::suggestions::{SuggestionList, Suggestions};

/// A line of text, or several, with what is wrong with it below.
#[component]
pub(super) fn TextField(
    state: PageState,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] placeholder: &'static str,
    /// More than one line.
    #[prop(optional)]
    lines: Option<u32>,
    /// A number: the keyboard of small devices shows digits.
    #[prop(optional)]
    number: bool,
    /// Names are offered while they are written: those that this property of neurons has.
    #[prop(optional, into)]
    offers: Signal<Option<ValuesOf>>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let said = format!("{id}-said");
    let refusal = Memo::new(move |_| state.refusal(name));
    let invalid = move || refusal.with(Option::is_some).then_some("true");
    let suggestions = Suggestions::new(state, name, offers);
    let write = move |event: web_sys::Event| {
        state.set_field(name, &event_target_value(&event));
        suggestions.look(event.target());
    };
    let offered = move || offers.get().is_some();
    let list = move || offered().then(|| suggestions.list());
    let kind = move || offered().then_some("list");
    let popup = move || offered().then_some("listbox");
    let control = match lines {
        Some(rows) => view! {
            <textarea
                id=id.clone()
                class="input"
                rows=rows
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                aria-invalid=invalid
                aria-describedby=said.clone()
                aria-autocomplete=kind
                aria-haspopup=popup
                aria-controls=list
                aria-activedescendant=move || suggestions.active()
                prop:value=move || state.field(name)
                on:input=write
                on:keydown=move |event| suggestions.press(&event)
                on:blur=move |_| suggestions.close()
            ></textarea>
        }
        .into_any(),
        None => view! {
            <input
                id=id.clone()
                class="input"
                type="text"
                inputmode=number.then_some("decimal")
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                aria-invalid=invalid
                aria-describedby=said.clone()
                aria-autocomplete=kind
                aria-haspopup=popup
                aria-controls=list
                aria-activedescendant=move || suggestions.active()
                prop:value=move || state.field(name)
                on:input=write
                on:keydown=move |event| suggestions.press(&event)
                on:blur=move |_| suggestions.close()
            />
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            <Show when=offered>
                <SuggestionList suggestions label/>
            </Show>
            <p id=said class="hint" class:field-refusal=move || refusal.with(Option::is_some) aria-live="polite">
                {move || refusal.get().unwrap_or_else(|| hint.to_owned())}
            </p>
        </div>
    }
}

/// A switch; on is `1`.
#[component]
pub(super) fn SwitchField(state: PageState, name: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                prop:checked=move || state.field(name) == "1"
                on:change=move |event| state.set_field(name, if event_target_checked(&event) { "1" } else { "" })
            />
            <span>{label}</span>
        </label>
    }
}
