//! The options of `neuprint serve`, on the command line or in a TOML file.
//!
//! ```text
//! # neuprint.toml
//! files = ["hemibrain.npdata"]
//! upstream = ["janelia=https://neuprint.janelia.org"]
//! bind = "0.0.0.0"
//! tls-cert = "cert.pem"
//! tls-key = "key.pem"
//! token-file = "tokens"
//!
//! [limits]
//! query-seconds = 30
//! ```
//!
//! Paths in the file are relative to the file's own folder.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::LimitOptions;
use crate::forward::NamedUpstream;
use crate::guard::Origin;

/// How to serve.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct ServeOptions {
    /// Dataset files to serve under neuPrint's REST API, as many as fit into the memory.
    pub files: Vec<PathBuf>,
    /// A TOML file with options.
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The port; 0 takes a free one [default: 8642].
    #[arg(long)]
    pub port: Option<u16>,
    /// The address to listen on. Anything but the default lets other machines in [default: 127.0.0.1].
    #[arg(long, value_name = "ADDRESS")]
    pub bind: Option<IpAddr>,
    /// A folder with the built app, instead of the one inside this program.
    #[arg(long, value_name = "FOLDER")]
    pub dist: Option<PathBuf>,
    /// A neuPrint server to forward: `janelia=https://neuprint.janelia.org` answers under /upstream/janelia, several of
    /// them side by side; without a name the server answers under /api, which excludes dataset files.
    #[arg(long, value_name = "[NAME=]URL")]
    pub upstream: Vec<NamedUpstream>,
    /// An upstream whose host name may lead to a private address. Otherwise such an answer of the DNS is refused; an
    /// address in numbers is taken as it is written.
    #[arg(long, value_name = "NAME")]
    pub private_upstream: Vec<String>,
    /// Forward queries that change an upstream's database, too. A neuPrint server may run them for a reader's token.
    #[arg(long)]
    pub allow_writes: bool,
    /// A folder in which skeletons, meshes and cached statistics of upstreams are kept. They are kept apart by token, and
    /// asked for anew when their dataset's uuid changes.
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
    /// The room for them, in MiB [default: 1024].
    #[arg(long, value_name = "MIB")]
    pub cache_size: Option<u64>,
    /// Speak https with a certificate made at the start, whose fingerprint is printed. neuprint-python needs https:
    /// `Client("https://127.0.0.1:8642", dataset=…, verify=False, token=…)`, with any text as the token.
    #[arg(long, conflicts_with_all = ["tls_cert", "tls_key"])]
    pub tls_self_signed: bool,
    /// Speak https with this certificate and those that vouch for it, in PEM.
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key, in PEM.
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// A file with the tokens that are let in, one a line. A client sends its token as `Authorization: Bearer TOKEN`, or
    /// as `X-Gateway-Token: TOKEN` where `Authorization` is for the upstream. Listed tokens never go to an upstream.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// A page's origin that may ask from a browser, such as `https://lab.example.org`.
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<Origin>,
    /// A name under which this server is reached; addresses in numbers and `localhost` are always let in.
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Listen for other machines without TLS, or without a list of tokens.
    #[arg(long)]
    pub insecure: bool,
    /// How requests for data are logged, on standard error [default: text].
    #[arg(long, value_enum)]
    pub log: Option<Log>,
    /// What one client and all of them may use.
    #[command(flatten)]
    pub limits: LimitOptions,
}

/// How requests are logged. Tokens, cookies and the queries of addresses never are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Log {
    /// Not at all.
    Off,
    /// A line for people.
    #[default]
    Text,
    /// A JSON object a line.
    Json,
}

/// Why options cannot be had from a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file is not there, or may not be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{}: {source}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: Box<toml::de::Error>,
    },
}

impl ServeOptions {
    /// These options, and for what they leave open those of the file that they name.
    ///
    /// # Errors
    /// If the file cannot be read, or holds an unknown option or a wrong value.
    pub fn with_config(self) -> Result<Self, ConfigError> {
        let Some(path) = self.config.clone() else { return Ok(self) };
        let read = std::fs::read_to_string(&path);
        let text = read.map_err(|source| ConfigError::Unreadable { path: path.clone(), source })?;
        let mut file: Self = toml::from_str(&text)
            .map_err(|source| ConfigError::Wrong { path: path.clone(), source: Box::new(source) })?;
        file.start_from(path.parent().unwrap_or(Path::new("")));
        Ok(self.or(file))
    }

    /// Makes relative paths start in this folder.
    fn start_from(&mut self, folder: &Path) {
        let single = [&mut self.dist, &mut self.cache, &mut self.tls_cert, &mut self.tls_key, &mut self.token_file];
        for path in single.into_iter().flatten().chain(&mut self.files) {
            *path = folder.join(&*path);
        }
    }

    fn or(self, other: Self) -> Self {
        // A certificate given here is meant instead of the file's, of either kind.
        let own_tls = self.tls_self_signed || self.tls_cert.is_some() || self.tls_key.is_some();
        let tls = if own_tls { &self } else { &other };
        Self {
            tls_self_signed: tls.tls_self_signed,
            tls_cert: tls.tls_cert.clone(),
            tls_key: tls.tls_key.clone(),
            files: either(self.files, other.files),
            config: self.config,
            port: self.port.or(other.port),
            bind: self.bind.or(other.bind),
            dist: self.dist.or(other.dist),
            upstream: either(self.upstream, other.upstream),
            private_upstream: either(self.private_upstream, other.private_upstream),
            allow_writes: self.allow_writes || other.allow_writes,
            cache: self.cache.or(other.cache),
            cache_size: self.cache_size.or(other.cache_size),
            token_file: self.token_file.or(other.token_file),
            allow_origin: either(self.allow_origin, other.allow_origin),
            allow_host: either(self.allow_host, other.allow_host),
            insecure: self.insecure || other.insecure,
            log: self.log.or(other.log),
            limits: self.limits.or(other.limits),
        }
    }
}

fn either<T>(first: Vec<T>, second: Vec<T>) -> Vec<T> {
    if first.is_empty() { second } else { first }
}
