//! Skeletons that stay in the browser for the next visit: whether they do, how many there are, and the end of it.

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::offline;
use neuprint_worker::messages::{ConnectTo, InBytes as _, KeptAct, KeptSkeletons, Request};
use wasm_bindgen::JsCast as _;

use super::controls::Switch;
use super::neuron::Status;
use super::page_state::PageState;
use super::wording;

/// For datasets of servers; what is in the page or in files of the user is here already.
#[component]
pub(super) fn KeptPanel(state: PageState) -> impl IntoView {
    let kept = RwSignal::new(None::<KeptSkeletons>);
    let told = RwSignal::new(String::new());
    let is_server = Memo::new(move |_| {
        let opened = state.session.opened.get();
        opened.is_some_and(|opened| matches!(opened.target, ConnectTo::Server { .. }))
    });
    let loaded = Memo::new(move |_| {
        let is_ready = |status: &Status| matches!(status, Status::Ready(_));
        state.neurons.with(|all| all.iter().filter(|neuron| neuron.status.with(is_ready)).count())
    });
    // Another dataset is another place, and what has come may be there now.
    Effect::new(move |_| {
        state.session.opened.track();
        loaded.get();
        if is_server.get() {
            ask(state, KeptAct::Tell, kept, move |now| {
                if now.count > 0 {
                    offline::keep_app();
                }
            });
        }
    });
    let keeps = move || kept.with(|kept| kept.is_some_and(|kept| kept.keeps));
    let is_possible = move || kept.with(|kept| kept.is_some_and(|kept| kept.is_possible));
    let turn = move |keeps: bool| {
        ask(state, KeptAct::Keep(keeps), kept, move |_| {
            told.set(if keeps { String::new() } else { "What was kept is erased.".to_owned() });
        });
    };
    let forget = move |_| {
        ask(state, KeptAct::Forget, kept, move |_| {
            offline::forget_app();
            told.set("Everything is forgotten, of all servers.".to_owned());
        });
    };
    view! {
        <Show when=move || is_server.get() && kept.with(Option::is_some)>
            <section class="skeletons-section" aria-labelledby="kept-title">
                <div class="section-head">
                    <h2 id="kept-title">"Next visit"</h2>
                    <span class="spacer"></span>
                    <Show when=is_possible>
                        <Switch label="Keep skeletons in this browser" is_on=Signal::derive(keeps) turn=turn />
                    </Show>
                </div>
                <p class="hint">{move || kept.get().map(described)}</p>
                <div class="button-row">
                    <button type="button" class="button" on:click=forget>
                        "Forget everything"
                    </button>
                    <span class="hint" role="status">
                        {told}
                    </span>
                </div>
            </section>
        </Show>
    }
}

/// Does something with what is kept, and hears how it stands then.
fn ask(
    state: PageState,
    act: KeptAct,
    kept: RwSignal<Option<KeptSkeletons>>,
    then: impl FnOnce(KeptSkeletons) + 'static,
) {
    let asking = state.session.ask(Request::Kept { act });
    spawn_local(async move {
        let bytes = asking.await.ok().and_then(|answer| answer.bulk.into_iter().next()?.dyn_into::<Uint8Array>().ok());
        // A worker that was lost keeps nothing more; the page may have been left meanwhile.
        let Some(now) = bytes.and_then(|bytes| KeptSkeletons::read(&bytes.to_vec())) else { return };
        if kept.try_set(Some(now)).is_none() {
            then(now);
        }
    });
}

/// How it stands, in words.
fn described(kept: KeptSkeletons) -> String {
    let count = wording::counted(kept.count.into(), "skeleton", "skeletons");
    let with_token = "They come with your token: kept, they can be read in this browser until you sign out";
    match kept {
        KeptSkeletons { is_possible: false, .. } => {
            "This browser keeps nothing here, or the dataset does not say its version: skeletons are fetched anew."
                .to_owned()
        }
        KeptSkeletons { keeps: true, has_token: false, .. } => {
            format!("{count} of this server kept, also for days when it cannot be reached.")
        }
        KeptSkeletons { keeps: true, has_token: true, .. } => {
            format!("{count} of this server kept, until you open it without your token.")
        }
        KeptSkeletons { has_token: true, .. } => format!("{with_token} or forget them."),
        KeptSkeletons { .. } => "Skeletons are fetched anew on each visit.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_what_is_kept_and_until_when() {
        let kept = KeptSkeletons { is_possible: true, keeps: true, has_token: false, count: 1200 };
        assert_eq!(described(kept), "1,200 skeletons of this server kept, also for days when it cannot be reached.");
        let by_token = KeptSkeletons { has_token: true, count: 1, ..kept };
        assert_eq!(described(by_token), "1 skeleton of this server kept, until you open it without your token.");
        assert!(described(KeptSkeletons { keeps: false, ..by_token }).contains("until you sign out or forget them"));
        assert!(described(KeptSkeletons { is_possible: false, ..kept }).contains("fetched anew"));
    }
}
