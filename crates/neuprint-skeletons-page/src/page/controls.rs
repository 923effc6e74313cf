//! Controls that several panels have.

use leptos::prelude::*;

/// A switch with its label.
#[component]
pub(super) fn Switch(
    label: &'static str,
    /// Whether it is on.
    #[prop(into)]
    is_on: Signal<bool>,
    /// Told when somebody turns it.
    turn: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                prop:checked=move || is_on.get()
                on:change=move |event| turn(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

/// A list of choices behind its label.
#[component]
pub(super) fn Pick(
    id: &'static str,
    label: &'static str,
    /// Each by its value, with what people read.
    choices: Vec<(&'static str, &'static str)>,
    /// The value of the chosen one.
    #[prop(into)]
    chosen: Signal<&'static str>,
    /// Told a value when somebody chooses.
    choose: impl Fn(&str) + 'static,
) -> impl IntoView {
    let options = choices.into_iter().map(|(value, title)| {
        let is_chosen = chosen.get_untracked() == value;
        view! {
            <option value=value selected=is_chosen>
                {title}
            </option>
        }
    });
    view! {
        <div class="color-row">
            <label for=id>{label}</label>
            <select
                id=id
                class="input"
                prop:value=move || chosen.get()
                on:change=move |event| choose(&event_target_value(&event))
            >
                {options.collect_view()}
            </select>
        </div>
    }
}

/// What failed of which neurons, and a button that tries again; nothing where nothing failed.
#[component]
pub(super) fn Failures(
    /// Body IDs with the reasons.
    #[prop(into)]
    of: Signal<Vec<(u64, String)>>,
    /// Tries all of them again.
    retry: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <For each=move || of.get() key=Clone::clone let:failure>
            <p class="notice error">{format!("{}: {}", failure.0, failure.1)}</p>
        </For>
        <Show when=move || !of.with(Vec::is_empty)>
            <button type="button" class="button" on:click=move |_| retry()>
                "Try again"
            </button>
        </Show>
    }
}
