//! The query page's state: the text, the results and their tabs, and the query that runs.
//!
//! ```text
//! let query = QueryState::expect();
//! query.run(session);          // the text as it now is; a query under way is cancelled first
//! query.shown();               // the result on screen
//! query.select(result);        // another one
//! ```
//!
//! One tab is for the next query: running takes it, wherever one is. A result that is kept has a tab for itself, until
//! that is closed; refreshing runs its query again in the same place.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::params::ParamsMap;
use neuprint_worker::examples::OPENING;
use neuprint_worker::messages::TableSummary;

use super::Session;
use super::library::{Library, Outcome};
use super::link::{self, Found, Linked, View};
use super::result::{Phase, ResultState};
use crate::components::toast;

/// The state of the query page. Copy it freely; it lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct QueryState {
    /// What the editor holds.
    pub(crate) text: RwSignal<String>,
    /// The results, in the order of their tabs.
    pub(crate) results: RwSignal<Vec<ResultState>>,
    /// The query that was run last, or the result that was looked at since. It is among the results as soon as it has
    /// something to show.
    pub(crate) latest: RwSignal<Option<ResultState>>,
    /// The number of the result on screen.
    shown: RwSignal<Option<u32>>,
    /// The number of the result beside it.
    beside: RwSignal<Option<u32>>,
    /// Whether a long link is still being read.
    pub(crate) arriving: RwSignal<bool>,
    /// What the link said that the page was opened with: the first run of its query is looked at so.
    linked: StoredValue<Option<Linked>>,
    /// The text of the link, or the opening example.
    opened_with: StoredValue<String>,
    /// Counts changes of the address.
    address: StoredValue<u32>,
    library: Library,
    last_number: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl QueryState {
    /// Makes the state and gives it to all components below.
    pub(crate) fn provide(library: Library) -> Self {
        let state = Self {
            text: RwSignal::new(String::new()),
            results: RwSignal::new(Vec::new()),
            latest: RwSignal::new(None),
            shown: RwSignal::new(None),
            beside: RwSignal::new(None),
            arriving: RwSignal::new(false),
            linked: StoredValue::new(None),
            opened_with: StoredValue::new(String::new()),
            address: StoredValue::new(0),
            library,
            last_number: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        match link::read() {
            Found::Nothing => state.open(None),
            Found::Short(linked) => state.open(Some(linked)),
            Found::Long(value) => {
                state.arriving.set(true);
                spawn_local(async move {
                    let linked = link::unpack(&value).await;
                    if linked.is_none() {
                        toast::show("The query of this link cannot be read: it was cut off or changed");
                    }
                    state.open(linked);
                    state.arriving.set(false);
                });
            }
        }
        provide_context(state);
        state
    }

    fn open(self, linked: Option<Linked>) {
        let text = linked.as_ref().map_or(OPENING, |linked| &linked.cypher).to_owned();
        self.opened_with.set_value(text.clone());
        self.text.set(text);
        self.linked.set_value(linked);
    }

    /// Takes up the text that a link names, which leads here from another page.
    pub(crate) fn adopt(self, parameters: &ParamsMap) {
        let text = parameters.get(link::TEXT).filter(|text| !text.is_empty() && *text != self.text.get_untracked());
        if let Some(cypher) = text {
            self.open(Some(Linked { cypher, view: View::default() }));
        }
    }

    /// Whether the text is still the one that the page was opened with.
    pub(crate) fn is_as_opened(self) -> bool {
        self.text.with_untracked(|text| self.opened_with.with_value(|opened| opened == text))
    }

    /// The state of this page.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// The result on screen.
    pub(crate) fn shown(self) -> Option<ResultState> {
        self.numbered(self.shown.get()?)
    }

    /// The result beside it, to compare.
    pub(crate) fn beside(self) -> Option<ResultState> {
        self.numbered(self.beside.get()?)
    }

    fn numbered(self, number: u32) -> Option<ResultState> {
        self.results.with(|results| results.iter().find(|result| result.number == number).copied())
    }

    /// The query that the controls speak of: the one that was run last while it has nothing to show, else the result on
    /// screen.
    pub(crate) fn told(self) -> Option<ResultState> {
        let latest = self.latest.get()?;
        let is_there = self.results.with(|results| results.contains(&latest));
        if is_there && !latest.phase.with(Phase::is_under_way) { self.shown().or(Some(latest)) } else { Some(latest) }
    }

    /// How far that query has come; `None` if none was run yet.
    pub(crate) fn phase(self) -> Option<Phase> {
        Some(self.told()?.phase.get())
    }

    /// Whether there is something to cancel.
    pub(crate) fn is_under_way(self) -> bool {
        self.latest.get().is_some_and(|latest| latest.phase.with(Phase::is_under_way))
    }

    /// Whether a result is about to give its tab to the query that runs.
    pub(crate) fn is_outdated(self, result: ResultState) -> bool {
        let next = self.latest.get().filter(|latest| *latest != result && latest.replaces == Some(result.number));
        next.is_some_and(|next| next.phase.with(Phase::is_under_way))
    }

    /// Runs the text as it now is.
    pub(crate) fn run(self, session: Session) {
        let cypher = self.text.get_untracked();
        if cypher.trim().is_empty() {
            return;
        }
        let free = |result: &&ResultState| !result.kept.get_untracked();
        let shown = untrack(|| self.shown()).filter(|shown| free(&shown));
        let replaces = shown.or_else(|| self.results.with_untracked(|results| results.iter().find(free).copied()));
        let result = self.new_result(cypher.into(), replaces.map(|result| result.number));
        if let Some(View { keys, filters, kind, settings }) = self.view_of_link(&result) {
            result.keys.set(keys);
            result.filters.set(filters);
            result.view.set(kind);
            result.keep_settings(kind, settings);
        }
        self.start(session, result);
    }

    /// What the link said of a result, if it is of its query; once.
    fn view_of_link(self, result: &ResultState) -> Option<View> {
        let linked = self.linked.try_update_value(Option::take)??;
        (*linked.cypher == *result.cypher.get_value()).then_some(linked.view)
    }

    /// Runs a result's query again, in its place, with its order and filters, shown as it is.
    pub(crate) fn refresh(self, session: Session, result: ResultState) {
        let again = self.new_result(result.cypher.get_value(), Some(result.number));
        again.kept.set(result.kept.get_untracked());
        again.keys.set(result.keys.get_untracked());
        again.filters.set(result.filters.get_untracked());
        again.view.set(result.view.get_untracked());
        again.settings.set(result.settings.get_untracked());
        self.start(session, again);
    }

    fn new_result(self, cypher: Arc<str>, replaces: Option<u32>) -> ResultState {
        self.make(|number| ResultState::new(number, cypher, replaces))
    }

    /// Makes a result that lives as long as the app: whoever asks for it may be gone before.
    fn make(self, new: impl FnOnce(u32) -> ResultState) -> ResultState {
        let number = self.last_number.get_value() + 1;
        self.last_number.set_value(number);
        self.owner.with_value(|owner| owner.with(|| new(number)))
    }

    /// Asks something in a tab of its own; the text stays as it is.
    pub(crate) fn ask_beside(self, session: Session, cypher: String) {
        let result = self.new_result(cypher.into(), None);
        self.start(session, result);
    }

    /// Shows a table that was made of a result's, in a tab of its own.
    pub(crate) fn add(self, of: ResultState, table: TableSummary, title: String) {
        let result = self.make(|number| ResultState::of_table(number, of, table, title.into()));
        self.results.update(|results| results.push(result));
        self.select(result);
    }

    fn start(self, session: Session, result: ResultState) {
        self.cancel();
        self.latest.set(Some(result));
        spawn_local(async move {
            result.ask(session, move || self.show(session, result)).await;
            self.remember(result);
            self.write_address(session);
        });
    }

    /// Gives a result its tab, and the screen. One that another query has overtaken before it had anything to show has
    /// none.
    fn show(self, session: Session, result: ResultState) {
        if self.latest.get_untracked() != Some(result) {
            result.close(session);
            return;
        }
        let mut replaced = None;
        self.results.update(|results| {
            match results.iter().position(|earlier| Some(earlier.number) == result.replaces) {
                Some(at) => replaced = Some(std::mem::replace(&mut results[at], result)),
                None => results.push(result),
            }
        });
        if self.beside.get_untracked().is_some_and(|beside| Some(beside) == result.replaces) {
            self.beside.set(Some(result.number));
        } else {
            self.shown.set(Some(result.number));
        }
        if let Some(replaced) = replaced {
            replaced.close(session);
        }
    }

    /// Puts a result on screen. The one beside it changes places with the one that was there.
    pub(crate) fn select(self, result: ResultState) {
        if self.beside.get_untracked() == Some(result.number) {
            self.beside.set(self.shown.get_untracked());
        }
        self.shown.set(Some(result.number));
        if !untrack(|| self.is_under_way()) {
            self.latest.set(Some(result));
        }
    }

    /// Puts a result beside the one on screen; `None`: nothing.
    pub(crate) fn compare(self, with: Option<ResultState>) {
        self.beside.set(with.map(|result| result.number));
    }

    /// Closes a result's tab. The one after it is shown, or the last.
    pub(crate) fn close(self, session: Session, result: ResultState) {
        let (mut at, was_shown) = (0, self.shown.get_untracked() == Some(result.number));
        self.results.update(|results| {
            at = results.iter().position(|other| *other == result).unwrap_or(0);
            results.retain(|other| *other != result);
        });
        result.close(session);
        let next = self.results.with_untracked(|results| results.get(at).or(results.last()).copied());
        if was_shown {
            self.shown.set(next.map(|next| next.number));
        }
        let beside = self.beside.get_untracked();
        if beside == Some(result.number) || beside == self.shown.get_untracked() {
            self.beside.set(None);
        }
        if self.latest.get_untracked() == Some(result) {
            self.latest.set(next);
        }
    }

    /// Puts a query that was asked into the library.
    fn remember(self, result: ResultState) {
        let Some(opened) = result.opened.get_untracked() else { return };
        let outcome = match result.phase.get_untracked() {
            Phase::Done { elapsed_ms } => Outcome::Answered { rows: untrack(|| result.rows()), elapsed_ms },
            Phase::Failed(_) => Outcome::Failed,
            _ => return,
        };
        self.library.remember(&result.cypher.get_value(), &opened, outcome);
    }

    /// Stops the query under way; whether there was one.
    pub(crate) fn cancel(self) -> bool {
        self.latest.get_untracked().is_some_and(ResultState::cancel)
    }

    /// What a link to the page as it is says: the text, and how its result is looked at, if that is on screen. The opening
    /// example needs no link.
    pub(crate) fn linked(self) -> Linked {
        let cypher = self.text.get();
        let shown = self.shown().filter(|shown| *shown.cypher.get_value() == *cypher);
        let view = match shown {
            Some(shown) => {
                let kind = shown.view.get();
                View { keys: shown.keys.get(), filters: shown.filters.get(), kind, settings: shown.settings_of(kind) }
            }
            // Nothing was run yet: the link stays what it was.
            None => self.linked.with_value(|linked| {
                linked
                    .as_ref()
                    .filter(|linked| linked.cypher == cypher)
                    .map(|linked| linked.view.clone())
                    .unwrap_or_default()
            }),
        };
        let is_opening = cypher == OPENING && view == View::default();
        if is_opening { Linked::default() } else { Linked { cypher, view } }
    }

    /// Puts that into the address.
    pub(crate) fn write_address(self, session: Session) {
        let change = self.address.get_value() + 1;
        self.address.set_value(change);
        // Until a dataset is open the address names the one that was asked for.
        let Some(opened) = session.opened.get_untracked() else { return };
        let linked = untrack(|| self.linked());
        spawn_local(async move {
            link::write(&opened.target, linked, move || self.address.get_value() == change).await;
        });
    }
}
