//! The page's end of the worker: requests out, answers back, nothing lost in between.
//!
//! ```text
//! let answer = link.ask(Request::Query { cypher }, |progress| …).await?;   // dropping the future cancels the request
//! ```
//!
//! The worker is started by the first request. When it dies, everything under way fails with the code `worker-lost`, and
//! the next request starts another one; tables and skeletons of the old one are gone with it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use neuprint_worker::messages::{Failure, FromWorker, Progress, Request, RequestId, Response, ToWorker};
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::address;

/// What the worker answered: the message and the arrays that came with it.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The message.
    pub(crate) response: Response,
    /// The bulk arrays that `response` names, in its order.
    pub(crate) bulk: Vec<JsValue>,
}

/// One worker, shared by all pages. Cloning clones the handle.
#[derive(Clone, Default)]
pub(crate) struct Link(Rc<Inner>);

#[derive(Default)]
struct Inner {
    worker: RefCell<Option<Running>>,
    waiting: RefCell<HashMap<RequestId, Waiting>>,
    last_id: Cell<RequestId>,
}

/// A worker and the closures it calls.
struct Running {
    worker: Worker,
    /// Messages that wait for the worker's code to load; `None` once it has. Sent earlier they could be lost: a worker
    /// is given messages as soon as its script has begun to wait for something itself.
    early: Option<Vec<Array>>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(JsValue)>,
}

struct Waiting {
    done: oneshot::Sender<Result<Answer, Failure>>,
    progress: Box<dyn FnMut(Progress)>,
}

impl Link {
    /// Sends a request; `progress` is called while it is worked on.
    pub(crate) fn ask(&self, request: Request, progress: impl FnMut(Progress) + 'static) -> Asking {
        self.ask_with_files(request, &[], progress)
    }

    /// [`Link::ask`], with the files that the request names. They are not read here.
    pub(crate) fn ask_with_files(
        &self,
        request: Request,
        files: &[File],
        progress: impl FnMut(Progress) + 'static,
    ) -> Asking {
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
        let mut running = self.0.worker.borrow_mut();
        if running.is_none() {
            *running = Some(start(Rc::downgrade(&self.0)).map_err(|error| lost(format!("{error:?}")))?);
        }
        let Some(running) = running.as_mut() else { return Ok(()) };
        match &mut running.early {
            Some(early) => {
                early.push(parts);
                Ok(())
            }
            None => running.post(&parts),
        }
    }
}

impl Running {
    fn post(&self, parts: &Array) -> Result<(), Failure> {
        let bytes = parts.get(0).unchecked_into::<Uint8Array>();
        self.worker
            .post_message_with_transfer(parts, &Array::of1(&bytes.buffer()))
            .map_err(|error| lost(format!("{error:?}")))
    }

    /// The worker's code has loaded: send what waited for it.
    fn ready(&mut self) -> Result<(), Failure> {
        self.early.take().unwrap_or_default().iter().try_for_each(|parts| self.post(parts))
    }
}

fn start(inner: Weak<Inner>) -> Result<Running, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&address::resolve("worker_loader.js"), &options)?;
    let receiver = inner.clone();
    let message = Closure::new(move |event: MessageEvent| {
        if let Some(inner) = receiver.upgrade() {
            inner.receive(&event.data());
        }
    });
    let error = Closure::new(move |_event: JsValue| {
        if let Some(inner) = inner.upgrade() {
            inner.lose();
        }
    });
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    Ok(Running { worker, early: Some(Vec::new()), _message: message, _error: error })
}

impl Inner {
    fn receive(&self, data: &JsValue) {
        let parts = Array::from(data);
        let Ok(bytes) = parts.get(0).dyn_into::<Uint8Array>() else { return };
        match postcard::from_bytes(&bytes.to_vec()) {
            Ok(FromWorker::Ready) => {
                let sent = self.worker.borrow_mut().as_mut().map_or(Ok(()), Running::ready);
                if sent.is_err() {
                    self.lose();
                }
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

    /// Gives up on the worker.
    fn lose(&self) {
        if let Some(running) = self.worker.borrow_mut().take() {
            running.worker.set_onmessage(None);
            running.worker.terminate();
        }
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
pub(crate) struct Asking {
    link: Link,
    id: RequestId,
    answer: oneshot::Receiver<Result<Answer, Failure>>,
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
            // A worker that is gone has nothing to cancel.
            let _ = self.link.send(&ToWorker { id: 0, request: Request::Cancel { target: self.id } }, &[]);
        }
    }
}
