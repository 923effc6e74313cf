//! What the palette lists: commands, starred queries, examples, history.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use neuprint_page::address;
use neuprint_worker::examples::{Example, GROUPS};

use super::finding::fit;
use crate::state::commands::{Command, Commands, Keys};
use crate::state::library::{Past, Starred, one_line};
use crate::state::query::QueryState;
use crate::state::{Library, Session};

/// How many of a group are listed at most.
const MOST: usize = 8;

/// Something that can be chosen.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) name: String,
    /// Whether the name is a piece of a query.
    pub(super) is_code: bool,
    pub(super) about: String,
    pub(super) keys: Option<Keys>,
    pub(super) act: Act,
}

/// What choosing it does.
#[derive(Clone)]
pub(super) enum Act {
    Do(Command),
    Ask(String),
    Example(&'static Example),
}

/// Items of one kind.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) items: Vec<Item>,
}

/// Goes to a page of the app.
type Go = Arc<dyn Fn(&str) + Send + Sync>;

/// Where the items come from. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Source {
    commands: Commands,
    library: Library,
    query: QueryState,
    session: Session,
    page: Memo<String>,
    go: StoredValue<Go>,
}

impl Source {
    /// That of this app.
    pub(super) fn expect() -> Self {
        let navigate = use_navigate();
        Self {
            commands: Commands::expect(),
            library: Library::expect(),
            query: QueryState::expect(),
            session: Session::expect(),
            page: use_location().pathname,
            go: StoredValue::new(Arc::new(move |address| navigate(address, NavigateOptions::default()))),
        }
    }

    /// Whether a page is shown now.
    pub(super) fn is_at(self, page: &str) -> bool {
        self.page.with(|path| path.rsplit('/').next() == Some(page))
    }

    /// Goes to a page, with the open dataset, unless it is shown already.
    pub(super) fn go(self, page: &str) {
        if untrack(|| self.is_at(page)) {
            return;
        }
        let opened = self.session.opened.get_untracked();
        let link = address::relative(page, opened.as_ref().map(|opened| &opened.target), &[]);
        self.go.with_value(|go| go(&address::resolve(&link)));
    }

    /// What fits to what was typed, the best first; without that, commands and the latest queries.
    pub(super) fn find(self, written: &str) -> Vec<Group> {
        let commands = self.commands.available().into_iter().map(of_command);
        let examples =
            GROUPS.iter().flat_map(|group| group.examples.iter().map(|example| of_example(group.title, example)));
        let (starred, history) = self.library.shelf.with(|shelf| {
            let starred: Vec<_> = shelf.starred.iter().map(of_starred).collect();
            (starred, shelf.history.iter().map(of_past).collect::<Vec<_>>())
        });
        // The group with the best of all comes first; of equals the order is this one.
        let mut groups: Vec<(u32, Group)> = Vec::new();
        for (title, (fit, items)) in [
            ("Commands", best(written, commands, usize::MAX)),
            ("Starred", best(written, starred, MOST)),
            ("Examples", best(written, examples, MOST)),
            ("History", best(written, history, MOST)),
        ] {
            if !items.is_empty() {
                let at = groups.iter().position(|(other, _)| *other < fit).unwrap_or(groups.len());
                groups.insert(at, (fit, Group { title, items }));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Does what was chosen. A query is asked on the query page.
    pub(super) fn act(self, act: Act) {
        match act {
            Act::Do(command) => command.run.run(()),
            Act::Ask(text) => self.ask(text),
            Act::Example(example) => spawn_local(async move {
                let text = self.library.example_here(self.session, example).await;
                self.ask(text);
            }),
        }
    }

    fn ask(self, text: String) {
        self.go("");
        self.query.text.set(text);
        self.query.run(self.session);
    }
}

/// The items that fit, the best first and those that fit equally well in their order; and how well the best one fits.
fn best(written: &str, items: impl IntoIterator<Item = Item>, most: usize) -> (u32, Vec<Item>) {
    // What is in the name counts twice.
    let fit = |item: &Item| {
        let rest = if let Act::Ask(text) = &item.act { text } else { &item.about };
        fit(written, &item.name).map(|fit| 2 * fit).or_else(|| fit(written, rest))
    };
    let mut found: Vec<_> = items.into_iter().filter_map(|item| Some((fit(&item)?, item))).collect();
    let best = found.iter().map(|(fit, _)| *fit).max().unwrap_or_default();
    let mut sorted = Vec::new();
    for level in (0..=best).rev() {
        sorted.extend(found.extract_if(.., |(fit, _)| *fit == level).map(|(_, item)| item));
    }
    sorted.truncate(most);
    (best, sorted)
}

fn of_command(command: Command) -> Item {
    let (name, keys) = (command.name.to_owned(), command.keys);
    Item { name, is_code: false, about: String::new(), keys, act: Act::Do(command) }
}

fn of_example(group: &str, example: &'static Example) -> Item {
    let (name, about) = (example.title.to_owned(), group.to_owned());
    Item { name, is_code: false, about, keys: None, act: Act::Example(example) }
}

fn of_starred(starred: &Starred) -> Item {
    let about = one_line(&starred.text);
    Item { name: starred.name.clone(), is_code: false, about, keys: None, act: Act::Ask(starred.text.clone()) }
}

fn of_past(past: &Past) -> Item {
    let about = past.dataset.clone();
    Item { name: one_line(&past.text), is_code: true, about, keys: None, act: Act::Ask(past.text.clone()) }
}
