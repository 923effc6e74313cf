//! The command line: one command, `--name value` options, `--name` flags, and bare words.
//!
//! ```text
//! run --port 9000 --upstream https://neuprint.janelia.org
//! ```
//!
//! Every command takes what it knows and then calls [`Arguments::finish`], which refuses the rest, so that a mistyped
//! option is an error and never silently without effect.

use crate::Failure;

/// What is left of the command line.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    rest: Vec<String>,
}

impl Arguments {
    /// The arguments of this process, without the program's own name.
    pub(crate) fn from_command_line() -> Self {
        Self { rest: std::env::args().skip(1).collect() }
    }

    /// Takes the command: the first argument, whatever it is.
    pub(crate) fn command(&mut self) -> Option<String> {
        if self.rest.is_empty() { None } else { Some(self.rest.remove(0)) }
    }

    /// Takes `--name`, if it is there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|argument| argument != name);
        self.rest.len() != before
    }

    /// Takes `--name value` or `--name=value`, if it is there.
    pub(crate) fn option(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let joined = format!("{name}=");
        if let Some(at) = self.rest.iter().position(|argument| argument.starts_with(&joined)) {
            return Ok(Some(self.rest.remove(at).split_off(joined.len())));
        }
        let Some(at) = self.rest.iter().position(|argument| argument == name) else { return Ok(None) };
        if at + 1 >= self.rest.len() {
            return Err(format!("{name} needs a value"));
        }
        self.rest.remove(at);
        Ok(Some(self.rest.remove(at)))
    }

    /// Takes the first argument that is not an option.
    pub(crate) fn word(&mut self) -> Option<String> {
        let at = self.rest.iter().position(|argument| !argument.starts_with('-'))?;
        Some(self.rest.remove(at))
    }

    /// Everything that is left, unread.
    pub(crate) fn take_rest(&mut self) -> Vec<String> {
        std::mem::take(&mut self.rest)
    }

    /// Refuses whatever no one took.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self.rest.first() {
            None => Ok(()),
            Some(unknown) => Err(format!("what is `{unknown}`? `cargo xtask help` lists the options")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Arguments {
        Arguments { rest: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    #[test]
    fn options_are_taken_in_both_spellings_and_any_order() {
        let mut given = arguments(&["run", "--upstream=https://example.org/a=b", "--port", "9000", "--quick"]);
        assert_eq!(given.command().as_deref(), Some("run"));
        assert_eq!(given.option("--port"), Ok(Some("9000".to_owned())));
        assert_eq!(given.option("--upstream"), Ok(Some("https://example.org/a=b".to_owned())));
        assert!(given.flag("--quick"));
        assert!(!given.flag("--quick"));
        assert_eq!(given.finish(), Ok(()));
    }

    #[test]
    fn an_unknown_option_and_a_missing_value_are_refused() {
        assert!(arguments(&["--prot", "1"]).finish().is_err());
        assert!(arguments(&["--port"]).option("--port").is_err());
    }
}
