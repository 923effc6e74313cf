//! What can be done with the library as a whole: a file of it, taking one in, forgetting.

use js_sys::Uint8Array;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::save_file;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FocusEvent, Node};

use super::super::toolbar::grouped;
use super::{List, focus};
use crate::components::icons::{Icon, IconName};
use crate::components::toast;
use crate::state::Library;
use crate::state::library::Kept;

/// Below this width of the window, in CSS pixels, the panel is a sheet. The same number stands in `query.css`.
const NARROW: f64 = 900.0;
/// What a library's file is called.
const FILE: &str = "neuprint-queries.json";

/// What of the panel is shown. Copy it freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Panel {
    /// Whether the sheet is open, on narrow screens.
    pub(crate) sheet: RwSignal<bool>,
    /// Whether the column is put away, on wide ones.
    pub(crate) hidden: RwSignal<bool>,
    /// The list that is shown.
    pub(super) list: RwSignal<List>,
    /// What is to be forgotten, if that is certain: everything, or the history.
    pub(super) forgetting: RwSignal<Option<bool>>,
    /// Why a file was not taken in.
    refused: RwSignal<Option<String>>,
    /// The field that chooses a file.
    file: NodeRef<Input>,
}

impl Panel {
    /// The panel as it is at first.
    pub(crate) fn new() -> Self {
        Self {
            sheet: RwSignal::new(false),
            hidden: RwSignal::new(false),
            list: RwSignal::new(List::Examples),
            forgetting: RwSignal::new(None),
            refused: RwSignal::new(None),
            file: NodeRef::new(),
        }
    }

    /// Shows or hides it.
    pub(crate) fn toggle(self) {
        let shown = if is_narrow() { self.sheet } else { self.hidden };
        shown.update(|shown| *shown = !*shown);
    }

    /// Shows it.
    fn show(self) {
        if is_narrow() { self.sheet.set(true) } else { self.hidden.set(false) }
    }

    /// Asks whether the history, or everything, is to be forgotten.
    pub(crate) fn ask_to_forget(self, all: bool) {
        self.show();
        self.forgetting.set(Some(all));
    }
}

fn is_narrow() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width <= NARROW)
}

/// The library as a file.
#[derive(Clone, Copy)]
pub(crate) struct LibraryFile(pub(crate) Library, pub(crate) Panel);

impl LibraryFile {
    /// Saves it.
    pub(crate) fn save(self) {
        spawn_local(async move {
            let Self(library, panel) = self;
            let saved = library.export().await.and_then(|text| {
                let bytes = Uint8Array::from(text.as_bytes());
                save_file(FILE, "application/json", &bytes)
                    .map_err(|_| "The browser could not hold the file".to_owned())
            });
            match saved {
                Ok(()) => toast::show(format!("Saved as {FILE}")),
                Err(reason) => panel.refused.set(Some(reason)),
            }
        });
    }

    /// Lets the user choose one to take in.
    pub(crate) fn choose(self) {
        if let Some(field) = self.1.file.get_untracked() {
            field.click();
        }
    }

    async fn take_in(self, file: File) {
        let Self(library, panel) = self;
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        let taken = match text {
            Some(text) => library.import(&text).await,
            None => Err("The browser could not read the file. Choose it again.".to_owned()),
        };
        match taken {
            Ok(0) => toast::show("Nothing in the file is new"),
            Ok(1) => toast::show("1 query is new or newer"),
            Ok(count) => toast::show(format!("{} queries are new or newer", grouped(count as u64))),
            Err(reason) => {
                panel.show();
                panel.refused.set(Some(reason));
            }
        }
    }
}

/// The button with what it opens.
#[component]
pub(super) fn Menu(panel: Panel) -> impl IntoView {
    let library = Library::expect();
    let open = RwSignal::new(false);
    let file = LibraryFile(library, panel);
    let unknown = move || library.kept.get() == Kept::Unknown;
    let act = move |name: &'static str, danger: bool, disabled: Signal<bool>, act: Callback<()>| {
        let click = move |_| {
            open.set(false);
            act.run(());
        };
        view! {
            <button type="button" class="menu-item" class:danger=danger disabled=disabled on:click=click>{name}</button>
        }
    };
    let empty = move || library.shelf.with(|shelf| shelf.history.is_empty() && shelf.starred.is_empty());
    let no_history = move || library.shelf.with(|shelf| shelf.history.is_empty());
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let inside = event.current_target().and_then(|menu| menu.dyn_into::<Node>().ok());
        if inside.is_some_and(|menu| !menu.contains(to.as_ref())) {
            open.set(false);
        }
    };
    view! {
        <div
            class="side-menu"
            on:focusout=left
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    event.stop_propagation();
                    open.set(false);
                    focus("library-menu");
                }
            }
        >
            <button
                type="button"
                id="library-menu"
                class="button quiet icon"
                aria-label="Library menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=IconName::More/>
            </button>
            <Show when=move || open.get()>
                <div class="popover menu" role="group" aria-label="Library menu">
                    {act("Export to a file", false, Signal::derive(empty), Callback::new(move |()| file.save()))}
                    {act("Import a file…", false, Signal::derive(unknown), Callback::new(move |()| file.choose()))}
                    <hr/>
                    {act("Clear the history…", true, Signal::derive(no_history), Callback::new(move |()| panel.ask_to_forget(false)))}
                    {act("Forget everything…", true, Signal::derive(empty), Callback::new(move |()| panel.ask_to_forget(true)))}
                </div>
            </Show>
            <input
                type="file"
                hidden
                accept=".json,application/json"
                aria-label="Library file"
                node_ref=panel.file
                on:change=move |event| {
                    let field: web_sys::HtmlInputElement = event_target(&event);
                    if let Some(chosen) = field.files().and_then(|files| files.get(0)) {
                        spawn_local(file.take_in(chosen));
                    }
                    // The same file can be chosen again.
                    field.set_value("");
                }
            />
        </div>
    }
}

/// What must be answered or read before going on: whether to forget, why a file was refused.
#[component]
pub(super) fn Question(panel: Panel) -> impl IntoView {
    let library = Library::expect();
    let forget = move |all: bool| {
        library.clear(all);
        panel.forgetting.set(None);
        focus("library-menu");
        toast::show(if all { "The library is empty" } else { "The history is empty" });
    };
    Effect::new(move |_| {
        if panel.forgetting.get().is_some() {
            focus("library-keep");
        }
    });
    let counts =
        move || library.shelf.with(|shelf| (grouped(shelf.starred.len() as u64), grouped(shelf.history.len() as u64)));
    view! {
        {move || panel.forgetting.get().map(|all| {
            let (starred, past) = counts();
            let text = if all {
                format!("Forget {starred} starred and {past} past queries? They are deleted from this browser.")
            } else {
                format!("Forget {past} past queries? Starred ones stay.")
            };
            view! {
                <div class="notice caution side-question" role="alertdialog" aria-label="Forget queries?" aria-describedby="library-question">
                    <div>
                        <p id="library-question">{text}</p>
                        <p class="button-row">
                            <button type="button" class="button danger" on:click=move |_| forget(all)>"Forget"</button>
                            <button type="button" id="library-keep" class="button" on:click=move |_| {
                                panel.forgetting.set(None);
                                focus("library-menu");
                            }>
                                "Keep"
                            </button>
                        </p>
                    </div>
                </div>
            }
        })}
        {move || panel.refused.get().map(|reason| view! {
            <div class="notice error side-question" role="alert">
                <div>
                    <p>{reason}</p>
                    <p>
                        <button type="button" class="button" on:click=move |_| panel.refused.set(None)>"Dismiss"</button>
                    </p>
                </div>
            </div>
        })}
    }
}
