//! What a click on a query does, and how an entry of a list looks.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::examples::Example;

use super::{Panel, keep_focus};
use crate::components::editor::EditorHandle;
use crate::components::icons::{Icon, IconName};
use crate::state::query::QueryState;
use crate::state::{Library, Session};

/// Puts queries into the editor.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) session: Session,
    pub(super) query: QueryState,
    pub(super) library: Library,
    panel: Panel,
    editor: EditorHandle,
}

impl Choice {
    /// For the panel of this page.
    pub(super) fn new(panel: Panel, editor: EditorHandle) -> Self {
        Self { session: Session::expect(), query: QueryState::expect(), library: Library::expect(), panel, editor }
    }

    /// Puts a query into the editor, and runs it if asked.
    pub(super) fn put(self, text: String, run: bool) {
        self.query.text.set(text);
        self.panel.sheet.set(false);
        if run {
            self.query.run(self.session);
        }
        self.editor.focus();
    }

    /// The same with an example, in which stand names of the open dataset.
    pub(super) fn example(self, example: &'static Example, run: bool) {
        spawn_local(async move {
            let text = self.library.example_here(self.session, example).await;
            self.put(text, run);
        });
    }

    /// Whether the editor holds this text.
    pub(super) fn is_current(self, text: &str) -> Option<&'static str> {
        self.query.text.with(|current| current == text).then_some("true")
    }
}

/// Whether a click asks to run the query.
pub(super) fn runs(event: &MouseEvent) -> bool {
    !event.alt_key()
}

/// A small button at the side of an entry.
#[component]
pub(super) fn Tool(
    /// What it does.
    name: &'static str,
    /// What it looks like.
    icon: IconName,
    /// Does it.
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="side-tool" aria-label=name title=name on:click=move |_| {
            on_click.run(());
            keep_focus();
        }>
            <Icon name=icon/>
        </button>
    }
}
