//! The few signs of the list.

use leptos::prelude::*;

/// One thing alone.
#[component]
pub(super) fn Solo() -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="5.5"></circle>
            <circle class="filled" cx="8" cy="8" r="2.2"></circle>
        </svg>
    }
}

/// A padlock, closed or open.
#[component]
pub(super) fn Lock(is_closed: Memo<bool>) -> impl IntoView {
    let shackle = move || if is_closed.get() { "M5 7V5a3 3 0 0 1 6 0v2" } else { "M5 7V4.5a3 3 0 0 1 5.8-1" };
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
            <path d=shackle></path>
            <rect x="3.5" y="7" width="9" height="6.5" rx="1" class:filled=move || is_closed.get()></rect>
        </svg>
    }
}

/// What is folded; turned by the style sheet where it is open.
#[component]
pub(super) fn Chevron() -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M6 4l4 4-4 4"></path>
        </svg>
    }
}
