//! All keys, in a dialog.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::dialog;
use super::icons::{Icon, IconName};
use crate::state::commands::{Commands, named};

/// Keys that are there on every page, whatever commands there are.
const EVERYWHERE: [(&str, &str); 1] = [("Command palette", "Ctrl K")];

/// The keys of the editor; those of the text itself, which are the system's, are left out.
const EDITOR: [(&str, &str); 8] = [
    ("Close the list of names, or cancel the query", "Esc"),
    ("Offer names", "Ctrl Space | ⌃ Space"),
    ("Choose a name", "↵ or Tab"),
    ("Comment lines, or not", "Ctrl /"),
    ("Fold the clause or bracket, and unfold it", "Ctrl Shift [ and ] | ⌘ ⌥ [ and ]"),
    ("Fold everything, and unfold it", "Ctrl Alt [ and ] | ⌃ ⌥ [ and ]"),
    ("One more cursor above or below", "Ctrl Alt ↑ or ↓"),
    ("Undo, and redo", "Ctrl Z and Ctrl Shift Z"),
];

/// The keys of the table of results.
const TABLE: [(&str, &str); 6] = [
    ("Go from cell to cell", "← ↑ → ↓"),
    ("Go a page up or down", "Page Up or Page Down"),
    ("Go to the first or last cell of the row", "Home or End"),
    ("Go to the first or last cell of all", "Ctrl Home or Ctrl End"),
    ("Open the cell", "↵"),
    ("Sort by one more column", "Shift click on its head"),
];

/// The dialog, shown while `shown`.
#[component]
pub(super) fn KeysDialog(shown: RwSignal<bool>) -> impl IntoView {
    let commands = Commands::expect();
    let dialog = NodeRef::<Dialog>::new();
    dialog::follow(dialog, shown);
    let page = move || {
        let own = commands.with_keys().into_iter().map(|(name, keys)| (name, keys.name()));
        EVERYWHERE.into_iter().map(|(name, keys)| (name, named(keys))).chain(own).collect::<Vec<_>>()
    };
    let fixed = |keys: &[(&'static str, &str)]| keys.iter().map(|(name, keys)| (*name, named(keys))).collect();
    view! {
        <dialog
            class="popover keys-dialog"
            node_ref=dialog
            aria-labelledby="keys-title"
            on:close=move |event| if dialog::has_closed(&event) { shown.set(false) }
        >
            <div class="panel-head">
                <h2 id="keys-title">"Keys"</h2>
                <span class="spacer"></span>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| shown.set(false)>
                    <Icon name=IconName::Close/>
                </button>
            </div>
            <div class="keys-groups">
                {move || shown.get().then(|| view! {
                    <Group title="Page" keys=page()/>
                    <Group title="Editor" keys=fixed(&EDITOR)/>
                    <Group title="Table" keys=fixed(&TABLE)/>
                })}
            </div>
        </dialog>
    }
}

#[component]
fn Group(title: &'static str, keys: Vec<(&'static str, String)>) -> impl IntoView {
    view! {
        <section>
            <h3 class="group-title">{title}</h3>
            <dl>
                {keys.into_iter().map(|(name, keys)| view! {
                    <div>
                        <dt>{name}</dt>
                        <dd><kbd>{keys}</kbd></dd>
                    </div>
                }).collect_view()}
            </dl>
        </section>
    }
}
