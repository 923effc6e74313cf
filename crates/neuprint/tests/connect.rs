//! Addresses and tokens as people write them.

use neuprint::{ServerAddress, Token};

#[test]
fn addresses_are_brought_into_one_form() {
    let parse = |text: &str| ServerAddress::parse(text, false).map(|address| address.as_str().to_owned());
    for (text, address) in [
        (" neuprint.janelia.org// ", "https://neuprint.janelia.org"),
        ("https://x.org:8080/sub/", "https://x.org:8080/sub"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:80", "http://[::1]:80"),
        ("HTTPS://x.org", "https://x.org"),
    ] {
        assert_eq!(parse(text).as_deref(), Ok(address), "{text}");
    }
}

#[test]
fn this_machine_is_known_by_its_names() {
    let loopback = |text: &str| ServerAddress::parse(text, true).unwrap().is_loopback();
    for here in ["localhost", "http://127.0.0.1:8642", "https://[::1]:80/a", "a.localhost", "127.9.9.9"] {
        assert!(loopback(here), "{here}");
    }
    for elsewhere in ["x.org", "http://10.0.0.1", "127.0.0.1.x.org", "localhost.x.org"] {
        assert!(!loopback(elsewhere), "{elsewhere}");
    }
}

#[test]
fn what_would_leak_or_cannot_work_is_refused() {
    for wrong in [
        "",
        "http://x.org",
        "http://127.0.0.1.x.org",
        "http://localhost.x.org",
        "ftp://x.org",
        "https://a@x.org",
        "x.org/?q=1",
        "x.org/#a",
        "https://",
        "a b",
    ] {
        let error = ServerAddress::parse(wrong, false).unwrap_err();
        assert_eq!(error.code(), "invalid-argument", "{wrong}: {error}");
    }
    assert!(ServerAddress::parse("http://x.org", true).is_ok());
}

#[test]
fn a_token_is_found_in_whatever_was_pasted() {
    let bare = Token::parse("abc.d-e_f").unwrap();
    assert!(bare.is_some());
    for text in [
        " abc.d-e_f\n",
        "\"abc.d-e_f\"",
        "'abc.d-e_f'",
        "Bearer abc.d-e_f",
        "{\"token\":\"abc.d-e_f\"}",
        "{\"token\": \"abc.d-e_f\", \"expires\": 1}\n",
    ] {
        assert_eq!(Token::parse(text).unwrap(), bare, "{text}");
    }
    assert_eq!(Token::parse("  ").unwrap(), None);
    for wrong in ["{\"no\":1}", "{\"token\":1}", "a b", "{broken", "é"] {
        let error = Token::parse(wrong).unwrap_err();
        assert_eq!(error.code(), "invalid-argument", "{wrong}");
        assert!(!error.to_string().contains(wrong), "a token must not be shown: {error}");
    }
}

#[test]
fn a_token_is_never_shown() {
    let token = Token::parse("secret").unwrap();
    let mut options = neuprint::ClientOptions::new(ServerAddress::parse("x.org", false).unwrap());
    options.token = token;
    assert!(!format!("{options:?}").contains("secret"));
}
