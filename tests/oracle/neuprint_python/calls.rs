//! neuprint-python's functions as calls of our client.
//!
//! What a function returns is written as `values.py` writes it, so that it can be compared. An argument may be what
//! another call returned: that call is made of our client too.

mod connections;
mod neurons;
mod server;
mod skeletons;
mod synapses;
mod tables;

use std::future::Future;
use std::pin::Pin;

use neuprint::{Client, ClientOptions, Error, Transport};
use serde_json::{Map, Value as Json};

use crate::arguments::Arguments;

/// A client, and what another one would need.
pub(crate) struct Asker<T> {
    pub(crate) client: Client<T>,
    pub(crate) transport: T,
    pub(crate) options: ClientOptions,
}

/// What our client says instead of an answer.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        let error = error.into();
        Self { code: error.code(), message: error.to_string() }
    }
}

/// A refusal by the compiler: what Python hears when it runs, Rust's types do not let be written.
fn unwritable(what: &str) -> Refused {
    Refused { code: "invalid-argument", message: format!("the types do not allow {what}") }
}

pub(crate) type Answer = Result<Json, Refused>;

/// A call's function and arguments, with the results of inner calls.
struct Call {
    function: String,
    arguments: Arguments,
}

impl<T: Transport + Clone> Asker<T> {
    pub(crate) async fn connect(transport: T, options: ClientOptions) -> Result<Self, Error> {
        Ok(Self { client: Client::connect(transport.clone(), options.clone()).await?, transport, options })
    }

    /// Our answer to a call.
    ///
    /// # Panics
    /// If no function of ours stands for it, or an argument is not heeded.
    pub(crate) async fn answer(&self, made: &Json) -> Answer {
        let mut positional = Vec::new();
        for argument in made["args"].as_array().unwrap() {
            positional.push(self.resolved(argument).await?);
        }
        let mut named = Map::new();
        for (name, argument) in made["kwargs"].as_object().unwrap() {
            named.insert(name.clone(), self.resolved(argument).await?);
        }
        let function = made["call"].as_str().unwrap().to_owned();
        let call = Call { function, arguments: Arguments::new(positional, named) };
        let answer =
            self.dispatched(&call).await.unwrap_or_else(|| panic!("nothing of ours stands for {}", call.function));
        if answer.is_ok() {
            call.arguments.finish(&call.function);
        }
        answer
    }

    async fn dispatched(&self, call: &Call) -> Option<Answer> {
        let mut answer = server::answer(self, call).await;
        if answer.is_none() {
            answer = neurons::answer(self, call).await;
        }
        if answer.is_none() {
            answer = connections::answer(self, call).await;
        }
        if answer.is_none() {
            answer = synapses::answer(self, call).await;
        }
        if answer.is_none() {
            answer = skeletons::answer(self, call).await;
        }
        answer.or_else(|| tables::answer(call))
    }

    /// An argument, or what the call that stands there returns.
    fn resolved<'a>(&'a self, argument: &'a Json) -> Pin<Box<dyn Future<Output = Answer> + 'a>> {
        Box::pin(async move {
            let Some(inner) = argument.get("Call") else { return Ok(argument.clone()) };
            let answer = self.answer(inner).await?;
            Ok(argument["part"].as_u64().map_or_else(|| answer.clone(), |part| answer[part as usize].clone()))
        })
    }
}
