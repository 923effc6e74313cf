//! The neuPrint web app: a Leptos front-end over the module worker.
//!
//! This binary holds views and their state. Requests, tables, skeletons and the embedded dataset live in the worker, so
//! the page stays free for input; drawing neurons is a third binary, loaded by the skeleton page.

// The `component` macro makes its props public, whatever the component is.
#![allow(unreachable_pub)]

mod app;
mod components;
mod decimal;
mod routes;
mod state;
mod viewer;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
