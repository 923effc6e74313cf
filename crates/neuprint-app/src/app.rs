//! The frame of all pages: header, navigation, and the page that the address names.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;
use neuprint_page::address;

use crate::components::connection::{ConnectionBar, ConnectionCopy, ConnectionFailure};
use crate::components::drop::DropZone;
use crate::components::loaded::Loaded;
use crate::components::palette::Palette;
use crate::components::toast::Toasts;
use crate::routes::query::QueryPage;
use crate::state::commands::Commands;
use crate::state::query::QueryState;
use crate::state::{Library, Session};

/// The whole app.
#[component]
pub(crate) fn App() -> impl IntoView {
    Session::provide();
    let library = Library::provide();
    QueryState::provide(library);
    Commands::provide();
    let form_shown = RwSignal::new(false);
    view! {
        <Router base=address::base_path()>
            <a class="skip" href="#main" rel="external">"Skip to the page"</a>
            <header class="bar">
                <span class="brand">
                    <Mark/>
                    <span>"neuPrint"</span>
                </span>
                <Navigation/>
                <span class="spacer"></span>
                <ConnectionBar shown=form_shown/>
            </header>
            <ConnectionFailure shown=form_shown/>
            <ConnectionCopy/>
            <main id="main" class="main" tabindex="-1">
                <FlatRoutes fallback=NotFound>
                    <Route path=path!("/") view=QueryPage/>
                    <Route
                        path=path!("/explore")
                        view=|| view! { <Loaded script="explore.js" name="page of forms"/> }
                    />
                    <Route
                        path=path!("/skeletons")
                        view=|| view! { <Loaded script="skeletons.js" name="skeleton page"/> }
                    />
                </FlatRoutes>
            </main>
            <Toasts/>
            <DropZone/>
            <Palette connection=form_shown/>
        </Router>
    }
}

/// The links to the pages. They keep the connection, so that each can be opened in a new tab.
#[component]
fn Navigation() -> impl IntoView {
    let session = Session::expect();
    let path = use_location().pathname;
    let link = move |page: &'static str, name: &'static str| {
        let address = move || {
            let opened = session.opened.get();
            address::resolve(&address::relative(page, opened.as_ref().map(|opened| &opened.target), &[]))
        };
        let current = move || path.with(|path| path.rsplit('/').next() == Some(page)).then_some("page");
        view! {
            <a href=address aria-current=current>
                {name}
            </a>
        }
    };
    view! { <nav aria-label="Pages">{link("", "Query")} {link("explore", "Explore")} {link("skeletons", "Skeletons")}</nav> }
}

/// The app's mark: a soma, its fibre and two branches.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
            <path
                d="M7.2 8.6C9.5 10 9.7 12 12.2 12.6M12.2 12.6c2.2.5 3.5-.2 5-2M12.2 12.6c.7 1.7 1.9 3 3.8 4M9.4 11C8 13 6 14 3.4 14.6"
                stroke-width="1.5"
                stroke-linecap="round"
            ></path>
            <circle cx="5.6" cy="6" r="3.1" fill="currentColor" stroke="none"></circle>
        </svg>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <div class="empty">
            <h1>"There is no such page"</h1>
            <p class="muted">"All pages are in the navigation above."</p>
        </div>
    }
}
