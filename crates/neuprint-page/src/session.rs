//! The open dataset as a page that was loaded later knows it: what the app tells of it, and the way to ask its worker.
//!
//! ```text
//! let session = Session::expect();
//! session.wake();                                   // on mount
//! let answer = session.ask(request).await?;
//! ```

use std::sync::Arc;

use leptos::prelude::*;
use neuprint_worker::messages::{Progress, Request};
use web_sys::window;

use crate::{Asking, Bridge, Heard, Link, Opened};

/// A page's session. Copy it freely; it lives as long as the page.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    /// The dataset that requests go to.
    pub opened: ReadSignal<Option<Arc<Opened>>>,
    /// The query of the page's address, as it is when the app changes it.
    pub search: ReadSignal<String>,
    bridge: StoredValue<Bridge, LocalStorage>,
    link: StoredValue<Link, LocalStorage>,
    /// What the app calls, as long as the page is open.
    _heard: StoredValue<Heard, LocalStorage>,
}

impl Session {
    /// Makes the session over the bridge and gives it to all components below.
    pub fn provide(bridge: Bridge) {
        let (opened, set_opened) = signal(bridge.open_dataset().map(Arc::new));
        let (search, set_search) = signal(search_now());
        let asked = bridge.clone();
        let heard = bridge
            .hear(move || set_opened.set(asked.open_dataset().map(Arc::new)), move || set_search.set(search_now()));
        provide_context(Self {
            opened,
            search,
            link: StoredValue::new_local(Link::through(bridge.clone())),
            bridge: StoredValue::new_local(bridge),
            _heard: StoredValue::new_local(heard),
        });
    }

    /// The session of this page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Starts the worker and opens the dataset that the address names, if that was not done yet.
    pub fn wake(self) {
        self.bridge.with_value(Bridge::tell_awake);
    }

    /// Asks the worker. Dropping the future cancels the request.
    pub fn ask(self, request: Request) -> Asking {
        self.ask_with(request, |_| {})
    }

    /// [`Session::ask`] while the page is open; nothing once it was left.
    pub fn try_ask(self, request: Request) -> Option<Asking> {
        self.link.try_with_value(|link| link.ask(request, |_| {}))
    }

    /// Asks the worker and hears how far it has come.
    pub fn ask_with(self, request: Request, progress: impl FnMut(Progress) + 'static) -> Asking {
        self.link.with_value(|link| link.ask(request, progress))
    }
}

fn search_now() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}
