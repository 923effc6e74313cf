//! The neuPrint web app: a Leptos front-end over the module worker.
//!
//! This binary holds views and their state. Requests, tables, skeletons and the embedded dataset live in the worker, so
//! the page stays free for input. The skeleton page is a binary of its own, and so is what draws its neurons: both are
//! loaded when that page is first visited.

// The `component` macro makes its props public, whatever the component is.
#![allow(unreachable_pub)]

mod app;
mod components;
mod routes;
mod state;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
