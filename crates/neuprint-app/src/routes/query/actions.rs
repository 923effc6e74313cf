//! What the command palette and keys can do on the query page, and the star of the query that is in the editor.

use leptos::prelude::*;

use super::side::{LibraryFile, Panel};
use crate::components::icons::{Icon, IconName};
use crate::components::toast;
use crate::state::commands::{Command, Commands, Keys};
use crate::state::query::QueryState;
use crate::state::{Library, Session};

/// Adds the commands of the page.
pub(super) fn add(panel: Panel, exporting: RwSignal<bool>) {
    let (session, query, library) = (Session::expect(), QueryState::expect(), Library::expect());
    let file = LibraryFile(library, panel);
    let written = move || query.text.with(|text| !text.trim().is_empty());
    let under_way = move || query.is_under_way();
    let any = move || library.shelf.with(|shelf| !shelf.history.is_empty() || !shelf.starred.is_empty());
    let commands = Commands::expect();
    for command in [
        Command::new("Run the query", move || query.run(session)).with_keys(Keys::Shown("Ctrl ↵")).only_while(written),
        Command::new("Cancel the query", move || _ = query.cancel())
            .with_keys(Keys::Shown("Esc"))
            .only_while(under_way),
        Command::new("Star or unstar this query", move || toggle_star(session, query, library))
            .with_keys(Keys::Control("s"))
            .only_while(written),
        Command::new("Export the result…", move || exporting.set(true)).only_while(move || is_exportable(query)),
        Command::new("Show or hide the library", move || panel.toggle()),
        Command::new("Export the library to a file", move || file.save()).only_while(any),
        Command::new("Import a library file…", move || file.choose()),
        Command::new("Clear the history…", move || panel.ask_to_forget(false)).only_while(any),
    ] {
        commands.add(command);
    }
}

/// Whether the result on screen has a table.
pub(super) fn is_exportable(query: QueryState) -> bool {
    query.shown().is_some_and(|result| result.table.with(Option::is_some))
}

fn toggle_star(session: Session, query: QueryState, library: Library) {
    let text = query.text.get_untracked();
    let starred = library.shelf.with_untracked(|shelf| shelf.star_of(&text).map(|starred| starred.name.clone()));
    match starred {
        Some(name) => {
            library.unstar(&text);
            toast::show(format!("“{name}” has no star any more"));
        }
        None => {
            let name = untrack(|| library.name_of(session, &text));
            toast::show(format!("Starred as “{name}”"));
            library.star(text, name, session);
        }
    }
}

/// The star of the query that is in the editor.
#[component]
pub(super) fn StarButton() -> impl IntoView {
    let (session, query, library) = (Session::expect(), QueryState::expect(), Library::expect());
    let starred = Memo::new(move |_| query.text.with(|text| library.shelf.with(|shelf| shelf.star_of(text).is_some())));
    view! {
        <button
            type="button"
            class="button quiet icon star"
            aria-label="Star this query"
            title=format!("Star this query ({})", Keys::Control("s").name())
            aria-pressed=move || starred.get().to_string()
            disabled=move || query.text.with(|text| text.trim().is_empty())
            on:click=move |_| toggle_star(session, query, library)
        >
            {move || view! { <Icon name=if starred.get() { IconName::Starred } else { IconName::Star }/> }}
        </button>
    }
}
