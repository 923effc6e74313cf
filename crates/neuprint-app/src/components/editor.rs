//! The query editor: CodeMirror in a module of its own, loaded beside the app.
//!
//! ```ignore
//! view! { <Editor text=query.text session boundless error=position on_run=run on_cancel=cancel on_ready=wake/> }
//! ```
//!
//! When the module does not load, a plain text field takes its place.

mod asking;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use self::asking::Asking;
use crate::state::Session;
use crate::state::module::load_module;

#[wasm_bindgen]
extern "C" {
    /// The exports of `editor.js`.
    type EditorModule;
    #[wasm_bindgen(method, catch, js_name = createEditor)]
    fn create_editor(this: &EditorModule, parent: &HtmlElement, text: &str, hands: &JsValue)
    -> Result<Handle, JsValue>;

    /// One editor.
    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = markError)]
    fn mark_error(this: &Handle, line: u32, column: u32);
    #[wasm_bindgen(method, js_name = clearError)]
    fn clear_error(this: &Handle);
    #[wasm_bindgen(method)]
    fn reopened(this: &Handle);
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Handle, line: u32, column: u32);
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// What the module calls; it lives as long as the editor.
struct Hands {
    changed: Closure<dyn FnMut(String)>,
    run: Closure<dyn FnMut()>,
    cancel: Closure<dyn FnMut() -> bool>,
    asking: Asking,
}

impl Hands {
    fn object(&self) -> Result<JsValue, JsValue> {
        let object = js_sys::Object::new();
        let own = [("changed", self.changed.as_ref()), ("run", self.run.as_ref()), ("cancel", self.cancel.as_ref())];
        for (name, hand) in own.into_iter().chain(self.asking.hands()) {
            js_sys::Reflect::set(&object, &JsValue::from_str(name), hand)?;
        }
        Ok(object.into())
    }
}

/// An editor on the page. Copy it to reach it from elsewhere.
#[derive(Clone, Copy)]
pub(crate) struct EditorHandle(StoredValue<Option<(Handle, Hands)>, LocalStorage>);

impl EditorHandle {
    /// A handle for an editor that is not there yet.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Moves the cursor to a place (both from 1) and takes the focus.
    pub(crate) fn go_to(self, line: u32, column: u32) {
        self.with(|editor| editor.go_to(line, column));
    }

    /// Takes the focus.
    pub(crate) fn focus(self) {
        self.with(Handle::focus);
    }

    fn with(self, act: impl FnOnce(&Handle)) {
        self.0.with_value(|editor| {
            if let Some((editor, _)) = editor {
                act(editor);
            }
        });
    }
}

/// The state of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loading {
    UnderWay,
    Done,
    Failed,
}

/// The editor. What is typed goes into `text`, what is set in `text` goes into the editor.
#[component]
pub(crate) fn Editor(
    /// The query.
    text: RwSignal<String>,
    /// Whose dataset's names are offered.
    session: Session,
    /// Whether the text asks for very much, as far as that is known.
    boundless: RwSignal<bool>,
    /// The place to underline, line and column from 1.
    #[prop(into)]
    error: Signal<Option<(u32, u32)>>,
    /// To reach the editor from outside.
    handle: EditorHandle,
    /// Ctrl-Enter.
    on_run: Callback<()>,
    /// Esc; whether there was something to stop.
    on_cancel: Callback<(), bool>,
    /// It accepts input.
    on_ready: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let loading = RwSignal::new(Loading::UnderWay);

    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        spawn_local(async move {
            let made = make(place.into(), text, session, boundless, on_run, on_cancel).await;
            // The page may have been left meanwhile.
            if loading.is_disposed() {
                if let Ok((editor, _)) = made {
                    editor.destroy();
                }
                return;
            }
            match made {
                Ok(editor) => {
                    handle.0.set_value(Some(editor));
                    loading.set(Loading::Done);
                }
                Err(error) => {
                    leptos::logging::error!("the editor did not load: {error:?}");
                    loading.set(Loading::Failed);
                }
            }
            on_ready.run(());
        });
    });
    Effect::new(move |_| {
        let text = text.get();
        if loading.get() == Loading::Done {
            handle.with(|editor| editor.set_text(&text));
        }
    });
    Effect::new(move |_| {
        let error = error.get();
        if loading.get() == Loading::Done {
            handle.with(|editor| match error {
                Some((line, column)) => editor.mark_error(line, column),
                None => editor.clear_error(),
            });
        }
    });
    Effect::new(move |_| {
        session.opened.track();
        if loading.get() == Loading::Done {
            handle.with(Handle::reopened);
        }
    });
    on_cleanup(move || handle.with(Handle::destroy));

    view! {
        <div class="editor" node_ref=place>
            {move || match loading.get() {
                Loading::UnderWay => view! { <pre class="editor-ghost" aria-hidden="true">{text.get_untracked()}</pre> }.into_any(),
                Loading::Done => ().into_any(),
                Loading::Failed => view! { <PlainField text on_run/> }.into_any(),
            }}
        </div>
    }
}

async fn make(
    place: HtmlElement,
    text: RwSignal<String>,
    session: Session,
    boundless: RwSignal<bool>,
    on_run: Callback<()>,
    on_cancel: Callback<(), bool>,
) -> Result<(Handle, Hands), JsValue> {
    let module: EditorModule = load_module("editor.js").await?.unchecked_into();
    let hands = Hands {
        changed: Closure::new(move |typed| text.set(typed)),
        run: Closure::new(move || on_run.run(())),
        cancel: Closure::new(move || on_cancel.run(())),
        asking: Asking::new(session, boundless),
    };
    let text = text.try_get_untracked().unwrap_or_default();
    let editor = module.create_editor(&place, &text, &hands.object()?)?;
    Ok((editor, hands))
}

/// The editor's stand-in.
#[component]
fn PlainField(text: RwSignal<String>, on_run: Callback<()>) -> impl IntoView {
    view! {
        <textarea
            class="input mono"
            aria-label="Cypher query"
            rows="6"
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
            on:keydown=move |event| {
                if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    on_run.run(());
                }
            }
        ></textarea>
    }
}
