//! The command palette: everything that can be done, and every query of the library, by a few letters of its name.
//!
//! Ctrl-K or ⌘-K opens it, arrows choose, Enter does it. Commands come from [`Commands`], to which every page adds its own.

mod finding;
mod items;

use leptos::ev::{self, KeyboardEvent};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use self::items::{Group, Item, Source};
use super::dialog;
use super::keys::KeysDialog;
use crate::state::commands::{Command, Commands, Keys};

/// The palette and the dialog of keys, with the listener for keys of the whole page.
#[component]
pub(crate) fn Palette(
    /// Whether the form of the connection is open.
    connection: RwSignal<bool>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let keys_shown = RwSignal::new(false);
    let commands = Commands::expect();
    let source = Source::expect();
    for command in [
        Command::new("Go to the query page", move || source.go("")).only_while(move || !source.is_at("")),
        Command::new("Go to the skeleton page", move || source.go("skeletons"))
            .only_while(move || !source.is_at("skeletons")),
        Command::new("Open another dataset…", move || connection.set(true)),
        Command::new("Show all keys", move || keys_shown.set(true)).with_keys(Keys::Alone("?")),
    ] {
        commands.add(command);
    }
    let pressed = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        if Keys::Control("k").are(&event) {
            event.prevent_default();
            // Above another dialog it would hide what that asks.
            shown.set(!a_dialog_is_open());
        } else if !a_dialog_is_open() && commands.press(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || pressed.remove());
    view! {
        <PaletteDialog shown source/>
        <KeysDialog shown=keys_shown/>
    }
}

fn a_dialog_is_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

#[component]
fn PaletteDialog(shown: RwSignal<bool>, source: Source) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let field = NodeRef::<Input>::new();
    let groups = RwSignal::new(Vec::<Group>::new());
    let chosen = RwSignal::new(0_usize);
    let count = move || groups.with_untracked(|groups| groups.iter().map(|group| group.items.len()).sum::<usize>());
    // At once, not in an effect: Enter may come right behind a letter.
    let look = move |written: &str| {
        groups.set(untrack(|| source.find(written)));
        chosen.set(0);
    };
    Effect::new(move |_| {
        if shown.get() {
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            look("");
        }
    });
    dialog::follow(dialog, shown);
    let act = move |number: usize| {
        let item = groups.with_untracked(|groups| {
            groups.iter().flat_map(|group| &group.items).nth(number).map(|item| item.act.clone())
        });
        let Some(act) = item else { return };
        // The focus goes back to where it was, and from there to where the command puts it.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        shown.set(false);
        source.act(act);
    };
    let step = move |event: KeyboardEvent| {
        let (at, count) = (chosen.get_untracked(), count().max(1));
        let to = match event.key().as_str() {
            "ArrowDown" => (at + 1) % count,
            "ArrowUp" => (at + count - 1) % count,
            "PageDown" => (at + 8).min(count - 1),
            "PageUp" => at.saturating_sub(8),
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                act(at);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(to);
        bring_into_view(to);
    };
    view! {
        <dialog
            class="popover palette"
            node_ref=dialog
            aria-label="Command palette"
            on:close=move |event| if dialog::has_closed(&event) { shown.set(false) }
        >
            <input
                type="text"
                class="palette-field"
                role="combobox"
                aria-label="Command or query"
                aria-controls="palette-list"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-activedescendant=move || groups.with(|groups| (!groups.is_empty()).then(|| id(chosen.get())))
                placeholder="Do something, or find a query"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                on:input=move |event| look(&event_target_value(&event))
                on:keydown=step
            />
            <div id="palette-list" class="palette-list" role="listbox" aria-label="Commands and queries">
                {move || {
                    let mut number = 0;
                    groups.get().into_iter().map(|group| {
                        let items = group.items.into_iter().map(|item| {
                            number += 1;
                            view! { <Option item number=number - 1 chosen act=Callback::new(act)/> }
                        }).collect_view();
                        view! {
                            <div role="group" aria-label=group.title>
                                <div class="group-title" aria-hidden="true">{group.title}</div>
                                {items}
                            </div>
                        }
                    }).collect_view()
                }}
            </div>
            {move || groups.with(Vec::is_empty).then(|| view! { <p class="palette-none muted">"Nothing is called so."</p> })}
        </dialog>
    }
}

#[component]
fn Option(item: Item, number: usize, chosen: RwSignal<usize>, act: Callback<usize>) -> impl IntoView {
    view! {
        <div
            id=id(number)
            class="palette-item"
            role="option"
            aria-selected=move || (chosen.get() == number).to_string()
            on:mousemove=move |_| chosen.set(number)
            on:click=move |_| act.run(number)
        >
            <span class="palette-name" class:mono=item.is_code>{item.name}</span>
            <span class="palette-about">{item.about}</span>
            {item.keys.map(|keys| view! { <kbd>{keys.name()}</kbd> })}
        </div>
    }
}

fn id(number: usize) -> String {
    format!("palette-{number}")
}

fn bring_into_view(number: usize) {
    if let Some(item) = document().get_element_by_id(&id(number)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        item.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
