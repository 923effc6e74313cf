//! Path segments, escaped as Go does it.

use neuprint::path::{escape, escape_query, segment, unescape};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

#[test]
fn names_are_escaped_as_the_server_needs_them() {
    for (name, escaped) in [
        ("hemibrain:v1.2.1", "hemibrain:v1.2.1"),
        ("MB(+ACA)(R)", "MB%28+ACA%29%28R%29"),
        ("CRE(-ROB,-RUB)(R)", "CRE%28-ROB,-RUB%29%28R%29"),
        ("a'L(R)", "a%27L%28R%29"),
        ("100% é", "100%25%20%C3%A9"),
        ("é", "%C3%A9"),
        ("a%b", "a%25b"),
        ("p+q", "p+q"),
        ("a;b", "a;b"),
        ("a=b&c@d$e", "a=b&c@d$e"),
        (" ", "%20"),
        ("AZaz09-_.~$&+,/:;=@", "AZaz09-_.~$&+,/:;=@"),
        ("!*'()[]?#\"<>\\^`{|}\u{7f}", "%21%2A%27%28%29%5B%5D%3F%23%22%3C%3E%5C%5E%60%7B%7C%7D%7F"),
    ] {
        assert_eq!(escape(name), escaped);
        assert_eq!(unescape(escaped).as_deref(), Some(name));
    }
    assert_eq!(escape_query("hemibrain:v1.2.1 &x"), "hemibrain%3Av1.2.1%20%26x");
    for broken in ["%zz", "%", "%4", "%ff"] {
        assert_eq!(unescape(broken), None, "{broken}");
    }
}

#[test]
fn a_name_with_a_slash_is_no_segment() {
    assert_eq!(segment("MB(+ACA)(R)"), Ok("MB(+ACA)(R)"));
    let error = segment("a/b").unwrap_err();
    assert_eq!(error.to_string(), "`a/b` has a slash, at which a server ends the name: it cannot be asked for");
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_name_comes_back(name in any::<String>()) {
        for escaped in [escape(&name), escape_query(&name)] {
            prop_assert_eq!(unescape(&escaped), Some(name.clone()));
            // What was escaped is part of a path: nothing in it ends the path.
            let path = format!("/{escaped}?x");
            let uri: http::Uri = path.parse().unwrap();
            prop_assert_eq!(uri.path(), &path[..path.len() - 2]);
        }
    }
}
