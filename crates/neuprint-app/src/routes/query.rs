//! The query page: the library, the editor, and the results with their tabs.

mod actions;
mod export;
mod limit;
mod results;
mod side;
mod tabs;
mod toolbar;

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::export::ExportDialog;
use self::limit::LimitHint;
use self::results::Results;
use self::side::{Panel, Side};
use self::toolbar::Toolbar;
use crate::components::editor::{Editor, EditorHandle};
use crate::state::query::QueryState;
use crate::state::result::Phase;
use crate::state::{Library, Session};

/// How long typing may pause before the address follows.
const PAUSE: Duration = Duration::from_millis(400);

/// The page at `/`.
#[component]
pub(crate) fn QueryPage() -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let library = Library::expect();
    let editor = EditorHandle::new();
    let panel = Panel::new();
    let boundless = RwSignal::new(false);

    // The address itself is changed only after the page has been shown.
    query.adopt(&use_location().query.get_untracked());
    run_when_opened(session, query);
    follow_in_address(session, query);
    let exporting = RwSignal::new(false);
    actions::add(panel, exporting);

    let error = Signal::derive(move || match query.phase() {
        Some(Phase::Failed(failure)) => failure.position,
        _ => None,
    });
    view! {
        <h1 class="visually-hidden">"Query"</h1>
        <div class="query-page" class:side-hidden=move || panel.hidden.get()>
            <Side panel editor/>
            <div class="query-work">
                <section class="panel query-editor" aria-label="Query">
                    <Editor
                        text=query.text
                        session
                        boundless
                        error
                        handle=editor
                        on_run=Callback::new(move |()| query.run(session))
                        on_cancel=Callback::new(move |()| query.cancel())
                        on_ready=Callback::new(move |()| {
                            // Names the moment for whoever measures the first load; a browser without marks loses nothing.
                            let _ = window().performance().map(|clock| clock.mark("editor-ready"));
                            session.wake();
                            library.wake();
                        })
                    />
                    <LimitHint boundless editor/>
                    <Toolbar panel exporting/>
                </section>
                <Results editor/>
            </div>
        </div>
        <ExportDialog shown=exporting/>
    }
}

/// Runs the query when the embedded dataset is the first one to open, so that there is something to see. Not what somebody
/// has begun to write meanwhile.
///
/// Not on a server: a link that someone sends must not set off a costly query with one's own token.
fn run_when_opened(session: Session, query: QueryState) {
    Effect::new(move |_| {
        let Some(opened) = session.opened.get() else { return };
        if opened.is_embedded()
            && !query.arriving.get()
            && query.latest.get_untracked().is_none()
            && query.is_as_opened()
        {
            query.run(session);
        }
    });
}

/// Keeps the address in step with the text, and with order and filters of its result, some time after the last change.
fn follow_in_address(session: Session, query: QueryState) {
    let pending = StoredValue::new_local(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(pending)) = pending.try_update_value(Option::take) {
            pending.clear();
        }
    };
    Effect::new(move |_| {
        let _ = (query.linked(), session.opened.get());
        forget();
        if query.arriving.get() {
            return;
        }
        pending.set_value(set_timeout_with_handle(move || query.write_address(session), PAUSE).ok());
    });
    on_cleanup(forget);
}

/// Where the table is when there is none.
#[component]
fn Empty() -> impl IntoView {
    let session = Session::expect();
    let query = QueryState::expect();
    let text = move || match (query.is_under_way(), session.opening.get(), session.opened.get()) {
        (true, _, _) => None,
        (_, Some(_), _) => Some("Opening the dataset…".to_owned()),
        (_, None, Some(opened)) => Some(format!("Run the query to ask {}.", opened.connection.dataset)),
        (_, None, None) => Some("No dataset is open.".to_owned()),
    };
    view! {
        <div class="empty">
            <p class="muted">{text}</p>
            {move || {
                (session.opened.get().is_some() && !query.is_under_way()).then(|| {
                    view! { <p class="hint">"Neurons can also be opened by ID on the " <a href="skeletons">"skeleton page"</a> "."</p> }
                })
            }}
        </div>
    }
}
