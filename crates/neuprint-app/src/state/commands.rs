//! What can be done here and now, by name and by key: the command palette shows it, and keys set it off.
//!
//! ```text
//! let commands = Commands::expect();
//! commands.add(Command::new("Run the query", move || query.run(session)).with_keys(Keys::Shown("Ctrl ↵")));
//! ```
//!
//! A command is there as long as the component that added it.

mod keys;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

pub(crate) use keys::{Keys, named};

/// Something that can be done.
#[derive(Clone, Copy)]
pub(crate) struct Command {
    /// What it does, as a menu says it.
    pub(crate) name: &'static str,
    /// The keys that do it.
    pub(crate) keys: Option<Keys>,
    /// Whether it can be done now.
    pub(crate) enabled: Signal<bool>,
    /// Does it.
    pub(crate) run: Callback<()>,
}

impl Command {
    /// A command that can always be done and has no keys.
    pub(crate) fn new(name: &'static str, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self { name, keys: None, enabled: Signal::stored(true), run: Callback::new(move |()| run()) }
    }

    /// With keys.
    pub(crate) fn with_keys(mut self, keys: Keys) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Only while something holds.
    pub(crate) fn only_while(mut self, enabled: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.enabled = Signal::derive(enabled);
        self
    }
}

/// The commands of the page, in the order in which they were added. Copy it freely.
#[derive(Clone, Copy)]
pub(crate) struct Commands(RwSignal<Vec<(u32, Command)>>);

impl Commands {
    /// Makes the list and gives it to all components below.
    pub(crate) fn provide() -> Self {
        let commands = Self(RwSignal::default());
        provide_context(commands);
        commands
    }

    /// The commands of this page.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Adds a command until the component that adds it is gone.
    pub(crate) fn add(self, command: Command) {
        let number = self.0.with_untracked(|all| all.last().map_or(0, |(last, _)| last + 1));
        self.0.update(|all| all.push((number, command)));
        on_cleanup(move || {
            // The page may have gone with its list.
            let _ = self.0.try_update(|all| all.retain(|(other, _)| *other != number));
        });
    }

    /// Those that can be done now.
    pub(crate) fn available(self) -> Vec<Command> {
        self.0.get().into_iter().map(|(_, command)| command).filter(|command| command.enabled.get()).collect()
    }

    /// All that have keys.
    pub(crate) fn with_keys(self) -> Vec<(&'static str, Keys)> {
        self.0.with(|all| all.iter().filter_map(|(_, command)| Some((command.name, command.keys?))).collect())
    }

    /// Does what a key stands for; whether there is such a command.
    pub(crate) fn press(self, event: &KeyboardEvent) -> bool {
        let pressed = |command: &Command| command.keys.is_some_and(|keys| keys.are(event));
        let found = untrack(|| self.available().into_iter().find(pressed));
        if let Some(command) = found {
            command.run.run(());
        }
        found.is_some()
    }
}
