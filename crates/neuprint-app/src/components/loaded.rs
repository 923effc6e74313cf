//! A page, or a part of one, that is a module of its own, loaded when it is first visited.
//!
//! ```text
//! view! { <Loaded script="skeletons.js" name="skeleton page"/> }
//! ```

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use neuprint_page::{Bridge, address};
use neuprint_worker::messages::Failure;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::components::failure::FailureNotice;
use crate::state::Session;

#[wasm_bindgen(inline_js = r#"
export async function openPage(address, host, bridge, of) {
  const { default: init, openPage } = await import(address);
  await init();
  return openPage(host, bridge, of);
}
"#)]
extern "C" {
    /// The page while it is open.
    type OpenPage;

    /// Loads the module, once, and shows its page within `host`. Rejects if it cannot be loaded.
    #[wasm_bindgen(js_name = openPage, catch)]
    async fn open_page(address: &str, host: &HtmlElement, bridge: &Bridge, of: &JsValue) -> Result<OpenPage, JsValue>;

    #[wasm_bindgen(method)]
    fn free(this: &OpenPage);
}

/// Whether the page is shown or has been left before it came.
#[derive(Default)]
struct Shown {
    page: Option<OpenPage>,
    left: bool,
}

/// The page's place, and the page in it as soon as it has come.
#[component]
pub(crate) fn Loaded(
    /// The module's script, beside the app.
    script: &'static str,
    /// What people call the page.
    name: &'static str,
    /// What it shows, if it is not a page for itself.
    #[prop(optional)]
    of: JsValue,
) -> impl IntoView {
    let session = Session::expect();
    let host = NodeRef::<Div>::new();
    let failure = RwSignal::new(None);
    let (bridge, held) = session.bridge();
    let (told, moved, left) = (bridge.clone(), bridge.clone(), bridge.clone());
    Effect::new(move |before: Option<()>| {
        session.opened.track();
        if before.is_some() {
            told.tell_reopened();
        }
    });
    let search = use_location().search;
    Effect::new(move |before: Option<String>| {
        // Read, and not only tracked: what is derived follows nothing before it is read.
        let now = search.get();
        if before.is_some_and(|before| before != now) {
            moved.tell_moved();
        }
        now
    });
    let shown = Rc::new(RefCell::new(Shown::default()));
    let showing = Rc::clone(&shown);
    Effect::new(move |_| {
        let Some(host) = host.get() else { return };
        let (bridge, of, shown) = (bridge.clone(), of.clone(), Rc::clone(&showing));
        spawn_local(async move {
            match open_page(&address::resolve(script), &host, &bridge, &of).await {
                Ok(page) if shown.borrow().left => page.free(),
                Ok(page) => shown.borrow_mut().page = Some(page),
                Err(error) => {
                    failure.try_set(Some(not_loaded(name, &error)));
                }
            }
        });
    });
    let leaving = StoredValue::new_local((shown, left, held));
    on_cleanup(move || {
        leaving.try_with_value(|(shown, left, _)| {
            session.take_down_bridge(left);
            let page = {
                let mut shown = shown.borrow_mut();
                shown.left = true;
                shown.page.take()
            };
            if let Some(page) = page {
                page.free();
            }
        });
    });
    view! {
        {move || failure.get().map(|failure| view! { <FailureNotice failure/> })}
        <div class="page-host" node_ref=host></div>
    }
}

fn not_loaded(name: &str, error: &JsValue) -> Failure {
    Failure {
        code: "internal".to_owned(),
        message: format!("The {name} could not be loaded. Reload the page. ({error:?})"),
        position: None,
        tos_url: None,
        datasets: Vec::new(),
    }
}
