//! What the options mean together.

use std::net::IpAddr;
use std::sync::Arc;

use super::ServeError;
use crate::api::Api;
use crate::cache::Cache;
use crate::local::LocalApi;
use crate::options::ServeOptions;
use crate::tls::Identity;

/// The room for upstreams' answers, in MiB, if none is given.
const CACHE: u64 = 1024;

/// Options that contradict each other. The text says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unclear {
    /// `/api` cannot answer for two.
    #[error("the dataset files and {0} would both answer under /api: give the upstream a name, `--upstream NAME={0}`")]
    FilesAndUpstream(String),
    /// `/api` cannot answer for two.
    #[error("{0} and {1} would both answer under /api: give each a name, `--upstream NAME={1}`")]
    TwoWithoutName(String, String),
    /// A name cannot answer for two.
    #[error("two upstreams are called {0}: give each its own name")]
    SameName(String),
    /// A name that stands for nothing.
    #[error("--private-upstream {0}: there is no upstream of this name")]
    NoSuchUpstream(String),
    /// A certificate is of no use without its key.
    #[error("--tls-cert and --tls-key belong together, and exclude --tls-self-signed")]
    HalfTls,
}

/// Who answers under `/api`; reads the dataset files, if it is they.
pub(super) fn api(options: &ServeOptions) -> Result<Api, ServeError> {
    let names: Vec<&String> = options.upstream.iter().filter_map(|to| to.name.as_ref()).collect();
    if let Some((_, twice)) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
        return Err(Unclear::SameName((*twice).clone()).into());
    }
    if let Some(unknown) = options.private_upstream.iter().find(|name| !names.contains(name)) {
        return Err(Unclear::NoSuchUpstream(unknown.clone()).into());
    }
    let mut nameless = options.upstream.iter().filter(|to| to.name.is_none()).map(|to| &to.upstream);
    Ok(match (nameless.next(), nameless.next(), options.files.as_slice()) {
        (Some(one), Some(other), _) => return Err(Unclear::TwoWithoutName(one.to_string(), other.to_string()).into()),
        (Some(upstream), None, []) => Api::Upstream(upstream.clone()),
        (Some(upstream), None, _) => return Err(Unclear::FilesAndUpstream(upstream.to_string()).into()),
        (None, _, []) if names.is_empty() => Api::Local(LocalApi::sample()?),
        (None, _, []) => Api::Nobody,
        (None, _, files) => Api::Local(LocalApi::open(files)?),
    })
}

/// The certificate to speak https with, if https is to be spoken.
pub(super) fn identity(options: &ServeOptions, bind: IpAddr) -> Result<Option<Identity>, ServeError> {
    Ok(match (&options.tls_cert, &options.tls_key, options.tls_self_signed) {
        (None, None, false) => None,
        (None, None, true) => Some(Identity::self_signed(bind)?),
        (Some(certificate), Some(key), false) => Some(Identity::read(certificate, key)?),
        _ => return Err(Unclear::HalfTls.into()),
    })
}

/// Where upstreams' answers are kept, if they are.
pub(super) fn cache(options: &ServeOptions) -> Result<Option<Arc<Cache>>, ServeError> {
    let most = options.cache_size.unwrap_or(CACHE).saturating_mul(1 << 20);
    Ok(options.cache.as_deref().map(|folder| Cache::open(folder, most)).transpose()?.map(Arc::new))
}
