//! What a command says, on standard output.

use std::io::{ErrorKind, Write};

/// Writes all of it. A reader that has seen enough (`| head`) is no mistake.
///
/// # Errors
/// If standard output takes nothing, for instance because the disk behind it is full.
pub fn print(text: impl AsRef<[u8]>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
