//! Which paths go on to an upstream.
//!
//! A path goes on byte for byte, so it must mean the same to whoever reads it on the way: nothing that one reader takes
//! for a separator or a step upwards and another for a name. A name in neuPrint holds none of these.

use std::borrow::Cow;

/// Why a path does not go on; the text is for whoever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    #[error("a path must not step upwards (`.`, `..`)")]
    Dots,
    #[error("a path must not hold an escaped or doubled slash, or a backslash")]
    Slash,
    #[error("a path must not hold control characters")]
    Control,
    #[error("a path must be UTF-8, with two hexadecimal digits after each `%`")]
    Escape,
    #[error("only neuPrint's own paths are forwarded: /api/…, /profile, /token, /dataset-access")]
    Elsewhere,
}

/// Checks a path (without its query).
pub(super) fn check(path: &str) -> Result<(), Refused> {
    let below = path.strip_prefix('/').ok_or(Refused::Elsewhere)?;
    let mut segments = below.split('/').peekable();
    while let Some(segment) = segments.next() {
        if segment.is_empty() && segments.peek().is_some() {
            return Err(Refused::Slash);
        }
        check_segment(segment)?;
    }
    match below.split('/').next() {
        Some("api") => Ok(()),
        Some("profile" | "token" | "dataset-access") if !below.contains('/') => Ok(()),
        _ => Err(Refused::Elsewhere),
    }
}

fn check_segment(segment: &str) -> Result<(), Refused> {
    let once = unescape(segment)?;
    // What is escaped twice is checked as if somebody unescapes it twice. That need not succeed: `100%25` is a name.
    let twice = if once.contains('%') { unescape(&once).ok() } else { None };
    for text in [Some(&once), twice.as_ref()].into_iter().flatten() {
        if text.contains(['/', '\\']) {
            return Err(Refused::Slash);
        }
        if text.chars().any(char::is_control) {
            return Err(Refused::Control);
        }
        // Some servers cut `;…` off before they look at dots.
        if matches!(text.split(';').next(), Some("." | "..")) {
            return Err(Refused::Dots);
        }
    }
    Ok(())
}

/// A path without its escapes, if it can be read without them.
pub(super) fn plainest(path: &str) -> Cow<'_, str> {
    unescape(path).unwrap_or(Cow::Borrowed(path))
}

fn unescape(text: &str) -> Result<Cow<'_, str>, Refused> {
    if !text.contains('%') {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|byte| char::from(byte).to_digit(16)).ok_or(Refused::Escape);
        let (high, low) = (digit()?, digit()?);
        out.push((high * 16 + low) as u8);
    }
    String::from_utf8(out).map(Cow::Owned).map_err(|_| Refused::Escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_field_pass_and_detours_do_not() {
        for path in
            ["/api/roimeshes/mesh/hemibrain:v1.2.1/MB(+ACA)(R)%20%3a%C3%A9", "/token", "/api/", "/api/a..b/%2541"]
        {
            assert_eq!(check(path), Ok(()), "{path}");
        }
        for (path, why) in [
            ("/api/../token", Refused::Dots),
            ("/api/%2e%2E/x", Refused::Dots),
            ("/api/.%252e/x", Refused::Dots),
            ("/api/..;a=b/x", Refused::Dots),
            ("/api/a%2Fb", Refused::Slash),
            ("/api/a%252fb", Refused::Slash),
            ("/api/a%5cb", Refused::Slash),
            ("/api//a", Refused::Slash),
            ("/api/%0d%0aHost:x", Refused::Control),
            ("/api/%zz", Refused::Escape),
            ("/api/%C3", Refused::Escape),
            ("/token/x", Refused::Elsewhere),
            ("/apis", Refused::Elsewhere),
            ("/", Refused::Elsewhere),
        ] {
            assert_eq!(check(path), Err(why), "{path}");
        }
    }
}
