//! The form that opens a dataset: the one in this page, one of the user's files, or one of a neuPrint server.

use leptos::ev::{Event, SubmitEvent};
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Answer, address};
use neuprint_worker::messages::{ConnectTo, Request, Response};
use web_sys::HtmlInputElement;

use crate::components::dialog;
use crate::components::failure::FailureNotice;
use crate::components::icons::{Icon, IconName};
use crate::state::{Session, embedded, files, token};

/// Where the data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Page,
    Files,
    Server,
}

/// What the form holds. The token is here and in the worker, nowhere else unless it is to be kept.
#[derive(Clone, Copy)]
struct Fields {
    place: RwSignal<Place>,
    server: RwSignal<String>,
    token: RwSignal<String>,
    keep: RwSignal<bool>,
    dataset: RwSignal<String>,
    /// Whether what is being opened was asked for here.
    asked: RwSignal<bool>,
}

impl Fields {
    fn new(session: Session) -> Self {
        let target = session.opening.get_untracked();
        let (place, server, kept, dataset) = match target {
            Some(ConnectTo::Server { server, token, dataset }) => (Place::Server, server, token, dataset),
            _ => (Place::Page, String::new(), None, None),
        };
        Self {
            place: RwSignal::new(place),
            server: RwSignal::new(server),
            keep: RwSignal::new(kept.is_some()),
            token: RwSignal::new(kept.unwrap_or_default()),
            dataset: RwSignal::new(dataset.unwrap_or_default()),
            asked: RwSignal::new(false),
        }
    }

    fn connect(self, session: Session) {
        self.asked.set(true);
        if self.place.get_untracked() != Place::Server {
            session.connect(embedded());
            return;
        }
        let server = self.server.get_untracked().trim().to_owned();
        let written =
            |text: RwSignal<String>| Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let secret = written(self.token);
        token::keep(&server, secret.as_deref().filter(|_| self.keep.get_untracked()));
        session.connect(ConnectTo::Server { server, token: secret, dataset: written(self.dataset) });
    }
}

/// The form, shown over the page while `shown`. It closes when a dataset has been opened.
#[component]
pub(super) fn ConnectionDialog(shown: RwSignal<bool>) -> impl IntoView {
    let session = Session::expect();
    let fields = Fields::new(session);
    let dialog = NodeRef::<Dialog>::new();
    dialog::follow(dialog, shown);
    // What was asked for here is open: the form has done its work. It stays open while the page's first dataset comes.
    Effect::new(move |_| {
        session.opened.track();
        if fields.asked.get_untracked() {
            fields.asked.set(false);
            shown.set(false);
        }
    });
    let closed = move |event| {
        if !dialog::has_closed(&event) {
            return;
        }
        shown.set(false);
        // Who closes the form goes on with the dataset that is open: why another one could not be opened was read.
        if session.opened.with_untracked(Option::is_some) && session.opening.with_untracked(Option::is_none) {
            session.dismiss_failure();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        fields.connect(session);
    };
    view! {
        <dialog class="popover connection-dialog" node_ref=dialog aria-labelledby="connection-title" on:close=closed>
            <form on:submit=submit>
                <div class="panel-head">
                    <h2 id="connection-title">"Connection"</h2>
                    <span class="spacer"></span>
                    <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| shown.set(false)>
                        <Icon name=IconName::Close/>
                    </button>
                </div>
                <div class="connection-fields">
                    <fieldset>
                        <legend class="visually-hidden">"Where the data is"</legend>
                        <div class="segmented">
                            <Choice fields place=Place::Page label="In this page"/>
                            <Choice fields place=Place::Files label="My files"/>
                            <Choice fields place=Place::Server label="A server"/>
                        </div>
                    </fieldset>
                    {move || match fields.place.get() {
                        Place::Page => view! { <About/> }.into_any(),
                        Place::Files => view! { <FileFields fields/> }.into_any(),
                        Place::Server => view! { <ServerFields fields/> }.into_any(),
                    }}
                    <ConnectFailure fields shown/>
                </div>
                // Files are opened when they are chosen.
                <div class="panel-foot connection-foot" hidden=move || fields.place.get() == Place::Files>
                    <span>{move || session.opening.get().map(|_| "Connecting…")}</span>
                    <span class="spacer"></span>
                    <button type="submit" class="button primary" disabled=move || session.opening.get().is_some()>
                        "Connect"
                    </button>
                </div>
            </form>
        </dialog>
    }
}

#[component]
fn Choice(fields: Fields, place: Place, label: &'static str) -> impl IntoView {
    view! {
        <label>
            <input
                type="radio"
                name="connection"
                prop:checked=move || fields.place.get() == place
                on:change=move |_| fields.place.set(place)
            />
            {label}
        </label>
    }
}

/// What is in the embedded dataset.
#[component]
fn About() -> impl IntoView {
    view! {
        <p>
            "A sample of the hemibrain connectome that comes with the app: five DA1 projection neurons with their skeletons \
             and synapses, and the neurons of the antennal lobe with their connections. Nothing leaves this page; no account is needed."
        </p>
        <p class="hint">
            "Scheffer et al. 2020, " <cite>"eLife"</cite> " 9:e57443. CC BY 4.0."
        </p>
    }
}

/// Files to choose: a dataset file or skeletons, or a folder of them.
#[component]
fn FileFields(fields: Fields) -> impl IntoView {
    let session = Session::expect();
    let open = move |event: Event| {
        let chosen = event_target::<HtmlInputElement>(&event).files().map(|list| files::listed(&list));
        // Who closes the browser's own window chooses none.
        if let Some(chosen) = chosen.filter(|chosen| !chosen.is_empty()) {
            fields.asked.set(true);
            session.open(chosen);
        }
    };
    view! {
        <p>
            "A dataset file that " <code>"neuprint import"</code> " made (.npdata), skeletons (.swc), or a graph that Neo4j \
             exported (.jsonl). Files can also be dropped anywhere on the page. They are not sent anywhere."
        </p>
        <div class="field">
            <label for="connection-files">"Files"</label>
            <input id="connection-files" class="input" type="file" multiple accept=".npdata,.swc,.jsonl,.json,.gz" on:change=open/>
        </div>
        <div class="field">
            <label for="connection-folder">"Or a folder of skeletons"</label>
            <input id="connection-folder" class="input" type="file" prop:webkitdirectory=true on:change=open/>
        </div>
    }
}

#[component]
fn ServerFields(fields: Fields) -> impl IntoView {
    let session = Session::expect();
    let known = move || {
        let listed = session.failure.get().map(|failure| failure.datasets).filter(|datasets| !datasets.is_empty());
        listed.or_else(|| {
            session.opened.get().filter(|opened| !opened.is_in_page()).map(|opened| opened.connection.datasets.clone())
        })
    };
    let offered = RwSignal::new(Vec::new());
    spawn_local(async move {
        if let Ok(Answer { response: Response::Servers(servers), .. }) =
            session.ask(Request::Servers { base: address::base() }).await
        {
            // The form may show something else by now.
            offered.try_set(servers);
        }
    });
    view! {
        {move || {
            let buttons = offered.get().into_iter().map(|server| {
                let name = server.rsplit_once("/upstream/").map_or("This server", |(_, name)| name).to_owned();
                let choose = move |_| {
                    fields.server.set(server.clone());
                    // Each has datasets of its own.
                    fields.dataset.set(String::new());
                };
                view! {
                    <li>
                        <button type="button" class="button" on:click=choose>{name}</button>
                    </li>
                }
            });
            let buttons = buttons.collect_view();
            (!buttons.is_empty()).then(|| view! { <ul class="button-row" aria-label="Servers reached through this one">{buttons}</ul> })
        }}
        <div class="field">
            <label for="connection-server">"Server"</label>
            <input
                id="connection-server"
                class="input"
                type="text"
                inputmode="url"
                placeholder="https://neuprint.janelia.org"
                autocomplete="url"
                autocapitalize="off"
                spellcheck="false"
                required
                prop:value=move || fields.server.get()
                on:input=move |event| fields.server.set(event_target_value(&event))
            />
        </div>
        <div class="field">
            <label for="connection-token">"Token"</label>
            <input
                id="connection-token"
                class="input mono"
                type="password"
                autocomplete="off"
                spellcheck="false"
                placeholder="none: anonymous, for public datasets"
                aria-describedby="connection-token-hint"
                prop:value=move || fields.token.get()
                on:input=move |event| fields.token.set(event_target_value(&event))
            />
            <p class="hint" id="connection-token-hint">
                "From your account page on the server. It stays in memory and goes to this server only."
            </p>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || fields.keep.get()
                    on:change=move |event| fields.keep.set(event_target_checked(&event))
                />
                "Keep for this tab"
            </label>
        </div>
        <div class="field">
            <label for="connection-dataset">"Dataset"</label>
            <input
                id="connection-dataset"
                class="input"
                type="text"
                list="connection-datasets"
                placeholder="hemibrain:v1.2.1; empty if the server has only one"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || fields.dataset.get()
                on:input=move |event| fields.dataset.set(event_target_value(&event))
            />
            <datalist id="connection-datasets">
                {move || known().unwrap_or_default().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
            </datalist>
        </div>
    }
}

/// Why it did not work, and the datasets there are if the name was wrong.
#[component]
fn ConnectFailure(fields: Fields, shown: RwSignal<bool>) -> impl IntoView {
    let session = Session::expect();
    let choose = move |name: String| {
        fields.dataset.set(name);
        fields.connect(session);
    };
    move || {
        session.failure.get().filter(|_| shown.get()).map(|failure| {
            let datasets = failure.datasets.clone();
            view! {
                <FailureNotice failure>
                    {(!datasets.is_empty()).then(|| {
                        view! {
                            <ul class="button-row" aria-label="Datasets of this server">
                                {datasets.into_iter().map(|name| {
                                    let chosen = name.clone();
                                    view! {
                                        <li>
                                            <button type="button" class="button" on:click=move |_| choose(chosen.clone())>
                                                {name}
                                            </button>
                                        </li>
                                    }
                                }).collect_view()}
                            </ul>
                        }
                    })}
                </FailureNotice>
            }
        })
    }
}
