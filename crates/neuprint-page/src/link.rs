//! A page's end of the worker: requests out, answers back, nothing lost in between.
//!
//! ```text
//! let answer = link.ask(Request::Query { cypher }, |progress| …).await?;   // dropping the future cancels the request
//! ```
//!
//! The worker is started by the app's first request. When it dies, everything under way fails with the code `worker-lost`,
//! and the next request starts another one; tables and skeletons of the old one are gone with it.

mod worker;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_channel::oneshot;
use js_sys::{Array, Math, Uint8Array};
use neuprint_worker::messages::{Failure, FromWorker, Progress, Request, RequestId, Response, ToWorker};
use wasm_bindgen::prelude::*;
use web_sys::File;

use crate::bridge::Bridge;
use worker::Running;

/// The requests of a page that was loaded later are numbered from here, those of the app below.
const GUESTS: RequestId = 1 << 31;

/// Where a page begins to number. Pages know nothing of each other; an answer to one must not be taken for another's, so each
/// begins somewhere else.
fn first_of_guest() -> RequestId {
    const PLACES: f64 = (1 << 18) as f64;
    GUESTS + ((Math::random() * PLACES) as RequestId) * (1 << 12)
}

/// What the worker answered: the message and the arrays that came with it.
#[derive(Debug)]
pub struct Answer {
    /// The message.
    pub response: Response,
    /// The bulk arrays that `response` names, in its order.
    pub bulk: Vec<JsValue>,
}

/// One worker, shared by all pages. Cloning clones the handle.
#[derive(Clone, Default)]
pub struct Link(Rc<Inner>);

#[derive(Default)]
struct Inner {
    way: Way,
    waiting: RefCell<HashMap<RequestId, Waiting>>,
    last_id: Cell<RequestId>,
    /// What was loaded later and asks through this link: a page, or the views of results.
    guests: RefCell<Vec<Bridge>>,
}

/// What the app calls of a page: for an answer, and for the loss of the worker.
type Ears = RefCell<Vec<Closure<dyn FnMut(JsValue)>>>;

/// How messages reach the worker.
enum Way {
    /// It is started by the first of them.
    Own(RefCell<Option<Running>>),
    /// Through the app, which started it.
    Through(Bridge, Ears),
}

impl Default for Way {
    fn default() -> Self {
        Self::Own(RefCell::default())
    }
}

struct Waiting {
    done: oneshot::Sender<Result<Answer, Failure>>,
    progress: Box<dyn FnMut(Progress)>,
}

impl Link {
    /// The worker of the app on the other side of the bridge.
    pub fn through(bridge: Bridge) -> Self {
        let link = Self(Rc::new(Inner {
            way: Way::Through(bridge.clone(), RefCell::default()),
            last_id: Cell::new(first_of_guest()),
            ..Inner::default()
        }));
        let (receiver, loser) = (Rc::downgrade(&link.0), Rc::downgrade(&link.0));
        let received = Closure::new(move |data: JsValue| {
            if let Some(inner) = receiver.upgrade() {
                inner.receive(&data);
            }
        });
        let lost = Closure::new(move |_: JsValue| {
            if let Some(inner) = loser.upgrade() {
                inner.fail_all();
            }
        });
        bridge.on_received(received.as_ref().unchecked_ref(), lost.as_ref().unchecked_ref());
        if let Way::Through(_, closures) = &link.0.way {
            closures.borrow_mut().extend([received, lost]);
        }
        link
    }

    /// The page on the other side of the bridge asks through this link.
    pub fn host(&self, guest: Bridge) {
        self.0.guests.borrow_mut().push(guest);
    }

    /// The page on the other side of the bridge was left.
    pub fn dismiss(&self, guest: &Bridge) {
        let is_other = |other: &Bridge| AsRef::<JsValue>::as_ref(other) != AsRef::<JsValue>::as_ref(guest);
        self.0.guests.borrow_mut().retain(is_other);
    }

    /// Hands on a message of the page on the other side of the bridge.
    pub fn relay(&self, parts: &Array) {
        if self.0.post(parts).is_err() {
            self.0.lose();
        }
    }

    /// Sends a request; `progress` is called while it is worked on.
    pub fn ask(&self, request: Request, progress: impl FnMut(Progress) + 'static) -> Asking {
        self.ask_with_files(request, &[], progress)
    }

    /// [`Link::ask`], with the files that the request names. They are not read here.
    pub fn ask_with_files(&self, request: Request, files: &[File], progress: impl FnMut(Progress) + 'static) -> Asking {
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        let (done, answer) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(id, Waiting { done, progress: Box::new(progress) });
        if let Err(failure) = self.send(&ToWorker { id, request }, files)
            && let Some(waiting) = self.0.waiting.borrow_mut().remove(&id)
        {
            // The receiver is held by the future below.
            let _ = waiting.done.send(Err(failure));
        }
        Asking { link: self.clone(), id, answer }
    }

    fn send(&self, message: &ToWorker, files: &[File]) -> Result<(), Failure> {
        let bytes =
            postcard::to_allocvec(message).map_err(|error| lost(format!("a request cannot be encoded: {error}")))?;
        let mut parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        parts.extend(files);
        self.0.post(&parts)
    }
}

impl Inner {
    fn post(self: &Rc<Self>, parts: &Array) -> Result<(), Failure> {
        match &self.way {
            Way::Own(running) => {
                let mut running = running.borrow_mut();
                if running.is_none() {
                    *running = Some(Running::start(Rc::downgrade(self)).map_err(|error| lost(format!("{error:?}")))?);
                }
                running.as_mut().map_or(Ok(()), |running| running.post(parts))
            }
            Way::Through(bridge, _) => {
                bridge.send(parts);
                Ok(())
            }
        }
    }

    fn receive(&self, data: &JsValue) {
        let parts = Array::from(data);
        let Ok(bytes) = parts.get(0).dyn_into::<Uint8Array>() else { return };
        match postcard::from_bytes(&bytes.to_vec()) {
            Ok(FromWorker::Ready) => {
                let Way::Own(running) = &self.way else { return };
                let sent = running.borrow_mut().as_mut().map_or(Ok(()), Running::ready);
                if sent.is_err() {
                    self.lose();
                }
            }
            Ok(FromWorker::Progress(id, _) | FromWorker::Finished(id, _)) if self.is_of_guest(id) => {
                // Each knows what it has asked.
                self.tell_guests(|guest| guest.tell_received(data));
            }
            Ok(FromWorker::Progress(id, progress)) => {
                // Taken out while it runs: it may send requests itself.
                let taken = self.waiting.borrow_mut().remove(&id);
                if let Some(mut waiting) = taken {
                    (waiting.progress)(progress);
                    self.waiting.borrow_mut().insert(id, waiting);
                }
            }
            Ok(FromWorker::Finished(id, result)) => {
                let taken = self.waiting.borrow_mut().remove(&id);
                if let Some(waiting) = taken {
                    let bulk = parts.iter().skip(1).collect();
                    // Nobody waits any more: it was cancelled meanwhile.
                    let _ = waiting.done.send(result.map(|response| Answer { response, bulk }));
                }
            }
            Err(_) => self.lose(),
        }
    }

    /// Whether an answer belongs to a page that asks through this link.
    fn is_of_guest(&self, id: RequestId) -> bool {
        matches!(self.way, Way::Own(_)) && id >= GUESTS
    }

    /// Gives up on the worker.
    fn lose(&self) {
        if let Way::Own(running) = &self.way
            && let Some(running) = running.borrow_mut().take()
        {
            running.stop();
        }
        self.fail_all();
        self.tell_guests(Bridge::tell_lost);
    }

    fn tell_guests(&self, tell: impl Fn(&Bridge)) {
        // Cloned: one may leave meanwhile.
        let guests = self.guests.borrow().clone();
        guests.iter().for_each(tell);
    }

    /// Nothing that was asked will be answered.
    fn fail_all(&self) {
        let waiting: Vec<Waiting> = self.waiting.borrow_mut().drain().map(|(_, waiting)| waiting).collect();
        for waiting in waiting {
            let _ = waiting.done.send(Err(lost("its script failed or ran out of memory".to_owned())));
        }
    }
}

fn lost(why: String) -> Failure {
    Failure {
        code: "worker-lost".to_owned(),
        message: format!("The background worker stopped: {why}. Connect again or reload the page."),
        position: None,
        tos_url: None,
        datasets: Vec::new(),
    }
}

/// A request under way. Dropping it tells the worker to stop.
#[must_use = "dropping it cancels the request"]
pub struct Asking {
    link: Link,
    id: RequestId,
    answer: oneshot::Receiver<Result<Answer, Failure>>,
}

/// Tells the worker to stop a request whose answer is still wanted: it has what had come.
#[derive(Clone)]
pub struct Stopper {
    link: Link,
    id: RequestId,
}

impl Asking {
    /// A way to stop it and still hear how it ended.
    pub fn stopper(&self) -> Stopper {
        Stopper { link: self.link.clone(), id: self.id }
    }
}

impl Stopper {
    /// Tells the worker. It knows a request that has ended no more.
    pub fn stop(&self) {
        // A worker that is gone has nothing to cancel.
        let _ = self.link.send(&ToWorker { id: 0, request: Request::Cancel { target: self.id } }, &[]);
    }
}

impl Future for Asking {
    type Output = Result<Answer, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.answer)
            .poll(context)
            .map(|answer| answer.unwrap_or_else(|_| Err(lost("it gave no answer".to_owned()))))
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        if self.link.0.waiting.borrow_mut().remove(&self.id).is_some() {
            self.stopper().stop();
        }
    }
}
