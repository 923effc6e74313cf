//! What is said while the open dataset is a copy, because its server cannot be reached.
//!
//! ```text
//! view! { <ConnectionCopy/> }
//! ```

use std::sync::Arc;

use js_sys::Date;
use leptos::prelude::*;

use super::host;
use crate::components::icons::{Icon, IconName};
use crate::state::Session;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Below the header: since when what is shown is known, what needs the server, and a way to try again.
#[component]
pub(crate) fn ConnectionCopy() -> impl IntoView {
    let session = Session::expect();
    let dismissed = RwSignal::new(None);
    move || {
        let opened = session.opened.get()?;
        let since = opened.connection.kept.as_ref()?.since;
        if dismissed.with(|dismissed| dismissed.as_ref().is_some_and(|dismissed| Arc::ptr_eq(dismissed, &opened))) {
            return None;
        }
        let (title, target) = (format!("{} cannot be reached", host(&opened.connection.server)), opened.target.clone());
        Some(view! {
            <div class="connection-failure">
                <div class="notice caution" role="status">
                    <Icon name=IconName::Alert/>
                    <div>
                        <p>
                            <strong>{title}</strong>
                        </p>
                        <p>
                            {format!(
                                "This is what this browser kept of it on {}. The skeletons that were loaded then are here; queries, synapses and surfaces need the server.",
                                day(since),
                            )}
                        </p>
                        <p class="button-row">
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| session.connect(target.clone())
                            >
                                "Try again"
                            </button>
                            <button
                                type="button"
                                class="button quiet"
                                on:click=move |_| dismissed.set(Some(Arc::clone(&opened)))
                            >
                                "Dismiss"
                            </button>
                        </p>
                    </div>
                </div>
            </div>
        })
    }
}

/// A day where the reader is: 30 November 2026.
pub(super) fn day(since: f64) -> String {
    let date = Date::new(&since.into());
    let month = MONTHS.get(date.get_month() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.get_date(), date.get_full_year())
}
