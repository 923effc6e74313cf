//! A client of a neuPrint server, set up as the command line says.
//!
//! The token comes from a file or from the environment, never from the command line, and is in no message.

use std::path::{Path, PathBuf};
use std::time::Duration;

use neuprint::{Client, ClientOptions, ServerAddress, Token};
use neuprint_http::{HttpOptions, HttpTransport};

use crate::options::RemoteOptions;

/// Where neuprint-python looks for a token, too.
const TOKEN_VARIABLE: &str = "NEUPRINT_APPLICATION_CREDENTIALS";

/// Why a server cannot be asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The file with the token or the certificates cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// There is no token where one was to be found.
    #[error("{place} holds no token: it has to be the token itself, or the whole JSON document that the server shows")]
    NoToken {
        /// The file, or the environment variable.
        place: String,
    },
    /// The certificates are none.
    #[error("{} cannot be used: {reason}. Certificates in PEM are needed (-----BEGIN CERTIFICATE-----)", path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The server does not answer, or refuses.
    #[error(transparent)]
    Refused(#[from] neuprint::Error),
}

/// Connects to a dataset of a server.
///
/// # Errors
/// If a file cannot be read or is of no use, or the server does not have the dataset or lets nobody see it.
pub async fn connect(server: ServerAddress, options: &RemoteOptions) -> Result<Client<HttpTransport>, RemoteError> {
    let certificates = options.ca.as_deref().map(read).transpose()?;
    let proxy = !server.is_loopback();
    let transport =
        HttpTransport::with_options(&HttpOptions { certificates, proxy }).map_err(|error| match &options.ca {
            Some(path) => RemoteError::Certificates { path: path.clone(), reason: error.to_string() },
            None => neuprint::Error::from(error).into(),
        })?;
    let mut client = ClientOptions::new(server);
    client.dataset.clone_from(&options.dataset);
    client.token = token(options.token_file.as_deref())?;
    client.timeout = Some(Duration::from_secs(options.timeout));
    Ok(Client::connect(transport, client).await?)
}

/// The token of the file, or without one, of the environment.
fn token(file: Option<&Path>) -> Result<Option<Token>, RemoteError> {
    let no_token = |place: String| RemoteError::NoToken { place };
    if let Some(path) = file {
        let text = String::from_utf8(read(path)?).map_err(|_| no_token(path.display().to_string()))?;
        let token = Token::parse(&text).ok().flatten();
        return token.map(Some).ok_or_else(|| no_token(path.display().to_string()));
    }
    let Some(text) = std::env::var_os(TOKEN_VARIABLE) else { return Ok(None) };
    let text = text.into_string().map_err(|_| no_token(TOKEN_VARIABLE.to_owned()))?;
    Token::parse(&text).map_err(|_| no_token(TOKEN_VARIABLE.to_owned()))
}

fn read(path: &Path) -> Result<Vec<u8>, RemoteError> {
    std::fs::read(path).map_err(|source| RemoteError::Unreadable { path: path.to_owned(), source })
}
