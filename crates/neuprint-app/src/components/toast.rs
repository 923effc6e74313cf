//! Short confirmations of what has just been done, in the corner of the page.
//!
//! ```ignore
//! toast::show("Copied");
//! ```
//!
//! For what went wrong there is [`crate::components::failure`]: it stays until it is dealt with.

use std::sync::LazyLock;
use std::time::Duration;

use leptos::prelude::*;

/// How long one is shown.
const SHOWN: Duration = Duration::from_millis(2600);

#[derive(Debug, Clone, PartialEq)]
struct Toast {
    number: u32,
    text: String,
}

static CURRENT: LazyLock<ArcRwSignal<Option<Toast>>> = LazyLock::new(|| ArcRwSignal::new(None));

/// Shows `text` for a moment, in place of an earlier one.
pub(crate) fn show(text: impl Into<String>) {
    let number = CURRENT.with_untracked(|current| current.as_ref().map_or(0, |toast| toast.number)) + 1;
    CURRENT.set(Some(Toast { number, text: text.into() }));
    set_timeout(
        move || {
            if CURRENT.with_untracked(|current| current.as_ref().is_some_and(|toast| toast.number == number)) {
                CURRENT.set(None);
            }
        },
        SHOWN,
    );
}

/// Where they appear.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let current = CURRENT.clone();
    view! {
        <div class="toasts" aria-live="polite">
            {move || current.get().map(|toast| view! { <div>{toast.text}</div> })}
        </div>
    }
}
