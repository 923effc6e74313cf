//! Starting programs, and stopping all of them.
//!
//! ```ignore
//! process::run(Command::new("npm").arg("ci"), "npm ci")?;
//! ```
//!
//! Every child leads a process group of its own. On Ctrl-C, SIGTERM or SIGHUP the groups are told to end, and killed if
//! they have not after four seconds, so that no browser, driver or server outlives the command that started it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use crate::Failure;

/// Set once, when everything is being stopped.
static STOPPING: AtomicBool = AtomicBool::new(false);

static CHILDREN: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// From now on Ctrl-C ends everything that was started here, and then this process.
pub(crate) fn stop_children_on_ctrl_c() {
    // An error means that a handler is there already; then that one stays.
    let _ = ctrlc::set_handler(|| {
        STOPPING.store(true, Ordering::SeqCst);
        let children = CHILDREN.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for &child in &children {
            end_group(child, false);
        }
        let patience = std::time::Instant::now();
        while patience.elapsed().as_secs() < 4 && !CHILDREN.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        for &child in &children {
            end_group(child, true);
        }
        std::process::exit(130);
    });
}

/// While everything is being stopped, nothing new begins and nothing is concluded from programs that were ended.
fn rest_if_stopping() {
    while STOPPING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

#[cfg(unix)]
fn end_group(leader: u32, now: bool) {
    use nix::sys::signal::{Signal, killpg};
    if let Ok(group) = i32::try_from(leader) {
        // A group that is gone already is what was wanted.
        let _ = killpg(nix::unistd::Pid::from_raw(group), if now { Signal::SIGKILL } else { Signal::SIGTERM });
    }
}

#[cfg(not(unix))]
fn end_group(leader: u32, _now: bool) {
    let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &leader.to_string()]).output();
}

/// A running program. Dropping it ends the program and whatever that has started.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts `command` in a process group of its own, with nothing to read.
    pub(crate) fn start(command: &mut Command, what: &str) -> Result<Self, Failure> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        command.stdin(Stdio::null());
        rest_if_stopping();
        let child = command.spawn().map_err(|error| cannot_start(command, what, &error))?;
        CHILDREN.lock().unwrap_or_else(PoisonError::into_inner).insert(child.id());
        Ok(Self { child })
    }

    /// Its number, which is also that of its process group.
    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether the program has come to its own end.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for the program's own end; true if it says that it did what it should.
    pub(crate) fn wait(&mut self) -> bool {
        let status = self.child.wait();
        CHILDREN.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.child.id());
        rest_if_stopping();
        status.is_ok_and(|status| status.success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if CHILDREN.lock().unwrap_or_else(PoisonError::into_inner).contains(&self.child.id()) {
            end_group(self.child.id(), true);
            self.wait();
        }
    }
}

fn cannot_start(command: &Command, what: &str, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    match error.kind() {
        std::io::ErrorKind::NotFound => format!("{what} needs the program `{program}`, which is not on PATH"),
        _ => format!("{what}: `{program}` cannot be started: {error}"),
    }
}

/// Runs a program to its end with this process's output; its failure is ours.
pub(crate) fn run(command: &mut Command, what: &str) -> Result<(), Failure> {
    if Running::start(command, what)?.wait() { Ok(()) } else { Err(format!("{what} failed (its own words are above)")) }
}

/// What a program said, and whether it succeeded.
pub(crate) struct Said {
    /// Standard output and standard error, line by line as they came.
    pub(crate) text: String,
    /// Whether the program ended with success.
    pub(crate) success: bool,
}

/// A program that has said nothing for so long is taken to hang: no compiler and no test here is silent for half of it.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// Runs a program to its end, shows its output as it comes, and keeps it. One that hangs is ended and has failed.
pub(crate) fn run_and_listen(command: &mut Command, what: &str) -> Result<Said, Failure> {
    listen(command, what, PATIENCE)
}

/// [`run_and_listen`] with a patience of its own.
pub(crate) fn listen(command: &mut Command, what: &str, patience: Duration) -> Result<Said, Failure> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = Running::start(command, what)?;
    let (sender, lines) = mpsc::channel();
    let mut readers = Vec::new();
    if let Some(output) = running.child.stdout.take() {
        readers.push(forward_lines(output, sender.clone()));
    }
    if let Some(errors) = running.child.stderr.take() {
        readers.push(forward_lines(errors, sender.clone()));
    }
    drop(sender);
    let mut text = String::new();
    let mut screen = std::io::stdout();
    let mut hear = |line: &str| {
        let _ = screen.write_all(line.as_bytes()).and_then(|()| screen.flush());
        text.push_str(line);
    };
    loop {
        match lines.recv_timeout(patience) {
            Ok(line) => hear(&String::from_utf8_lossy(&line)),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                hear(&format!("xtask: {what} said nothing for {} s and was ended\n", patience.as_secs()));
                end_group(running.child.id(), true);
                // What it started in groups of their own may hold its output open: nobody waits for them.
                return Ok(Said { text, success: running.wait() });
            }
        }
    }
    for reader in readers {
        let _ = reader.join();
    }
    Ok(Said { text, success: running.wait() })
}

fn forward_lines(from: impl Read + Send + 'static, to: mpsc::Sender<Vec<u8>>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        loop {
            let mut line = Vec::new();
            match from.read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {
                    if line.last() != Some(&b'\n') {
                        line.push(b'\n');
                    }
                    if to.send(line).is_err() {
                        return;
                    }
                }
            }
        }
    })
}

/// Runs a program without showing its output; standard output if it succeeds, what it complained of if not.
pub(crate) fn read(command: &mut Command, what: &str) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| cannot_start(command, what, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{what} failed: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}

/// Cargo, as it runs this process.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::workspace::root());
    // Cargo sets these for the programs that it runs; passed on, they would look like wishes of the user.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(name);
    }
    if crate::workspace::test_data().is_dir() {
        // Where the recordings are at hand, no test may skip for want of them.
        command.env("NEUPRINT_TEST_DATA_REQUIRED", "1");
    }
    command
}

/// Puts `folders` before the PATH of `command`.
pub(crate) fn before_path(command: &mut Command, folders: &[PathBuf]) -> Result<(), Failure> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&old));
    let new = std::env::join_paths(all).map_err(|error| format!("PATH cannot be extended: {error}"))?;
    command.env("PATH", new);
    Ok(())
}

/// Where the first of `names` is on PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| is_program(file)))
}

fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_says_is_kept() {
        let said = listen(Command::new("sh").args(["-c", "echo one; echo two >&2"]), "sh", PATIENCE).unwrap();
        let mut lines: Vec<&str> = said.text.lines().collect();
        lines.sort_unstable();
        assert_eq!((lines, said.success), (vec!["one", "two"], true));
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_what_it_started() {
        let script = "echo begun; sleep 600 & sleep 600";
        let said = listen(Command::new("sh").args(["-c", script]), "sh", Duration::from_secs(1)).unwrap();
        assert_eq!(
            (said.text.as_str(), said.success),
            ("begun\nxtask: sh said nothing for 1 s and was ended\n", false)
        );
    }
}
