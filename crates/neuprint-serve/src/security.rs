//! Headers that bind the browser's hands: what a page from here may load, ask and be embedded in.

use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use sha2::{Digest, Sha256};

use crate::api::is_data;

/// The content security policy of everything that is no page.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The content security policy of one page.
#[derive(Debug, Clone)]
pub(crate) struct Policy(HeaderValue);

impl Policy {
    /// Scripts from this origin, WebAssembly, and exactly the inline scripts that `html` has now (Trunk's loader); no
    /// inline styles.
    ///
    /// Requests may go to any server that the user names, over TLS, or to one on this machine.
    pub(crate) fn for_page(html: &str) -> Self {
        let hashes: String = inline_scripts(html)
            .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes()))))
            .collect();
        let policy = format!(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
             img-src 'self' data: blob:; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; \
             worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        );
        // Base64 and the text above are plain ASCII.
        Self(HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'")))
    }

    /// The policy of what is answered at this path.
    pub(crate) fn of(&self, path: &str) -> HeaderValue {
        // Data is never a page: whatever an upstream sends, nothing in it runs or loads anything.
        if is_data(path) { HeaderValue::from_static(DATA_POLICY) } else { self.0.clone() }
    }
}

/// The bodies of the `<script>` elements without `src`.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (body, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=") && !body.is_empty()).then_some(body)
    })
}

/// Adds the headers to an answer; `policy` is [`Policy::of`] the request's path.
pub(crate) fn add_headers(response: &mut Response, policy: HeaderValue) {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_scripts_are_hashed() {
        let html = "<script src=\"a.js\"></script><script type=\"module\">go()</script><SCRIPT></SCRIPT>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["go()"]);
        let policy = Policy::for_page(html);
        let hash = STANDARD.encode(Sha256::digest(b"go()"));
        assert!(policy.0.to_str().is_ok_and(|policy| policy.contains(&format!("'sha256-{hash}'"))));
    }
}
