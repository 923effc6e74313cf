//! The connection: which dataset is open, and the form that opens another.

mod copy;
mod form;

use leptos::prelude::*;
use neuprint_worker::messages::ConnectTo;

pub(crate) use self::copy::ConnectionCopy;
use self::copy::day;
use self::form::ConnectionDialog;
use super::failure::FailureNotice;
use super::icons::{Icon, IconName};
use crate::state::{EMBEDDED_NAME, Session};

/// The button in the header that names the open dataset, with its form.
#[component]
pub(crate) fn ConnectionBar(
    /// Whether the form is open.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::expect();
    let state = move || {
        if session.opening.get().is_some() {
            "busy"
        } else if session.failure.get().is_some() {
            "failed"
        } else if session.opened.with(|opened| opened.as_ref().is_some_and(|opened| opened.connection.kept.is_some())) {
            "away"
        } else {
            "open"
        }
    };
    let dataset = move || match (session.opening.get(), session.opened.get()) {
        (Some(ConnectTo::Server { dataset: Some(dataset), .. }), _) => dataset,
        (Some(ConnectTo::Server { server, .. }), _) => server,
        (None, Some(opened)) => opened.connection.dataset.clone(),
        (None, None) if session.failure.get().is_some() => "no dataset".to_owned(),
        _ => EMBEDDED_NAME.to_owned(),
    };
    let place = move || match (session.opening.get(), session.opened.get()) {
        (Some(ConnectTo::Server { .. }), _) => "connecting…".to_owned(),
        (Some(_), _) | (None, None) => "in this page".to_owned(),
        (None, Some(opened)) if opened.is_in_page() => "in this page".to_owned(),
        (None, Some(opened)) => {
            let server = host(&opened.connection.server);
            let kept = opened.connection.kept.as_ref();
            kept.map_or_else(|| server.to_owned(), |kept| format!("{server}, kept {}", day(kept.since)))
        }
    };
    view! {
        <button
            type="button"
            class="button connection"
            aria-haspopup="dialog"
            aria-expanded=move || shown.get().to_string()
            on:click=move |_| shown.set(true)
        >
            <span class=move || format!("connection-state {}", state()) aria-hidden="true"></span>
            <span class="visually-hidden">"Connection: "</span>
            <span class="connection-dataset">{dataset}</span>
            <span class="connection-place">"(" {place} ")"</span>
            <Icon name=IconName::Chevron/>
        </button>
        <ConnectionDialog shown/>
    }
}

/// Why no dataset could be opened, below the header while the form is closed.
#[component]
pub(crate) fn ConnectionFailure(
    /// Whether the form is open, which then says it itself.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::expect();
    move || {
        session.failure.get().filter(|_| !shown.get()).map(|failure| {
            view! {
                <div class="connection-failure">
                    <FailureNotice failure>
                        <p class="button-row">
                            <button type="button" class="button" on:click=move |_| shown.set(true)>
                                "Change the connection"
                            </button>
                            <button type="button" class="button quiet" on:click=move |_| session.dismiss_failure()>
                                "Dismiss"
                            </button>
                        </p>
                    </FailureNotice>
                </div>
            }
        })
    }
}

/// A server's address without what goes without saying.
fn host(server: &str) -> &str {
    server.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}
