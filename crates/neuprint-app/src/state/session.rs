//! The open dataset, and the way to ask it: one session for the whole page.
//!
//! ```ignore
//! let session = Session::expect();
//! session.wake();                                   // on mount: start the worker, open the first dataset
//! session.ready().await?;                           // it is open, or why not
//! let answer = session.ask(request).await?;
//! ```

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Answer, Asking, Bridge, Held, Link, Opened, address, unexpected};
use neuprint_worker::messages::{ConnectTo, Connection, Failure, Progress, Request, Response};
use web_sys::File;

use super::files::Chosen;
use super::token;

/// The dataset file that comes with the app.
const EMBEDDED_FILE: &str = "hemibrain-sample-v1.2.1.npdata";
/// What it is called before it has been opened.
pub(crate) const EMBEDDED_NAME: &str = "hemibrain-sample";

type Opening = Result<Arc<Opened>, Failure>;

/// What waits for the connection, and how the last attempt to open one ended.
#[derive(Default)]
struct Waiting {
    awake: bool,
    waiting: Vec<oneshot::Sender<Opening>>,
    /// Counts attempts: the answer to an older one is ignored.
    attempt: u32,
}

/// The page's session. Copy it freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// The dataset that requests go to.
    pub(crate) opened: ReadSignal<Option<Arc<Opened>>>,
    /// The dataset that is being opened.
    pub(crate) opening: ReadSignal<Option<ConnectTo>>,
    /// Why the last attempt to open a dataset failed.
    pub(crate) failure: ReadSignal<Option<Failure>>,
    set_opened: WriteSignal<Option<Arc<Opened>>>,
    set_opening: WriteSignal<Option<ConnectTo>>,
    set_failure: WriteSignal<Option<Failure>>,
    link: StoredValue<Link, LocalStorage>,
    waiting: StoredValue<Rc<RefCell<Waiting>>, LocalStorage>,
}

impl Session {
    /// Makes the session and gives it to all components below.
    pub(crate) fn provide() -> Self {
        let (opened, set_opened) = signal(None);
        let (opening, set_opening) = signal(Some(initial_target()));
        let (failure, set_failure) = signal(None);
        let session = Self {
            opened,
            opening,
            failure,
            set_opened,
            set_opening,
            set_failure,
            link: StoredValue::new_local(Link::default()),
            waiting: StoredValue::new_local(Rc::default()),
        };
        provide_context(session);
        session
    }

    /// The session of this page.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Starts the worker and opens the dataset that the address names, once.
    ///
    /// Not done at the very start: the editor should accept input before anything heavy is loaded.
    pub(crate) fn wake(self) {
        let waiting = self.waiting.get_value();
        if std::mem::replace(&mut waiting.borrow_mut().awake, true) {
            return;
        }
        self.connect(initial_target());
    }

    /// Opens a dataset; what is open stays so until then.
    pub(crate) fn connect(self, target: ConnectTo) {
        self.connect_with(target, Vec::new());
    }

    /// Opens files of the user: a dataset file, or SWC files.
    pub(crate) fn open(self, files: Vec<Chosen>) {
        let (names, files) = files.into_iter().map(|Chosen { name, file }| (name, file)).unzip();
        self.connect_with(ConnectTo::Files { names }, files);
    }

    fn connect_with(self, target: ConnectTo, files: Vec<File>) {
        let waiting = self.waiting.get_value();
        let attempt = {
            let mut waiting = waiting.borrow_mut();
            waiting.awake = true;
            waiting.attempt += 1;
            waiting.attempt
        };
        self.set_opening.set(Some(target.clone()));
        self.set_failure.set(None);
        spawn_local(async move {
            let request = Request::Connect(target.clone());
            let asking = self.link.with_value(|link| link.ask_with_files(request, &files, |_| {}));
            let result = match asking.await {
                Ok(Answer { response: Response::Connected(connection), .. }) => {
                    Ok(Arc::new(Opened { target: named(target, &connection), connection }))
                }
                Ok(_) => Err(unexpected("opening a dataset")),
                Err(failure) => Err(failure),
            };
            let waiting = {
                let mut state = waiting.borrow_mut();
                if state.attempt != attempt {
                    return;
                }
                std::mem::take(&mut state.waiting)
            };
            self.set_opening.set(None);
            match &result {
                Ok(opened) => self.set_opened.set(Some(Arc::clone(opened))),
                Err(failure) => self.set_failure.set(Some(failure.clone())),
            }
            for waiting in waiting {
                // Who waited may have gone.
                let _ = waiting.send(result.clone());
            }
        });
    }

    /// Forgets why the last attempt failed.
    pub(crate) fn dismiss_failure(self) {
        self.set_failure.set(None);
    }

    /// Waits until no connection is being opened. The open dataset, or why there is none.
    pub(crate) async fn ready(self) -> Opening {
        if self.opening.get_untracked().is_some() {
            let (sender, receiver) = oneshot::channel();
            self.waiting.get_value().borrow_mut().waiting.push(sender);
            self.wake();
            return receiver.await.unwrap_or_else(|_| Err(unexpected("opening a dataset")));
        }
        match (self.opened.get_untracked(), self.failure.get_untracked()) {
            (Some(opened), _) => Ok(opened),
            (None, Some(failure)) => Err(failure),
            (None, None) => Err(unexpected("opening a dataset")),
        }
    }

    /// The way from a page that is loaded on its own to the worker and the open dataset, and what must live as long as it.
    pub(crate) fn bridge(self) -> (Bridge, Held) {
        let link = self.link.get_value();
        let relaying = link.clone();
        let (bridge, held) = Bridge::new(
            move |parts| relaying.relay(&parts),
            move || self.wake(),
            move || self.opened.get_untracked().as_deref().cloned(),
        );
        link.host(bridge.clone());
        (bridge, held)
    }

    /// The page on the other side of the bridge was left.
    pub(crate) fn take_down_bridge(self, bridge: &Bridge) {
        self.link.with_value(|link| link.dismiss(bridge));
    }

    /// Asks the worker. Dropping the future cancels the request.
    pub(crate) fn ask(self, request: Request) -> Asking {
        self.ask_with(request, |_| {})
    }

    /// Asks the worker and hears how far it has come.
    pub(crate) fn ask_with(self, request: Request, progress: impl FnMut(Progress) + 'static) -> Asking {
        self.link.with_value(|link| link.ask(request, progress))
    }
}

/// The embedded dataset.
pub(crate) fn embedded() -> ConnectTo {
    ConnectTo::Embedded { url: address::resolve(EMBEDDED_FILE) }
}

/// What the address asks for: a server and a dataset, or what comes with the app.
fn initial_target() -> ConnectTo {
    match address::parameter(address::SERVER) {
        None => embedded(),
        Some(server) => {
            let token = token::kept(&server);
            ConnectTo::Server { token, dataset: address::parameter(address::DATASET), server }
        }
    }
}

/// The target with the dataset's name in it, as a link must have it.
fn named(target: ConnectTo, connection: &Connection) -> ConnectTo {
    match target {
        ConnectTo::Server { server, token, .. } => {
            ConnectTo::Server { server, token, dataset: Some(connection.dataset.clone()) }
        }
        embedded => embedded,
    }
}
